const EDITABLE = "input, textarea, select, [contenteditable]";

/** Streamlit reruns on a bare 'r' and clears caches on a bare 'c', wherever the focus is: no single-key shortcuts. */
function guardKeys(event) {
  const bare = !event.metaKey && !event.ctrlKey && !event.altKey;
  const from = event.composedPath()[0];
  if (bare && "rc".includes(event.key) && !(from instanceof Element && from.matches(EDITABLE))) {
    event.stopImmediatePropagation();
  }
}

export default function () {
  document.documentElement.lang = "en-GB";
  document.querySelector("[data-testid=stMain]")?.setAttribute("role", "main");
  if (window.hubFramed) return;
  window.hubFramed = true;
  window.addEventListener("keydown", guardKeys, true);
}
