"""`kg trace`: what each stage gave for an article."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.parameters import Day, Index, Language, index_path, read_options


def trace(
    source: Annotated[
        str, typer.Argument(help="A file with an article, or its web address.", show_default=False)
    ],
    day: Day = None,
    language: Language = None,
    sentence: Annotated[
        int | None,
        typer.Option("--sentence", "-n", min=1, help="Only this sentence.", show_default=False),
    ] = None,
    index: Index = None,
) -> None:
    """Show what each stage makes of an article, sentence by sentence; needs no store.

    Example: `kg trace seeds/003_gana-secim.txt --sentence 2`
    """
    from rich.markup import escape

    from kg.acquire import read_articles
    from kg.cli.console import out, show_issues
    from kg.cli.reporting import exit_after
    from kg.extract import extractor
    from kg.link import linker
    from kg.model import Issue
    from kg.pipeline.tracing import Stage, trace
    from kg.validate import Gate

    console = out()
    links = linker(index_path(index))

    def show(stage: Stage, indent: str) -> None:
        for number, line in enumerate(stage.lines):
            name = stage.name if number == 0 else ""
            console.print(f"{indent}[dim]{name:<11}[/]{escape(line)}")

    issues: list[Issue] = []
    for item in read_articles([source], read_options(day, language, keep_duplicates=True)):
        if isinstance(item, Issue):
            issues.append(item)
            continue
        found = trace(extractor(item.language).trace(item), links, Gate.load())
        console.print(f"[bold]{escape(item.source)}[/]  article:{item.id}, {item.published or 'undated'}")
        for number, row in enumerate(found.sentences, 1):
            if sentence in (None, number):
                console.print(
                    f"\n[bold]{number}[/] [dim]{row.span.begin}–{row.span.end}[/] {escape(row.text)}"
                )
                for stage in row.stages:
                    show(stage, "  ")
        if sentence is None:
            console.print()
            show(found.entities, "")
            show(found.graph, "")
            show(Stage("verdict", tuple(found.verdict.in_words().splitlines())), "")
    show_issues(issues)
    exit_after(issues, interrupted=False)
