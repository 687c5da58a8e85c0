"""Stored English sentences in the spoken language: whole, with values as the language writes them, or not at all."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.language import speaking
from smm_assets.phrasebook import ENGLISH_BEGINS, ENGLISH_ENDS, told, untold_parts
from smm_assets.phrasebook.kinds import VALUES
from smm_assets.report.words import Words, full_day, grouped, quantity, span, weekday

NB = "\u00a0"
HELD = "Don't touch: data only through 18 Nov. An export of 19 Nov to 21 Nov unlocks advice."


def _in_russian(text: str) -> str:
    with speaking("ru"):
        return told(text)


def test_a_known_sentence_is_said_with_its_values() -> None:
    assert _in_russian(HELD) == (
        "Не трогать: последний день с данными — 18 ноября. Рекомендацию откроет выгрузка за 19 ноября – 21 ноября."
    )


def test_plural_forms_follow_the_number() -> None:
    said = _in_russian("We saw 117 days with 1,359.85 spent and 132 orders, one per 10.30.")
    assert said == f"За 117 дней потрачено 1{NB}359,85, результат: 132 заказа, по 10,30 за каждый результат."
    assert _in_russian("no export for 1 day") == "выгрузки нет 1 день"
    assert _in_russian("no export for 3 days") == "выгрузки нет 3 дня"


def test_english_is_left_as_it_is() -> None:
    assert told(HELD) == HELD
    assert told("") == ""


def test_what_nobody_translated_stays_english_and_is_marked() -> None:
    said = _in_russian("Don't touch: data only through 18 Nov. A new sentence with 3 days in it.")
    english = f"{ENGLISH_BEGINS}A new sentence with 3 days in it.{ENGLISH_ENDS}"
    assert said == f"Не трогать: последний день с данными — 18 ноября. {english}"


@pytest.mark.parametrize(
    "text",
    [
        "Don't touch: data only through the 18th.",
        "Don't touch: data only through 31 Feb",
        "no export for three days",
        "no export for 1,2 days",
        "We saw 5 days with 10.00 spent and 3 oranges.",
        "Raise it from €1.00 to €2.00.5 a day.",
    ],
)
def test_a_value_that_is_none_of_its_type_leaves_the_sentence_english(text: str) -> None:
    assert _in_russian(text) == f"{ENGLISH_BEGINS}{text}{ENGLISH_ENDS}"


def test_names_stay_as_they_are_even_where_they_hold_sentences() -> None:
    name = "Mugs. Cups; and a day <b>1 day</b>"
    assert _in_russian(f"{name} has spent nothing since Sun 22 Nov") == f"{name}: нет расхода с вс, 22 ноября"


def test_a_name_never_swallows_what_is_a_sentence() -> None:
    said = _in_russian(
        "Go back if, over the next 7 days, an order from Meta costs more than €18.82 or an order from TikTok costs "
        "more than €16.72"
    )
    assert said == (
        f"Вернитесь к прежнему, если за следующие 7 дней результат (заказ) в Meta обойдётся дороже 18,82{NB}€ "
        f"или результат (заказ) в TikTok обойдётся дороже 16,72{NB}€"
    )


def test_a_name_never_swallows_a_clause() -> None:
    said = _in_russian(
        "TikTok would get 7.12 a day where its running test needs 21.43; YouTube would get 12.56 a day where its "
        "running test needs 21.43"
    )
    assert said == (
        "TikTok получит 7,12 в день, а идущему тесту нужно 21,43; YouTube получит 12,56 в день, а идущему тесту нужно "
        "21,43"
    )


def test_clauses_are_told_one_by_one() -> None:
    said = _in_russian("19–21 Nov: late, no export covers them; 16–18 Nov: nobody knows why")
    assert said == (
        f"19–21 ноября: опаздывает, нет выгрузки за эти дни; {ENGLISH_BEGINS}16–18 Nov: nobody knows why{ENGLISH_ENDS}"
    )


def test_what_is_not_told_can_be_asked_for() -> None:
    with speaking("ru"):
        assert untold_parts(HELD) == []
        assert untold_parts("Nobody says this. no export for 1 day") == ["Nobody says this. "]


@given(st.text(max_size=200))
def test_any_text_is_told_whole(text: str) -> None:
    """Whatever stands in a table, nothing is lost and nothing fails: what is not said stays as it was."""
    said = _in_russian(text)
    if ENGLISH_BEGINS not in text and ENGLISH_ENDS not in text and said.count(ENGLISH_BEGINS) == 1:
        head, _, rest = said.partition(ENGLISH_BEGINS)
        english, _, tail = rest.partition(ENGLISH_ENDS)
        assert english in text
        assert head or tail or english == text


AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
DAYS = st.dates(min_value=date(2001, 1, 1), max_value=date(2099, 12, 31))


@given(AMOUNTS)
def test_an_amount_says_the_same_in_every_language(value: Decimal) -> None:
    english, plain = Words("EUR").money(value), grouped(value, 2)
    with speaking("ru"):
        assert VALUES["money"](english) == Words("EUR").money(value)
        assert VALUES["number"](plain) == grouped(value, 2)


@given(DAYS, st.integers(min_value=0, max_value=40))
def test_a_day_and_a_span_say_the_same_in_every_language(day: date, more: int) -> None:
    end = day + timedelta(days=more)
    english = full_day(day), weekday(day), span(day, end)
    with speaking("ka"):
        said = VALUES["day"](english[0]), VALUES["day"](english[1]), VALUES["days"](english[2])
        assert said == (full_day(day), weekday(day), span(day, end))


@given(st.floats(min_value=0.01, max_value=1e6))
def test_a_count_of_results_says_the_same_in_every_language(count: float) -> None:
    english = Words("EUR").results("orders", count), quantity(count)
    with speaking("ru"):
        assert VALUES["results"](english[0]) == Words("EUR").results("orders", count)
        assert VALUES["number"](english[1]) == quantity(count)
