// The answer as a file, in the formats that the endpoint has for it.
import { inFormat } from "./answer.js";
import { element } from "./dom.js";
import { t } from "./words.js";

const RESULTS = [["CSV", "csv"], ["JSON", "json"], ["TSV", "tsv"], ["XML", "xml"]];
const GRAPHS = [["Turtle", "turtle", "ttl"], ["N-Triples", "ntriples", "nt"], ["JSON-LD", "jsonld"], ["RDF/XML", "rdfxml", "rdf"]];

/** Buttons, one a format. */
export function downloads(answer, text) {
  const buttons = (answer.isGraph ? GRAPHS : RESULTS).map(([name, format, ending = format]) => {
    const button = element("button", { type: "button", class: "link" }, name);
    button.addEventListener("click", () => save(button, text, format, `kg-answer.${ending}`));
    return button;
  });
  return element("div", { class: "downloads", role: "group", "aria-label": t("js_download") },
    element("span", { class: "soft", "aria-hidden": "true" }, t("js_download")), ...buttons);
}

async function save(button, text, format, name) {
  button.disabled = true;
  try {
    const link = element("a", { href: URL.createObjectURL(await inFormat(text, format)), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  } catch (error) {
    document.getElementById("state").textContent = t("js_broke_off", { reason: error.message });
  } finally {
    button.disabled = false;
  }
}
