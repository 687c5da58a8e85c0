"""Whether exports are due or late, and the sentence that says so."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.operating.freshness import Export, data_through, of_network
from smm_assets.operating.freshness_words import NEVER, cells, sentence

# Exported on 22 Nov with data through the 21st, every two days so far; smm.yaml allows data to be 2 days old.
ADS = Export(
    network="north", account="north:default", report="ads", as_of=date(2026, 11, 22), stale_days=2,
    data_through=date(2026, 11, 21), last_export=date(2026, 11, 22), rhythm_days=2, due_on=date(2026, 11, 24),
    late_on=date(2026, 11, 25),
)  # fmt: skip
PERIOD, PAGE = (date(2026, 11, 22), date(2026, 11, 27)), "Ads Manager: Breakdown by day"


@pytest.mark.parametrize(
    ("morning", "state", "late"),
    [(22, "fresh", 0), (23, "fresh", 0), (24, "due", 0), (25, "late", 3), (28, "late", 6)],
)
def test_an_export_is_due_by_its_rhythm_and_late_after_what_the_project_allows(
    morning: int, state: str, late: int
) -> None:
    one = replace(ADS, as_of=date(2026, 11, morning))
    assert (one.state, one.days_late) == (state, late)


def test_nothing_that_is_not_awaited_is_ever_late() -> None:
    one = replace(ADS, is_awaited=False, as_of=date(2027, 11, 22))
    assert (one.state, one.days_late) == ("not_awaited", 0)


def test_days_late_of_a_snapshot_count_from_the_day_it_was_due() -> None:
    posts = replace(
        ADS, is_daily=False, due_on=date(2026, 11, 20), late_on=date(2026, 11, 22), data_through=date(2026, 10, 21)
    )
    assert (posts.state, posts.days_late) == ("late", 2)


@given(st.integers(0, 60), st.integers(0, 60))
def test_waiting_longer_never_makes_an_export_less_late(first: int, more: int) -> None:
    before = replace(ADS, as_of=ADS.as_of + timedelta(days=first))
    after = replace(ADS, as_of=before.as_of + timedelta(days=more))
    order = ("fresh", "due", "late")
    assert order.index(after.state) >= order.index(before.state)
    assert after.days_late >= before.days_late


def test_a_fresh_network_says_how_far_data_reach_and_when_the_next_export_is_due() -> None:
    assert sentence("North", [ADS]) == "Data through 21 Nov; exports come about every 2 days, the next is due 24 Nov"


def test_without_a_rhythm_the_next_is_due_by_what_the_project_allows() -> None:
    said = sentence("North", [replace(ADS, rhythm_days=None, due_on=date(2026, 11, 25))])
    assert said == "Data through 21 Nov; no rhythm is known yet, the next is due 25 Nov"


def test_a_rhythm_slower_than_data_may_be_old_says_why_an_export_is_due_sooner() -> None:
    said = sentence("North", [replace(ADS, rhythm_days=7, due_on=date(2026, 11, 25))])
    assert said.endswith("every 7 days, the next is due 25 Nov, when data are older than the 2 days smm.yaml allows "
                         "(stale_days)")  # fmt: skip


def test_a_due_network_says_what_is_due() -> None:
    said = sentence("North", [replace(ADS, as_of=date(2026, 11, 24))])
    assert said == "Data through 21 Nov; due today: North"


def test_a_late_network_says_by_how_much_and_what_to_export_again() -> None:
    late = replace(ADS, as_of=date(2026, 11, 28), period=PERIOD, settings=PAGE)
    assert sentence("North", [late]) == "North late by 6 days, data only through 21 Nov: export 22–27 Nov again"
    assert cells("North", late)["what to export"] == "22–27 Nov: Ads Manager: Breakdown by day"
    assert cells("North", late)["state"] == "late by 6 days"


def test_a_network_that_never_exported_is_not_late_unless_somebody_expects_it() -> None:
    assert sentence("North", []) == NEVER == "No export yet; none is expected"
    expected = replace(
        ADS, never=True, data_through=None, last_export=None, rhythm_days=None, due_on=date(2026, 11, 1),
        late_on=date(2026, 11, 1),
    )  # fmt: skip
    assert expected.days_late == 21
    assert sentence("North", [expected]) == "North never came, though smm.yaml or the plan expects it"


def test_an_ended_account_and_a_single_snapshot_are_not_waited_for() -> None:
    ended = replace(ADS, is_awaited=False, ended=date(2026, 10, 31))
    assert sentence("North", [ended]) == "Nothing is waited for: North ended"
    once = replace(ADS, is_awaited=False, rhythm_days=None)
    said = "Nothing is waited for: exports have no rhythm yet, the last one is of 22 Nov"
    assert sentence("North", [once]) == said


def test_of_several_exports_the_most_urgent_is_told_and_the_account_named() -> None:
    page = replace(ADS, account="Shop", report="organic_metric", data_through=date(2026, 11, 20))
    late = replace(page, account="Club", late_on=date(2026, 11, 22), data_through=date(2026, 11, 17))
    other = replace(ADS, network="south")
    ranked = of_network([ADS, other, page, late], "north")
    assert [one.account for one in ranked] == ["Club", "north:default", "Shop"]
    assert sentence("North", ranked) == "North Club page late by 4 days, data only through 17 Nov: export it again"
    assert data_through(ranked) == date(2026, 11, 17)


def test_of_many_late_exports_three_are_named() -> None:
    late = [replace(ADS, account=f"Shop {n}", as_of=date(2026, 11, 28)) for n in range(5)]
    said = sentence("North", late)
    assert said.endswith("North Shop 2 late by 6 days, data only through 21 Nov: export it again; and 2 more")


def test_control_characters_in_the_name_of_an_account_are_made_harmless() -> None:
    assert cells("North", replace(ADS, account="Sh\u202eop\x1b"))["export"] == "North Sh op"
