"""The page in another language is as safe: what tables say is escaped, what nobody translated is named."""

from datetime import date

import pytest

from smm_assets.report import build
from smm_assets.report.page.speech import shown
from smm_assets.settings import Project
from smm_assets.warehouse import open_published

from .conftest import HOSTILE
from .test_html import Page


@pytest.fixture(scope="module", params=["ru", "ka"])
def text(project: Project, request: pytest.FixtureRequest) -> str:
    with open_published(project) as reader:
        path = build(project, reader, date(2026, 11, 22), name=f"{request.param}.html", language=request.param)
    said = path.read_text(encoding="utf-8")
    path.unlink()  # the folder is that of other tests too
    return said


def test_hostile_names_stay_text_in_every_language(text: str) -> None:
    page = Page()
    page.feed(text)
    assert page.open == []
    assert [tag for tag, _ in page.tags].count("script") == 1  # our own, by its fingerprint
    assert any("<script>alert" in said for said in page.texts)
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)


def test_what_nobody_translated_is_named_as_english(text: str) -> None:
    assert "<span lang=en>" in text
    assert "\ue000" not in text
    assert "\ue001" not in text


def test_marks_that_a_name_brings_along_never_open_an_element() -> None:
    assert shown(f"\ue000{HOSTILE}") == shown(f" {HOSTILE}")
    assert "<script>" not in str(shown(f"\ue000{HOSTILE}\ue001"))
    assert str(shown("a \ue000<b>\ue001")) == "a <span lang=en>&lt;b&gt;</span>"
