"""What only a person can do, with its cure, the most costly first.

Belongs here: wording and order of needs. Not here: the facts they come from (`arrivals.py`, `gaps.py`, `delivery.py`).
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import groupby

from smm_assets.language import gettext, mark, ngettext
from smm_assets.phrasebook import told
from smm_assets.report.advice_facts import Advice
from smm_assets.report.facts import BadRows, ChannelData, Headline, Need, RedCheck, Refusal, Summary
from smm_assets.report.fetch_facts import ToFetch
from smm_assets.report.gap_facts import MissingRate, UntiedTotal
from smm_assets.report.oddity_facts import Oddity
from smm_assets.report.untied import export_needs
from smm_assets.report.words import grouped, listed, noun, short_day, span, status

CONFLICT_CURE = mark("Change the plan's amounts, or the limits and freezes of the channels")
RATES_AUDIT = "missing_rates"
_NO_RATE = mark("no rate for {currency} on {first}")
_NO_RATES = mark("no rate for {currency} from {first} to {last}")
_TAGS = mark("Check campaign tags and the export of results, and what smm.yaml counts")
_CURES = {"platform": mark("Check the pixel or conversion tag, and what smm.yaml counts")}


def needs_of(facts: Summary) -> tuple[Need, ...]:
    """Rates first, for without them channels have no figures; then files, sums, rows, checks and late channels."""
    held = {line.channel for one in facts.advice for line in one.lines if line.action == "hold"}
    late = [one for one in facts.data if one.late]
    may_come = {one.channel for one in late if any(_may_hold(refusal, one, facts) for refusal in facts.files.refused)}
    checks = [check for check in facts.red_checks if check.severity == "error"]
    if facts.missing_rates:
        checks = [check for check in checks if check.expectation != RATES_AUDIT]
    return (
        *(_rate_need(rate) for rate in facts.missing_rates),
        *_advice_needs(facts.advice),
        *_result_needs(facts.headlines, facts.advice),
        *(_file_need(refusal, late, held, facts) for refusal in facts.files.refused),
        *_total_needs(facts.untied_totals),
        *export_needs(facts.untied_exports),
        *_row_needs(facts.bad_rows),
        *(_check_need(check) for check in checks),
        *(_channel_need(one, one.channel in held, facts.fetch) for one in late if one.channel not in may_come),
        *_habit_needs(facts.oddities),
        *_name_needs(facts.misnamed),
    )


def _advice_needs(given: Sequence[Advice]) -> list[Need]:
    """Advice that could split nothing because money and limits do not fit together."""
    return [
        Need(topic="advice", where=gettext("Advice"), what=_first_sentence(one.summary), cure=gettext(CONFLICT_CURE))
        for one in given
        if any(line.constraint == "conflict" for line in one.lines)
    ]


def _first_sentence(text: str) -> str:
    return told(text.split(". ")[0] + ".").removesuffix(".")


def _result_needs(headlines: Sequence[Headline], given: Sequence[Advice]) -> list[Need]:
    """Objectives that money is spent for without a single result in two weeks: more often a lost tag than bad ads."""
    spending = {one.objective for one in given if one.current_total > 0}
    return [
        Need(
            topic="results",
            where=gettext("Results for {objective}", objective=status(one.objective)),
            what=gettext("not one {result} in two weeks while money was spent", result=noun(one.metric)),
            cure=gettext(_CURES.get(one.source, _TAGS)),
            unlocks=gettext("advice for it"),
        )
        for one in headlines
        if one.results == 0 and one.cost_before is None and one.objective in spending
    ]


def _rate_need(rate: MissingRate) -> Need:
    first, last = short_day(rate.first_day), short_day(rate.last_day)
    return Need(
        topic="rate",
        where=rate.label,
        what=gettext(_NO_RATE if first == last else _NO_RATES, currency=rate.currency, first=first, last=last),
        cure=gettext("Add it to fx.csv"),
        unlocks=gettext("the advice for {channels}", channels=rate.label)
        if rate.channel
        else gettext("the revenue of {source}", source=rate.label),
        channels=(rate.channel,) if rate.channel else (),
    )


def _may_hold(refusal: Refusal, late: ChannelData, facts: Summary) -> bool:
    """Whether a refused file may hold days a late channel lacks; a file whose days nobody could read may."""
    if not refusal.network or refusal.network != late.network:
        return False
    if refusal.period_start is None or refusal.period_end is None or facts.as_of is None:
        return True
    newest = facts.as_of - timedelta(days=1)
    return refusal.period_start <= newest and (late.data_through is None or refusal.period_end > late.data_through)


def _file_need(refusal: Refusal, late: Sequence[ChannelData], held: Collection[str], facts: Summary) -> Need:
    """A refused file may be what a late channel waits for."""
    part = f" [{refusal.part}]" if refusal.part else ""
    waiting = [one for one in late if one.channel in held and _may_hold(refusal, one, facts)]
    names = listed([one.label for one in waiting])
    unlocks = gettext("the advice for {channels}", channels=names) if waiting else ""
    cure = told(refusal.cure)
    wanted = [
        span(*both)
        for line in facts.fetch
        if line.network == refusal.network and line.reason == "file_refused" and (both := _days_in(refusal, line))
    ]
    if wanted:
        cure = gettext("{cure}. Days wanted: {days}", cure=cure.rstrip("."), days=listed(wanted))
    channels = tuple(one.channel for one in waiting)
    return Need(
        topic="file",
        where=refusal.name + part,
        what=told(refusal.reason),
        cure=cure,
        unlocks=unlocks,
        channels=channels,
    )


def _days_in(refusal: Refusal, line: ToFetch) -> tuple[date, date] | None:
    """First and last day of the refused file that the line asks for; None of a file whose days nobody could read."""
    if refusal.period_start is None or refusal.period_end is None:
        return None
    first, last = max(refusal.period_start, line.period_start), min(refusal.period_end, line.period_end)
    return (first, last) if first <= last else None


def _total_needs(untied: Sequence[UntiedTotal]) -> list[Need]:
    """One need per file, with every measure that does not tie."""
    needs = []
    for (name, part), group in groupby(untied, key=lambda one: (one.name, one.part)):
        differing = "; ".join(
            gettext(
                "{metric}: {observed}, not {expected}",
                metric=gettext(one.metric),
                observed=told(one.observed),
                expected=told(one.expected),
            )
            for one in group
        )
        where = f"{name} [{part}]" if part else name
        what = gettext("loaded, but {differing}", differing=differing)
        cure = gettext("Look at its rows held back (smm quarantine list); if there are none, export the report again")
        needs.append(Need(topic="total", where=where, what=what, cure=cure))
    return needs


def _row_needs(bad_rows: Sequence[BadRows]) -> list[Need]:
    counts: dict[str, int] = {}
    for bad in bad_rows:
        counts[bad.name] = counts.get(bad.name, 0) + bad.count
    return [
        Need(
            topic="rows",
            where=name,
            what=ngettext("{count} row held back", "{count} rows held back", count, count=grouped(count)),
            cure=gettext("Correct the rows at their source and export again; smm quarantine list leads to them"),
        )
        for name, count in counts.items()
    ]


def _check_need(check: RedCheck) -> Need:
    where = f"{check.table}.{check.column}" if check.column else check.table
    what = ngettext(
        "{check} failed for {count} row",
        "{check} failed for {count} rows",
        check.count,
        check=check.expectation,
        count=grouped(check.count),
    )
    cure = gettext("Look at the rows named")
    if check.expected:
        cure = gettext("Expected {expected}, found {observed}", expected=check.expected, observed=check.observed)
    return Need(topic="check", where=where, what=what, cure=cure)


def _export_of(fact: ChannelData, fetch: Sequence[ToFetch]) -> str:
    """The lines of the fetch list that bring what a late channel lacks."""
    accounts = {one.account for one in fact.late_accounts}
    lines = [
        gettext("Export {days} ({how})", days=span(line.period_start, line.period_end), how=told(line.settings))
        for line in fetch
        if line.network == fact.network
        and line.report == "ads"
        and line.missing
        and (fact.data_through is None or line.period_end > fact.data_through)
        and (not accounts or line.account_id in accounts)
    ]
    return "; ".join(lines) or gettext("Export the missing days with a Day breakdown")


def _channel_need(fact: ChannelData, held: bool, fetch: Sequence[ToFetch]) -> Need:
    what, cure = gettext("no data yet"), _export_of(fact, fetch)
    if fact.data_through:
        what = gettext("data only through {day}", day=short_day(fact.data_through))
    if fact.late_accounts:
        names = listed([f"{one.name} ({short_day(one.data_through)})" for one in fact.late_accounts])
        what = gettext("{what} for want of account {accounts}", what=what, accounts=names)
        ended = ", ".join(f"ended: {one.data_through}" for one in fact.late_accounts)
        cure = gettext("{cure}, or say under accounts in smm.yaml that it ended ({ended})", cure=cure, ended=ended)
    return Need(
        topic="channel",
        where=fact.label,
        what=what,
        cure=cure,
        unlocks=gettext("the advice for {channels}", channels=fact.label) if held else "",
        channels=(fact.channel,) if held else (),
    )


def _habit_needs(found: Sequence[Oddity]) -> list[Need]:
    """Figures out of the ordinary that no event explains."""
    return [
        Need(topic="habit", where=one.label, what=one.words(), cure=told(one.cure))
        for one in found
        if one.severity == "warn"
    ]


def _name_needs(misnamed: int) -> list[Need]:
    if not misnamed:
        return []
    what = ngettext(
        "{count} campaign outside the naming rules of smm.yaml",
        "{count} campaigns outside the naming rules of smm.yaml",
        misnamed,
        count=grouped(misnamed),
    )
    cure = gettext('See smm sql "SELECT * FROM naming_violation" and rename at the network, or correct the rules')
    return [Need(topic="names", where=gettext("Names"), what=what, cure=cure)]
