"""Puts the built parts of the pages into wheels and source archives."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontendHook(BuildHookInterface[Any]):
    """Builds them before an archive is made; an editable install has them from `make`."""

    def dependencies(self) -> list[str]:
        """Node, where it is needed and not there."""
        bundle = self._bundle()
        needed = not bundle.is_built() and bundle.node_commands() is None
        return [bundle.NODE_PACKAGE] if needed else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, or warn that the archive goes without."""
        del build_data
        if version != "editable":
            self._bundle().try_to_build(self.app.display_warning)

    def _bundle(self) -> ModuleType:
        path = Path(self.root) / "frontend" / "bundle.py"
        spec = importlib.util.spec_from_file_location("kg_frontend_bundle", path)
        if spec is None or spec.loader is None:
            raise FileNotFoundError(path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module
