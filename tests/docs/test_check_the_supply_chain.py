"""The how-to on the supply chain: its command is run as it stands there, and finds an advisory made by hand."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.supply.locks import locked
from tests.how_to import ROOT, blocks, page

pytest.importorskip("cyclonedx", reason="the environment is older than locks/dev.txt: make test renews it")

PAGE = page("check-the-supply-chain")


@pytest.mark.long
def test_the_command_names_what_is_wrong_and_ends_with_an_error(tmp_path: Path) -> None:
    own = next(one for one in locked("run") if one.name == "jinja2")
    affected = [{"package": {"name": "jinja2", "ecosystem": "PyPI"}, "versions": [own.version]}]
    told = {"id": "PYSEC-1", "modified": "2026-11-01", "details": "made by hand", "affected": affected}
    (tmp_path / "advisories").mkdir()
    (tmp_path / "advisories" / "one.json").write_text(json.dumps(told), encoding="utf-8")
    (tmp_path / "Makefile").write_text((ROOT / "Makefile").read_text(encoding="utf-8"), encoding="utf-8")
    _as_installed(tmp_path)
    done = subprocess.run(
        ["sh", "-c", blocks(PAGE)[0]],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "vulnerabilities: 1, by 1 advisories, the newest of 2026-11-01\n" in done.stdout, done.stderr
    wrong = [line for line in done.stderr.splitlines() if line.startswith("WRONG")]
    assert wrong == [f"WRONG: jinja2 {own.version}: PYSEC-1: made by hand; no fixed version is known"]
    assert done.returncode != 0
    for word in ("locks: ", "licences: ", "bill of materials: build/sbom.cdx.json", "SOURCE_DATE_EPOCH=1767225600"):
        assert word in done.stdout
    assert len(list((tmp_path / "build").iterdir())) == 2


def _as_installed(folder: Path) -> None:
    """An environment make takes for up to date, whose Python is this one."""
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / "locks").mkdir()
    python = folder / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    for moment, name in enumerate(
        ("pyproject.toml", "locks/run.txt", "locks/dev.txt", ".venv/created", ".venv/run", ".venv/dev")
    ):
        (folder / name).touch()
        os.utime(folder / name, (1_000_000_000 + moment,) * 2)
