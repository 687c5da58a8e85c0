"""What the freshness of a network is in words: one sentence for all its exports, a row for each.

Belongs here: sentences and cells. Not here: what is late (`freshness`).
"""

from collections.abc import Mapping, Sequence

from smm_assets.operating.freshness import Export, data_through
from smm_assets.report.fetch_words import KINDS
from smm_assets.report.visible import visible
from smm_assets.report.words import UNKNOWN, full_day, listed, of_account, plural, short_day, span

MOST_NAMED = 3
UNKNOWN_YET = "Not known before the models were built: run the daily job"
NEVER = "No export yet; none is expected"
STATES = {"fresh": "up to date", "due": "due", "late": "late", "not_awaited": "not awaited"}


def sentence(label: str, exports: Sequence[Export] | None) -> str:
    """How fresh the exports of a network are. exports: its own, the most urgent first; label: its name."""
    if exports is None:
        return UNKNOWN_YET
    if not exports:
        return NEVER
    awaited = [one for one in exports if one.is_awaited]
    if not awaited:
        return f"Nothing is waited for: {_unawaited(label, exports)}"
    late = [one for one in awaited if one.state == "late"]
    if late:
        more = f"; and {len(late) - MOST_NAMED} more" if len(late) > MOST_NAMED else ""
        return "; ".join(_late(label, one) for one in late[:MOST_NAMED]) + more
    return _due(label, awaited) if awaited[0].state == "due" else _fresh(label, awaited)


def cells(label: str, one: Export) -> Mapping[str, str]:
    """One row of the table of a network's exports."""
    late = f"late by {plural(one.days_late, 'day')}" if one.state == "late" else STATES[one.state]
    return {
        "export": named(label, one),
        "state": late,
        "data through": full_day(one.data_through),
        "last export": full_day(one.last_export),
        "usual rhythm": UNKNOWN if one.rhythm_days is None else f"every {plural(one.rhythm_days, 'day')}",
        "next due": full_day(one.due_on),
        "what to export": "" if one.period is None else f"{span(*one.period)}: {visible(one.settings)}",
    }


def named(label: str, one: Export) -> str:
    """Network, account where it has a name of its own, and kind: "VK", "Meta Shop page"."""
    return visible(f"{of_account(label, one.account)} {KINDS.get(one.report, '')}").rstrip()


def _late(label: str, one: Export) -> str:
    again = f": export {span(*one.period)} again" if one.period and not one.never else ": export it again"
    if one.never:
        return f"{named(label, one)} never came, though smm.yaml or the plan expects it"
    reach = f"data only through {short_day(one.data_through)}"
    return f"{named(label, one)} late by {plural(one.days_late, 'day')}, {reach}{again}"


def _due(label: str, awaited: Sequence[Export]) -> str:
    due = [one for one in awaited if one.state == "due"]
    since = min(one.due_on for one in due if one.due_on is not None)
    when = "today" if since == due[0].as_of else f"since {short_day(since)}"
    return f"{_through(awaited)}; due {when}: {listed([named(label, one) for one in due])}"


def _fresh(label: str, awaited: Sequence[Export]) -> str:
    first = awaited[0]
    which = "the next" if len(awaited) == 1 else f"the next ({named(label, first)})"
    said = f"{_through(awaited)}{_rhythm(first)}, {which} is due {short_day(first.due_on)}"
    return said + _sooner(first)


def _through(awaited: Sequence[Export]) -> str:
    through = data_through(awaited)
    return "Up to date" if through is None else f"Data through {short_day(through)}"


def _rhythm(one: Export) -> str:
    if one.rhythm_days is None:
        return "; no rhythm is known yet"
    return f"; exports come about every {plural(one.rhythm_days, 'day')}"


def _sooner(one: Export) -> str:
    """Why it is due before its rhythm says so."""
    if one.rhythm_days is None or one.last_export is None or one.due_on is None:
        return ""
    if (one.due_on - one.last_export).days >= one.rhythm_days:
        return ""
    return f", when data are older than the {plural(one.stale_days, 'day')} smm.yaml allows (stale_days)"


def _unawaited(label: str, exports: Sequence[Export]) -> str:
    ended = [one for one in exports if one.ended is not None]
    if len(ended) == len(exports):
        return f"{listed(sorted({named(label, one) for one in ended}))} ended"
    came = max((one.last_export for one in exports if one.last_export is not None), default=None)
    return f"exports have no rhythm yet, the last one is of {short_day(came)}"
