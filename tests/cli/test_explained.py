"""What `smm explain` prints: every sentence as it is, every figure with its unit, no claim the rows do not bear out."""

import datetime as dt
from decimal import Decimal

from pipelines.cli.explained import number_lines
from smm_assets.explain import Number, Part, Shape


def part(value: int | None, original: int, currency: str, **more: object) -> Part:
    one = {"what": "Cups", "network": "n", "account_id": "a", "campaign_key": "c", "campaign_name": "Cups",
           "level": "ad", "file": "a.csv"}  # fmt: skip
    exact = None if value is None else Decimal(value)
    return Part(**{**one, "value": exact, "original": Decimal(original), "currency": currency, **more})  # type: ignore[arg-type]


def told(*parts: Part, value: int | None, total: int | None) -> str:
    shape = Shape(network="n", account_id="a", shape="ad/id", breakdown_set="", rows=len(parts), value=Decimal(1000),
                  is_chosen=True, reason="why", currency="KRW")  # fmt: skip
    exact = [None if one is None else Decimal(one) for one in (value, total)]
    number = Number(metric="spend", channel="n", date=dt.date(2026, 11, 15), value=exact[0], total=exact[1],
                    ties=value is not None and value == total, measured_by="platform", parts=parts,
                    shapes=(shape,))  # fmt: skip
    return "\n".join(number_lines(number))


def test_money_without_a_rate_is_named_with_its_currency_and_adds_up_to_nothing() -> None:
    shown = told(part(None, 1000, "KRW"), value=None, total=None)
    assert "sum of 1 row unknown: 1000 KRW without an exchange rate" in shown
    assert "used: n ad/id, 1 row, 1000 KRW (why)" in shown
    assert "adds up" not in shown


def test_beside_money_with_a_rate_it_is_named_too() -> None:
    shown = told(part(20, 20, "EUR"), part(None, 1000, "KRW"), value=None, total=20)
    assert "sum of 2 rows 20: 1000 KRW without an exchange rate" in shown


def test_a_sum_over_several_lines_is_told_from_one_line_and_from_a_residual_row() -> None:
    assert "a sum over a breakdown" in told(part(20, 20, "EUR", is_sum=True), value=20, total=20)
    assert "a sum over" not in told(part(20, 20, "EUR"), value=20, total=20)
    rest = told(part(20, 20, "EUR", is_sum=True, is_residual=True), value=20, total=20)
    assert "what its export reports beyond the other rows" in rest
    assert "a sum over" not in rest
