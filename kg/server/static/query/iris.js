// IRIs, the pages that show them here, and short names for them.
export const BASE = "https://w3id.org/news-kg/";
export const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";

let prefixes = [];

/** Say which prefixes there are, as an object from prefix to IRI. */
export function setPrefixes(found) {
  prefixes = Object.entries(found).sort((one, other) => other[1].length - one[1].length);
}

/** The IRI of a known prefix. */
export const namespace = (prefix) => (prefixes.find((one) => one[0] === prefix) ?? [])[1];

/** The page that shows an IRI: ours here, another's at its own place; null for what no browser should open. */
export function pageOf(iri) {
  if (!iri.startsWith(BASE)) return /^https?:\/\//.test(iri) ? iri : null;
  const [path, fragment] = iri.slice(BASE.length).split("#");
  if (path === "ns" && fragment) return `/ns/${encodeURIComponent(fragment)}`;
  return `/${path}${fragment ? `?${fragment}` : ""}`;
}

/** An IRI with its prefix, or as it is. */
export function short(iri) {
  const found = prefixes.find((one) => iri.startsWith(one[1]));
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri;
}

/** An IRI as it is written in a query: with its prefix where that can be done without escapes. */
export function written(iri) {
  const name = short(iri);
  return /^[\w-]*:[\w](?:[\w.-]*[\w-])?$|^[\w-]*:$/.test(name) ? name : `<${iri}>`;
}

/** The kind of thing that an IRI of ours names, by its path: person, country, event …; empty for others. */
export function kindOf(iri) {
  return iri.startsWith(BASE) ? iri.slice(BASE.length).split(/[/#]/)[0] : "";
}

/** The code of the country that an IRI of ours names, or null. */
export function countryOf(iri) {
  return iri.startsWith(`${BASE}country/`) ? iri.slice(`${BASE}country/`.length) : null;
}
