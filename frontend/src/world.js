// Outlines of the countries of the world (Natural Earth, public domain) and the projection they are drawn in.
import { geoCentroid, geoGraticule10, geoNaturalEarth1, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import { small, topology } from "generated:world";

const { features } = feature(topology, topology.objects.countries);

/**
 * The map for a drawing of `width` by `height`, zoomed to the points `[longitude, latitude]` and countries (codes of
 * ISO 3166-1) that matter; to the world without any.
 */
export function world(width, height, codes, points) {
  const wanted = new Set(codes);
  const shown = features.filter((one) => wanted.has(one.id));
  const places = [...points, ...codes.filter((code) => code in small).map((code) => small[code])];
  const projection = geoNaturalEarth1();
  const all = { type: "Sphere" };
  const focus = {
    type: "FeatureCollection",
    features: [...shown, ...places.map((at) => ({ type: "Feature", geometry: { type: "Point", coordinates: at } }))],
  };
  const room = [[24, 24], [width - 24, height - 24]];
  projection.fitExtent(room, focus.features.length ? focus : all);
  const whole = geoNaturalEarth1().fitExtent(room, all).scale();
  const largest = whole * 6;
  if (!(projection.scale() <= largest)) { // a single point has no extent to be fitted
    projection.scale(largest).translate([0, 0]);
    const [dx, dy] = projection(geoCentroid(focus));
    projection.translate([width / 2 - dx, height / 2 - dy]);
  }
  projection.clipExtent([[0, 0], [width, height]]);
  const path = geoPath(projection).digits(1);
  return {
    countries: features.map((one) => ({ code: one.id, path: path(one) })).filter((one) => one.path),
    graticule: path(geoGraticule10()),
    /** Where a point is drawn; null outside the drawing. */
    at(point) {
      const found = projection(point);
      return found && found[0] >= 0 && found[0] <= width && found[1] >= 0 && found[1] <= height ? found : null;
    },
    /** Where a country too small for an outline is drawn; undefined for others. */
    spot: (code) => (code in small ? projection(small[code]) : undefined),
  };
}
