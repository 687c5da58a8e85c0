"""Figures the concepts quote are those of the code.

Not here: what their queries answer on the example (`tests/integration/test_pages.py`).
"""

import inspect

import pytest

from smm_assets.allocation import trust
from smm_assets.allocation.curves import draw_bank
from smm_assets.allocation.gate import HARM
from smm_assets.allocation.profiles import PROFILES
from smm_assets.maturity import versions
from smm_assets.settings.kinds import OBJECTIVES
from smm_assets.settings.model import DEFAULT_SPLIT, Decision, Thresholds
from tests.how_to import ROOT, page


def told(name: str) -> str:
    """A page of the concepts, in one line."""
    return " ".join(page(name, "concepts").split())


def test_the_page_on_advice_quotes_the_limits_that_are_in_force() -> None:
    balanced, safe, text = PROFILES["balanced"], PROFILES["safe"], told("advice")
    assert balanced.smallest == safe.smallest == 0.005
    assert "expected to gain less than 0.5 %" in text
    assert (balanced.probability, safe.probability) == (0.70, 0.80)
    assert "better in fewer than 70 of 100 cases (80 with `safe`)" in text
    assert safe.harm_price == pytest.approx(6 * balanced.harm_price)
    assert "pays six times as much" in text
    assert HARM == 0.01
    assert "losing more than 1 % of the results" in text
    assert (trust.FEWEST_DAYS, trust.FEWEST_RESULTS) == (14, 10)
    assert "Below 14 days or 10 results in all nothing is moved" in text
    assert Decision().max_step == 0.2
    assert "`max_step` (20 % a week unless you say otherwise)" in text
    assert inspect.signature(draw_bank).parameters["size"].default == 2000
    assert "some 2,000 possible ways" in text


def test_the_page_on_trust_quotes_the_limits_that_are_in_force() -> None:
    text, limits = told("trust"), Thresholds()
    assert (trust.FULL_DAYS, trust.FULL_RESULTS, trust.FULL_COVERAGE, trust.OWN_DAYS) == (28, 20, 0.7, 7)
    assert "from 28 days with spend and 20 results on, when no more than three days in ten are unknown" in text
    assert "fewer than 7 days with spend it is held" in text
    assert (limits.stale_days, limits.quarantined_share) == (2, 0.02)
    assert "(`stale_days`, 2 unless you say otherwise)" in text
    assert "(`quarantined_share`, 2 %)" in text


def test_the_page_on_money_quotes_the_split_that_is_in_force() -> None:
    said = ", ".join(f"{share:.0%} {name}".replace("%", " %") for name, share in DEFAULT_SPLIT.items())
    assert f"`split` ({said} unless you say otherwise)" in told("money-and-plan")


def test_the_page_on_channels_names_every_objective() -> None:
    *some, last = (f"`{name}`" for name in OBJECTIVES)
    assert f"{', '.join(some)} or {last}" in told("channels-and-results")


def test_the_questions_quote_the_same_limits_as_the_concepts() -> None:
    text = " ".join(page("faq", ".").split())
    assert "expected to gain less than 0.5 %, or is better in fewer than 70 of 100 cases" in text
    assert f"It starts at {trust.FEWEST_DAYS} days and {trust.FEWEST_RESULTS:.0f} results in all" in text


def test_the_pages_on_days_quote_how_long_is_looked_back_and_waited() -> None:
    assert versions.DAYS == 180
    assert "in the last 180 days" in told("versions")
    waits = (ROOT / "dbt_like_sql/intermediate/int_channel_account_day.sql").read_text(encoding="utf-8")
    assert "m.last_day + INTERVAL '35' DAY" in waits
    assert "no export for 35 days" in told("unknown-days")
