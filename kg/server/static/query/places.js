// Where the places of an answer lie, asked from the server when a map is drawn.
const AT_ONCE = 60;
const MOST = 300;
const known = new Map();

/** Longitude and latitude by IRI, of those places that are known to lie somewhere. */
export async function whereabouts(iris) {
  const wanted = [...new Set(iris)].slice(0, MOST);
  const unknown = wanted.filter((iri) => !known.has(iri));
  const batches = [];
  for (let at = 0; at < unknown.length; at += AT_ONCE) batches.push(fetchBatch(unknown.slice(at, at + AT_ONCE)));
  await Promise.all(batches);
  return new Map(wanted.map((iri) => [iri, known.get(iri)]).filter((one) => one[1]));
}

async function fetchBatch(iris) {
  const response = await fetch(`/api/coordinates?${new URLSearchParams(iris.map((iri) => ["iri", iri]))}`);
  if (!response.ok) return;
  for (const iri of iris) known.set(iri, null);
  for (const { iri, latitude, longitude } of await response.json()) known.set(iri, [longitude, latitude]);
}
