const EDITABLE = "input, textarea, select, [contenteditable]";

/** Streamlit reruns on a bare 'r' and clears caches on a bare 'c', wherever the focus is: no single-key shortcuts. */
function guardKeys(event) {
  const bare = !event.metaKey && !event.ctrlKey && !event.altKey;
  const from = event.composedPath()[0];
  if (bare && "rc".includes(event.key) && !(from instanceof Element && from.matches(EDITABLE))) {
    event.stopImmediatePropagation();
  }
}

const shown = () => `${window.location.pathname}${new URLSearchParams(window.location.search).get("m")}`;

/** Go to an address of ours in the same session: a step of the browser's own history, so that Back comes back. */
window.hubTravel = (address) => {
  const before = shown();
  window.history.pushState({}, "", new URL(address, document.baseURI));
  window.hubArriving = before !== shown();
  window.dispatchEvent(new PopStateEvent("popstate"));
};

export default function ({ data }) {
  document.documentElement.lang = "en-GB";
  document.querySelector("[data-testid=stMain]")?.setAttribute("role", "main");
  if (data) window.hubTravel(data);
  if (window.hubFramed) return;
  window.hubFramed = true;
  window.addEventListener("keydown", guardKeys, true);
}
