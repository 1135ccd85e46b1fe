// Things as nodes and what connects them as links, laid out by forces.
import { cut, element, svg } from "../dom.js";
import { BASE, kindOf, pageOf, short } from "../iris.js";
import { fetchNames, nameOf } from "../labels.js";
import { t, vendor } from "../words.js";
import { graphOf, readable } from "./links.js";
import { note } from "./terms.js";

const MOST = 60;
const NAMED_LINKS = 30;
const SCREEN = 1000;
const KINDS = [["person", "ns#Person"], ["country", "ns#Country"], ["organization", "ns#Organization"], ["place", "ns#Place"],
  ["event", "ns#Event"], ["agreement", "ns#Agreement"], ["article", "ns#Article"]];

/** Draws the graph, the busiest nodes of it if it is large. */
export async function draw(panel, answer) {
  if (!vendor.layout) return panel.replaceChildren(note("js_not_built"));
  const whole = graphOf(answer);
  if (!whole.links.length) return panel.replaceChildren(note("js_no_graph"));
  const graph = readable(whole, MOST);
  const [{ layOut }] = await Promise.all([
    import(vendor.layout),
    fetchNames([...graph.nodes.map((node) => node.id), ...graph.links.map((link) => link.name)].filter((iri) => iri.includes(":"))),
  ]);
  for (const node of graph.nodes) {
    node.radius = 7 + Math.min(13, Math.sqrt(node.degree) * 3);
    node.text = textOf(node.id);
  }
  layOut(graph.nodes, graph.links, graph.nodes.length > 40 ? 105 : 140);
  const parts = [element("div", { class: "drawing" }, picture(graph)), key(graph.nodes), element("p", { class: "soft" }, t("js_graph_hint"))];
  if (graph.nodes.length < whole.nodes.length) parts.unshift(note("js_graph_cut", { count: graph.nodes.length, total: whole.nodes.length }));
  panel.replaceChildren(...parts);
}

/** The name of a node; of an event only what happened, since its neighbours say to whom. */
function textOf(iri) {
  const name = nameOf(iri);
  return cut(kindOf(iri) === "event" && name.includes(": ") ? name.slice(name.lastIndexOf(": ") + 2) : name, 26);
}

function picture({ nodes, links }) {
  const margin = 90;
  const [xs, ys] = [nodes.map((node) => node.x), nodes.map((node) => node.y)];
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - 40];
  const [width, height] = [Math.max(...xs) + margin - left, Math.max(...ys) + 50 - top];
  const lines = merged(links).map((link) => lineOf(link, links.length <= NAMED_LINKS));
  const drawn = nodes.map((node) => nodeOf(node));
  const image = svg("svg", { class: "chart graph", viewBox: [left, top, width, height].map((one) => one.toFixed(0)).join(" "), role: "group",
    "aria-label": t("js_graph_title", { nodes: nodes.length, links: links.length }) },
    svg("defs", {}, svg("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" },
      svg("path", { d: "M0 0 8 4 0 8z", class: "arrow" }))),
    ...lines.map((line) => line.shape), ...drawn);
  image.style.fontSize = `${(12 * Math.max(1, width / SCREEN)).toFixed(1)}px`; // in units of the drawing
  drawn.forEach((shape, at) => highlight(image, shape, nodes[at], drawn, nodes, lines));
  return image;
}

/** One line for all links from one node to another. */
function merged(links) {
  const lines = new Map();
  for (const link of links) {
    const id = `${link.source.id}\n${link.target.id}`;
    const line = lines.get(id) ?? { source: link.source, target: link.target, names: [] };
    line.names.push(nameOf(link.name));
    lines.set(id, line);
  }
  return [...lines.values()];
}

function lineOf({ source, target, names }, named) {
  const [dx, dy] = [target.x - source.x, target.y - source.y];
  const length = Math.hypot(dx, dy) || 1;
  const [x2, y2] = [target.x - (dx / length) * (target.radius + 3), target.y - (dy / length) * (target.radius + 3)];
  const text = names.join(", ");
  const shape = svg("g", { class: "link" },
    svg("line", { x1: source.x.toFixed(1), y1: source.y.toFixed(1), x2: x2.toFixed(1), y2: y2.toFixed(1), "marker-end": "url(#arrow)" }),
    svg("title", {}, `${source.text} – ${text} → ${target.text}`),
    named ? svg("text", { x: ((source.x + target.x) / 2).toFixed(1), y: ((source.y + target.y) / 2 - 3).toFixed(1), "text-anchor": "middle" }, cut(text, 28)) : null);
  return { source, target, shape };
}

/** Which kind of thing has which colour, of those that are drawn. */
function key(nodes) {
  const kinds = KINDS.filter(([kind]) => nodes.some((node) => kindOf(node.id) === kind));
  return element("ul", { class: "key", "aria-label": t("js_kinds") }, ...kinds.map(([kind, term]) => element("li", {},
    svg("svg", { viewBox: "0 0 2 2", "aria-hidden": "true" }, svg("circle", { cx: 1, cy: 1, r: 1, class: `node-${kind}` })), nameOf(BASE + term))));
}

function nodeOf(node) {
  const kind = kindOf(node.id);
  const style = KINDS.some(([one]) => one === kind) ? `node-${kind}` : "node-other";
  const page = pageOf(node.id);
  const shape = [svg("circle", { r: node.radius, class: style }), svg("text", { y: node.radius, dy: "1.1em", "text-anchor": "middle" }, node.text),
    svg("title", {}, `${nameOf(node.id)} (${short(node.id)})`)];
  const place = `translate(${node.x.toFixed(1)} ${node.y.toFixed(1)})`;
  return page ? svg("a", { href: page, class: "node", transform: place }, ...shape) : svg("g", { class: "node", transform: place }, ...shape);
}

/** A node under the pointer or in focus, its neighbours and the links between stand out. */
function highlight(image, shape, node, drawn, nodes, lines) {
  const set = (on) => {
    image.classList.toggle("dim", on);
    const near = new Set([node]);
    for (const line of lines) {
      const touches = line.source === node || line.target === node;
      if (touches) near.add(line.source).add(line.target);
      line.shape.classList.toggle("near", on && touches);
    }
    drawn.forEach((one, at) => one.classList.toggle("near", on && near.has(nodes[at])));
  };
  for (const [begin, end] of [["pointerenter", "pointerleave"], ["focus", "blur"]]) {
    shape.addEventListener(begin, () => set(true));
    shape.addEventListener(end, () => set(false));
  }
}
