from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

from docs.build_reference import PAGES
from docs.cli_reference import commands
from docs.errors_reference import error_tree, exit_codes, issue_kinds
from docs.issue_kinds import ISSUES
from kg import errors
from kg.errors import KgError
from kg.settings import Settings


def test_every_command_has_help_with_an_example_of_itself() -> None:
    for name, command in commands().items():
        assert f"Example: `kg {name}" in inspect.cleandoc(command.help), name


def test_every_option_and_argument_has_help() -> None:
    missing = [
        f"{name} {parameter.name}"
        for name, command in commands().items()
        for parameter in command.params
        if not parameter.help
    ]
    assert missing == []


def test_every_command_has_a_section_in_the_docs(root: Path) -> None:
    text = (root / "docs" / "cli.md").read_text(encoding="utf-8")
    assert [name for name in commands() if f"\n## kg {name}\n" not in text] == []


def test_every_setting_is_documented(root: Path) -> None:
    text = (root / "docs" / "settings.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert f"`KG_{name.upper()}`" in text


def test_every_error_is_drawn_and_documented(root: Path) -> None:
    page = (root / "docs" / "errors.md").read_text(encoding="utf-8")
    defined = {
        kind.__name__
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, KgError) and kind.__module__ == errors.__name__
    }
    assert {kind.__name__ for _, kind in error_tree(KgError)} == defined
    for name in defined:
        assert name in (errors.__doc__ or ""), "draw it in the tree of kg/errors.py"
        assert f"`{name}`" in page


def test_every_exit_code_is_documented(root: Path) -> None:
    page = (root / "docs" / "errors.md").read_text(encoding="utf-8")
    codes = dict(exit_codes())
    assert sorted(map(int, codes)) == [0, 1, 2, 3, 130]
    assert all(meaning in page for meaning in codes.values())


def test_every_kind_of_issue_is_documented(root: Path) -> None:
    assert issue_kinds(root / "kg") == set(ISSUES)


def test_the_generated_pages_are_up_to_date(root: Path) -> None:
    stale = [name for name, page in PAGES.items() if (root / name).read_text(encoding="utf-8") != page()]
    assert stale == [], "run `make docs`"


def test_an_outdated_page_fails_the_check(root: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; import docs.build_reference as docs; "
        "docs.ROOT = Path(sys.argv[1]); sys.exit(docs.main(sys.argv[2:]))"
    )

    def run(*arguments: str) -> int:
        command = [sys.executable, "-c", script, tmp_path, *arguments]
        return subprocess.run(command, cwd=root, check=False, capture_output=True).returncode

    assert run("--check") == 1
    assert run() == 0
    assert run("--check") == 0
    (tmp_path / "docs" / "cli.md").write_text("old", encoding="utf-8")
    assert run("--check") == 1
