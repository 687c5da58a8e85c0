"""Order of the whole suite: files that take longest come first, so that no worker is left alone with one at the end."""

from pathlib import Path

import pytest

LONGEST = ("integration", "corpus", "cli", "pipelines", "mappings", "ingest", "allocation")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files of these folders first, in this order; the order within a file stays."""
    items.sort(key=lambda item: _rank(item.path))


def _rank(path: Path) -> int:
    folder = path.relative_to(Path(__file__).parent).parts[0]
    return LONGEST.index(folder) if folder in LONGEST else len(LONGEST)
