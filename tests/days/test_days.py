"""Days as they pass in production: files drop in any state, Dagster's daemons tick, runs are executed, alerts go out.

Five days in which every kind of delivery happens; SMM_DAYS says how many instead, for a long run. Nothing is stood in
for but the clock and the process a run is executed in: the inbox, sensors, schedules and conditions with their cursors,
the queue, the runs, the store, the published tables, and the servers that receive what is told are real.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import dagster as dg
import pandas as pd
import pytest

from smm_assets.alerts.matter import BAD
from tests.alerts.receivers import http_receiver, mail_receiver
from tests.days import truth
from tests.days.files import name_of
from tests.days.living import Life, live
from tests.days.plan import A_DAY, EARLY, HABITS, JUST_BEFORE_SIX, NO_DAY, ZONE, moment
from tests.days.shop import DIGEST_WEEKDAY, QUIET, STALE_DAYS, planned, world_of
from tests.days.telling import at_stake, loud_from, matters, named, told, written

pytestmark = pytest.mark.slow
DAYS = int(os.environ.get("SMM_DAYS", "5"))
LABELS = {"meta": "Meta Ads", "tiktok": "TikTok Ads", "vk": "VK Реклама"}
DOWNSTREAM = "__ASSET_JOB"
REFUSED = "the file (?:was not loaded|could not be read)"


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    with http_receiver() as chat, mail_receiver() as mail:
        yield live(tmp_path_factory.mktemp("days") / "shop", world_of(DAYS), planned(DAYS), chat, mail)


def worked(life: Life) -> list[date]:
    """Mornings on which the daily job could do its work."""
    return [morning for morning in life.plan.mornings if morning not in life.plan.mistaken]


def measures(table: pd.DataFrame, keys: Sequence[str]) -> truth.Rows:
    """The measures of a table by its keys."""
    rows = table.assign(date=table["date"].astype(str).str[:10]).astype("object").to_dict("records")
    found = {tuple(row[key] for key in keys): {name: truth.exact(row[name]) for name in truth.MEASURES} for row in rows}
    assert len(found) == len(rows)
    return found


def test_every_arrival_stands_in_the_ledger_once_with_its_outcome(life: Life) -> None:
    arrivals = life.sql("SELECT name, outcome FROM ops.arrival")
    assert sorted(zip(arrivals["name"], arrivals["outcome"], strict=True)) == truth.ledger(life.plan)
    assert [path for path in (life.project.home / "inbox").rglob("*") if path.is_file()] == []


def test_every_record_of_every_file_is_in_exactly_one_class(life: Life) -> None:
    files = life.sql("SELECT * FROM ops.export_file")
    classes = files[["rows_loaded", "rows_superseded", "rows_quarantined", "rows_skipped_total"]]
    assert (files["rows_read"].fillna(0) == classes.fillna(0).sum(axis=1)).all()
    assert (files.loc[files["status"] == "loaded", "rows_read"] > 0).all()
    assert files["rows_superseded"].sum() > 0


def test_ads_equal_what_the_last_export_of_each_day_told(life: Life) -> None:
    table = life.sql("SELECT * FROM marts.ad_daily").fillna({"ad_id": ""})
    keys = ["network", "date", "campaign_id", "ad_group_id", "ad_id"]
    assert measures(table, keys) == truth.ads(life.world, life.plan)


def test_campaigns_equal_the_sums_of_what_was_told(life: Life) -> None:
    expected = truth.added(truth.ads(life.world, life.plan), (0, 1, 2))
    assert measures(life.sql("SELECT * FROM marts.campaign_daily"), ["network", "date", "campaign_id"]) == expected


def test_channels_equal_the_sums_of_what_was_told_and_know_nothing_of_other_days(life: Life) -> None:
    expected = truth.added(truth.ads(life.world, life.plan), (0, 1))
    for habit in HABITS:
        for day in life.plan.never(habit.network):
            expected[habit.network, str(day)] = dict.fromkeys(truth.MEASURES)
    assert measures(life.sql("SELECT * FROM marts.channel_daily"), ["channel", "date"]) == expected


def test_days_that_nothing_told_are_missing_and_the_others_known(life: Life) -> None:
    table = life.sql("SELECT network, date, status FROM marts.data_coverage")
    known = {"complete": "known", "immature": "known"}
    days = table["date"].astype(str).str[:10]
    seen = dict(zip(zip(table["network"], days, strict=True), table["status"].replace(known), strict=True))
    assert seen == truth.coverage(life.plan, STALE_DAYS)
    assert "missing" in seen.values()


def test_each_morning_has_one_run_by_schedule_and_each_arrival_is_taken_soon(life: Life) -> None:
    tags = [one.dagster_run.tags for one in life.runs.values()]
    by_schedule = [one["smm/as_of"] for one in tags if one.get("dagster/schedule_name") == "daily_morning"]
    assert sorted(by_schedule) == [str(morning) for morning in life.plan.mornings]
    seen_at = life.sql("SELECT name, seen_at FROM ops.arrival").set_index("name")["seen_at"].to_dict()
    for one in life.plan.dropped:
        waited = seen_at[name_of(one)] - one.at.replace(tzinfo=None)
        assert timedelta(0) < waited <= timedelta(minutes=2), name_of(one)  # also while plan.csv is wrong


def test_only_runs_of_mornings_with_a_spoilt_plan_fail(life: Life) -> None:
    ended = {one.dagster_run.run_id: one.dagster_run.status for one in life.runs.values()}
    assert set(ended.values()) == {dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE}
    books = life.sql("SELECT run_id, as_of, message FROM ops.run WHERE status = 'failed'")
    assert {str(day)[:10] for day in books["as_of"]} == {str(day) for day in life.plan.mistaken}
    assert books["message"].str.contains("plan.csv line 2, column amount").all()
    assert {one for one, status in ended.items() if status == dg.DagsterRunStatus.FAILURE} == set(books["run_id"])


def test_no_sensor_or_schedule_failed(life: Life) -> None:
    assert life.failed == []


def test_whatever_is_new_is_worked_on_once(life: Life) -> None:
    """Between mornings a run takes in what came, and one makes anew what hangs on it or on a changed plan."""
    seen = Counter(one.dagster_run.job_name for one in life.runs.values())
    moments = {one.at for one in life.plan.dropped}
    by_schedule = {
        at
        for at in moments
        if at.astimezone(ZONE).time() == JUST_BEFORE_SIX and at.astimezone(ZONE).date() not in life.plan.mistaken
    }
    changes = {moment(day + back, EARLY) for day in life.plan.mistaken for back in (NO_DAY, A_DAY)}
    assert seen["daily"] == len(life.plan.mornings)
    assert seen["arrivals"] == len(moments - by_schedule)
    assert seen[DOWNSTREAM] == len((moments - by_schedule) | changes)
    keys = Counter(one.dagster_run.tags.get("dagster/run_key") for one in life.runs.values())
    assert [key for key, count in keys.items() if key and count > 1] == []


def test_every_morning_has_advice_that_was_looked_at_again(life: Life) -> None:
    looked = life.sql("SELECT as_of, is_new FROM marts.recommendation_review")
    days = looked["as_of"].astype(str).str[:10]
    assert sorted(days) == [str(morning) for morning in worked(life)]
    raised = {str(day + A_DAY) for day in life.plan.mistaken}  # plan.csv was mended, and a budget raised
    assert {days[0], *raised} <= set(days[looked["is_new"]])
    assert all(life.advice.values())
    assert any(not one["keep"] for one in life.advice.values() if one)


def test_advice_that_moves_money_is_told_once_unless_it_was_replaced_before_anybody_was_up(life: Life) -> None:
    text = "\n".join(one.text for one in told(life, "chat"))
    made = life.sql("SELECT recommendation_id, keep, created_at FROM marts.recommendation ORDER BY created_at")
    moments = [*(at.tz_localize(UTC).to_pydatetime() for at in made["created_at"]), life.messages[-1].at]
    for place, (name, keep) in enumerate(zip(made["recommendation_id"], made["keep"], strict=True)):
        was_replaced = moments[place + 1] <= loud_from(moments[place])
        times = text.count(f"smm approve --home {life.project.home} {name};")
        assert times == (0 if keep or was_replaced else 1), name


def test_every_damaged_file_is_told_once(life: Life) -> None:
    for one in life.plan.dropped:
        words = re.compile(f"{re.escape(name_of(one))}: {REFUSED}")
        lines = [line for message in told(life, "chat") for line in matters(message) if words.match(line)]
        assert len(lines) == (one.outcome == "quarantined"), name_of(one)


def test_a_failed_morning_is_told_once(life: Life) -> None:
    failed = [one for one in told(life, "chat") if "The daily job for" in one.text]
    expected = [f"Mugs: The daily job for {written(day)} failed" for day in life.plan.mistaken]
    assert [one.subject.partition(" (and")[0] for one in failed] == expected
    assert all("plan.csv line 2" in one.text for one in failed)


@pytest.mark.parametrize("network", LABELS)
def test_a_missing_export_is_told_when_it_begins_to_be_missing(life: Life, network: str) -> None:
    named = re.compile(f"{LABELS[network]}.*: an export is missing")
    days = {one.at.astimezone(ZONE).date() for one in told(life, "chat") if any(map(named.match, matters(one)))}
    over = {day: moment(day, QUIET[1]) for day in worked(life)}
    wanting = [day for day in over if truth.is_wanting(life.plan, network, day, over[day], STALE_DAYS)]
    assert days <= set(wanting)
    before = {day: max((one for one in over if one < day), default=None) for day in wanting}
    assert {day for day in wanting if before[day] not in wanting} <= days


def test_nothing_is_told_again_unless_it_came_back_or_got_clearly_worse(life: Life) -> None:
    """Half as much money again, or, once for each time it came up, a worse kind."""
    book = life.sql("SELECT text, first_seen, level FROM state.alert ORDER BY first_seen").to_dict("records")
    tellings: dict[tuple[str, datetime, int], list[Decimal]] = {}
    for message in told(life, "chat"):
        before = [row for row in book if row["first_seen"] <= message.at.replace(tzinfo=None)]
        for line in matters(message):
            row = [row for row in before if named(row["text"]) == named(line)][-1]
            tellings.setdefault((named(line), row["first_seen"], row["level"]), []).append(at_stake(line))
    assert len(tellings) > 0
    for (words, at, level), amounts in tellings.items():
        again = [one for place, one in enumerate(amounts) if place and one < max(amounts[:place]) * Decimal("1.5")]
        assert len(again) <= (level == BAD), (words, at, amounts)


def test_mails_tell_the_same_and_digests_once_each_on_their_days(life: Life) -> None:
    days = worked(life)
    weeks = [day for day in days if day.weekday() == DIGEST_WEEKDAY]
    weeks += [day + A_DAY for day in life.plan.mistaken if day.weekday() == DIGEST_WEEKDAY]  # made up for
    digests = [f"this morning, {written(day)}" for day in days] + [f"the week, {written(day)}" for day in weeks]
    digests += [f"{day - A_DAY:%B}, {written(day)}" for day in days if day.day == 1]
    alerts = [one.subject for one in told(life, "chat")]
    assert Counter(one.subject for one in told(life, "mail")) == Counter(
        [*alerts, *(f"Mugs: {one}" for one in digests)]
    )


def test_nobody_is_told_anything_in_quiet_hours(life: Life) -> None:
    assert len(life.messages) > 0
    assert [one.at for one in life.messages if loud_from(one.at) != one.at] == []
