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

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".drawing");
  const told = JSON.stringify(data);
  if (root.told === told) return;
  root.told = told;
  root.replaceChildren(build(data, false));
}
