// The answer, in the view that one chooses. A view is fetched when it is first chosen.
import { element } from "./dom.js";
import { columnsWith, isCountry, isDate, isIri, isNumber, isPlace, isPoint, namingColumn } from "./columns.js";
import { downloads } from "./downloads.js";
import { t } from "./words.js";

/** Views in their order: whether an answer can be shown so, and the text that says what is missing if not. */
const VIEWS = [
  { id: "table", fits: () => true },
  { id: "raw", fits: () => true },
  { id: "graph", fits: (answer) => answer.isGraph || columnsWith(answer, isIri, false).length > 1 },
  { id: "timeline", fits: (answer) => columnsWith(answer, isDate, false).length > 0 },
  { id: "bars", fits: (answer) => columnsWith(answer, isNumber).length > 0 && namingColumn(answer, columnsWith(answer, isNumber)) >= 0 },
  { id: "map", fits: (answer) => columnsWith(answer, (term) => isCountry(term) || isPlace(term) || isPoint(term), false).length > 0 || hasLatitude(answer) },
];

function hasLatitude(answer) {
  const names = columnsWith(answer, isNumber).map((at) => answer.columns[at].toLowerCase());
  return names.some((name) => name.startsWith("lat")) && names.some((name) => name.startsWith("lon") || name === "lng");
}

/** Puts an answer into `place`, in the view `wanted` where it fits; `chosen` is told of each choice. */
export async function showAnswer(place, answer, text, wanted, chosen) {
  place.hidden = false;
  if ("boolean" in answer) {
    place.replaceChildren(element("p", { class: "verdict card" }, t(answer.boolean ? "js_yes" : "js_no")));
    return;
  }
  const panel = element("div", { id: "panel", role: "tabpanel", tabindex: "0" });
  const tabs = VIEWS.map((view) => tab(view, answer));
  const select = async (at, byHand) => {
    tabs.forEach((one, index) => {
      one.setAttribute("aria-selected", index === at);
      one.tabIndex = index === at ? 0 : -1;
    });
    panel.setAttribute("aria-labelledby", tabs[at].id);
    tabs[at].parentElement.scrollLeft = tabs[at].offsetLeft - tabs[at].parentElement.offsetLeft - 40; // narrow screens cut the row
    if (byHand) { tabs[at].focus(); chosen(VIEWS[at].id); }
    await draw(panel, VIEWS[at], answer, text);
  };
  tabs.forEach((one, at) => {
    one.addEventListener("click", () => select(at, true));
    one.addEventListener("keydown", (event) => {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: VIEWS.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      select((to + VIEWS.length) % VIEWS.length, true);
    });
  });
  place.replaceChildren(
    element("div", { class: "answer-bar" },
      element("div", { class: "tabs", role: "tablist", "aria-label": t("js_views") }, ...tabs), downloads(answer, text)),
    panel,
  );
  const at = VIEWS.findIndex((view) => view.id === wanted);
  await select(at >= 0 && VIEWS[at].fits(answer) ? at : 0, false);
}

function tab(view, answer) {
  return element("button", { type: "button", role: "tab", id: `tab-${view.id}`, "aria-controls": "panel", class: view.fits(answer) ? null : "unfit" },
    t(`js_${view.id}`));
}

async function draw(panel, view, answer, text) {
  if (!answer.rows.length && view.id !== "raw") {
    panel.replaceChildren(element("p", { class: "soft" }, t("js_none")));
    return;
  }
  if (!view.fits(answer)) {
    panel.replaceChildren(element("p", { class: "soft" }, t(`js_no_${view.id}`)));
    return;
  }
  const { draw: drawn } = await import(`./views/${view.id}.js`);
  await drawn(panel, answer, text);
}
