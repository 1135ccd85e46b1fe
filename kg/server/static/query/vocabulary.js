// The ontology for the editor: what it completes, and what it says of a name under the pointer.
import { element } from "./dom.js";
import { declaration, expected, KEYWORDS, matching, variables } from "./completion.js";
import { namespace, setPrefixes, short, written } from "./iris.js";
import { setNames } from "./labels.js";
import { language, t } from "./words.js";

const LEAST_LETTERS = 3;
const MOST_THINGS = 12;
const ASKED_FOR = 40;
const HAPPENINGS = new Set(["kg:Event", "kg:Prospect"]); // named after those who act in them, who are meant first
const PAUSE_MS = 180;

let terms = [];
let prefixes = {};

/** Fetches prefixes and terms; to be awaited before names are made short. */
export async function loadVocabulary() {
  const response = await fetch(`/api/terms?lang=${language}`);
  if (!response.ok) return;
  ({ terms, prefixes } = await response.json());
  setPrefixes(prefixes);
  setNames(terms.map((term) => [iriOf(term.name), term.label]));
}

const iriOf = (name) => {
  const at = name.indexOf(":");
  return (namespace(name.slice(0, at)) ?? "") + name.slice(at + 1);
};

/** Terms, variables, prefixes and keywords. */
export async function completeTerms(word, before, after) {
  if (/^[?$]/.test(word)) {
    return variables(before + after).filter((name) => name !== word && name.startsWith(`?${word.slice(1)}`)).map((name) => ({
      label: name, insert: name, detail: t("js_variable"), type: "variable" }));
  }
  if (/PREFIX\s+$/i.test(before)) {
    return Object.entries(prefixes).filter(([name]) => name.startsWith(word.replace(/:$/, ""))).map(([name, iri]) => ({
      label: `${name}:`, detail: iri, insert: `${name}: <${iri}>`, type: "namespace" }));
  }
  const place = expected(before);
  if (place.what === "clause") return keywords(word);
  const values = terms.find((term) => term.name === place.property)?.values;
  const found = matching(terms, word, place, values).slice(0, 60).map((term) => offered(term));
  return word.includes(":") ? found : [...found, ...keywords(word)];
}

function keywords(word) {
  if (!word) return [];
  return KEYWORDS.filter((one) => one.startsWith(word.toUpperCase()) && one !== word).map((one) => ({
    label: one, insert: one, detail: t("js_keyword"), type: "keyword" }));
}

function offered(term) {
  return { label: term.name, detail: `${term.label} · ${t(`js_${term.kind}`)}`, insert: term.name, type: term.kind,
    info: term.comment ? () => element("div", {}, term.comment) : undefined, needs: (text) => declaration(term.name, text) };
}

/** People, countries, events … whose names have the typed word. */
export async function completeThings(word, before) {
  const typed = word.includes(":") ? word.slice(word.indexOf(":") + 1).replace(/-/g, " ") : word;
  if (/^[?$]/.test(word) || typed.length < LEAST_LETTERS || expected(before).what === "clause") return [];
  await new Promise((resolve) => { setTimeout(resolve, PAUSE_MS); });
  const response = await fetch(`/api/search?q=${encodeURIComponent(typed)}&limit=${ASKED_FOR}`).catch(() => null);
  if (!response?.ok) return [];
  const found = await response.json();
  const prefix = word.includes(":") ? word.slice(0, word.indexOf(":") + 1) : "";
  const fitting = found.filter((one) => one.kind !== "kg:Passage" && short(one.iri).startsWith(prefix));
  const ordered = [...fitting.filter((one) => !HAPPENINGS.has(one.kind)), ...fitting.filter((one) => HAPPENINGS.has(one.kind))];
  return ordered.slice(0, MOST_THINGS).map((one) => {
    const name = written(one.iri);
    const kind = terms.find((term) => term.name === one.kind)?.label ?? one.kind;
    return { label: one.name, detail: kind, insert: name, type: "thing", info: () => element("code", {}, name),
      needs: (text) => declaration(name, text) };
  });
}

/** The label and comment of a name of the ontology, as an element; null for other names. */
export function explain(name) {
  const wanted = name.startsWith("<") ? short(name.slice(1, -1)) : name;
  const term = terms.find((one) => one.name === wanted);
  return term ? element("div", {}, element("strong", {}, term.label), ` · ${t(`js_${term.kind}`)}`,
    element("div", {}, term.comment)) : null;
}
