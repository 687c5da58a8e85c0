"""The plan of simulated days: every kind of delivery occurs, and what tables must know follows from it."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from tests.days.plan import DECK, HABITS, Delivery, Plan, moment
from tests.days.shop import planned

FIVE, SIXTY = planned(5), planned(60)
FIRST = date(2026, 11, 2)


def export(first: int, last: int, made: int, come: int, outcome: str = "loaded") -> Delivery:
    """An export of days of November, made and come on days of November."""
    days = [FIRST.replace(day=day) for day in (first, last, made)]
    return Delivery(
        network="meta",
        card="by hand",
        first=days[0],
        last=days[1],
        exported=days[2],
        arrives=moment(FIRST.replace(day=come), time(9)),
        outcome=outcome,
    )


def by_hand(*deliveries: Delivery) -> Plan:
    """A plan from 1 to 6 November."""
    mornings = tuple(FIRST + timedelta(days=back) for back in range(5))
    return Plan(oldest=FIRST.replace(day=1), mornings=mornings, deliveries=deliveries, mistaken=())


@pytest.mark.parametrize("plan", [FIVE, SIXTY])
def test_every_kind_of_delivery_occurs(plan: Plan) -> None:
    assert {one.card for one in plan.deliveries} == {*DECK, "history"}
    assert {one.outcome for one in plan.dropped} == {"loaded", "quarantined", "duplicate"}
    assert {one.network for one in plan.dropped} == {habit.network for habit in HABITS}
    assert 1 <= len(plan.mistaken) < len(plan.mornings)


@pytest.mark.parametrize("plan", [FIVE, SIXTY])
def test_an_export_comes_after_a_newer_one(plan: Plan) -> None:
    loaded = [one for one in plan.dropped if one.outcome == "loaded"]
    pairs = [(old, new) for old in loaded for new in loaded if old.network == new.network and new.last > old.last]
    assert any(new.at < old.at for old, new in pairs)


@pytest.mark.parametrize("plan", [FIVE, SIXTY])
def test_days_stay_unknown_between_known_ones(plan: Plan) -> None:
    between = [day for day in plan.never("tiktok") if day < max(plan.told("tiktok"))]
    assert len(between) >= 2


def test_what_was_lost_is_told_by_later_exports() -> None:
    lost = [one for one in SIXTY.deliveries if one.card == "lost"]
    told = {(network, day) for network in ("meta", "tiktok", "vk") for day in SIXTY.told(network)}
    assert any(all((one.network, day) in told for day in one.days()) for one in lost)


def test_nothing_arrives_before_it_is_made() -> None:
    for one in (*FIVE.dropped, *SIXTY.dropped):
        assert one.last < one.exported <= one.at.date()


def test_the_same_seed_gives_the_same_plan() -> None:
    assert planned(60) == SIXTY


def test_a_day_is_told_by_the_export_made_last_whatever_came_last() -> None:
    older, newer = export(1, 3, made=4, come=6), export(2, 4, made=5, come=5)
    told = by_hand(older, newer).told("meta")
    assert {day.day: one for day, one in told.items()} == {1: older, 2: newer, 3: newer, 4: newer}
    assert by_hand(older, newer).never("meta") == [FIRST.replace(day=5)]


def test_a_damaged_or_lost_export_tells_nothing() -> None:
    lost = replace(export(1, 2, made=3, come=3), arrives=None)
    plan = by_hand(export(1, 3, made=4, come=4, outcome="quarantined"), lost)
    assert plan.told("meta") == {}
    assert len(plan.dropped) == 1


def test_what_has_not_come_yet_tells_nothing_yet() -> None:
    plan = by_hand(export(1, 3, made=4, come=4))
    assert plan.told("meta", until=moment(FIRST.replace(day=4), time(8, 59))) == {}
    assert len(plan.told("meta", until=moment(FIRST.replace(day=4), time(9)))) == 3
