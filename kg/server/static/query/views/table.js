// The rows as a table that grows on request and can be sorted.
import { element } from "../dom.js";
import { columnsWith, isDate, isNumber, numberOf } from "../columns.js";
import { fetchNames, textOf } from "../labels.js";
import { language, t } from "../words.js";
import { cellOf } from "./terms.js";

const AT_ONCE = 100;

/** Draws the first rows; names of things come when they are there. */
export async function draw(panel, answer) {
  const numeric = new Set(columnsWith(answer, isNumber));
  const body = element("tbody");
  const head = answer.columns.map((name, at) => element("th", { scope: "col", class: numeric.has(at) ? "number" : null },
    element("button", { type: "button", class: "sort", title: t("js_sort", { column: name }) }, name)));
  const more = element("button", { type: "button" });
  const foot = element("p", { class: "more" }, element("span", { class: "soft" }), more);
  panel.replaceChildren(
    element("div", { class: "wide" }, element("table", { class: "rows" }, element("thead", {}, element("tr", {}, ...head)), body)),
    foot,
  );
  let order = answer.rows;
  let count = 0;

  async function grow() {
    const rows = order.slice(count, count + AT_ONCE);
    await fetchNames(rows.flat().filter((term) => term?.type === "uri").map((term) => term.value));
    body.append(...rows.map((row) => element("tr", {}, ...row.map((term, at) =>
      element("td", { class: numeric.has(at) ? "number" : isDate(term) ? "date" : null }, cellOf(term))))));
    count += rows.length;
    foot.hidden = count >= order.length;
    foot.firstChild.textContent = t("js_shown", { count, total: order.length });
    more.textContent = t("js_more", { count: Math.min(AT_ONCE, order.length - count) });
  }

  async function sort(at) {
    const up = head[at].getAttribute("aria-sort") !== "ascending";
    head.forEach((one, index) => {
      if (index === at) one.setAttribute("aria-sort", up ? "ascending" : "descending");
      else one.removeAttribute("aria-sort");
    });
    const compare = new Intl.Collator(language, { numeric: true }).compare;
    const keys = new Map(answer.rows.map((row) => [row, numeric.has(at) ? numberOf(row[at]) ?? -Infinity : textOf(row[at])]));
    const by = (one, other) => (numeric.has(at) ? keys.get(one) - keys.get(other) : compare(keys.get(one), keys.get(other)));
    order = [...answer.rows].sort((one, other) => (up ? by(one, other) : by(other, one)));
    body.replaceChildren();
    count = 0;
    await grow();
  }

  head.forEach((one, at) => one.firstChild.addEventListener("click", () => sort(at)));
  more.addEventListener("click", grow);
  await grow();
}
