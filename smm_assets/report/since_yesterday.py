"""What is different from the last published morning: advice, data, statuses, restated figures, files.

Belongs here: comparing what is kept of that morning with the published tables. Not here: keeping it
(`morning_status`) or showing it. Every difference is read from a table; nothing is told when no morning came before.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from smm_assets.language import mark
from smm_assets.report.advice_facts import Advice
from smm_assets.report.facts import ChannelData, Kpi, Pacing
from smm_assets.report.labels import Labels
from smm_assets.report.morning_status import kept_statuses
from smm_assets.report.since_facts import AdviceSince, DataSince, NewAmount, Restated, SinceYesterday, StatusSince
from smm_assets.report.tables import Tables, certain_day, money, text, whole

MOST_RESTATED = 5
_OTHER_METRICS = mark("link clicks"), mark("sessions"), mark("users"), mark("refunds")  # restated figures may be of
_FORMER = """
SELECT as_of, published_at FROM ops.run WHERE as_of < :as_of AND published_at IS NOT NULL
ORDER BY as_of DESC, published_at DESC LIMIT 1
"""
_RESTATED = """
SELECT c.network, c.date, c.metric, sum(c.old) AS before, sum(c.new) AS after, min(f.name) AS file
FROM marts.number_change AS c
LEFT JOIN (SELECT file_id, min(name) AS name FROM ops.export_file GROUP BY file_id) AS f ON f.file_id = c.new_file
WHERE c.loaded_at > :since AND NOT c.is_new_row AND c.old IS NOT NULL AND c.new IS NOT NULL
GROUP BY c.network, c.date, c.metric HAVING sum(c.old) <> sum(c.new)
ORDER BY CASE WHEN c.metric = 'spend_original' THEN 0 ELSE 1 END, abs(sum(c.new) - sum(c.old)) DESC, c.network, c.date
"""


def collect_since(
    tables: Tables, labels: Labels, as_of: date, *,
    advice: Sequence[Advice], data: Iterable[ChannelData], pacing: Iterable[Pacing], kpis: Iterable[Kpi],
) -> SinceYesterday | None:  # fmt: skip
    """What changed since the last morning that was published before `as_of`; None when there was none."""
    run = tables.first("ops.run", _FORMER, {"as_of": as_of})
    if not run:
        return None
    former, since = certain_day(run["as_of"]), run["published_at"]
    kept = kept_statuses(tables, former)
    restated = _restated(tables, labels, since)
    return SinceYesterday(
        former=former,
        advice=tuple(_advice(tables, labels, one, former, since) for one in advice),
        data=tuple(_data(data, kept)) if kept else (),
        pacing=tuple(_pacing(pacing, kept)),
        kpis=tuple(_kpis(kpis, kept)),
        restated=tuple(restated[:MOST_RESTATED]),
        restated_count=len(restated),
        files=_files(tables, since),
    )


def _advice(tables: Tables, labels: Labels, now: Advice, former: date, since: datetime) -> AdviceSince:
    before = tables.first(
        "marts.recommendation_review",
        "SELECT recommendation_id FROM marts.recommendation_review WHERE as_of = :as_of AND objective = :objective",
        {"as_of": former, "objective": now.objective},
    )
    name = text(before.get("recommendation_id"))
    is_new = name != now.recommendation_id
    return AdviceSince(
        objective=now.objective,
        is_new=is_new,
        since=now.as_of,
        why=now.trigger_detail if is_new else "",
        status=_decided(tables, now.recommendation_id, since),
        former_status=_decided(tables, name, since) if is_new and name else "",
        amounts=tuple(_amounts(tables, labels, name, now)) if is_new and name else (),
    )


def _decided(tables: Tables, name: str, since: datetime) -> str:
    found = tables.first(
        "marts.recommendation",
        "SELECT status FROM marts.recommendation WHERE recommendation_id = :id AND decided_at > :since",
        {"id": name, "since": since},
    )
    return text(found.get("status"))


def _amounts(tables: Tables, labels: Labels, former: str, now: Advice) -> Iterable[NewAmount]:
    rows = tables.rows(
        "marts.budget_recommendation",
        "SELECT channel, recommended_spend FROM marts.budget_recommendation WHERE recommendation_id = :id "
        "ORDER BY channel",
        {"id": former},
    )
    before = {text(row["channel"]): money(row["recommended_spend"]) for row in rows}
    after = {line.channel: line.recommended for line in now.lines}
    for channel in [*after, *(name for name in before if name not in after)]:
        if before.get(channel) != after.get(channel):
            yield NewAmount(label=labels.channel(channel), before=before.get(channel), after=after.get(channel))


def _data(data: Iterable[ChannelData], kept: dict[Any, Any]) -> Iterable[DataSince]:
    for one in data:
        before = kept.get(("data", one.channel, ""), {}).get("data_through")
        if before != one.data_through or one.late:
            yield DataSince(label=one.label, before=before, after=one.data_through, late=one.late)


def _pacing(pacing: Iterable[Pacing], kept: dict[Any, Any]) -> Iterable[StatusSince]:
    for line in pacing:
        before = kept.get(("pacing", line.channel, f"{line.category} {line.period_start}"), {}).get("status")
        if before is not None and before != line.status:
            what = "" if line.category == "promotion" else line.category
            yield StatusSince(label=line.label if line.channel else "", what=what, before=before, after=line.status)


def _kpis(kpis: Iterable[Kpi], kept: dict[Any, Any]) -> Iterable[StatusSince]:
    for one in kpis:
        before = kept.get(("kpi", one.channel, one.name), {}).get("status")
        if before is not None and before != one.status:
            yield StatusSince(label=one.label, what=one.title, before=before, after=one.status)


def _restated(tables: Tables, labels: Labels, since: datetime) -> list[Restated]:
    return [
        Restated(
            label=labels.network(text(row["network"])),
            day=certain_day(row["date"]),
            metric=text(row["metric"]).removesuffix("_original").replace("_", " "),
            before=money(row["before"]),
            after=money(row["after"]),
            file=text(row["file"]),
        )
        for row in tables.rows("marts.number_change", _RESTATED, {"since": since})
    ]


def _files(tables: Tables, since: datetime) -> tuple[tuple[str, int], ...]:
    rows = tables.rows(
        "ops.arrival",
        "SELECT outcome, count(*) AS files FROM ops.arrival WHERE seen_at > :since GROUP BY outcome "
        "ORDER BY files DESC, outcome",
        {"since": since},
    )
    return tuple((text(row["outcome"]), whole(row["files"])) for row in rows)
