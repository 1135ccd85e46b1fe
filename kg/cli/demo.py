"""`kg demo`: from the sample articles to answers, in one command."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.parameters import Jobs, settings

if TYPE_CHECKING:
    from rich.console import Console

    from kg.pipeline.explaining import Explanation
    from kg.pipeline.highlights import Highlights

SHOWN = 12
"""Events that are listed."""


def demo(
    folder: Annotated[
        Path, typer.Option("--output", "-o", help="Folder for the store and the Turtle files.")
    ] = Path("build/demo"),
    serve: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the store afterwards, until Ctrl-C.")
    ] = True,
    port: Annotated[
        int | None,
        typer.Option("--port", "-p", min=0, max=65535, help="Port [default: 7878].", show_default=False),
    ] = None,
    jobs: Jobs = 1,
) -> None:
    """Read the sample articles into a fresh store, show what they say, write Turtle, serve the store.

    Example: `kg demo --no-serve`
    """
    from kg.acquire import ReadOptions, count_articles, read_articles
    from kg.cli.console import out, show_issues
    from kg.cli.progress import watched
    from kg.cli.reporting import exit_after, findings_in_words, summary_in_words
    from kg.pipeline.explaining import explain
    from kg.pipeline.exporting import everything, one_article
    from kg.pipeline.highlights import highlights
    from kg.pipeline.ingesting import ingest
    from kg.pipeline.parallel import Crew
    from kg.pipeline.samples import samples
    from kg.pipeline.writing import write_atomically
    from kg.rdf import to_turtle
    from kg.store import Store

    path = _fresh(folder / "store")
    articles = [samples()]
    console = out()
    with Store.open(path) as store:
        with watched("Reading the sample articles", count_articles(articles)) as watch:
            summary = ingest(read_articles(articles, ReadOptions()), store, Crew(jobs=jobs or 0), watch=watch)
        show_issues(summary.issues)
        console.print(f"{summary_in_words(summary)}; {findings_in_words(summary.findings)}.\n", markup=False)
        found = highlights(store)
        _show(found, console)
        reasons = [reason for call in found.calls if (reason := explain(store, call.iri))]
        if reasons:
            _show_reason(max(reasons, key=_sentences), console)
        for iri in store.articles():
            name = iri.rpartition("/")[2]
            write_atomically(folder / f"{name}.ttl", to_turtle(one_article(store, iri).triples))
        write_atomically(folder / "all.ttl", to_turtle(everything(store).triples))
    console.print(f"Turtle: {folder}/all.ttl and one file for each article beside it.", markup=False)
    exit_after(summary.issues, interrupted=summary.interrupted)
    if serve:
        from kg.cli.serve import serve as run_server

        run_server(store=path, port=port)
    else:
        console.print("Ask:     kg query --list", markup=False)
        console.print(f"         kg query most-mentioned --store {path}", markup=False)
        console.print(f"Serve:   kg serve --store {path} --port {settings().port}", markup=False)


def _fresh(path: Path) -> Path:
    """The folder without the store of a former demo."""
    if (path / "kg-store.json").is_file():
        shutil.rmtree(path)
    return path


def _sentences(found: Explanation) -> int:
    return sum(len(reason.passages) for reason in found.reasons)


def _show(found: Highlights, console: Console) -> None:
    from kg.cli.console import table

    calls = table("when", "who", "called", title="Who called whom")
    for call in found.calls:
        calls.add_row(call.when, call.who, call.whom)
    deals = table("agreement", "between", "signed", "in force", title="\nAgreements")
    for deal in found.deals:
        deals.add_row(deal.label, deal.parties, deal.signed, deal.in_force)
    events = table("when", "type", "who", title="\nEvents")
    for event in found.happenings[:SHOWN]:
        events.add_row(event.when, event.kind, event.who)
    for shown in (calls, deals, events):
        if shown.row_count:
            console.print(shown)
    if len(found.happenings) > SHOWN:
        console.print(f"[dim]… and {len(found.happenings) - SHOWN} more: kg stats, kg query[/]")


def _show_reason(found: Explanation, console: Console) -> None:
    from rich.markup import escape

    from kg.pipeline.naming import compact

    console.print(f"\n[bold]Why is it there?[/] [dim]kg explain {escape(compact(found.iri))}[/]")
    for reason in found.reasons:
        said = f"according to {', '.join(reason.attributed_to)}; " if reason.attributed_to else ""
        for passage in reason.passages[:2]:
            console.print(f"  “{escape(passage.quote)}”")
        console.print(f"  [dim]{escape(said)}rule {escape(reason.rule)}, confidence {reason.confidence}[/]\n")
