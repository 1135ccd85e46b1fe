// The graph that an answer holds: of triples, or of the things that stand in one row.
import { columnsWith, isIri } from "../columns.js";

const SUBJECT = /^(s|subject|from|who)$/i;
const PREDICATE = /^(p|predicate|property)$/i;
const OBJECT = /^(o|object|value|to|whom)$/i;

/** Nodes (by IRI) and links `{source, target, name}` of an answer; `name` is an IRI, or the name of a column. */
export function graphOf(answer) {
  const links = new Map();
  const add = (source, target, name) => {
    if (source !== target) links.set(`${source}\n${target}\n${name}`, { source, target, name });
  };
  const at = (pattern) => answer.columns.findIndex((name) => pattern.test(name));
  const [s, p, o] = [at(SUBJECT), at(PREDICATE), at(OBJECT)];
  if (s >= 0 && p >= 0 && o >= 0) {
    for (const row of answer.rows) if (row[s] && row[p] && row[o]?.type === "uri") add(row[s].value, row[o].value, row[p].value);
  } else {
    const columns = columnsWith(answer, isIri, false);
    for (const row of answer.rows) {
      const [first, ...others] = columns.filter((column) => row[column]?.type === "uri");
      for (const other of others) add(row[first].value, row[other].value, answer.columns[other]);
    }
  }
  const all = [...links.values()];
  const degrees = new Map();
  for (const { source, target } of all) for (const end of [source, target]) degrees.set(end, (degrees.get(end) ?? 0) + 1);
  return { nodes: [...degrees].map(([id, degree]) => ({ id, degree })), links: all };
}

/** The part of a graph that can be read: the nodes with the most links, and the links between them. */
export function readable({ nodes, links }, most) {
  const kept = [...nodes].sort((one, other) => other.degree - one.degree || (one.id < other.id ? -1 : 1)).slice(0, most);
  const ids = new Set(kept.map((node) => node.id));
  const between = links.filter((link) => ids.has(link.source) && ids.has(link.target));
  const linked = new Set(between.flatMap((link) => [link.source, link.target]));
  return { nodes: kept.filter((node) => linked.has(node.id)), links: between };
}
