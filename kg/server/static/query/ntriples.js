// N-Triples, as the endpoint writes them: one triple a line.
const LINE = /^(<[^>]*>|_:\S+)\s+(<[^>]*>)\s+(.*?)\s*\.\s*$/;
const LITERAL = /^"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?$/;
const ESCAPES = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f", '"': '"', "'": "'", "\\": "\\" };

/** Rows of subject, predicate and object, as terms of the SPARQL JSON results format. */
export function readTriples(text) {
  return text.split("\n").map((line) => LINE.exec(line)).filter(Boolean)
    .map(([, subject, predicate, object]) => [subject, predicate, object].map(term));
}

function term(written) {
  if (written.startsWith("<")) return { type: "uri", value: unescaped(written.slice(1, -1)) };
  if (written.startsWith("_:")) return { type: "bnode", value: written.slice(2) };
  const found = LITERAL.exec(written);
  if (!found) return { type: "literal", value: written };
  const [, value, lang, datatype] = found;
  return { type: "literal", value: unescaped(value), ...(lang && { "xml:lang": lang }), ...(datatype && { datatype }) };
}

function unescaped(text) {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, short, long, sign) =>
    sign ? ESCAPES[sign] ?? sign : String.fromCodePoint(parseInt(short ?? long, 16)));
}
