// Names of the things in an answer, asked from the endpoint when they are first shown.
import { ask } from "./answer.js";
import { BASE, short } from "./iris.js";
import { language } from "./words.js";

const AT_ONCE = 250;
const known = new Map();

/** Say what terms of the ontology are called. */
export function setNames(names) {
  for (const [iri, name] of names) known.set(iri, name);
}

/** The name of an IRI as far as it is known now, else its short form. */
export const nameOf = (iri) => known.get(iri) ?? short(iri);

/** How a term reads: the name of an IRI, the text of a literal. */
export function textOf(term) {
  if (!term) return "";
  if (term.type === "uri") return nameOf(term.value);
  return term.type === "triple" ? JSON.stringify(term.value) : term.value;
}

/** Ask for the names of those IRIs of ours that have none yet; things without a name keep their short form. */
export async function fetchNames(iris) {
  const wanted = [...new Set(iris)].filter((iri) => iri.startsWith(BASE) && !known.has(iri) && !/[<>"{}|^`\\\s]/.test(iri));
  const batches = [];
  for (let at = 0; at < wanted.length; at += AT_ONCE) batches.push(fetchBatch(wanted.slice(at, at + AT_ONCE)));
  await Promise.all(batches);
}

async function fetchBatch(iris) {
  const query = `SELECT ?s ?name WHERE { VALUES ?s { ${iris.map((iri) => `<${iri}>`).join(" ")} }
    { ?s rdfs:label ?name } UNION { ?s skos:prefLabel ?name } }`;
  const { rows } = await ask(query).catch(() => ({ rows: [] })); // without names, the short IRIs are shown
  const rank = (term) => [language, "tr", "en"].indexOf(term["xml:lang"]) + 1 || 9;
  const best = new Map();
  for (const [s, name] of rows) {
    const former = best.get(s.value);
    if (!former || rank(name) < rank(former) || (rank(name) === rank(former) && name.value < former.value)) best.set(s.value, name);
  }
  for (const [iri, name] of best) known.set(iri, name.value);
}
