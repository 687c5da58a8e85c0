"""Spend nobody knows is never told as zero, nor as money that is left."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from smm_assets.report.facts import Pacing
from smm_assets.report.page.views import plan_views
from smm_assets.report.plan_money import plan_money
from smm_assets.report.words import Words

WORDS = Words("EUR")
KNOWN = Pacing(
    channel="search", label="Search", category="promotion", period_start=date(2026, 11, 1),
    period_end=date(2026, 11, 30), budget=Decimal(300), spend=Decimal(120), estimated=Decimal(0), expected=Decimal(200),
    pace=0.6, projected=Decimal(180), projected_low=None, projected_high=None, needed_per_day=Decimal(20),
    status="under", reason="",
)  # fmt: skip
UNKNOWN = replace(
    KNOWN, channel="video", label="Video", spend=None, estimated=None, pace=None, projected=None, status="no_data"
)


def test_a_plan_of_which_no_spend_is_known_tells_neither_spent_nor_left() -> None:
    assert not plan_money([UNKNOWN]).is_known
    (view,) = plan_views([UNKNOWN], WORDS)
    assert (view.budget, view.spent, view.left) == ("€300", "–", "–")


def test_a_channel_of_unknown_spend_is_named_beside_the_sums_it_is_missing_from() -> None:
    (view,) = plan_views([KNOWN, UNKNOWN], WORDS)
    assert (view.spent, view.left) == ("€120", "€480")
    assert view.lacking == "Not known and not counted: Video"


def test_what_is_estimated_or_has_only_begun_counts_as_known() -> None:
    late = replace(UNKNOWN, estimated=Decimal(30))
    begins = replace(UNKNOWN, status="on_track", spend=Decimal(0), estimated=Decimal(0))
    for line in (late, begins):
        assert plan_money([line]).is_known
        (view,) = plan_views([KNOWN, line], WORDS)
        assert view.lacking == ""
    assert plan_money([KNOWN, late]).left == Decimal(450)
