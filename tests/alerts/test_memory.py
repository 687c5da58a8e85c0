"""What is told when: once, again when it got worse or came back, never in quiet hours, never below the least amount."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.alerts.matter import BAD, WATCH, Matter, Standing, Told
from smm_assets.alerts.memory import Name, due, noted, quiet_until, was_not_told, was_told
from smm_assets.settings import QuietHours
from tests.alerts.worlds import RUN_AT, matter, target

NIGHT = QuietHours(start=time(20), end=time(7, 30))
SMALLEST = Decimal(20)


class Team:
    """One target over many looks, and what it was told."""

    def __init__(self, smallest: Decimal = SMALLEST, reaches: bool = True) -> None:
        self.standing: list[Standing] = []
        self.told: dict[Name, Told] = {}
        self.at = RUN_AT
        self.smallest, self.reaches = smallest, reaches

    def look(
        self, *seen: Matter, looked_for: Sequence[str] = ("budget", "run_failed"), quiet: bool = False
    ) -> list[str]:
        """Keys told at this look, an hour after the one before."""
        self.at += timedelta(hours=1)
        known = [one for one in self.standing if one.resolved_at is None]
        self.standing = noted(known, seen, looked_for, self.at)
        if quiet:
            return []
        found = due(self.standing, self.told, target(), self.smallest)
        for one in found:
            before = self.told.get(one.name)
            self.told[one.name] = (
                was_told(one.matter, before, "team", self.at)
                if self.reaches
                else was_not_told(before, "team", self.at, "no answer")
            )
        return [one.matter.key for one in found] if self.reaches else []


def test_the_same_matter_is_told_once() -> None:
    team = Team()
    assert [team.look(matter("a")) for _ in range(4)] == [["a"], [], [], []]


@pytest.mark.parametrize(
    ("amount", "level", "again"),
    [
        (74, WATCH, False),  # less than half as much again
        (75, WATCH, True),  # 1.5 times 50, and 25 more is worth an alert
        (50, BAD, True),
        (10, WATCH, False),
        (None, WATCH, False),
    ],
)
def test_it_is_told_again_when_it_got_clearly_worse(amount: int | None, level: int, again: bool) -> None:
    team = Team()
    team.look(matter("a", 50))
    assert team.look(matter("a", amount, level)) == (["a"] if again else [])


def test_half_as_much_again_of_next_to_nothing_is_no_news() -> None:
    team = Team(Decimal(30))
    team.look(matter("a", 40))
    assert team.look(matter("a", 65)) == []  # 25 more are below the least amount of 30
    assert team.look(matter("a", 70)) == ["a"]


def test_to_and_fro_between_two_levels_is_told_once() -> None:
    team = Team()
    assert team.look(matter("a", 50, BAD)) == ["a"]
    assert [team.look(matter("a", 50, level)) for level in (WATCH, BAD, WATCH, BAD)] == [[], [], [], []]


def test_what_was_resolved_and_comes_back_is_told_again() -> None:
    team = Team()
    team.look(matter("a"))
    assert team.look() == []
    assert team.look(matter("a")) == ["a"]


def test_a_look_that_cannot_see_a_kind_resolves_none_of_it() -> None:
    team = Team()
    team.look(matter("a"))
    assert team.look(matter("run", None, BAD, "run_failed"), looked_for=["run_failed"]) == ["run"]
    assert team.look(matter("a")) == []


def test_below_the_least_amount_nothing_is_told_until_it_has_grown() -> None:
    team = Team()
    assert [team.look(matter("a", amount)) for amount in (19, 0, 20)] == [[], [], ["a"]]
    assert Team().look(matter("b", None)) == ["b"]  # nobody knows how much: it may be much


def test_no_money_at_all_is_no_alert_even_where_any_amount_is_worth_one() -> None:
    assert Team(Decimal(0)).look(matter("a", 0), matter("b", 1)) == ["b"]


def test_a_target_that_was_not_reached_is_told_at_the_next_look_and_its_failures_counted() -> None:
    team = Team(reaches=False)
    team.look(matter("a"))
    team.look(matter("a"))
    (told,) = team.told.values()
    assert (told.at, told.failures, told.error) == (None, 2, "no answer")
    team.reaches = True
    assert team.look(matter("a")) == ["a"]
    (told,) = team.told.values()
    assert (told.failures, told.error) == (0, "")


def test_only_what_a_target_asked_for_the_worst_first() -> None:
    standing = noted([], [matter("a", 30), matter("b", 90), matter("c", 25, BAD), matter("d", None)], [], RUN_AT)
    assert [one.matter.key for one in due(standing, {}, target(), SMALLEST)] == ["c", "d", "b", "a"]
    assert due(standing, {}, target(events=("kpi",)), SMALLEST) == []


def test_what_waits_in_quiet_hours_goes_out_together_afterwards() -> None:
    team = Team()
    assert team.look(matter("a"), quiet=True) == []
    assert team.look(matter("a"), matter("b"), quiet=True) == []
    assert team.look(matter("b"), matter("c")) == ["b", "c"]  # a was resolved in the night


@pytest.mark.parametrize(
    ("clock", "over"),
    [((20, 0), "2026-11-23 07:30"), ((7, 29), "2026-11-22 07:30"), ((0, 0), "2026-11-22 07:30"), ((7, 30), None)],
)
def test_quiet_hours_may_span_midnight(clock: tuple[int, int], over: str | None) -> None:
    until = quiet_until(NIGHT, datetime(2026, 11, 22, *clock, tzinfo=ZoneInfo("Europe/Berlin")))
    assert (until and f"{until:%Y-%m-%d %H:%M}") == over


def test_quiet_hours_are_by_the_clock_of_the_time_zone_also_on_the_day_it_is_put_back() -> None:
    zone, noon = ZoneInfo("Europe/Berlin"), QuietHours(start=time(1), end=time(6))
    assert quiet_until(noon, datetime(2026, 10, 25, 4, 59, tzinfo=UTC).astimezone(zone)) is not None  # 5:59
    assert quiet_until(noon, datetime(2026, 10, 25, 5, 0, tzinfo=UTC).astimezone(zone)) is None  # 6:00


MATTERS = st.builds(
    matter,
    key=st.sampled_from(["a", "b", "c"]),
    amount=st.none() | st.integers(0, 200),
    level=st.sampled_from([WATCH, BAD]),
)
LOOKS = st.lists(st.lists(MATTERS, unique_by=lambda one: one.key, max_size=3), max_size=12)


@given(unchanged=MATTERS, others=LOOKS, quiet=st.lists(st.booleans(), min_size=12, max_size=12))
def test_law_a_matter_that_does_not_change_is_told_at_most_once(
    unchanged: Matter, others: list[list[Matter]], quiet: list[bool]
) -> None:
    team = Team()
    said = [
        key
        for seen, silent in zip(others, quiet, strict=False)
        for key in team.look(unchanged, *(one for one in seen if one.key != unchanged.key), quiet=silent)
    ]
    assert said.count(unchanged.key) <= 1


@given(looks=LOOKS)
def test_law_each_time_it_is_told_it_is_worse_than_ever_or_came_back(looks: list[list[Matter]]) -> None:
    team, worst = Team(), {}
    for seen in looks:
        here = {one.key: one for one in seen}
        worst = {key: value for key, value in worst.items() if key in here}  # what is gone begins anew
        for key in team.look(*seen):
            level, amount = worst.get(key, (0, None))
            one = here[key]
            assert one.amount is None or one.amount >= SMALLEST
            assert one.level > level or (
                one.amount is not None and amount is not None and one.amount >= amount * Decimal("1.5")
            )
            amounts = [value for value in (amount, one.amount) if value is not None]
            worst[key] = max(level, one.level), max(amounts, default=None)


@given(
    start=st.times(timezones=st.none()),
    end=st.times(timezones=st.none()),
    moment=st.datetimes(timezones=st.just(UTC), min_value=datetime(2026, 1, 1), max_value=datetime(2027, 1, 1)),
)
def test_law_quiet_is_over_when_it_says_and_not_before(start: time, end: time, moment: datetime) -> None:
    hours = QuietHours(start=start, end=end)
    until = quiet_until(hours, moment)
    if until is None or start == end:
        return
    assert moment < until <= moment + timedelta(days=1)
    assert not hours.holds(until)
    assert hours.holds(moment + (until - moment) / 2)
