"""Distinct people are never added up: windows tell between how many and how many there were."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def _window(world, name: str = "7d"):
    read = world.build("reach")
    rows = read(f"""SELECT * FROM marts.reach WHERE "window" = '{name}' ORDER BY campaign_key""")
    return {row["campaign_key"]: row for row in rows.to_dict("records")}


def _row(day: str, impressions: int, reach: int | None, **more: object) -> dict[str, object]:
    return {"date": day, "impressions": impressions, "reach": reach, **more}


def test_two_days_reached_at_least_the_larger_and_at_most_the_sum(world):
    world.export([_row("2026-06-13", 300, 200), _row("2026-06-14", 240, 120)])
    found = _window(world)[""]
    assert (found["reach_low"], found["reach_high"]) == (200, 320)
    assert (found["frequency_low"], found["frequency_high"]) == (540 / 320, 540 / 200)


def test_a_row_without_reach_may_have_reached_a_person_with_each_impression(world):
    world.export([_row("2026-06-13", 300, 200), _row("2026-06-14", 240, None)])
    found = _window(world)[""]
    assert (found["reach_low"], found["reach_high"], found["rows_without_reach"]) == (200, 440, 1)
    assert found["frequency_high"] is None or found["frequency_high"] != found["frequency_high"]


def test_campaigns_and_their_channel_are_told_apart(world):
    rows = [_row("2026-06-14", 100, 80), _row("2026-06-14", 50, 40, campaign_key="c2", ad_group_key="g2", ad_key="a2")]
    world.export(rows)
    found = _window(world)
    assert [(key, found[key]["reach_low"], found[key]["reach_high"]) for key in ("", "c1", "c2")] == [
        ("", 80, 120),
        ("c1", 80, 80),
        ("c2", 40, 40),
    ]


people = st.lists(st.sets(st.integers(0, 12), min_size=1), min_size=1, max_size=6)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=people)
def test_the_true_number_of_people_lies_within_the_bounds(new_world, days):
    with new_world() as world:
        rows = [_row(f"2026-06-{14 - n:02}", 2 * len(seen), len(seen)) for n, seen in enumerate(days)]
        world.export(rows)
        found = _window(world)[""]
        assert found["reach_low"] <= len(set().union(*days)) <= found["reach_high"]
