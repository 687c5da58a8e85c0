"""A folder of small models, written by each test."""

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

HEAD = """\
/* ---
description: Test model. Grain - id.
grain: [id]
owner: tests
columns:
  id: {type: count, description: number}
checks:
  - not_null: [id]
--- */
"""


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """folder(name="SELECT …") writes each as staging/<name>.sql (whole text when it has front matter itself)."""

    def write(layer: str = "staging", **models: str) -> Path:
        (tmp_path / layer).mkdir(exist_ok=True)
        for name, sql in models.items():
            body = textwrap.dedent(sql)
            (tmp_path / layer / f"{name}.sql").write_text(body if body.lstrip().startswith("/*") else HEAD + body)
        return tmp_path

    return write
