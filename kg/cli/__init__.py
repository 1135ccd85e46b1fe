"""The command line. `main` is what the command `kg` runs."""

from kg.cli.app import main

__all__ = ["main"]
