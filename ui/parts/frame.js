/** How long after a link was followed its page may still take the focus, in milliseconds. */
const LATEST = 5000;
/** How long the page takes to turn light or dark by itself, in milliseconds. */
const TURNED = 250;
const EDITABLE = "input, textarea, select, [contenteditable]";

/** Streamlit reruns on a bare 'r' and clears caches on a bare 'c', wherever the focus is: no single-key shortcuts. */
function guardKeys(event) {
  const bare = !event.metaKey && !event.ctrlKey && !event.altKey;
  const from = event.target;
  if (!bare || (from instanceof Element && from.matches(EDITABLE))) return;
  if (meetingKey(event.key) || "rc".includes(event.key)) {
    event.stopImmediatePropagation();
    if (!"rc".includes(event.key)) event.preventDefault();
  }
}

/** In a meeting a single key does what the bar at the top says, unless its keys are off. */
function meetingKey(key) {
  if (!document.querySelector(".drawing [data-meeting=keys]")) return false;
  if (key === "ArrowDown" || key === "ArrowUp") return stepRow(key === "ArrowDown" ? 1 : -1);
  const way = document.querySelector(`.drawing [data-meeting=keys] [data-key="${CSS.escape(key.toLowerCase())}"]`);
  way?.click();
  return Boolean(way);
}

/** Go from row to row of the page's first list; Enter opens the one that has the focus. */
function stepRow(step) {
  const rows = [...document.querySelectorAll(".drawing .rows a.row")];
  if (!rows.length) return false;
  const place = rows.indexOf(document.activeElement);
  rows[Math.min(Math.max(place + step, 0), rows.length - 1)].focus();
  return true;
}

const shown = () => `${window.location.pathname}${new URLSearchParams(window.location.search).get("m")}`;

/** Whoever follows a link to another page starts at its heading, once the page is whole. */
function startAtHeading() {
  const app = document.querySelector("[data-testid=stApp]");
  let ran = false;
  const watch = new MutationObserver(() => {
    const state = app.dataset.testScriptState;
    ran = ran || state === "running";
    if (!ran || state !== "notRunning" || document.querySelector("[data-testid=stSkeleton]")) return;
    watch.disconnect();
    document.querySelector(".drawing h1")?.focus();
  });
  watch.observe(document.body, { childList: true, subtree: true, attributes: true });
  window.setTimeout(() => watch.disconnect(), LATEST);
}

/** Go to an address of ours in the same session: a step of the browser's own history, so that Back comes back. */
function travel(address) {
  const before = shown();
  window.history.pushState({}, "", new URL(address, document.baseURI));
  if (before !== shown()) startAtHeading();
  window.dispatchEvent(new PopStateEvent("popstate"));
}

/** On a phone the navigation lies over the page: fold it away once something was chosen in it. */
function foldNavigation(link) {
  if (!link.closest("[data-testid=stSidebar]") || window.innerWidth > 768) return;
  document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
}

async function copy(button) {
  const address = new URL(button.dataset.copy, document.baseURI).href;
  const told = button.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(address);
    told.textContent = "Link copied";
  } catch {
    window.prompt("Copy this link", address);
  }
  window.setTimeout(() => (told.textContent = ""), 4000);
}

/** Charts are drawn for light or for dark: where the reader's system turns, they are drawn again. */
function drawAgain() {
  window.setTimeout(() => window.dispatchEvent(new PopStateEvent("popstate")), TURNED);
}

const plain = (event) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** Our own addresses are relative: no scheme, no fragment. */
const ours = (link) => !/^[a-z][a-z0-9+.-]*:|^#|^\/\//i.test(link.getAttribute("href"));

function follow(event) {
  const button = event.target.closest?.(".drawing [data-copy]");
  if (button) return void copy(button);
  if (event.target.closest?.(".drawing [data-table]")) return void document.querySelector("[data-testid=stExpander] summary")?.click();
  const link = event.target.closest?.(".drawing a[href]");
  if (!link || !plain(event) || !ours(link)) return undefined;
  event.preventDefault();
  foldNavigation(link);
  // A link inside a drawing has no address as text, so the attribute is read.
  travel(link.getAttribute("href"));
  return undefined;
}

const WANTED = "hub-wanted";
const PLACE = "hub-place";
const atStart = () => new URL("./", document.baseURI).pathname === window.location.pathname && !window.location.search;

/** Whoever has to sign in first comes back to the page that they asked for, or were on when the sign-in ran out. */
function rememberPlace() {
  const place = atStart() ? window.sessionStorage.getItem(PLACE) : window.location.href;
  if (place && !window.sessionStorage.getItem(WANTED)) window.sessionStorage.setItem(WANTED, place);
}

function returnToPlace() {
  const wanted = window.sessionStorage.getItem(WANTED);
  window.sessionStorage.removeItem(WANTED);
  if (wanted && atStart() && new URL(wanted).origin === window.location.origin) travel(wanted);
  window.sessionStorage.setItem(PLACE, window.location.href);
}

/** Who signs out leaves no place behind. */
function forgetPlace(event) {
  if (!event.target.closest?.(".st-key-sign_out")) return;
  window.sessionStorage.removeItem(WANTED);
  window.sessionStorage.removeItem(PLACE);
}

/** Nothing stays on the screen of a sign-in that has run out. */
function askAgain(seconds) {
  window.clearTimeout(window.hubEnds);
  if (seconds !== null) window.hubEnds = window.setTimeout(() => window.location.reload(), Math.min(seconds * 1000 + 500, 2 ** 31 - 1));
}

export default function ({ data }) {
  document.querySelector("[data-testid=stMain]")?.setAttribute("role", "main");
  if (!window.hubFramed) {
    window.hubFramed = true;
    window.addEventListener("keydown", guardKeys, true);
    document.addEventListener("click", follow);
    document.addEventListener("click", forgetPlace, true);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAgain);
  }
  askAgain(data.endsIn);
  if (!data.signedIn) rememberPlace();
  else returnToPlace();
  if (data.goTo) travel(data.goTo);
}
