"""`kg link review`, `accept`, `refuse`: what people decide on links."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.parameters import Index, Judged, StorePath, index_path, judgements_path, store_path

if TYPE_CHECKING:
    from kg.cli.link_store import StoredEntity
    from kg.link.index import SqliteIndex
    from kg.link.judgements import Judgements
    from kg.model.indexed import IndexedItem
    from kg.store import Store

Entity = Annotated[str, typer.Argument(help="The entity: a prefixed name or an IRI.", show_default=False)]


def review(
    store: StorePath = None,
    index: Index = None,
    judgements: Judged = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many entities.")] = 20,
    listing: Annotated[bool, typer.Option("--list", help="Only list them, ask nothing.")] = False,
) -> None:
    """Go through entities without a link or with a doubtful one, the most mentioned first.

    Answer with a candidate's number, a QID, `n` (it has none), Enter (leave it) or `q` (stop). What you decide goes
    into the file of judgements, wins over the scorer on every later run, and changes the link in the store at once.

    Example: `kg link review --store my-store`
    """
    from kg.cli.link_store import stored_entities
    from kg.link.judgements import Judgements
    from kg.store import Store

    folder = store_path(store)
    known = _open_index(index)
    file = judgements_path(judgements, folder)
    settled = Judgements.read(file)
    opened = Store.open_read_only(folder) if listing else Store.open(folder, create=False)
    with opened:
        doubtful = [one for one in stored_entities(opened) if one.doubtful and not _settled(one, settled)][
            :limit
        ]
        for one in doubtful:
            candidates = _show(one, known)
            if not listing and not _ask(one, candidates, opened, file, known):
                break
    if not doubtful:
        typer.echo("Nothing to review.")


def accept(
    entity: Entity,
    qid: Annotated[str, typer.Argument(help="The Wikidata item.", show_default=False)],
    store: StorePath = None,
    judgements: Judged = None,
) -> None:
    """Settle that an entity of the store is a Wikidata item.

    Example: `kg link accept person:vladimir-putin Q7747`
    """
    if not (qid[:1] == "Q" and qid[1:].isdigit()):
        raise typer.BadParameter(f"{qid!r} is not a Wikidata item; write Q and a number.")
    _decide(entity, qid, store, judgements)


def refuse(entity: Entity, store: StorePath = None, judgements: Judged = None) -> None:
    """Settle that an entity of the store has no Wikidata item, or not the one it is linked to.

    Example: `kg link refuse person:ali-yilmaz`
    """
    _decide(entity, None, store, judgements)


def _decide(name: str, qid: str | None, store: Path | None, judgements: Path | None) -> None:
    from kg.cli.console import say
    from kg.cli.exits import ExitCode
    from kg.cli.link_store import stored_entities
    from kg.pipeline.naming import expand
    from kg.store import Store

    folder = store_path(store)
    full = expand(name)
    with Store.open(folder, create=False) as opened:
        one = next((one for one in stored_entities(opened) if one.iri == full), None)
        if one is None:
            say(f"The store has no person, organisation or place {full}.")
            raise typer.Exit(ExitCode.LEFT_OUT)
        _keep(one, qid, opened, judgements_path(judgements, folder), _open_index(None))


def _open_index(given: Path | None) -> SqliteIndex:
    from kg.link.index import SqliteIndex, shipped_index

    path = index_path(given)
    return SqliteIndex.open(path) if path else shipped_index()


def _settled(one: StoredEntity, settled: Judgements) -> bool:
    judged: object = settled.on_name(one.kind, one.name, one.qualifier)
    return judged is not None


def _show(one: StoredEntity, index: SqliteIndex) -> list[IndexedItem]:
    state = f"{one.qid}, confidence {one.confidence}" if one.qid else "no link"
    typer.echo(f"\n{one.name} [{one.kind}], named {one.mentions} times: {state}")
    candidates = [match.item for match in index.find(one.name, one.kind)][:9]
    for number, item in enumerate(candidates, start=1):
        about = ", ".join(part for part in (item.description, item.country, item.born[:4]) if part)
        typer.echo(f"  {number}  {item.qid} {item.name} ({about})")
    return candidates


def _ask(
    one: StoredEntity, candidates: list[IndexedItem], store: Store, file: Path, index: SqliteIndex
) -> bool:
    """Take one answer; False if the user wants to stop."""
    while True:
        answer = str(typer.prompt("  number, QID, n, Enter or q", default="", show_default=False)).strip()
        if answer in ("", "q"):
            return answer != "q"
        if answer == "n":
            _keep(one, None, store, file, index)
            return True
        chosen = _chosen(answer, candidates)
        if chosen:
            _keep(one, chosen, store, file, index)
            return True
        typer.echo("  That is none of these.")


def _chosen(answer: str, candidates: list[IndexedItem]) -> str | None:
    if answer.isdigit() and 1 <= int(answer) <= len(candidates):
        return candidates[int(answer) - 1].qid
    return answer if answer[:1] == "Q" and answer[1:].isdigit() else None


def _keep(one: StoredEntity, qid: str | None, store: Store, file: Path, index: SqliteIndex) -> None:
    from kg.cli.link_change import apply_judgement
    from kg.link.judgements import Judgement, append

    judgement = Judgement(one.kind, one.name, qid, one.qualifier, "review")
    append(file, judgement)
    changed = apply_judgement(store, one, judgement, index)
    typer.echo(
        f"  {one.name}: {qid or 'no item'}; {changed} {'article' if changed == 1 else 'articles'} changed."
    )
