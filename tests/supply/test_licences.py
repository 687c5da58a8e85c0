"""Licences: what packages say of themselves, and what needs a reason."""

from dataclasses import replace
from email.message import Message
from typing import Any, cast

import pytest

from deploy.supply.licences import REASONS, Licensed, licence, licences, unexplained
from deploy.supply.locks import locked


def told(**headers: str | list[str]) -> Any:
    """Metadata of a package as importlib gives it."""
    message = Message()
    for name, value in headers.items():
        for one in [value] if isinstance(value, str) else value:
            message[name.replace("_", "-")] = one
    return message


def licensed(text: str, name: str = "other") -> Licensed:
    return Licensed(package=replace(locked("run")[0], name=name), licence=text, summary="")


def test_every_package_installed_to_run_is_permissive_or_has_a_reason() -> None:
    found = licences()
    assert len(found) > 100
    assert unexplained(found) == []


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"License_Expression": "MIT OR Apache-2.0", "License": "see file"}, "MIT OR Apache-2.0"),
        ({"License": "MIT License"}, "MIT"),
        ({"Classifier": ["License :: OSI Approved :: Apache Software License"]}, "Apache-2.0"),
        ({"License": "Dual", "Classifier": ["License :: OSI Approved :: BSD License"]}, "BSD"),
        ({"License": "GPL-3.0-or-later"}, "GPL-3.0-or-later"),
        (
            {"License": "BSD", "Classifier": ["License :: OSI Approved :: GNU General Public License (GPL)"]},
            "GNU General Public License (GPL)",
        ),
        ({"License": "Permission is hereby granted\nto anybody"}, ""),
        ({"Summary": "tells nothing"}, ""),
    ],
)
def test_a_licence_is_read_from_what_the_metadata_has(headers: dict[str, Any], expected: str) -> None:
    assert licence(cast(Any, told(**headers))) == expected


@pytest.mark.parametrize("text", ["MIT", "(MIT)", "GPL-3.0-only OR BSD-3-Clause", "MIT AND BSD-2-Clause"])
def test_a_licence_one_may_choose_or_all_of_several_are_permissive(text: str) -> None:
    assert licensed(text).permissive


@pytest.mark.parametrize("text", ["", "GPL-3.0-only", "AGPL-3.0-or-later", "MIT AND LGPL-3.0-only", "Proprietary"])
def test_a_licence_that_asks_for_more_or_is_not_known_needs_a_reason(text: str) -> None:
    odd = licensed(text)
    assert not odd.permissive
    assert unexplained([*licences(), odd]) == [f"other: {text or 'no licence told'}"]


def test_a_reason_nothing_needs_any_more_is_found() -> None:
    without = [one for one in licences() if one.package.name != "tqdm"]
    assert "tqdm" in REASONS
    assert unexplained(without) == ["tqdm: its reason is needed no more"]
