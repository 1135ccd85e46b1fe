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
    "name-taken": (
        "error",
        "two articles would be written to one Turtle file",
        "extract them into different folders",
    ),
    "shape-violation": (
        "error",
        "the graph breaks a shape and went into quarantine",
        "read the report in the folder that is named",
    ),
    "undated": (
        "warning",
        "no date is known, so relative dates get none",
        "begin the file with `date YYYY-MM-DD`, or give `--date`",
    ),
    "unknown-language": ("error", "there is no language pack for the article", "give `--language`"),
    "unreadable": (
        "error",
        "not a text file, too large, or it may not be read",
        "the message says why",
    ),
}
"""Severity, meaning and remedy by kind."""
