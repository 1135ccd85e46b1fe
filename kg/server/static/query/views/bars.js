// One bar for each name, of the length of its number; a second naming column divides the bars.
import { cut, element, svg } from "../dom.js";
import { columnsWith, isNumber, namingColumn, numberOf } from "../columns.js";
import { fetchNames, textOf } from "../labels.js";
import { shown, t } from "../words.js";
import { note } from "./terms.js";

const MOST = 40;
const SERIES = 6;
const [NARROWEST, WIDEST, ROW] = [300, 1000, 26];
const LETTER = 7.9; // pixels, about

/** Draws the largest bars; a column of dates or months keeps the order of the answer. */
export async function draw(panel, answer) {
  const value = columnsWith(answer, isNumber)[0];
  const [name, series] = naming(answer, columnsWith(answer, isNumber));
  const used = answer.rows.flatMap((row) => [row[name], row[series]]).filter((term) => term?.type === "uri");
  await fetchNames(used.slice(0, 1500).map((term) => term.value));
  const bars = summed(answer, name, series, value);
  const inOrder = isOrdered(bars);
  const largest = [...bars].sort((one, other) => other.total - one.total).slice(0, MOST);
  const drawn = bars.filter((one) => largest.includes(one));
  if (!inOrder) drawn.sort((one, other) => other.total - one.total);
  const kinds = series === undefined ? [] : kindsOf(bars);
  const title = t("js_bars_title", { label: answer.columns[name], value: answer.columns[value] });
  const parts = [chart(drawn, kinds, title, Math.min(Math.max(panel.clientWidth, NARROWEST), WIDEST))];
  if (bars.length > drawn.length) parts.unshift(note("js_bars_cut", { count: drawn.length, total: bars.length }));
  if (kinds.length) parts.push(key(kinds));
  panel.replaceChildren(...parts);
}

/** The column of the names, and the one that divides the bars (undefined if none does). */
function naming(answer, numbers) {
  const free = answer.columns.map((_, at) => at).filter((at) => !numbers.includes(at));
  const distinct = (at) => new Set(answer.rows.map((row) => textOf(row[at]))).size;
  if (free.length < 2 || distinct(free[0]) === answer.rows.length) {
    const best = namingColumn(answer, numbers);
    return [distinct(free[0]) === answer.rows.length && best !== -1 ? best : free[0] ?? best, undefined];
  }
  return [free[0], free[1]];
}

function summed(answer, name, series, value) {
  const bars = new Map();
  for (const row of answer.rows) {
    const number = numberOf(row[value]);
    if (number === null) continue;
    const label = textOf(row[name]) || "–";
    const bar = bars.get(label) ?? { label, total: 0, parts: new Map() };
    const kind = series === undefined ? "" : textOf(row[series]) || "–";
    bar.total += number;
    bar.parts.set(kind, (bar.parts.get(kind) ?? 0) + number);
    bars.set(label, bar);
  }
  return [...bars.values()];
}

const isOrdered = (bars) => bars.every((one) => /^-?\d{4}(-\d\d)*/.test(one.label));

/** The largest kinds, each with the number of its colour; the rest share one. */
function kindsOf(bars) {
  const sums = new Map();
  for (const bar of bars) for (const [kind, number] of bar.parts) sums.set(kind, (sums.get(kind) ?? 0) + number);
  const sorted = [...sums.keys()].sort((one, other) => sums.get(other) - sums.get(one) || (one < other ? -1 : 1));
  const kinds = sorted.slice(0, SERIES).map((label, at) => ({ label, class: `series-${at}` }));
  return sorted.length > SERIES ? [...kinds, { label: t("js_other_values"), class: "series-rest" }] : kinds;
}

function chart(bars, kinds, title, width) {
  const names = Math.min(250, width * 0.38, Math.max(...bars.map((bar) => bar.label.length)) * LETTER + 16);
  const most = Math.max(...bars.map((one) => Math.abs(one.total)), 1e-9);
  const room = width - names - 70;
  const height = bars.length * ROW + 8;
  const rows = bars.map((bar, at) => {
    let x = names;
    const pieces = (kinds.length ? kinds : [{ label: "", class: "series-0" }]).map((kind) => {
      const number = kind.class === "series-rest" ? restOf(bar, kinds) : bar.parts.get(kind.label) ?? 0;
      const length = (Math.abs(number) / most) * room;
      const piece = length > 0 && svg("rect", { x: x.toFixed(1), y: at * ROW + 5, width: length.toFixed(1), height: ROW - 8, class: kind.class },
        svg("title", {}, `${bar.label}${kind.label && ` · ${kind.label}`}: ${shown(number)}`));
      x += length;
      return piece || null;
    });
    return svg("g", {},
      svg("text", { x: (names - 8).toFixed(1), y: at * ROW + ROW / 2 + 5, "text-anchor": "end", class: "name" }, cut(bar.label, Math.floor(names / LETTER)), svg("title", {}, bar.label)),
      ...pieces, svg("text", { x: (x + 6).toFixed(1), y: at * ROW + ROW / 2 + 5 }, shown(bar.total)));
  });
  const label = `${title}: ${bars.slice(0, 5).map((bar) => `${bar.label} ${shown(bar.total)}`).join(", ")}…`;
  return svg("svg", { class: "chart bars", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label }, ...rows);
}

function restOf(bar, kinds) {
  const named = new Set(kinds.map((kind) => kind.label));
  return [...bar.parts].reduce((sum, [kind, number]) => sum + (named.has(kind) ? 0 : number), 0);
}

function key(kinds) {
  return element("ul", { class: "key" }, ...kinds.map((kind) => element("li", {},
    svg("svg", { viewBox: "0 0 1 1", "aria-hidden": "true" }, svg("rect", { width: 1, height: 1, class: kind.class })), kind.label)));
}
