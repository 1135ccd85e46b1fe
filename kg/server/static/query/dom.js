// Elements of HTML and SVG, with text that is always text.

/** An element with attributes (those that are undefined or null are left out) and children: nodes or texts. */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same in SVG. */
export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function filled(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) made.setAttribute(key, String(value));
  }
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

/** A text that is cut after `most` code points. */
export function cut(text, most) {
  const points = [...text];
  return points.length > most ? `${points.slice(0, most).join("")}…` : text;
}
