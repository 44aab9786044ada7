/** How many columns a page of the grid moves by. */
const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

const made = (tag, text, attributes) => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  for (const name of Object.keys(attributes ?? {})) element.setAttribute(name, attributes[name]);
  return element;
};

/** A link of ours, followed like every other: by a click on an anchor that stands in the page. */
function follow(root, address) {
  const link = made("a", "", { href: address, hidden: "" });
  root.appendChild(link);
  link.click();
  link.remove();
}

function head(data, root, sort) {
  const row = made("tr");
  row.appendChild(made("th", data.unitWord, { scope: "col" }));
  data.metrics.forEach(([id, name, period, illustrative], place) => {
    const cell = made("th", "", { scope: "col", "aria-sort": "none" });
    cell.appendChild(made("a", name, { href: data.metricLink.replace("__metric__", encodeURIComponent(id)) }));
    cell.appendChild(made("span", period + (illustrative ? " · Illustrative" : ""), { class: "under" }));
    const button = made("button", "Sort", { type: "button", "aria-label": `Sort by ${name}`, class: "sort" });
    button.addEventListener("click", () => sort(place, cell));
    cell.appendChild(button);
    row.appendChild(cell);
  });
  const top = made("thead");
  top.appendChild(row);
  return top;
}

function cellOf(data, row, column) {
  const letter = data.letters[row][column];
  const [word, shape] = data.words[letter];
  const cell = made("td", data.texts[row][column], { class: `heat-${letter}`, tabindex: "-1" });
  cell.dataset.at = `${row}.${column}`;
  if (shape) {
    cell.appendChild(made("span", ` ${shape}`, { "aria-hidden": "true" }));
    cell.appendChild(made("span", ` ${word}`, { class: "unseen" }));
  }
  const missing = data.missing[`${row}.${column}`];
  if (missing) cell.appendChild(made("span", missing, { class: "under" }));
  return cell;
}

function body(data) {
  const rows = made("tbody");
  data.units.forEach(([id, name], column) => {
    const row = made("tr");
    const unit = made("th", "", { scope: "row" });
    unit.appendChild(made("a", name, { href: data.unitLink.replace("__unit__", encodeURIComponent(id)) }));
    row.appendChild(unit);
    data.metrics.forEach((_, place) => row.appendChild(cellOf(data, place, column)));
    row.dataset.column = column;
    rows.appendChild(row);
  });
  return rows;
}

/** Rows by a metric's figures, the largest first and then the smallest; what is missing stays last. */
function sorter(data, table) {
  return (place, cell) => {
    const down = cell.getAttribute("aria-sort") !== "descending";
    table.querySelectorAll("thead th").forEach((each) => each.setAttribute("aria-sort", "none"));
    cell.setAttribute("aria-sort", down ? "descending" : "ascending");
    const figure = (row) => parseFloat(data.texts[place][row.dataset.column].replace(/−/g, "-").replace(/[^0-9.-]/g, ""));
    const rows = [...table.tBodies[0].rows];
    rows.sort((a, b) => {
      const [x, y] = [figure(a), figure(b)];
      if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) - Number.isNaN(y);
      return down ? y - x : x - y;
    });
    table.tBodies[0].append(...rows);
  };
}

/** One cell is in the order of Tab; arrows go from cell to cell, and Enter opens the figure. */
function keys(table, open) {
  const first = table.querySelector("td");
  if (first) first.tabIndex = 0;
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    if (!cell) return;
    if (event.key === "Enter") return open(cell);
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const row = table.tBodies[0].rows[cell.parentElement.sectionRowIndex + step[0]];
    const next = row?.cells[cell.cellIndex + step[1]];
    if (!next || next.tagName !== "TD") return;
    cell.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (cell) open(cell);
  });
}

export default function ({ data: told, parentElement }) {
  const root = parentElement.querySelector(".drawing");
  if (root.told === told) return;
  root.told = told;
  const data = JSON.parse(told);
  const table = made("table", "", { class: "many" });
  table.appendChild(made("caption", data.caption, { class: "unseen" }));
  table.appendChild(head(data, root, (place, cell) => sorter(data, table)(place, cell)));
  table.appendChild(body(data));
  keys(table, (cell) => {
    const [row, column] = cell.dataset.at.split(".");
    const address = data.cellLink
      .replace("__metric__", encodeURIComponent(data.metrics[row][0]))
      .replace("__unit__", encodeURIComponent(data.units[column][0]));
    follow(root, address);
  });
  const held = made("div", "", { class: "reading side-by-side heat", role: "region", "aria-label": "Heat grid", tabindex: "0" });
  held.appendChild(table);
  root.replaceChildren(held);
}
