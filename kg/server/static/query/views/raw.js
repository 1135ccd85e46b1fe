// The answer as the endpoint sends it: JSON for rows, Turtle for graphs.
import { inFormat } from "../answer.js";
import { element } from "../dom.js";
import { note } from "./terms.js";

const MOST = 200_000;

/** Draws the text, cut where it is very long. */
export async function draw(panel, answer, text) {
  const raw = answer.isGraph ? await (await inFormat(text, "turtle")).text() : pretty(answer.raw);
  const parts = [element("pre", { class: "raw", tabindex: "0" }, raw.slice(0, MOST))];
  if (raw.length > MOST) parts.unshift(note("js_raw_cut", { count: MOST }));
  panel.replaceChildren(...parts);
}

function pretty(json) {
  return json.length > MOST ? json : JSON.stringify(JSON.parse(json), null, 1);
}
