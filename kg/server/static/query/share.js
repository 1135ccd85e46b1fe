// A query as an address. It stands behind the #, so that no log of a server has it.
import { exampleOf } from "./examples.js";

/** The query, and the view of its answer, that an address asks for: `{text, view}`, either may be null. */
export function asked() {
  const inHash = new URLSearchParams(location.hash.slice(1));
  const example = new URLSearchParams(location.search).get("example");
  const text = inHash.get("query") ?? (example ? exampleOf({ id: example })?.text : null);
  return { text: text ?? null, view: inHash.get("view") };
}

/** The address of a query and a view. */
export function addressOf(text, view) {
  const example = exampleOf({ text });
  const hash = new URLSearchParams(example ? {} : { query: text });
  if (view && view !== "table") hash.set("view", view);
  const search = example ? `?example=${encodeURIComponent(example.id)}` : "";
  return `${location.pathname}${search}${hash.size ? `#${hash}` : ""}`;
}

/** Puts the address into the address bar. */
export function show(text, view) {
  history.replaceState(null, "", addressOf(text, view));
}
