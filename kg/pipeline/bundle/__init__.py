"""A bundle: what a great run leaves for a store to load, as parts in one folder with a manifest.

manifest.json                  what there is, written last: a folder without it is not finished
part-00017.nq.zst              N-Quads: the graphs of the part's articles, then the merged triples they give
part-00017.issues.jsonl.zst    what went wrong in reading and extracting them
part-00017.quarantine.jsonl.zst  articles that broke a shape, with their graph and report
part-00017.json                the part's own entry of the manifest, by which a run that was broken off goes on

Each part is a dataset of its own, and the union of all parts is the whole: any SPARQL store can load the N-Quads as
they are. Which article is in which part hangs on its identifier alone, so the same articles always give the same bytes.
"""

from kg.pipeline.bundle.loading import Loaded, check, load
from kg.pipeline.bundle.manifest import Manifest, Part, Versions
from kg.pipeline.bundle.writing import PartWriter

__all__ = ["Loaded", "Manifest", "Part", "PartWriter", "Versions", "check", "load"]
