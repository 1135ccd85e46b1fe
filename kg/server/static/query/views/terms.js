// A term of an answer as an element: things as links to their pages, texts in their own direction.
import { cut, element } from "../dom.js";
import { numberOf } from "../columns.js";
import { pageOf, short } from "../iris.js";
import { nameOf } from "../labels.js";
import { shown, t } from "../words.js";

const LONG = 300;

/** A link to the page of an IRI, under its name. */
export function linkTo(iri, most = 120) {
  const page = pageOf(iri);
  const name = element("bdi", {}, cut(nameOf(iri), most));
  return page ? element("a", { href: page, title: short(iri) }, name) : name;
}

/** What stands in a cell of a table for a term. */
export function cellOf(term) {
  if (!term) return element("span", { class: "soft", "aria-hidden": "true" }, "–");
  if (term.type === "uri") return linkTo(term.value);
  const number = numberOf(term);
  if (number !== null) return document.createTextNode(Number.isInteger(number) ? shown(number) : term.value);
  const text = term.type === "triple" ? JSON.stringify(term.value) : term.value;
  const lang = term["xml:lang"];
  const part = element("bdi", { lang, title: term.datatype ? short(term.datatype) : null }, cut(text, LONG));
  if ([...text].length <= LONG) return lang ? element("span", {}, part, " ", element("span", { class: "soft tag-lang" }, lang)) : part;
  return element("details", { class: "cut" }, element("summary", {}, part), element("bdi", { lang }, text));
}

/** A line that says that not all is shown. */
export const note = (key, values) => element("p", { class: "soft" }, t(key, values));
