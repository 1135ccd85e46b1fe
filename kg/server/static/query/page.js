// The query page: runs what is in the editor, stops it, and hands the answer to the views.
import { ask, Failure } from "./answer.js";
import { element } from "./dom.js";
import { kept, openEditor } from "./editor.js";
import { listExamples, markExample } from "./examples.js";
import { addressOf, asked, show } from "./share.js";
import { inWords } from "./trouble.js";
import { showAnswer } from "./views.js";
import { loadVocabulary } from "./vocabulary.js";
import { t, vendor } from "./words.js";

const byId = (id) => document.getElementById(id);
const [form, field, state, answer, runButton, stop, share] = ["ask", "query", "state", "answer", "run", "stop", "share"].map(byId);

let editor = null;
let running = null;
let view = "table";

function busy(controller) {
  running = controller;
  const had = document.activeElement;
  stop.disabled = !controller;
  stop.hidden = !controller;
  if (!controller && had === stop) runButton.focus();
  answer.toggleAttribute("aria-busy", Boolean(controller));
}

async function run() {
  running?.abort();
  const controller = new AbortController();
  const text = editor.text;
  const begun = performance.now();
  editor.mark();
  show(text, view);
  markExample(text);
  busy(controller);
  const clock = setInterval(() => { state.textContent = t("js_running", { seconds: Math.round((performance.now() - begun) / 1000) }); }, 1000);
  state.textContent = t("js_running", { seconds: 0 });
  try {
    const found = await ask(text, controller.signal);
    const milliseconds = Math.round(performance.now() - begun);
    state.textContent = "boolean" in found ? `${milliseconds} ms`
      : t(found.isGraph ? "js_triples" : "js_rows", { count: found.rows.length, time: milliseconds });
    await showAnswer(answer, found, text, view, (chosen) => { view = chosen; show(text, view); });
  } catch (error) {
    if (controller.signal.aborted) {
      if (running === controller) state.textContent = t("js_stopped");
    } else {
      state.textContent = "";
      tell(error);
    }
  } finally {
    clearInterval(clock);
    if (running === controller) busy(null);
  }
}

/** Says why there is no answer, at the place in the text where the endpoint found the reason. */
function tell(error) {
  const known = error instanceof Failure;
  const titles = { 400: "js_cannot_read", 504: "js_too_long" };
  const reason = inWords(error.message);
  const place = known && error.line ? t("js_error_at", editor.mark(reason.text, error.line, error.column)) : "";
  const title = known ? t(titles[error.status] ?? "js_failed") : t("js_broke_off", { reason: "" });
  answer.hidden = false;
  answer.replaceChildren(element("div", { class: "trouble card", role: "alert" },
    element("strong", {}, place ? `${title}: ${place}` : title),
    element("p", { lang: reason.lang }, reason.text)));
}

async function copyAddress() {
  const address = new URL(addressOf(editor.text, view), location.href).href;
  show(editor.text, view);
  try {
    await navigator.clipboard.writeText(address);
    state.textContent = t("js_copied");
  } catch {
    state.textContent = t("js_copy_by_hand"); // a browser gives the clipboard to secure pages only
  }
}

function choose(text) {
  editor.text = text;
  view = "table";
  run().then(() => {
    if (answer.getBoundingClientRect().top > window.innerHeight * 0.8) answer.scrollIntoView();
  });
}

const wanted = asked();
const text = wanted.text ?? kept();
if (text !== null) field.value = text;
if (wanted.view) view = wanted.view;
share.hidden = false;
const vocabulary = loadVocabulary().catch(() => undefined);
editor = await openEditor(() => run());
form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
stop.addEventListener("click", () => running?.abort());
share.addEventListener("click", copyAddress);
listExamples(choose);
markExample(editor.text);
if (!vendor.editor) byId("state").textContent = t("js_plain_editor");
window.addEventListener("hashchange", () => {
  const changed = asked();
  if (changed.text !== null && changed.text !== editor.text) { editor.text = changed.text; view = changed.view ?? "table"; run(); }
});
document.documentElement.dataset.ready = "query";
await vocabulary;
if (wanted.text !== null) run();
