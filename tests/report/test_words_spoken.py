"""Amounts, days and counts as Russians and Georgians write them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from smm_assets.language import LanguageCode, speaking
from smm_assets.report.words import (
    Words,
    axis_day,
    change,
    full_day,
    grouped,
    listed,
    long_day,
    noun,
    period,
    share,
    short_day,
    span,
    status,
    weekday,
)

DAY = date(2026, 11, 22)  # a Sunday
NB = "\u00a0"


@pytest.fixture(params=["ru", "ka"])
def code(request: pytest.FixtureRequest) -> Iterator[LanguageCode]:
    with speaking(request.param):
        yield request.param


def test_amounts_have_a_comma_a_space_and_the_currency_behind(code: LanguageCode) -> None:
    assert Words("EUR").money(Decimal("1234.5")) == f"1{NB}234,50{NB}€"
    assert Words("EUR").money(Decimal("-3.456")) == f"−3,46{NB}€"
    assert Words("EUR").money(Decimal("1234.5"), exact=False) == f"1{NB}234{NB}€"
    assert grouped(1234567) == f"1{NB}234{NB}567"


def test_the_lari_has_its_sign_in_georgian() -> None:
    with speaking("ka"):
        assert Words("GEL").money(Decimal("12.5")) == f"12,50{NB}₾"


@pytest.mark.parametrize(("language", "said"), [("en", "+20 %"), ("ru", f"+20{NB}%"), ("ka", "+20%")])
def test_per_cent_is_written_as_the_language_does(language: LanguageCode, said: str) -> None:
    with speaking(language):
        assert change(0.2) == said
        assert share(0.2) == said[1:]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", ["22 ноября", "22 ноября 2026", "вс, 22 ноября", "вс, 22 ноября 2026"]),
        ("ka", ["22 ნოემბერი", "22 ნოემბერი 2026", "კვი, 22 ნოემბერი", "კვი, 22 ნოემბერი 2026"]),
    ],
)
def test_days_are_written_out(language: LanguageCode, said: list[str]) -> None:
    with speaking(language):
        assert [form(DAY) for form in (short_day, full_day, weekday, long_day)] == said


def test_days_under_an_axis_are_short() -> None:
    assert axis_day(DAY) == short_day(DAY) == "22 Nov"
    with speaking("ru"):
        assert axis_day(DAY) == "22 нояб."
    with speaking("ka"):
        assert axis_day(DAY) == "22 ნოე"


def test_spans_and_months() -> None:
    with speaking("ru"):
        assert span(DAY, date(2026, 11, 30)) == "22–30 ноября"
        assert span(date(2026, 11, 28), date(2026, 12, 4)) == "28 ноября – 4 декабря"
        assert period(date(2026, 11, 1), date(2026, 11, 30)) == "ноябрь"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1.0, "1 заказ"), (2.0, "2 заказа"), (5.0, "5 заказов"), (21.0, "21 заказ"), (0.0, "0 заказов"),
        (0.34, "0,3 заказа"), (83.2, "83 заказа"), (-2.0, "−2 заказа"), (1.04, "1,0 заказа"),
    ],
)  # fmt: skip
def test_russian_results_have_the_form_of_their_number(count: float, said: str) -> None:
    with speaking("ru"):
        assert Words("EUR").results("orders", count) == said


def test_a_broken_number_takes_its_own_form_beside_an_adjective() -> None:
    with speaking("ru"):
        assert Words("EUR").results("new_customers", 2) == "2 новых клиента"
        assert Words("EUR").results("new_customers", 0.34) == "0,3 нового клиента"
        assert Words("EUR").more("new_customers", 5) == "ещё 5 новых клиентов"


def test_results_that_are_money_and_what_is_called_by_its_column_alone() -> None:
    with speaking("ru"):
        assert Words("EUR").results("revenue", 8322.3) == f"8{NB}322{NB}€ выручки"
        assert Words("EUR").results("custom_thing", 2) == "2 custom thing"
        assert noun("orders", many=True) == "заказы"


def test_lists_and_statuses() -> None:
    with speaking("ru"):
        assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a и b", "a, b и c"]
        assert [status(name) for name in ("on_track", "sales", "")] == ["по плану", "продажи", ""]
    with speaking("ka"):
        assert listed(["a", "b"]) == "a და b"


def test_english_is_spoken_again_afterwards() -> None:
    with speaking("ru"):
        pass
    assert Words("EUR").money(Decimal("1234.5")) == "€1,234.50"
    assert short_day(DAY) == "22 Nov"
