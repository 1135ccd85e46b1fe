// What the endpoint answered, in one shape: columns, and rows of terms of the SPARQL JSON results format.
import { readTriples } from "./ntriples.js";

const RESULTS = "application/sparql-results+json";
export const ACCEPT = `${RESULTS}, application/n-triples;q=0.9`;

/** Why there is no answer: the endpoint's own words, and the place in the text where it has one. */
export class Failure extends Error {
  constructor(status, detail, line, column) {
    super(detail);
    Object.assign(this, { status, line, column });
  }
}

/**
 * Sends a query; `signal` stops it, here and on the server, which ends the process of a query whose client is gone.
 * Gives `{columns, rows, isGraph, boolean, raw}`; throws Failure, or what fetch throws.
 */
export async function ask(text, signal) {
  const response = await fetch("/sparql", request(text, ACCEPT, signal));
  const kind = response.headers.get("content-type") ?? "";
  if (!response.ok) throw await failure(response, kind);
  const raw = await response.text();
  if (!kind.startsWith(RESULTS)) {
    const columns = ["subject", "predicate", "object"];
    return { columns, rows: readTriples(raw), isGraph: true, raw };
  }
  const found = JSON.parse(raw);
  if ("boolean" in found) return { columns: [], rows: [], isGraph: false, boolean: found.boolean, raw };
  const columns = found.head.vars;
  return { columns, rows: found.results.bindings.map((one) => columns.map((name) => one[name])), isGraph: false, raw };
}

/** The same answer in another format of the endpoint, as bytes. */
export async function inFormat(text, format) {
  const response = await fetch(`/sparql?format=${format}`, request(text));
  if (!response.ok) throw await failure(response, response.headers.get("content-type") ?? "");
  return response.blob();
}

function request(text, accept, signal) {
  const headers = { "content-type": "application/sparql-query", ...(accept ? { accept } : {}) };
  return { method: "POST", headers, body: text, signal };
}

async function failure(response, kind) {
  if (!kind.includes("json")) return new Failure(response.status, await response.text());
  const problem = await response.json();
  return new Failure(response.status, problem.detail, problem.line, problem.column);
}
