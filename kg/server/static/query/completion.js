// What can be written at a place in a query: terms of the ontology by name or label, variables, keywords, things.
import { namespace } from "./iris.js";

export const KEYWORDS = ("SELECT CONSTRUCT DESCRIBE ASK WHERE DISTINCT REDUCED FROM NAMED OPTIONAL UNION MINUS GRAPH FILTER "
  + "BIND VALUES PREFIX ORDER GROUP BY HAVING ASC DESC LIMIT OFFSET EXISTS NOT IN AS COUNT SUM MIN MAX AVG SAMPLE "
  + "GROUP_CONCAT SEPARATOR STR LANG LANGMATCHES DATATYPE BOUND IRI IF COALESCE REGEX CONTAINS STRSTARTS STRENDS STRBEFORE "
  + "STRAFTER STRLEN SUBSTR REPLACE UCASE LCASE CONCAT ROUND ABS CEIL FLOOR NOW YEAR MONTH DAY UNDEF").split(" ");

/** A text without case and marks, as people type in a hurry: "Erdoğan" and "ERDOGAN" are the same. */
export function fold(text) {
  return text.replace(/[ıİ]/g, "i").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * What is expected where a text ends: "subject", "predicate", "class", "object" or "clause" (outside the braces),
 * and the property whose object it is. A guess from the tokens since the last mark, which orders what is offered.
 */
export function expected(before) {
  const bare = before.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, " s ")
    .replace(/(^|\s)#[^\n]*/g, "$1").replace(/<[^<>\s]*>/g, " i ");
  const depth = bare.split("{").length - bare.split("}").length;
  if (depth <= 0) return { what: "clause" };
  const last = bare.slice(Math.max(bare.lastIndexOf("{"), bare.lastIndexOf("}"), bare.search(/\.\s[^.]*$|\.$/)) + 1);
  const [list] = last.split(";").slice(-1);
  const tokens = list.split(/\s+|(?<=[,(])/).filter(Boolean);
  const count = tokens.length + (last.includes(";") ? 1 : 0);
  if (count === 0) return { what: "subject" };
  if (count === 1 || /[/|^]$/.test(list)) return { what: "predicate" };
  const property = tokens[last.includes(";") ? 0 : 1];
  return property === "a" ? { what: "class", property } : { what: "object", property };
}

/** The variables of a text, the most used first. */
export function variables(text) {
  const counts = new Map();
  for (const [name] of text.matchAll(/[?$][\p{L}\p{N}_]+/gu)) counts.set(`?${name.slice(1)}`, (counts.get(`?${name.slice(1)}`) ?? 0) + 1);
  return [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one) || (one < other ? -1 : 1));
}

/** How well a term answers to a typed word: 0 not at all; a name before a label, a beginning before a middle. */
export function score(term, word) {
  const typed = fold(word);
  const [prefix, local] = splitName(term.name).map(fold);
  if (!typed) return 1;
  if (typed.includes(":")) {
    const [wantedPrefix, wanted] = splitName(typed);
    if (wantedPrefix !== prefix) return 0;
    return local.startsWith(wanted) ? 6 : local.includes(wanted) || fold(term.label).includes(wanted) ? 3 : 0;
  }
  if (local.startsWith(typed)) return 6;
  const label = fold(term.label);
  if (label.startsWith(typed)) return 5;
  if (label.split(/\s+/).some((part) => part.startsWith(typed))) return 4;
  return prefix === typed ? 3 : typed.length > 2 && (local.includes(typed) || label.includes(typed)) ? 2 : 0;
}

/** Terms for a word, the best first; what the place expects goes before all else. */
export function matching(terms, word, place, values) {
  const fits = (term) => (place.what === "predicate" && term.kind === "property")
    || (place.what === "class" && term.kind === "class")
    || (place.what === "object" && term.kind !== "property" && Boolean(values) && term.name.startsWith(values));
  return terms.map((term) => ({ term, rank: score(term, word) && score(term, word) + (fits(term) ? 10 : 0) }))
    .filter((one) => one.rank > 0 && (word || one.rank > 10))
    .sort((one, other) => other.rank - one.rank || (one.term.name < other.term.name ? -1 : 1))
    .map((one) => one.term);
}

/** The PREFIX line that a name needs at the head of a text that declares others; null where nothing is to be added. */
export function declaration(name, text) {
  const [prefix] = splitName(name);
  const iri = namespace(prefix);
  const declared = [...text.matchAll(/^[ \t]*PREFIX\s+([\w-]*):.*(?:\n|$)/gim)];
  if (name.startsWith("<") || !iri || !declared.length || declared.some((one) => one[1] === prefix)) return null;
  const last = declared[declared.length - 1];
  const at = last.index + last[0].length;
  return { at, text: `${last[0].endsWith("\n") ? "" : "\n"}PREFIX ${prefix}: <${iri}>\n` };
}

function splitName(name) {
  const at = name.indexOf(":");
  return at < 0 ? ["", name] : [name.slice(0, at), name.slice(at + 1)];
}
