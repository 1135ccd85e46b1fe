"""Train the name tagger and write `kg/lang/tr/data/tagger.model.gz`.

    python tools/train_tagger.py --wikiner DIR

DIR holds `train.conll` of the Turkish Wiki NER data set (CC BY-SA 4.0). Made-up sentences are added
(`tagger_synthetic.py`). The gazetteers must have been built before, since they are features. The model and
`ordinary_words.txt` come out byte for byte the same on one machine.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pycrfsuite

sys.path.insert(0, str(Path(__file__).parent.parent))

from tagger_corpus import Sentence, ordinary_words, read, repair
from tagger_synthetic import Maker

from kg.lang.tr.tagger import SCALE
from kg.lang.tr.tagger_features import LABELS, describe, find_runs, word_features

DATA = Path(__file__).parent.parent / "kg" / "lang" / "tr" / "data"
SEED = 20240607
SYNTHETIC = 16_000
MIN_ORDINARY = 2
PARAMETERS = {
    "c1": 0.15,
    "c2": 0.02,
    "max_iterations": 160,
    "feature.possible_transitions": False,
    "feature.minfreq": 2,
}
SMALLEST = 8  # weights below this many hundredths are left out


def runs_of(sentence: Sentence) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Features and labels of each run of a sentence."""
    words = [describe(word) for word, _ in sentence]
    for start, end in find_runs(words):
        labels = [label for _, label in sentence[start:end]]
        if labels[0][0] == "I":
            labels[0] = "B" + labels[0][1:]
        yield [word_features(words, index, start, end) for index in range(start, end)], labels


def train(sentences: Iterable[Sentence], model: Path, *, verbose: bool) -> None:
    """Fit the field to the runs of the sentences and write CRFsuite's own model file."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=verbose)
    trainer.set_params(PARAMETERS)
    for sentence in sentences:
        for features, labels in runs_of(sentence):
            trainer.append(features, labels)
    trainer.train(str(model))


def export(model: Path, target: Path) -> int:
    """Write the weights as text, gzipped, without a time stamp; gives the number of features."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    info = tagger.info()
    lines = ["feature\tlabel:weight in 1/100"]
    for (left, right), weight in sorted(info.transitions.items()):
        lines.append(f"transition\t{left}\t{right}\t{round(weight * SCALE)}")
    cells: dict[str, list[str]] = defaultdict(list)
    for (feature, label), weight in sorted(info.state_features.items()):
        if abs(value := round(weight * SCALE)) >= SMALLEST:
            cells[feature].append(f"{LABELS.index(label)}{value}")
    lines += ["\t".join([feature, *cells[feature]]) for feature in sorted(cells)]
    target.write_bytes(gzip.compress("\n".join(lines).encode("utf-8"), compresslevel=9, mtime=0))
    return len(cells)


def main() -> None:
    """Read, repair, add made-up sentences, train, export."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--wikiner", type=Path, required=True, help="folder with train.conll")
    parser.add_argument("--verbose", action="store_true", help="show the progress of the optimiser")
    arguments = parser.parse_args()

    corpus, repairs = repair(read(arguments.wikiner / "train.conll"))
    words = ordinary_words(corpus, MIN_ORDINARY)
    (DATA / "ordinary_words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    maker = Maker(SEED)
    renamed = [
        maker.renamed(sentence) for sentence in corpus if any(label == "B-PER" for _, label in sentence)
    ]
    cut = [part for sentence in corpus if (part := maker.cut(sentence))]
    made = maker.sentences(SYNTHETIC)
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model"
        train([*corpus, *renamed, *cut, *made], model, verbose=arguments.verbose)
        features = export(model, DATA / "tagger.model.gz")
    size = (DATA / "tagger.model.gz").stat().st_size
    print(
        f"sentences: {len(corpus):,} corpus, {len(renamed):,} renamed, {len(cut):,} cut, {len(made):,} made up"
    )
    print(f"repairs: {dict(sorted(repairs.items()))}")
    print(f"{features:,} features, {size:,} bytes")


if __name__ == "__main__":
    main()
