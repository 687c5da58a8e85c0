"""Names are hostile: whatever is in them, a message is one subject, a text and a page, and nothing acts."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.alerts.digest import digest, due_digests
from smm_assets.alerts.matter import Matter
from smm_assets.alerts.message import LONGEST_SUBJECT, Section, one_line, written
from smm_assets.alerts.month import EndedLine, MonthEnd
from smm_assets.alerts.week import WeekLine
from smm_assets.report.facts import Headline, Need
from smm_assets.settings import Digests
from tests.alerts.worlds import advice, export, kpi, look, matter, pacing

HOSTILE = (
    "Sale\r\nBcc: all@example.org\n\n<img src=x onerror=alert(1)> & <!channel> @everyone [x](https://evil.example)"
)


def test_a_name_with_line_ends_stays_one_line_of_the_subject() -> None:
    message = written(f"Shop: {HOSTILE}", HOSTILE)
    assert not set(message.subject) & set("\r\n\0\x85\u2028")
    assert message.subject.startswith("Shop: Sale Bcc: all@example.org")
    assert len(one_line("x" * 999)) == LONGEST_SUBJECT


@given(st.text(st.sampled_from("a é\r\n\0\x1b\x85\u2028\u202e\u200b"), max_size=300))
def test_law_no_subject_has_a_line_end_or_a_sign_that_acts(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") for char in one_line(text))


def test_nothing_in_a_name_acts_in_html_or_in_a_chat() -> None:
    one = Matter(key="k", event="kpi", level=1, amount=None, what=HOSTILE, more=HOSTILE, cure="Do it", place="/r.html")
    message = written("s", "h", matters=[one], sections=[Section(title=HOSTILE, lines=[HOSTILE], rows=[[HOSTILE, "1"]],
                      header=["", ""])])  # fmt: skip
    assert "<img" not in message.html
    assert "&amp;" in message.html
    for text in (message.html, message.text):
        assert "<!channel>" not in text
        assert "@everyone" not in text
        assert "https://" not in text
        assert "](" not in text
    assert "‹img src=x" in message.text


def test_a_message_is_no_template() -> None:
    message = written("{{ 7 * 7 }}", "{{ 7 * 7 }}", matters=[matter("{{ 7 * 7 }}{% raw %}")])
    assert "49" not in message.subject + message.text + message.html


def test_the_morning_says_what_came_in_what_is_left_how_it_goes_and_what_to_do() -> None:
    week = Headline(
        objective="sales", metric="orders", source="crm", grade="A", results=12.0, cost_per_result=8.5,
        cost_before=None, filling_days=0, still_to_come=None,
    )  # fmt: skip
    needs = (
        Need(topic="check", where="t.c", what="is red", cure="Look"),
        Need(topic="file", where="f", what="w", cure="c"),
    )
    here = look(
        pacing=(pacing(),), kpis=(kpi(),), advice=(advice(),), fetch=(export(),), headlines=(week,), needs=needs
    )
    message = digest("morning", here, [matter("a", 5)])
    assert message.subject == "Shop: this morning, Sun 22 Nov 2026"
    for line in (
        "Files: none yet",
        "12 orders from ads · €8.50 each",
        "€50.00 planned, €40.00 spent, €10.00 left",
        "- Search: plan 50 · spent 40 · pace 1.14 · likely at the end 62 · over",
        "- Search: now 10.00 · next 12.00 · act: +20 %",
        "- Cost per order, Search: value 20.00 · target 15.00 · breach",
        "Net 19–21 Nov: late, no export covers them. Unlocks the advice for Search",
        "1. what of a",
        "2. t.c: is red",
    ):
        assert line in message.text, line
    assert "3. " not in message.text  # the file's need is told by its matter
    assert "<td" in message.html
    assert "what of a" in message.html


def test_the_month_and_the_week_say_how_they_went() -> None:
    month = MonthEnd(
        first=date(2026, 10, 1),
        last=date(2026, 10, 31),
        lines=(EndedLine(label="Search", budget=Decimal(100), spent=Decimal(110), status="over"),),
        results=(("orders", 20.0, Decimal(110)),),
    )
    text = digest("month_end", look(), [], month=month).text
    assert "HOW OCTOBER ENDED" in text
    assert "20 orders from ads, €5.50 each" in text
    assert "- Search: plan 100 · spent 110 · off plan +10 % · over" in text
    line = WeekLine(
        label="Search", spend=Decimal(70), spend_change=0.4, metric="orders", results=1.0, results_change=None
    )
    assert (
        "- Search: spent 70.00 · change +40 % · results 1 order · change –"
        in digest("weekly", look(), [], week=[line]).text
    )


@pytest.mark.parametrize(
    ("day", "keys"),
    [
        ("2026-11-22", ["morning/2026-11-22"]),  # a Sunday
        ("2026-11-23", ["morning/2026-11-23", "weekly/2026-11-23"]),
        ("2026-11-25", ["morning/2026-11-25", "weekly/2026-11-23"]),  # Monday's was missed
        ("2026-12-01", ["morning/2026-12-01", "weekly/2026-11-30", "month_end/2026-11"]),
        ("2026-12-06", ["morning/2026-12-06", "month_end/2026-11"]),
        ("2027-01-08", ["morning/2027-01-08"]),
    ],
)
def test_digests_are_due_on_their_mornings_and_made_up_for_within_days(day: str, keys: list[str]) -> None:
    wanted = Digests(morning=True, weekly=True, month_end=True, weekday=0)
    assert [one.key for one in due_digests(wanted, date.fromisoformat(day))] == keys
    assert due_digests(Digests(morning=False, month_end=False), date.fromisoformat(day)) == []
