"""The bill of materials: what its schema demands, every package, and who needs whom."""

import json
from typing import Any

import pytest

from deploy.supply.licences import licences
from deploy.supply.locks import project

pytest.importorskip("cyclonedx", reason="the environment is older than locks/dev.txt: make test renews it")

from deploy.supply.sbom import faults, sbom

MADE_AT = 1_767_225_600  # 1 January 2026


@pytest.fixture(scope="module")
def text() -> str:
    return sbom(licences(), MADE_AT)


@pytest.fixture(scope="module")
def bill(text: str) -> dict[str, Any]:
    return json.loads(text)


def test_the_bill_keeps_to_the_schema(text: str) -> None:
    assert faults(text) == ""
    assert "bogus" in faults(text.replace('"type": "library"', '"type": "bogus"', 1))


def test_the_same_packages_give_the_same_bill(text: str) -> None:
    assert sbom(licences(), MADE_AT) == text
    assert sbom(licences()[1:], MADE_AT)[:200] != text[:200]


def test_every_package_stands_with_version_licence_and_hashes(bill: dict[str, Any]) -> None:
    known = {part["name"]: part for part in bill["components"]}
    assert set(known) == {one.package.name for one in licences()}
    for one in licences():
        part = known[one.package.name]
        assert part["purl"] == f"pkg:pypi/{one.package.name}@{one.package.version}"
        hashes = {found["content"] for found in part["externalReferences"][0]["hashes"]}
        assert hashes == set(one.package.hashes)
        assert ("licenses" in part) == bool(one.licence)


def test_who_needs_whom_begins_with_the_project_and_reaches_everything(bill: dict[str, Any]) -> None:
    below = {one["ref"]: one.get("dependsOn", []) for one in bill["dependencies"]}
    root = bill["metadata"]["component"]
    assert (root["name"], root["version"]) == (project()["project"]["name"], project()["project"]["version"])
    assert bill["metadata"]["timestamp"].startswith("2026-01-01T00:00:00")
    reached, waiting = set(), [root["bom-ref"]]
    while waiting:
        one = waiting.pop()
        waiting += [child for child in below[one] if child not in reached]
        reached |= {one}
    assert reached == set(below)
    assert len(reached) == len(bill["components"]) + 1
    pandas = next(ref for ref in below if ref.startswith("pkg:pypi/pandas@"))
    assert any(child.startswith("pkg:pypi/numpy@") for child in below[pandas])
