"""What is known of matters over mornings, and what of it is due: each is told once, and again only when it got worse.

Belongs here: these rules, on plain values. Not here: keeping them (`books`) or sending anything (`round`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from smm_assets.alerts.matter import Matter, Standing, Told
from smm_assets.settings import AlertTarget, QuietHours

Name = tuple[str, datetime]
GROWN = Decimal("1.5")  # times the amount that was told, from which on a matter is told again
NOTHING = Decimal(0)


def noted(
    known: Iterable[Standing], seen: Sequence[Matter], looked_for: Collection[str], now: datetime
) -> list[Standing]:
    """What stands after a look: matters seen go on or begin, those not seen any more are resolved.

    known: matters not resolved; looked_for: events this look could see, matters of all others stay as they are.
    """
    now_seen = {matter.key: matter for matter in seen}
    open_keys = {one.matter.key for one in known}
    began = [Standing(matter=one, first_seen=now, last_seen=now) for one in seen if one.key not in open_keys]
    return [*(_went_on(one, now_seen, looked_for, now) for one in known), *began]


def _went_on(one: Standing, now_seen: Mapping[str, Matter], looked_for: Collection[str], now: datetime) -> Standing:
    found = now_seen.get(one.matter.key)
    if found is not None:
        return replace(one, matter=found, last_seen=now)
    return replace(one, resolved_at=now) if one.matter.event in looked_for else one


def due(
    standing: Iterable[Standing], told: Mapping[Name, Told], target: AlertTarget, smallest: Decimal
) -> list[Standing]:
    """Open matters this target is to be told now, the worst first. told: what it was told already."""
    wanted = {*target.events, *target.digests}
    found = [
        one
        for one in standing
        if one.resolved_at is None
        and one.matter.event in wanted
        and is_large(one.matter, smallest)
        and is_news(one.matter, told.get(one.name), smallest)
    ]
    return sorted(found, key=worst_first)


def is_large(matter: Matter, smallest: Decimal) -> bool:
    """Whether so much money is at stake that it is told at once; an amount nobody knows may be large."""
    return matter.amount is None or (matter.amount > 0 and matter.amount >= smallest)


def is_news(matter: Matter, told: Told | None, smallest: Decimal) -> bool:
    """Whether it was never told, or has clearly got worse since: of a worse kind, or half as much money again."""
    if told is None or told.at is None or matter.level > told.level:
        return True
    if matter.amount is None or told.amount is None:
        return False
    grown = matter.amount - told.amount
    return grown > 0 and grown >= smallest and matter.amount >= GROWN * told.amount


def was_told(matter: Matter, before: Told | None, target: str, now: datetime) -> Told:
    """What is remembered once it has been told: the worst that ever was, so that to and fro is no news."""
    amounts = [amount for amount in (matter.amount, before.amount if before else None) if amount is not None]
    level = max(matter.level, before.level if before else 0)
    return Told(target=target, at=now, level=level, amount=max(amounts, default=None), tried_at=now)


def was_not_told(before: Told | None, target: str, now: datetime, error: str) -> Told:
    """What is remembered of a try that went wrong."""
    before = before or Told(target=target)
    return replace(before, tried_at=now, failures=before.failures + 1, error=error)


def quiet_until(hours: QuietHours | None, moment: datetime) -> datetime | None:
    """When the quiet of this moment (in the project's time zone) is over; None when it is not quiet."""
    return hours.over(moment) if hours is not None and hours.holds(moment) else None


def worst_first(one: Standing) -> tuple[bool, int, bool, Decimal, str]:
    """Order of matters in a message: a failed run, the worse kind, what nobody knows the amount of, then by amount."""
    matter = one.matter
    failed, unknown = matter.event == "run_failed", matter.amount is None
    return not failed, -matter.level, not unknown, -(matter.amount or NOTHING), matter.key
