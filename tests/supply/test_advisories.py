"""Advisories made by hand are found, others are not."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from deploy.supply.advisories import affects, look
from deploy.supply.locks import Locked, locked
from deploy.supply.run import vulnerabilities


def package(name: str = "some-thing", version: str = "1.10.0") -> Locked:
    return Locked(name=name, version=version, marker="", hashes=(), asked_by=())


def advisory(name: str = "Some.Thing", ecosystem: str = "PyPI", **changes: Any) -> dict[str, Any]:
    ranges = [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.11"}]}]
    affected = {"package": {"name": name, "ecosystem": ecosystem}, "ranges": ranges}
    return {
        "id": "PYSEC-1",
        "aliases": ["CVE-1"],
        "summary": "it can be made to",
        "modified": "2026-11-01",
        "affected": [affected],
        **changes,
    }


def ranges(*events: dict[str, str]) -> dict[str, Any]:
    return {"ranges": [{"type": "ECOSYSTEM", "events": list(events)}]}


def test_a_locked_version_an_advisory_speaks_of_is_named_with_its_cure(tmp_path: Path) -> None:
    own = next(one for one in locked("run") if one.name == "jinja2")
    told = advisory(
        "Jinja2", affected=[{"package": {"name": "Jinja2", "ecosystem": "PyPI"}, "versions": [own.version]}]
    )
    (tmp_path / "one.json").write_text(json.dumps(told), encoding="utf-8")
    (found,) = look(tmp_path, locked("run")).findings
    assert str(found) == f"jinja2 {own.version}: PYSEC-1 (CVE-1): it can be made to; no fixed version is known"


def test_a_folder_of_yaml_and_a_zip_of_json_say_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "vulns" / "some-thing"
    folder.mkdir(parents=True)
    (folder / "PYSEC-1.yaml").write_text(
        "id: PYSEC-1\naliases: [CVE-1]\ndetails: it can\n  be made to\nmodified: '2026-11-01'\naffected:\n"
        "- package: {name: Some.Thing, ecosystem: PyPI}\n"
        "  ranges: [{type: ECOSYSTEM, events: [{introduced: '0'}, {fixed: '1.11'}]}]\n",
        encoding="utf-8",
    )
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("PYSEC-1.json", json.dumps(advisory()))
    by_folder, by_zip = (look(place, [package()]) for place in (tmp_path / "vulns", tmp_path / "all.zip"))
    assert by_folder == by_zip
    assert (by_zip.read, by_zip.newest, by_zip.findings[0].fixed) == (1, "2026-11-01", ("1.11",))


@pytest.mark.parametrize(
    "told",
    [
        advisory(withdrawn="2026-11-02"),
        advisory(name="something"),
        advisory(ecosystem="npm"),
        advisory(affected=[]),
    ],
    ids=["withdrawn", "of another package", "of another registry", "of nothing"],
)
def test_an_advisory_that_is_not_about_it_finds_nothing(tmp_path: Path, told: dict[str, Any]) -> None:
    (tmp_path / "one.json").write_text(json.dumps(told), encoding="utf-8")
    assert look(tmp_path, [package()]).findings == ()


@pytest.mark.parametrize(
    ("affected", "expected"),
    [
        ({"versions": ["1.9", "1.10"]}, True),
        ({"versions": ["1.9", "1.1"]}, False),
        (ranges({"introduced": "0"}), True),
        (ranges({"introduced": "1.10"}), True),
        (ranges({"introduced": "1.10.0.post1"}), False),
        (ranges({"introduced": "0"}, {"fixed": "1.10"}), False),
        (ranges({"introduced": "0"}, {"fixed": "1.10.0.post1"}), True),
        (ranges({"introduced": "0"}, {"last_affected": "1.10"}), True),
        (ranges({"introduced": "0"}, {"last_affected": "1.9"}), False),
        (ranges({"fixed": "1.2"}, {"introduced": "0"}, {"introduced": "1.9"}, {"fixed": "1.9.5"}), False),
        (ranges({"introduced": "0"}, {"fixed": "1.2"}, {"introduced": "1.9"}), True),
        ({"ranges": [*ranges({"introduced": "2"})["ranges"], *ranges({"introduced": "1"})["ranges"]]}, True),
        ({"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]}, False),
        ({}, False),
    ],
)
def test_a_version_is_affected_from_where_the_fault_came_in_until_it_was_mended(
    affected: dict[str, Any], expected: bool
) -> None:
    assert affects(affected, "1.10.0") is expected


def test_a_place_without_advisories_is_no_clean_bill(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds no advisories"):
        look(tmp_path, [package()])
    with pytest.raises(ValueError, match="is no folder and no ZIP"):
        look(tmp_path / "nowhere", [package()])


def test_without_a_place_it_is_said_that_nothing_was_looked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert vulnerabilities(None) == []
    assert "NOT LOOKED FOR" in capsys.readouterr().out
