// Countries by their outlines and points by their coordinates, on a map that is drawn here: no tiles from elsewhere.
import { element, svg } from "../dom.js";
import { columnsWith, isCountry, isNumber, isPlace, isPoint, namingColumn, numberOf, pointOf } from "../columns.js";
import { countryOf, pageOf } from "../iris.js";
import { fetchNames, nameOf, textOf } from "../labels.js";
import { whereabouts } from "../places.js";
import { shown, t, vendor } from "../words.js";
import { note } from "./terms.js";

const [NARROWEST, WIDEST] = [300, 1200];
const SHADES = 5;

/** Draws what has a place: a country the darker the larger its number, or the more rows name it. */
export async function draw(panel, answer) {
  if (!vendor.world) return panel.replaceChildren(note("js_not_built"));
  const things = (test) => answer.rows.flat().filter((term) => term && test(term)).map((term) => term.value);
  const places = things(isPlace);
  const [{ world }, where] = await Promise.all([
    import(vendor.world), whereabouts(places), fetchNames([...things(isCountry), ...new Set(places)].slice(0, 600)),
  ]);
  const countries = weights(answer);
  const points = [...pointsOf(answer), ...named(where, places)];
  if (!countries.size && !points.length) return panel.replaceChildren(note("js_no_coordinates"));
  const width = Math.round(Math.min(Math.max(panel.clientWidth, NARROWEST), WIDEST));
  const height = Math.round(width * 0.52);
  const map = world(width, height, [...countries.keys()], points.map((one) => one.at));
  const most = Math.max(...[...countries.values()].map((one) => one.weight), 1);
  const shade = (weight) => `shade-${Math.max(1, Math.ceil((Math.log1p(weight) / Math.log1p(most)) * SHADES))}`;
  const land = map.countries.map(({ code, path }) => {
    const country = countries.get(code);
    const shape = svg("path", { d: path, class: country ? shade(country.weight) : "land" });
    if (!country) return shape;
    return link(country.iri, `${country.name}: ${shown(country.weight)}`, shape);
  });
  const dots = [...countries.entries()].map(([code, country]) => ({ country, at: map.spot(code) })).filter((one) => one.at)
    .map(({ country, at }) => link(country.iri, `${country.name}: ${shown(country.weight)}`,
      svg("circle", { cx: at[0].toFixed(1), cy: at[1].toFixed(1), r: 6, class: `spot ${shade(country.weight)}` })));
  const pins = points.map((one) => ({ ...one, place: map.at(one.at) })).filter((one) => one.place)
    .map((one) => link(one.iri, one.name, svg("circle", { cx: one.place[0].toFixed(1), cy: one.place[1].toFixed(1), r: 5, class: "pin" })));
  panel.replaceChildren(
    element("div", { class: "drawing" }, svg("svg", { class: "chart map", viewBox: `0 0 ${width} ${height}`, role: "group",
      "aria-label": t("js_map_title", { places: countries.size + points.length }) },
      svg("path", { d: map.graticule, class: "graticule" }), ...land, ...dots, ...pins)),
    list(countries, points), element("p", { class: "soft" }, t("js_map_source")),
  );
}

/** Places as points, each with how many rows name it. */
function named(where, places) {
  return [...where].map(([iri, at]) => {
    const count = places.filter((one) => one === iri).length;
    return { at, iri, name: count > 1 ? `${nameOf(iri)} (${shown(count)})` : nameOf(iri) };
  });
}

/** Countries by code, each with its IRI, its name, and the sum of the numbers (else the count) of its rows. */
function weights(answer) {
  const value = columnsWith(answer, isNumber).find((at) => !/^(lat|lon|lng)/i.test(answer.columns[at]));
  const found = new Map();
  for (const row of answer.rows) {
    for (const iri of new Set(row.filter((term) => term && isCountry(term)).map((term) => term.value))) {
      const code = countryOf(iri);
      const country = found.get(code) ?? { iri, name: nameOf(iri), weight: 0 };
      country.weight += value === undefined ? 1 : Math.max(0, numberOf(row[value]) ?? 0);
      found.set(code, country);
    }
  }
  return found;
}

/** Points of WKT, or of a column of latitudes and one of longitudes, each with the name and the IRI of its row. */
function pointsOf(answer) {
  const column = (pattern) => answer.columns.findIndex((name) => pattern.test(name));
  const [lat, lon, wkt] = [column(/^lat/i), column(/^(lon|lng)/i), columnsWith(answer, isPoint, false)[0]];
  const naming = namingColumn(answer);
  return answer.rows.map((row) => {
    const pair = [numberOf(row[lon]), numberOf(row[lat])];
    const at = pointOf(row[wkt]) ?? (pair.every((one) => one !== null) ? pair : null);
    const iri = row.find((term) => term?.type === "uri")?.value;
    return { at, iri, name: textOf(row[naming]) || (at && at.join(", ")) };
  }).filter((one) => one.at);
}

function link(iri, name, shape) {
  shape.append(svg("title", {}, name));
  const page = iri && pageOf(iri);
  return page ? svg("a", { href: page, "aria-label": name }, shape) : shape;
}

/** The same as words, the largest first: for who cannot see or point at the map. */
function list(countries, points) {
  const sorted = [...countries.values()].sort((one, other) => other.weight - one.weight || (one.name < other.name ? -1 : 1));
  const items = [...sorted.map((one) => [one.iri, `${one.name} (${shown(one.weight)})`]), ...points.map((one) => [one.iri, one.name])];
  return element("ul", { class: "places" }, ...items.slice(0, 60).map(([iri, name]) => {
    const page = iri && pageOf(iri);
    return element("li", {}, page ? element("a", { href: page }, name) : name);
  }));
}
