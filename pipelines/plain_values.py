"""How steps of a run on several machines hand values on: text in files of the project, never pickles.

Belongs here: keeping and reading such texts. Not here: what they say (`reading_ahead`).

Dagster's own way is to pickle values into a folder, which on shared storage would let whoever writes there run code in
the workers.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import dagster as dg

from smm_assets.settings import Project

LARGEST = 16 << 20


class PlainValues(dg.IOManager):
    """Texts in a folder, one for each output of a step. folder: asked for only when there is something to keep."""

    def __init__(self, folder: Callable[[], Path]) -> None:
        self._folder = folder

    def handle_output(self, context: dg.OutputContext, obj: Any) -> None:
        """Keep a text; a step that returns nothing has none."""
        if obj is None:
            return
        path = self._path(context)
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".half")
        half.write_text(obj, encoding="utf-8")
        half.replace(path)

    def load_input(self, context: dg.InputContext) -> str:
        """The text a step before handed on. Raises OSError."""
        assert context.upstream_output is not None
        with self._path(context.upstream_output).open(encoding="utf-8") as file:
            return file.read(LARGEST)

    def _path(self, context: dg.OutputContext) -> Path:
        return self._folder() / f"{'-'.join(context.get_identifier())}.json"


def plain_values(home: Path | str | None, folder: str) -> dg.IOManagerDefinition:
    """Texts in a folder of the data of the project at home."""

    @dg.io_manager(description="Texts in a folder of the project.")
    def kept(context: dg.InitResourceContext) -> PlainValues:
        return PlainValues(lambda: Project.open(home).data / folder)

    return kept
