"""Which matters arise from the facts of a morning: what happened, how much money, what to do about it.

Belongs here: choosing facts and their words. Not here: whether they are told (`memory`), what has to do with budgets
and advice (`spending`), or the facts themselves (`smm_assets/report`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from textwrap import shorten

from smm_assets.alerts.matter import BAD, WATCH, Matter
from smm_assets.masking import masked
from smm_assets.report.facts import Kpi, Run, Summary
from smm_assets.report.fetch_facts import ToFetch
from smm_assets.report.fetch_words import title
from smm_assets.report.held import HeldItem
from smm_assets.report.verdict import kpi_value
from smm_assets.report.words import Words, listed, long_day, plural, span

LATE = ("file_refused", "rows_held_back", "never_delivered", "gap", "stale")  # what is merely due is no alert yet
JUDGED = {"bad": WATCH, "breach": BAD}
NOTHING = Decimal(0)
LONGEST = 500
BY_HAND = "stopped by hand"


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a round looks at. home: options that lead a command to the project; report: path of the page.

    week_spend: known spend of the last 7 days by channel. last_run: the last run as the store has it.
    """

    summary: Summary
    held: Sequence[HeldItem] = ()
    week_spend: Mapping[str, Decimal] = field(default_factory=dict)
    home: str
    report: str
    inbox: str = ""


def of_run(run: Run | None, home: str) -> list[Matter]:
    """The last run of the daily job, when it failed. One that still says it is running has ended without a word; who
    stopped it by hand knows.
    """
    if run is None or run.status not in ("failed", "running") or run.message.endswith(BY_HAND):
        return []
    message = masked("; ".join(run.message.split("\n"))) if run.status == "failed" else "it ended without saying so"
    step, colon, _ = message.partition(":")
    what = f"The daily job for {long_day(run.as_of)} failed"
    cure = f"smm doctor{home} checks the surroundings; run it again with smm run{home}"
    return [
        Matter(
            key=f"run_failed/{step if colon else ''}",
            event="run_failed",
            level=BAD,
            amount=None,
            what=what,
            more=f"{shorten(message, LONGEST, placeholder=' …')}. Tables and report of the last good run stay",
            cure=cure,
        )
    ]


def of_exports(look: Look) -> Iterator[Matter]:
    """Exports that should be there and are not, one matter for each account's report."""
    lines = [line for line in look.summary.fetch if line.missing and line.reason in LATE]
    words = Words(look.summary.currency)

    def report(line: ToFetch) -> tuple[str, str, str]:
        return line.network, line.account_id, line.report

    for names, group in groupby(sorted(lines, key=report), key=report):
        wanted = sorted(group, key=lambda line: line.period_start)
        amounts = [line.money for line in wanted if line.money is not None]
        at_stake, days = sum(amounts, NOTHING), sum(line.missing for line in wanted)
        hangs = f", {words.money(at_stake)} of spend hang on it" if at_stake else ""
        unlocks = listed(list(dict.fromkeys(line.unlocks for line in wanted if line.unlocks)))
        why = "; ".join(dict.fromkeys(line.why for line in wanted))
        periods = listed([span(line.period_start, line.period_end) for line in wanted])
        yield Matter(
            key="/".join(("missing_export", *names)),
            event="missing_export",
            level=BAD if unlocks else WATCH,
            amount=at_stake,
            what=f"{title(wanted[0])}: an export is missing, {plural(days, 'day')} not known{hangs}",
            more=f"{why}. It holds up {unlocks}" if unlocks else why,
            cure=f"Export {periods} ({wanted[0].settings}) and drop the file into the inbox",
            place=look.inbox,
        )


def of_quarantine(look: Look) -> Iterator[Matter]:
    """Files and rows that were held back, and amounts without an exchange rate."""
    currency = look.summary.currency
    words = Words(currency)
    for item in look.held:
        known = bool(item.amounts) and set(item.amounts) == {currency}
        amount = item.amounts[currency] if known else None
        sums = listed([Words(code).money(value) for code, value in item.amounts.items()])
        rows = plural(item.rows, "row") if item.rows else ""
        what = {"file": "the file was not loaded", "unread": "the file could not be read", "rate": item.reason}
        said = what.get(item.kind) or f"{rows} held back"
        yield Matter(
            key="/".join(("quarantine", item.kind, item.key, item.part)),
            event="quarantine",
            level=BAD if item.kind in ("file", "unread") else WATCH,
            amount=amount,
            what=f"{item.name}{f' [{item.part}]' if item.part else ''}: {said}"
            + (f", {words.money(amount) if amount is not None else sums} in it" if sums else ""),
            more="" if item.kind == "rate" else item.reason,
            cure=item.cure.rstrip(".")
            + ("" if item.kind in ("rate", "unread") else f". In full: smm quarantine show{look.home} {item.id}"),
            place=f"{look.report}#needs",
        )


def of_kpis(look: Look) -> Iterator[Matter]:
    """KPIs beyond what is acceptable in the last 7 days, with the money that bought less than it should have."""
    words = Words(look.summary.currency)
    for kpi in look.summary.kpis:
        if kpi.status not in JUDGED or not kpi.sample_ok:
            continue
        spent = look.week_spend.get(kpi.channel)
        wasted = None if spent is None else _beside_target(spent, kpi)
        beyond = "not acceptable" if kpi.status == "breach" else "beyond its limit"
        target = f" where {kpi_value(kpi, kpi.target, words)} is the target" if kpi.target is not None else ""
        money = f"Of {words.money(spent)} spent in 7 days, {words.money(wasted)} bought less than the target asks for"
        yield Matter(
            key=f"kpi/{kpi.name}/{kpi.channel}",
            event="kpi",
            level=JUDGED[kpi.status],
            amount=wasted,
            what=f"{kpi.label}: {kpi.title} is {beyond}, {kpi_value(kpi, kpi.value, words)}{target}",
            more=money if spent else "",
            cure=f"See how it came about: smm explain kpi{look.home} {kpi.name} --channel {kpi.channel}",
            place=f"{look.report}#kpi",
        )


def _beside_target(spent: Decimal, kpi: Kpi) -> Decimal:
    """How much of the money would have been enough, or brought nothing, had the KPI met its target."""
    if not kpi.value or not kpi.target:
        return spent
    ratio = kpi.value / kpi.target
    return (spent * Decimal(str(1 - min(ratio, 1 / ratio)))).quantize(Decimal("0.01")) if ratio > 0 else spent
