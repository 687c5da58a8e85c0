"""A project folder with mapping files, and files of invented networks read through the whole engine.

Belongs here: fixtures. Not here: the invented files (`exports`), nor expected values; those stand in each test.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from smm_assets.errors import ConfigurationError, FileRefused
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.recognition.examine import examine
from smm_assets.ingest.rows.apply import read_part
from smm_assets.registry import Registry, registry
from smm_assets.settings import Project, Settings

ARRIVED = datetime(2026, 7, 15, 6, 0)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "mappings").mkdir()
    return tmp_path


@pytest.fixture
def known(home: Path) -> Callable[..., Registry]:
    """known(**files): the registry of a project with these mapping files (name without suffix → YAML)."""

    def make(**files: str) -> Registry:
        for name, text in files.items():
            (home / "mappings" / f"{name}.yml").write_text(text, encoding="utf-8")
        return registry(Project(home, Settings()))

    return make


@pytest.fixture
def problems(known: Callable[..., Registry]) -> Callable[..., list[str]]:
    """problems(**files): everything wrong with these mapping files, in words."""

    def tell(**files: str) -> list[str]:
        with pytest.raises(ConfigurationError) as caught:
            known(**files)
        assert caught.value.exit_code == 2
        return [str(problem) for problem in caught.value.problems]

    return tell


@pytest.fixture
def read(known: Callable[..., Registry]) -> Callable[..., Any]:
    """read(mapping, data, name=…, **what is known of the file) → report, frame, rejected, summary or refusal."""

    def run(mapping: str, data: bytes | str, name: str = "export.csv", **context: Any) -> SimpleNamespace:
        reports = known(invented=mapping).reports
        raw = data.encode() if isinstance(data, str) else data
        (part,) = examine(name, raw, reports=reports).parts
        found = SimpleNamespace(part=part, report=part.report, refusal=None, frame=pd.DataFrame(), summary=None)
        try:
            reading = read_part(part, FileContext(name=name, **{"arrived_at": ARRIVED, **context}))
            batches = list(reading.batches())
        except FileRefused as refusal:
            found.refusal = refusal
            return found
        found.frame = pd.concat([batch.frame for batch in batches], ignore_index=True)
        found.rejected = pd.concat([batch.rejected for batch in batches], ignore_index=True)
        found.summary = reading.summary
        return found

    return run
