"""The log of changed days: what was noted is found again, as few ranges, until everybody has seen it."""

import datetime as dt
import itertools

from hypothesis import given
from hypothesis import strategies as st

from smm_assets.warehouse import Store, changes
from smm_assets.warehouse.changes import MOST_RANGES, merged

FIRST = dt.date(2026, 1, 1)
ranges = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 9)).map(
        lambda pair: (FIRST + dt.timedelta(days=pair[0]), FIRST + dt.timedelta(days=pair[0] + pair[1]))
    ),
    max_size=60,
)


def _days(found) -> set[dt.date]:
    return {first + dt.timedelta(days=n) for first, last in found for n in range((last - first).days + 1)}


@given(ranges)
def test_merged_ranges_hold_all_days_and_only_those_where_they_are_few(given_ranges):
    found = merged(given_ranges)
    assert _days(found) >= _days(given_ranges)
    assert len(found) <= MOST_RANGES
    if len(found) > 1:
        assert _days(found) == _days(given_ranges)
        assert all(a[1] + dt.timedelta(days=1) < b[0] for a, b in itertools.pairwise(found))


@given(ranges)
def test_merging_again_changes_nothing_and_order_does_not_matter(given_ranges):
    assert merged(merged(given_ranges)) == merged(given_ranges) == merged(reversed(given_ranges))


def _day(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


def test_only_changes_of_the_asked_tables_after_the_number_count(store: Store):
    changes.note(store, "raw.one", [(_day(1), _day(2))])
    seen = changes.newest(store)
    changes.note(store, "raw.one", [(_day(5), _day(6)), (_day(7), _day(7))])
    changes.note(store, "raw.two", [(_day(9), _day(9))])
    assert changes.since(store, ["raw.one"], seen) == ((_day(5), _day(7)),)
    assert changes.since(store, ["raw.one", "raw.two"], 0) == (
        (_day(1), _day(2)),
        (_day(5), _day(7)),
        (_day(9), _day(9)),
    )
    assert changes.since(store, ["raw.three"], 0) == ()


def test_a_change_of_any_day_is_one_of_all(store: Store):
    changes.note(store, "staging.seed_campaign", None)
    changes.note(store, "staging.seed_campaign", [(_day(1), _day(1))])
    assert changes.since(store, ["staging.seed_campaign"], 0) is None


def test_what_every_model_has_seen_is_forgotten_and_numbers_go_on(store: Store):
    changes.note(store, "raw.one", [(_day(1), _day(1))])
    changes.built(store, "early", "x", changes.newest(store))
    changes.note(store, "raw.one", [(_day(2), _day(2))])
    changes.built(store, "late", "x", changes.newest(store))
    changes.built(store, "gone", "x", 0)
    changes.prune(store, ["early", "late"])
    assert changes.since(store, ["raw.one"], 0) == ((_day(2), _day(2)),)
    assert set(changes.seen(store)) == {"early", "late"}
    changes.built(store, "early", "x", changes.newest(store))
    changes.prune(store, ["early", "late"])
    changes.note(store, "raw.one", [(_day(3), _day(3))])
    assert changes.since(store, ["raw.one"], changes.seen(store)["late"][1]) == ((_day(3), _day(3)),)


def test_seeds_keep_what_they_were_written_from(store: Store):
    changes.built(store, "staging.seed_fx", "x", 0)
    changes.prune(store, ["early"])
    assert "staging.seed_fx" in changes.seen(store)


def test_a_log_at_hand_says_what_the_tables_say(store: Store) -> None:
    changes.note(store, "raw.one", [(_day(1), _day(1))])
    log = changes.Log(store)
    assert (log.newest(), log.seen()) == (1, {})
    assert log.since(["raw.one"], 0) == ((_day(1), _day(1)),)
    log.note("raw.one", [(_day(3), _day(3)), (_day(5), _day(5))])
    log.note("raw.two", None)
    log.built("late", changes.Standing(shape="x", seen=log.newest(), rows=7))
    assert changes.newest(store) == 1, "its own entries wait until they are kept"
    log.keep()
    assert (log.newest(), log.seen()) == (changes.newest(store), changes.standings(store))
    assert changes.standings(store) == {"late": changes.Standing(shape="x", seen=4, rows=7)}
    for subjects, number in ((["raw.one"], 0), (["raw.one"], 1), (["raw.one", "raw.two"], 2), (["raw.three"], 0)):
        assert log.since(subjects, number) == changes.since(store, subjects, number)


def test_a_log_at_hand_knows_whether_any_row_of_a_table_may_be_another(store: Store) -> None:
    log = changes.Log(store)
    log.note("raw.one", [(_day(1), _day(1))])
    log.note(f"{changes.WHOLE}raw.two", None)
    assert [log.touched([name], 0) for name in ("raw.one", "raw.two", "raw.three")] == [True, True, False]
    assert log.since(["raw.two"], 0) == (), "what is made by days need not be made again for it"
    assert not log.touched(["raw.one"], 1)
    assert log.touched(["raw.one", "raw.two"], 1)
