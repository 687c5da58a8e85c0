"""What a round would send now: for people who want to see it before anybody is told.

Belongs here: the same steps as a round, without writing or sending. Not here: the steps (`round` and its neighbours).
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from pydantic import SecretStr

from smm_assets.alerts import books
from smm_assets.alerts.memory import is_large, noted, quiet_until, worst_first
from smm_assets.alerts.round import digest_message, parcels_for, seen_now
from smm_assets.report.arrivals import collect_run
from smm_assets.report.tables import Reader, Tables
from smm_assets.settings import DIGESTS, EVENTS, AlertTarget, DigestKind, Project

NOBODY = "Nobody is configured in smm.yaml under alerts: this is what a target would be told"
PAST = "The tables speak of a past morning; nobody is told of those"
EVERYBODY = AlertTarget(name="nobody", url=SecretStr("json://127.0.0.1"))


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """One message as it would be sent."""

    target: str
    subject: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """What would be sent now. small: matters told in digests only, because too little money is at stake."""

    messages: tuple[Foreseen, ...] = ()
    small: tuple[str, ...] = ()
    quiet_until: datetime | None = None
    notes: tuple[str, ...] = ()


def foreseen(project: Project, reader: Reader, *, now: datetime, only: DigestKind | None = None) -> Forecast:
    """What a round would send now. only: one digest instead, whether or not it is due."""
    alerts = project.settings.alerts
    matters, look = seen_now(project, reader, collect_run(Tables(reader)), now)
    if look is None:
        return Forecast(notes=(PAST,))
    standing = noted(books.still_open(reader), matters, {*EVENTS, *DIGESTS}, now.replace(tzinfo=None))
    targets, told = alerts.targets or (EVERYBODY,), books.told_of(reader)
    notes = () if alerts.targets else (NOBODY,)
    if only is not None:
        message = digest_message(project, reader, only, standing, look, now)
        wanted = ", ".join(one.name for one in targets if only in one.digests) or "nobody"
        return Forecast(messages=(Foreseen(target=wanted, subject=message.subject, text=message.text),), notes=notes)
    found = [
        Foreseen(target=target.name, subject=parcel.message.subject, text=parcel.message.text)
        for target in targets
        for parcel in parcels_for(project, reader, target, standing, told.get(target.name, {}), look, now)
    ]
    smallest = Decimal(str(alerts.smallest_amount))
    small = [one for one in standing if one.resolved_at is None and not is_large(one.matter, smallest)]
    return Forecast(
        messages=tuple(found),
        small=tuple(one.matter.what for one in sorted(small, key=worst_first)),
        quiet_until=quiet_until(alerts.quiet_hours, now.astimezone(project.zone)),
        notes=notes,
    )
