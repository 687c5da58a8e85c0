"""One round of alerts: look, note what stands, tell every target what is due, write down what came of it.

Belongs here: the order of these steps. Not here: each of them (the neighbours), or when a round is held.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import cast

from smm_assets.alerts import books
from smm_assets.alerts.arising import Look, of_run
from smm_assets.alerts.digest import digest
from smm_assets.alerts.looking import home_option, look_at, matters_of
from smm_assets.alerts.matter import Matter, Standing, Told
from smm_assets.alerts.memory import Name, due, noted, quiet_until, was_not_told, was_told, worst_first
from smm_assets.alerts.message import Message, written
from smm_assets.alerts.month import MonthEnd, collect_month_end
from smm_assets.alerts.sending import WAITS, Sleep, send
from smm_assets.alerts.this_morning import is_recent
from smm_assets.alerts.week import collect_week
from smm_assets.report.arrivals import collect_run
from smm_assets.report.facts import Run
from smm_assets.report.labels import Labels
from smm_assets.report.summary import morning_of
from smm_assets.report.tables import Reader, Tables
from smm_assets.report.words import long_day, plural
from smm_assets.settings import DIGESTS, EVENTS, AlertTarget, DigestKind, Project
from smm_assets.warehouse.store import Store

SINCE = {"weekly": timedelta(days=7), "month_end": timedelta(days=31)}
A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Round:
    """What a round came to. sent, failed: (target, subject, why not); waiting: matters that wait for quiet to end."""

    sent: tuple[tuple[str, str], ...] = ()
    failed: tuple[tuple[str, str, str], ...] = ()
    waiting: int = 0
    quiet_until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """One message with the matters it tells."""

    standing: tuple[Standing, ...]
    message: Message


def hold_round(
    project: Project, store: Store, reader: Reader | None, *, now: datetime, sleep: Sleep, run: Run | None = None
) -> Round:
    """Tell every target of the project what is due. Nothing at all happens where none is configured.

    reader: the tables of the last good run, None when only the end of a run is to be told; run: that run, the last one
    of the store when None; now: UTC, aware.
    """
    alerts = project.settings.alerts
    if not alerts.targets:
        return Round()
    at = now.replace(tzinfo=None)
    matters, look = seen_now(project, reader, run or collect_run(Tables(store)), now)
    looked_for = {*EVENTS, *DIGESTS} if look is not None else {"run_failed"}
    standing = noted(books.still_open(store), matters, looked_for, at)
    books.keep(store, standing)
    told = books.told_of(store)
    until = quiet_until(alerts.quiet_hours, now.astimezone(project.zone))
    parcels = [
        (target, parcel)
        for target in alerts.targets
        for parcel in parcels_for(project, reader, target, standing, told.get(target.name, {}), look, now)
    ]
    if until is not None:
        names = {one.name for _, parcel in parcels for one in parcel.standing}
        return Round(waiting=len(names), quiet_until=until)
    sent: list[tuple[str, str]] = []
    failed: list[tuple[str, str, str]] = []
    for target, parcel in parcels:
        waits = () if target.name in {name for name, *_ in failed} else WAITS
        error = send(target.url, parcel.message, sleep=sleep, waits=waits)
        _write_down(store, target.name, parcel, told.get(target.name, {}), at, error)
        if error:
            failed.append((target.name, parcel.message.subject, error))
        else:
            sent.append((target.name, parcel.message.subject))
    return Round(sent=tuple(sent), failed=tuple(failed))


def seen_now(
    project: Project, reader: Reader | None, run: Run | None, now: datetime
) -> tuple[list[Matter], Look | None]:
    """Matters to be seen now; the look they arise from, None where there are no tables to look at."""
    failed = of_run(run, home_option(project)) if run is not None and is_recent(project, run.as_of, now) else []
    as_of = morning_of(reader) if reader is not None else None
    if reader is None or as_of is None or not is_recent(project, as_of, now):
        return failed, None
    look = look_at(project, reader, as_of, (now - A_DAY).replace(tzinfo=None))
    return [*failed, *matters_of(look, project.settings.alerts.digests, as_of)], look


def parcels_for(
    project: Project,
    reader: Reader | None,
    target: AlertTarget,
    standing: Sequence[Standing],
    told: dict[Name, Told],
    look: Look | None,
    now: datetime,
) -> list[Parcel]:
    """What one target is to get now: one message of all alerts, and one for each digest."""
    smallest = Decimal(str(project.settings.alerts.smallest_amount))
    found = due(standing, told, target, smallest)
    alerts = [one for one in found if one.matter.event in EVENTS]
    parcels = [Parcel(standing=tuple(alerts), message=alert_message(project, alerts, now))] if alerts else []
    for one in found:
        if one.matter.event in DIGESTS and look is not None and reader is not None:
            kind = cast("DigestKind", one.matter.event)
            parcels.append(Parcel(standing=(one,), message=digest_message(project, reader, kind, standing, look, now)))
    return parcels


def alert_message(project: Project, alerts: Sequence[Standing], now: datetime) -> Message:
    """One message of several alerts, the worst first; the first of them is its subject."""
    name, first = project.settings.name, alerts[0].matter.what
    more = f" (and {len(alerts) - 1} more)" if len(alerts) > 1 else ""
    day = long_day(now.astimezone(project.zone).date())
    head = f"{name} · {day} · {plural(len(alerts), 'matter')} for you"
    return written(f"{name}: {first}{more}", head, matters=[one.matter for one in alerts])


def digest_message(
    project: Project, reader: Reader, kind: DigestKind, standing: Sequence[Standing], look: Look, now: datetime
) -> Message:
    """One digest with all matters that stand, also those too small for an alert."""
    tables, as_of = Tables(reader), look.summary.as_of
    month: MonthEnd | None = None
    if as_of is not None and kind in SINCE:
        look = look_at(project, reader, as_of, (now - SINCE[kind]).replace(tzinfo=None))
    labels = Labels(tables, project)
    if as_of is not None and kind == "month_end":
        month = collect_month_end(tables, labels, as_of)
    week = collect_week(tables, labels, as_of) if as_of is not None and kind == "weekly" else ()
    open_ones = [one for one in standing if one.resolved_at is None and one.matter.event in EVENTS]
    return digest(kind, look, [one.matter for one in sorted(open_ones, key=worst_first)], month=month, week=week)


def _write_down(
    store: Store, target: str, parcel: Parcel, before: Mapping[Name, Told], at: datetime, error: str
) -> None:
    """What came of a parcel, for each of its matters."""
    told = [
        was_not_told(before.get(one.name), target, at, error)
        if error
        else was_told(one.matter, before.get(one.name), target, at)
        for one in parcel.standing
    ]
    books.keep_told(store, zip(parcel.standing, told, strict=True))
