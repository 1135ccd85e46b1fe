"""`kg explain`: why something is in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.parameters import StorePath, store_path

if TYPE_CHECKING:
    from rich.console import Console

    from kg.pipeline.explaining import Explanation, Reason


def explain(
    iri: Annotated[
        str,
        typer.Argument(
            help="What to explain: a prefixed name, an IRI, or an article's 16 hex digits.",
            show_default=False,
        ),
    ],
    store: StorePath = None,
    check: Annotated[bool, typer.Option("--check/--no-check", help="Validate the articles again.")] = True,
) -> None:
    """Show what is known of something and why: articles, sentences, rules, who said so, how surely.

    Example: `kg explain person:vladimir-putin`
    """
    from kg.cli.console import out, say
    from kg.cli.exits import ExitCode
    from kg.pipeline.explaining import explain as look_up
    from kg.pipeline.naming import expand
    from kg.store import Store
    from kg.validate import Gate

    full = expand(iri)
    with Store.open_read_only(store_path(store)) as opened:
        found = look_up(opened, full, Gate.load() if check else None)
    if found is None:
        say(f"The store knows nothing of {full}.")
        raise typer.Exit(ExitCode.LEFT_OUT)
    _show(found, out())


def _show(found: Explanation, console: Console) -> None:
    from rich.markup import escape

    from kg.cli.console import table
    from kg.pipeline.naming import compact

    console.print(f"[bold]{escape(found.label)}[/]  [dim]{escape(compact(found.iri))}[/]\n")
    facts = table("", "", "articles")
    for fact in found.facts:
        note = fact.label or fact.language
        value = f"{fact.value} ({note})" if note else fact.value
        facts.add_row(fact.predicate, escape(value), str(fact.articles))
    console.print(facts)
    for reason in found.reasons:
        _show_reason(reason, console)
    if found.roles:
        roles = table("when", "what", "as", title="\nWhere it appears")
        for role in found.roles:
            roles.add_row(role.when, escape(f"{role.label}  {role.subject}".strip()), role.predicate)
        console.print(roles)
    if found.namings:
        names = table("words", "times", "articles", title="\nHow it is named")
        for naming in found.namings:
            names.add_row(escape(naming.surface), str(naming.times), str(naming.articles))
        console.print(names)


def _show_reason(reason: Reason, console: Console) -> None:
    from rich.markup import escape

    from kg.pipeline.naming import compact

    verdict = {True: "conforms to the shapes", False: "[red]does not conform to the shapes[/]", None: ""}
    origin = ", ".join(part for part in (reason.issued, reason.publisher, reason.url) if part)
    console.print(f"\n[bold]{compact(reason.article)}[/] {escape(origin)}")
    for passage in reason.passages:
        console.print(f"  “{escape(passage.quote)}”  [dim]{passage.begin}–{passage.end}[/]")
    said = f"according to {', '.join(reason.attributed_to)}" if reason.attributed_to else "in its own voice"
    parts = [escape(said), f"rule {escape(reason.rule)}", f"confidence {reason.confidence}"]
    console.print(f"  {'; '.join([*parts, *filter(None, [verdict[reason.conforms]])])}")
