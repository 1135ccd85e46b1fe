"""What each kind of issue means; a test keeps this list complete."""

from __future__ import annotations

ISSUES = {
    "audit-disagreement": (
        "error",
        "with `--audit`: the gate and pySHACL come to different verdicts on the graph, which went into quarantine",
        "report it with the files in the folder that is named",
    ),
    "bad-date": ("warning", "the date given is none that the calendar has", "write it as YYYY-MM-DD"),
    "duplicate": ("warning", "the same words of the same day came before in this run", "nothing"),
    "empty": ("error", "no text is left after repair", "see whether the file was written whole"),
    "failed": ("error", "a mistake in `kg` that this article brought to light", "report it with the article"),
    "missing-extra": (
        "error",
        "an optional part is needed that is not installed",
        "install it as the message says",
    ),
    "kept-apart": (
        "warning",
        "a near-duplicate could not be brought together with the article that it repeats, and was stored by itself",
        "report it with both articles",
    ),
    "name-taken": (
        "error",
        "two articles would be written to one Turtle file",
        "extract them into different folders",
    ),
    "no-article": (
        "error",
        "a page, file or record has no article; a warning where it was only come across",
        "say which field has the text, or leave the file out",
    ),
    "process-died": (
        "error",
        "two processes ended over the article, perhaps for want of memory",
        "see the system's log; report it with the article",
    ),
    "shape-violation": (
        "error",
        "the graph breaks a shape and went into quarantine",
        "read the report in the folder that is named",
    ),
    "too-slow": (
        "error",
        "the article was given up after the time that one may take",
        "report it with the article; `KG_ARTICLE_SECONDS` allows more time",
    ),
    "undated": (
        "warning",
        "no date is known, so relative dates get none",
        "begin the file with `date YYYY-MM-DD`, or give `--date`",
    ),
    "unknown-language": ("error", "there is no language pack for the article", "give `--language`"),
    "unreachable": (
        "error",
        "an address cannot or may not be fetched",
        "the message says why, and whether it is worth trying later",
    ),
    "unreadable": (
        "error",
        "not a text file, too large, or it may not be read",
        "the message says why",
    ),
}
"""Severity, meaning and remedy by kind."""
