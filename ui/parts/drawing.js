const SVG = "http://www.w3.org/2000/svg";

/** Build [tag, attributes, children] or text, with text as text only. */
function build(node, drawn) {
  if (typeof node === "string") return document.createTextNode(node);
  const [tag, attributes, children] = node;
  const picture = drawn || tag === "svg";
  const made = picture ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const name of Object.keys(attributes)) made.setAttribute(name, attributes[name]);
  for (const child of children) made.appendChild(build(child, picture));
  return made;
}

/** Our own addresses are relative: no scheme, no fragment. */
const ours = (link) => !/^[a-z][a-z0-9+.-]*:|^#|^\/\//i.test(link.getAttribute("href"));

const plain = (event) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** On a phone the navigation lies over the page: fold it away once something was chosen in it. */
function foldNavigation(root) {
  const sidebar = root.getRootNode().host?.closest("[data-testid=stSidebar]");
  if (!sidebar || window.innerWidth > 768) return;
  document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
}

async function copy(button) {
  const address = new URL(button.dataset.copy, document.baseURI).href;
  try {
    await navigator.clipboard.writeText(address);
    button.querySelector("[role=status]").textContent = "Link copied";
  } catch {
    window.prompt("Copy this link", address);
  }
  window.setTimeout(() => (button.querySelector("[role=status]").textContent = ""), 4000);
}

/** Whoever follows a link to another page starts at its heading. */
function focusHeading(root) {
  const heading = root.querySelector("h1");
  if (!heading || !window.hubArriving) return;
  window.hubArriving = false;
  heading.focus();
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".drawing");
  const told = JSON.stringify(data);
  if (root.told !== told) {
    root.told = told;
    root.replaceChildren(build(data, false));
    focusHeading(root);
  }
  root.onclick = (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) return void copy(button);
    const link = event.target.closest("a[href]");
    if (!link || !plain(event) || !ours(link) || !window.hubTravel) return undefined;
    event.preventDefault();
    foldNavigation(root);
    window.hubTravel(link.href);
    return undefined;
  };
}
