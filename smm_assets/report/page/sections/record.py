"""The record of advice laid out: what was said, whether it was followed, what came, how many promises were kept.

Belongs here: cells and words of this section. Not here: facts (`report/sections/record`).
"""

from dataclasses import dataclass

from markupsafe import Markup

from smm_assets.language import gettext, ngettext
from smm_assets.report.page.ranges import axis_end, ranged
from smm_assets.report.sections.record import PastAdvice, Record, RecordLine
from smm_assets.report.words import UNKNOWN, Words, change, grouped, noun, quantity, share, short_day, status


@dataclass(frozen=True, kw_only=True)
class PromiseRow:
    """One channel of a past recommendation as cells. kind: kept, missed or open."""

    label: str
    advised: str
    followed: str
    foretold: str
    came: str
    verdict: str
    kind: str
    chart: Markup | None


@dataclass(frozen=True, kw_only=True)
class PastView:
    """One past recommendation. summary, note: as the table tells them."""

    day: str
    objective: str
    status: str
    followed: str
    summary: str
    note: str
    foretold: str
    chart: Markup | None
    results_name: str
    rows: tuple[PromiseRow, ...]


@dataclass(frozen=True, kw_only=True)
class RecordView:
    """The record: newest first."""

    kept: str
    advice: tuple[PastView, ...]


def record_view(record: Record, words: Words) -> RecordView:
    """The record in words and pictures."""
    return RecordView(kept=_kept(record), advice=tuple(_past(one, words) for one in record.advice))


def _kept(record: Record) -> str:
    if not record.judged:
        return gettext("No promise can be judged yet: its days are not over, or not settled.")
    return ngettext(
        "{kept} of {count} promise was kept ({share}); 9 of 10 would be as said.",
        "{kept} of {count} promises were kept ({share}); 9 of 10 would be as said.",
        record.judged,
        kept=grouped(record.kept),
        share=share(record.kept / record.judged),
    )


def _past(one: PastAdvice, words: Words) -> PastView:
    foretold = one.foretold
    said, chart = "", None
    if foretold is not None and one.came is not None:
        low, middle, high = foretold
        said = gettext(
            "{foretold} foretold for the money spent (likely {low}–{high}), {came} came",
            foretold=words.results(one.metric, middle), low=quantity(low), high=quantity(high),
            came=quantity(one.came),
        )  # fmt: skip
        chart = ranged(
            value=middle, low=low, high=high, mark=one.came, end=axis_end((middle, one.came), (high,)), says=said
        )
    return PastView(
        day=short_day(one.as_of),
        objective=status(one.objective),
        status=status(one.status),
        followed=_followed_all(one),
        summary=one.summary,
        note=one.note,
        foretold=said,
        chart=chart,
        results_name=noun(one.metric, many=True),
        rows=tuple(_row(line) for line in one.lines),
    )


def _followed_all(one: PastAdvice) -> str:
    known = [line.followed for line in one.lines if line.followed is not None]
    if not known:
        return gettext("not known whether it was followed")
    return ngettext(
        "followed at {followed} of {count} channel", "followed at {followed} of {count} channels", len(known),
        followed=grouped(sum(known)),
    )  # fmt: skip


def _row(line: RecordLine) -> PromiseRow:
    kind = "open" if line.kept is None or not line.is_final else "kept" if line.kept else "missed"
    verdicts = {"open": gettext("still open"), "kept": gettext("kept"), "missed": gettext("missed")}
    ranged_words = (
        f" ({quantity(line.low)}–{quantity(line.high)})" if line.low is not None and line.high is not None else ""
    )
    foretold = UNKNOWN if line.foretold is None else f"{quantity(line.foretold)}{ranged_words}"
    came = UNKNOWN if line.came is None else quantity(line.came)
    followed = {True: gettext("followed"), False: gettext("not followed"), None: UNKNOWN}[line.followed]
    says = gettext("{channel}: {foretold} foretold, {came} came", channel=line.label, foretold=foretold, came=came)
    end = axis_end((line.foretold, line.came), (line.high,))
    return PromiseRow(
        label=line.label,
        advised=change(line.change_pct),
        followed=followed,
        foretold=foretold,
        came=came,
        verdict=verdicts[kind],
        kind=kind,
        chart=ranged(value=line.foretold, low=line.low, high=line.high, mark=line.came, end=end, says=says)
        if line.foretold is not None
        else None,
    )
