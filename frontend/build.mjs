// Builds src/ into the folder given as argument: ES modules for browsers, and the licences of all that is in them.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { iso31661NumericToAlpha2 } from "iso-3166";
import { geoCentroid } from "d3-geo";
import { feature } from "topojson-client";

const ALLOWED = new Set(["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "0BSD"]);
const WITHOUT_NUMBER = { Kosovo: "XK", "N. Cyprus": "CY-N" };
const out = process.argv[2];
const require = createRequire(import.meta.url);

/** The coarse outlines by our codes, and the middles of the countries that these leave out. */
function world() {
  const read = (name) => JSON.parse(readFileSync(require.resolve(`world-atlas/${name}`), "utf8"));
  const code = (one) => iso31661NumericToAlpha2[one.id] ?? WITHOUT_NUMBER[one.properties.name];
  const [coarse, fine] = [read("countries-110m.json"), read("countries-50m.json")];
  const outlined = new Set(coarse.objects.countries.geometries.map(code));
  const small = {};
  for (const one of feature(fine, fine.objects.countries).features) {
    const name = code(one);
    if (name && !outlined.has(name)) small[name] = geoCentroid(one).map((degrees) => Number(degrees.toFixed(2)));
  }
  const geometries = coarse.objects.countries.geometries.map((one) => ({ type: one.type, arcs: one.arcs, id: code(one) }));
  const topology = { ...coarse, objects: { countries: { type: "GeometryCollection", geometries } } };
  return `export const topology = JSON.parse(${JSON.stringify(JSON.stringify(topology))});
export const small = ${JSON.stringify(small)};`;
}

const generated = {
  name: "generated",
  setup(builder) {
    builder.onResolve({ filter: /^generated:/ }, ({ path }) => ({ path, namespace: "generated" }));
    builder.onLoad({ filter: /./, namespace: "generated" }, () => ({ contents: world() }));
  },
};

/** Texts of the licences of the packages whose files are in the bundle, and of the data in it. */
function licences(inputs) {
  const names = new Set(["world-atlas", "iso-3166"]);
  for (const path of Object.keys(inputs)) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
    if (found) names.add(found[1]);
  }
  return [...names].sort().map((name) => {
    const folder = join("node_modules", name);
    const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    if (!ALLOWED.has(about.license)) throw new Error(`${name} has the licence ${about.license}, which is not in the list of those allowed`);
    const text = ["LICENSE", "license", "LICENSE.md", "LICENCE"].map((file) => {
      try { return readFileSync(join(folder, file), "utf8").trim(); } catch { return ""; }
    }).find(Boolean);
    if (!text) throw new Error(`${name} comes without the text of its licence`);
    return `${name} ${about.version} (${about.license})\n\n${text}\n`;
  });
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const { metafile } = await build({
  entryPoints: ["editor", "layout", "world"].map((name) => `src/${name}.js`),
  bundle: true, minify: true, format: "esm", target: "es2021", legalComments: "none", metafile: true, outdir: out,
  plugins: [generated], logLevel: "warning",
});
const rule = `\n${"-".repeat(80)}\n\n`;
writeFileSync(join(out, "LICENSES.txt"), [
  "The files in this folder hold parts of the packages below, under their licences. The outlines of the countries\n"
  + "are Natural Earth's (public domain, https://www.naturalearthdata.com/), by way of world-atlas.\n",
  ...licences(metafile.inputs),
].join(rule));
