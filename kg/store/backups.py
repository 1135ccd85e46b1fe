"""Backups of stores in folders: taken while others read and write, checked, and put back.

A backup is a folder that opens as a store of its own, with `kg-backup.json`, which says what must be in it. It is
made beside its place and moved there when it is whole, and so is what is restored: a kill leaves no half one.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import NamedNode

from kg.errors import StoreError
from kg.rdf.vocabulary import ARTICLE
from kg.store import checkpoint
from kg.store.copying import copy_articles
from kg.store.engine import in_words
from kg.store.layout import Layout
from kg.store.store import Store

if TYPE_CHECKING:
    from kg.store.remote import RemoteStore

MANIFEST = "kg-backup.json"

_OWN = frozenset(
    {
        "quads",
        "readers",
        "serving",
        "version",
        "committing",
        "writer.pid",
        "kg-store.json",
        "commit.json",
        MANIFEST,
    }
)
"""What is no file of the user's: the engine's, what readers leave, and what is written by itself."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds: number of commits, of articles, and of quads with the merged graph's."""

    version: int
    articles: int
    quads: int


def back_up(source: Path, target: Path) -> Contents:
    """Copy a store that others may be writing to, and count what is in the copy, which reads all of it.

    Beside the graphs it has what lies in the store's folder: judgements, run log, quarantine. On the same disk the
    engine's files are shared, which never change. StoreError if there is something at `target`; StoreMissing.
    """
    layout = Layout(source)
    marker = layout.read_marker()
    if target.exists():
        raise StoreError(f"{target} is there already.", hint="Name a folder that does not exist.")
    with _draft(target) as draft, in_words(layout):
        copy = Layout(draft)
        checkpoint.take(layout.quads, copy.quads)
        copy.write_version(layout.read_version())
        copy.write_marker(marker)
        _copy_files(source, draft)
        contents = count(copy)
        seal(copy, contents)
    return contents


def from_server(source: RemoteStore, target: Path, done: Callable[[], None] = lambda: None) -> Contents:
    """Copy a server's store, each article as it is when it is read, into a folder that opens as a store of its own.

    `done` is called after each article. StoreError if there is something at `target`, or if an article's graph is not
    the one that was written.
    """
    if target.exists():
        raise StoreError(f"{target} is there already.", hint="Name a folder that does not exist.")
    with _draft(target) as draft:
        copy = Layout(draft)
        with Store.open(draft) as made:
            copy_articles(source, made, done)
            made.mark(source.marker.mapping)
        if source.path.is_dir():
            _copy_files(source.path, draft)
        contents = count(copy)
        seal(copy, contents)
    return contents


def restore(backup: Path, target: Path, *, replace: bool = False) -> Contents:
    """Make a store of a backup, after the copy has been found to hold what the backup should.

    StoreError if there is something at `target` and it is not to be replaced, or if the backup is damaged;
    StoreLocked if a process writes to the store that is to be replaced; StoreMissing if `backup` is none.
    """
    source = Layout(backup)
    marker = source.read_marker()
    there = Layout(target)
    if target.exists() and not there.is_free():
        if not replace:
            raise StoreError(f"{target} is there already.", hint="Name another folder, or give --replace.")
        there.read_marker()  # what is no store is not removed
    with _draft(target, replaced=target if target.exists() else None) as draft, in_words(source):
        copy = Layout(draft)
        shutil.copytree(source.quads, copy.quads)
        (copy.quads / "LOCK").unlink(missing_ok=True)
        copy.write_marker(marker)
        _copy_files(backup, draft)
        contents = count(copy)
        _compare(contents, expected(backup), backup)
        copy.write_version(max(contents.version, source.read_version(), there.read_version()) + 1)
    return contents


def expected(backup: Path) -> Contents | None:
    """What a backup should hold; None if it was made without saying so. StoreError if what it says is damaged."""
    try:
        return Contents(**json.loads((backup / MANIFEST).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise StoreError(f"{backup / MANIFEST} is damaged: {error}.", hint="Take another backup.") from error


def count(layout: Layout) -> Contents:
    """Read everything in a store that nobody writes to, and count it; StoreError if it cannot be read."""
    with in_words(layout):
        try:
            engine = pyoxigraph.Store.read_only(str(layout.quads))
            quads = sum(1 for _ in engine)
        except ValueError as error:
            raise StoreError(f"The store at {layout.root} is damaged: {error}.") from error
        names = (graph for graph in engine.named_graphs() if isinstance(graph, NamedNode))
        return Contents(layout.read_version(), sum(graph.value in ARTICLE for graph in names), quads)


def seal(layout: Layout, contents: Contents) -> None:
    """Say what a backup holds, and have it survive a loss of power."""
    (layout.root / MANIFEST).write_text(json.dumps(asdict(contents), indent=2) + "\n", encoding="utf-8")
    for path in sorted(layout.root.rglob("*")):
        if not path.is_symlink():
            _sync(path)
    _sync(layout.root)


def _compare(found: Contents, wanted: Contents | None, backup: Path) -> None:
    if wanted and (found.articles, found.quads) != (wanted.articles, wanted.quads):
        raise StoreError(
            f"The backup {backup} is damaged: it has {found.articles} articles and {found.quads} quads, but should "
            f"have {wanted.articles} and {wanted.quads}.",
            hint="Nothing was changed. Restore another backup.",
        )


@contextmanager
def _draft(target: Path, replaced: Path | None = None) -> Iterator[Path]:
    """A folder that takes the place of `target` if all goes well, and is removed if not."""
    draft = target.with_name(f"{target.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        yield draft
        if replaced is not None:
            _swap(draft, replaced)
        else:
            draft.replace(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _swap(draft: Path, target: Path) -> None:
    """Put a store in the place of another that nobody writes to."""
    former = target.with_name(f"{target.name}.replaced")
    shutil.rmtree(former, ignore_errors=True)
    if Layout(target).exists():
        Store.open(target, create=False, outdated=True).close()  # raises if a process writes there
    target.replace(former)
    draft.replace(target)
    shutil.rmtree(former)


def _copy_files(source: Path, target: Path) -> None:
    """What lies beside the graphs. A run log is copied as its last commit left it."""
    for path in sorted(source.iterdir()):
        if path.name in _OWN or path.name.endswith((".new", "-wal", "-shm", "-journal")):
            continue
        if path.is_dir():
            shutil.copytree(path, target / path.name, dirs_exist_ok=True)
        elif path.suffix == ".sqlite":
            with (
                closing(sqlite3.connect(path)) as there,
                closing(sqlite3.connect(target / path.name)) as here,
            ):
                there.backup(here)
        else:
            shutil.copy2(path, target / path.name)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
