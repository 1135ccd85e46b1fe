// The rows that have a date, in the order of time, under a strip that shows when there are many.
import { element, svg } from "../dom.js";
import { columnsWith, daysOf, isDate, isIri, namingColumn } from "../columns.js";
import { fetchNames, textOf } from "../labels.js";
import { locale, shown, t } from "../words.js";
import { cellOf, note } from "./terms.js";

const MOST = 300;
const [NARROWEST, WIDEST] = [300, 1240];
const HEIGHT = 90;

/** Draws the strip and the list. */
export async function draw(panel, answer) {
  const at = columnsWith(answer, isDate, false)[0];
  const dated = answer.rows.map((row) => ({ row, days: daysOf(row[at]) })).filter((one) => one.days)
    .sort((one, other) => one.days.first - other.days.first || one.days.last - other.days.last);
  const listed = dated.slice(0, MOST);
  await fetchNames(listed.flatMap((one) => one.row).filter((term) => term?.type === "uri").map((term) => term.value));
  const undated = answer.rows.length - dated.length;
  panel.replaceChildren(
    strip(dated, Math.min(Math.max(panel.clientWidth, NARROWEST), WIDEST)),
    ...(undated ? [note("js_undated", { count: undated })] : []),
    ...(dated.length > MOST ? [note("js_timeline_cut", { count: MOST, total: dated.length })] : []),
    list(listed, answer, at),
  );
}

function list(listed, answer, at) {
  const main = namingColumn(answer, [at]);
  const link = columnsWith(answer, isIri)[0];
  const first = link ?? main;
  const rest = answer.columns.map((_, index) => index).filter((index) => index !== at && index !== first);
  return element("ol", { class: "events" }, ...listed.map(({ row }) => element("li", {},
    element("span", { class: "when" }, written(row[at])),
    element("span", { class: "what" }, first >= 0 ? cellOf(row[first]) : "",
      ...rest.filter((index) => row[index] && textOf(row[index]) !== textOf(row[first])).flatMap((index) => [
        element("span", { class: "also" }, element("span", { class: "soft" }, `${answer.columns[index]} `), cellOf(row[index]))])),
  )));
}

/** An exact day or month in the words of the language; what is less exact as it stands. */
function written(term) {
  const exact = /^\d{4}-\d\d(-\d\d)?(?![^T])/.exec(term.value);
  if (!exact) return term.value;
  const [value, day] = exact;
  const parts = { ...(day && { day: "numeric" }), month: day ? "short" : "long", year: "numeric", timeZone: "UTC" };
  return element("time", { datetime: value, title: term.value },
    new Date(`${value}${day ? "" : "-01"}T00:00Z`).toLocaleDateString(locale, parts));
}

/** Bars, one a day, month or year, so that there are at most some sixty. */
function strip(dated, width) {
  const [from, to] = [dated[0].days.first, Math.max(...dated.map((one) => one.days.first))];
  const days = (to - from) / 86_400_000;
  const length = days <= 62 ? 10 : days <= 62 * 31 ? 7 : 4;
  const counts = new Map();
  for (const { days: { first } } of dated) {
    const name = new Date(first).toISOString().slice(0, length);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const names = everyStep(from, to, length);
  const most = Math.max(...counts.values());
  const step = width / names.length;
  const bars = names.filter((name) => counts.has(name)).map((name) => {
    const height = Math.max(3, (counts.get(name) / most) * (HEIGHT - 30));
    return svg("rect", { x: names.indexOf(name) * step + step * 0.1, y: HEIGHT - 18 - height, width: Math.min(step * 0.8, 40), height, rx: 1, class: "bar" },
      svg("title", {}, `${name}: ${shown(counts.get(name))}`));
  });
  const ticks = names.length === 1 ? [0] : [0, Math.floor((names.length - 1) / 2), names.length - 1];
  const labels = [...new Set(ticks)].map((at, index, all) => svg("text", { x: (index === 0 ? 0 : index === all.length - 1 ? width : (at + 0.5) * step).toFixed(1), y: HEIGHT - 4,
    "text-anchor": index === 0 ? "start" : index === all.length - 1 ? "end" : "middle" }, names[at]));
  return svg("svg", { class: "chart strip", viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", "aria-label": t("js_timeline_chart") },
    svg("line", { x1: 0, x2: width, y1: HEIGHT - 18, y2: HEIGHT - 18, class: "axis" }), ...bars, ...labels);
}

function everyStep(from, to, length) {
  const names = [];
  const day = new Date(from);
  if (length < 10) day.setUTCDate(1);
  if (length < 7) day.setUTCMonth(0);
  while (day.getTime() <= to && names.length < 4000) {
    names.push(day.toISOString().slice(0, length));
    if (length === 10) day.setUTCDate(day.getUTCDate() + 1);
    else if (length === 7) day.setUTCMonth(day.getUTCMonth() + 1);
    else day.setUTCFullYear(day.getUTCFullYear() + 1);
  }
  return names;
}
