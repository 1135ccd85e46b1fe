"""`kg stats`: what the store holds, in numbers."""

from __future__ import annotations

from kg.cli.parameters import StoreName


def stats(store: StoreName = None) -> None:
    """Count articles, things, triples; list event types and who is named most.

    Example: `kg stats --store my-store`
    """
    from kg.cli.console import out, table
    from kg.cli.opening import place
    from kg.cli.reporting import findings_in_words
    from kg.pipeline.counting import stats as count

    with place(store).read() as opened:
        found = count(opened)
    console = out()
    console.print(f"{found.articles} articles, {found.first or '?'} to {found.last or '?'}", markup=False)
    console.print(f"{findings_in_words(found.findings)}", markup=False)
    console.print(
        f"{found.triples} triples in the merged graph, {found.quads} in all; version {found.version}",
        markup=False,
    )
    for title, counts in (
        ("Events by type", found.event_types),
        ("Named in most articles", found.most_named),
    ):
        if counts:
            shown = table("", "", title=f"\n{title}")
            shown.show_header = False
            for count_ in counts:
                shown.add_row(str(count_.number), count_.name)
            console.print(shown)
