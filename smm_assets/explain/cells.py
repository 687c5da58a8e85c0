"""The text of a cell as it stands in the archived file.

Belongs here: finding the line and the column again. Not here: reading files for loading (`ingest/landing`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from smm_assets.errors import SmmError
from smm_assets.ingest.landing import archive
from smm_assets.ingest.recognition.examine import Part, examine
from smm_assets.registry import registry
from smm_assets.settings import Project


@dataclass(frozen=True, kw_only=True)
class CellText:
    """A cell as written: heading of its column, text. Several columns may feed one measure; then several are given."""

    heading: str
    text: str


class Archived:
    """Archived files of a project, each opened once. ledger: rows of ops.export_file with their arrival's sha256."""

    def __init__(self, project: Project, ledger: Mapping[tuple[str, str], Mapping[str, Any]]) -> None:
        self._project, self._ledger = project, ledger
        self._parts: dict[str, dict[str, Part]] = {}

    def cell(self, file_id: str, part: str, row_number: int, column: str) -> CellText | None:
        """The cell of that line that feeds the column; None where the line does not hold it as it is (tables of
        databases, columns made from several cells, files that are gone).
        """
        entry = self._ledger.get((file_id, part))
        if entry is None:
            return None
        try:
            opened = self._opened(entry).get(part)
        except SmmError:
            return None
        if opened is None or opened.grid is None:
            return None
        sources = [source for source in opened.sources if source.to == column]
        records = list(opened.grid.records(row_number, row_number))
        if len(sources) != 1 or not records or sources[0].index >= len(records[0][1]):
            return None
        return CellText(heading=sources[0].heading or column, text=records[0][1][sources[0].index])

    def _opened(self, entry: Mapping[str, Any]) -> dict[str, Part]:
        file_id = str(entry["file_id"])
        if file_id not in self._parts:
            data = archive.kept(self._project.archive, str(entry["archive_path"]), str(entry["sha256"]))
            seen = examine(str(entry["name"]), data, reports=registry(self._project, []).reports)
            self._parts[file_id] = {part.part: part for part in seen.parts}
        return self._parts[file_id]
