// What the columns of an answer hold, which decides how it can be shown.
import { countryOf, kindOf } from "./iris.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(["integer", "decimal", "double", "float", "int", "long", "short", "nonNegativeInteger",
  "positiveInteger"].map((name) => XSD + name));
const DATES = new Set(["date", "dateTime", "gYear", "gYearMonth", "dateTimeStamp"].map((name) => XSD + name));
const EDTF = /^http:\/\/id\.loc\.gov\/datatypes\/edtf\//;
const WKT = "http://www.opengis.net/ont/geosparql#wktLiteral";
const POINT = /^\s*(?:<[^>]*>\s*)?point\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)/i;
const DAY = /(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?/;

/** The number that a term is, or null. */
export function numberOf(term) {
  if (!term || term.type !== "literal" || !NUMBERS.has(term.datatype)) return null;
  const value = Number(term.value);
  return Number.isFinite(value) ? value : null;
}

/** Whether a term is a date, exact or of the Extended Date/Time Format. */
export function isDate(term) {
  return Boolean(term) && term.type === "literal" && (DATES.has(term.datatype) || EDTF.test(term.datatype ?? ""));
}

/**
 * The days that a date may mean: `{first, last}` as milliseconds, or null where it names no day. Of an interval with
 * an open end only the known end counts.
 */
export function daysOf(term) {
  if (!isDate(term)) return null;
  const ends = term.value.split("/").map((part) => DAY.exec(part)).filter(Boolean);
  const plain = ends.length ? ends : [...term.value.matchAll(new RegExp(DAY, "g"))].filter((one) => one[1]);
  if (!plain.length) return null;
  return { first: day(plain[0], false), last: day(plain[plain.length - 1], true) };
}

function day([, year, month, date], last) {
  const [y, m] = [Number(year), month ? Number(month) - 1 : last ? 11 : 0];
  return Date.UTC(y, m, date ? Number(date) : last ? new Date(Date.UTC(y, m + 1, 0)).getUTCDate() : 1);
}

/** Longitude and latitude of a WKT point, or null. */
export function pointOf(term) {
  const found = term && term.type === "literal" && term.datatype === WKT && POINT.exec(term.value);
  return found ? [Number(found[1]), Number(found[2])] : null;
}

/** The columns in which at least one row holds, and no row contradicts, what `test` says of a term. */
export function columnsWith(answer, test, everywhere = true) {
  const sample = answer.rows.slice(0, 2000);
  return answer.columns.map((_, at) => at).filter((at) => {
    const terms = sample.map((row) => row[at]).filter(Boolean);
    return terms.length > 0 && (everywhere ? terms.every(test) : terms.some(test));
  });
}

export const isIri = (term) => term.type === "uri";
export const isNumber = (term) => numberOf(term) !== null;
export const isCountry = (term) => term.type === "uri" && countryOf(term.value) !== null;
export const isPlace = (term) => term.type === "uri" && kindOf(term.value) === "place";
export const isPoint = (term) => pointOf(term) !== null;

/** The column that names a row best: texts with a language first, then IRIs, then any text; -1 if there is none. */
export function namingColumn(answer, without = []) {
  const free = (found) => found.find((at) => !without.includes(at));
  const plain = (term) => term.type === "literal" && !isNumber(term) && !isDate(term) && !isPoint(term);
  return free(columnsWith(answer, (term) => Boolean(term["xml:lang"])))
    ?? free(columnsWith(answer, isIri)) ?? free(columnsWith(answer, plain)) ?? -1;
}
