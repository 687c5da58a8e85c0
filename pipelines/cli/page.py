"""The page `smm run` prints: at most 40 lines, every figure from a published table; for `smm status` all of it.

Belongs here: which facts go on the terminal page and how they are laid out. Not here: collecting them
(`smm_assets/report/summary.py`), nor words shared with the HTML report (`verdict.py`).
"""

import textwrap
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from pipelines.cli.layout import LABEL, block, cut, indented, wrap
from pipelines.cli.sentences import headline, not_counted, plan_head
from pipelines.cli.terminal import WIDTH, aligned, brief, safe
from smm_assets.report.advice_facts import Advice
from smm_assets.report.campaign_facts import LEAVE, tasks_in_words
from smm_assets.report.facts import ChannelData, Kpi, Pacing, Summary
from smm_assets.report.fetch_facts import PageData, ToFetch
from smm_assets.report.fetch_words import asked
from smm_assets.report.fetch_words import days as days_asked
from smm_assets.report.plan_money import plan_money
from smm_assets.report.verdict import (
    agreed,
    brings,
    files_line,
    gain,
    is_several,
    kpi_value,
    next_money,
    records_line,
    steps_to_come,
    total_words,
    verdict,
    why_now,
)
from smm_assets.report.words import (
    SOURCES,
    Words,
    grouped,
    listed,
    long_day,
    of_account,
    period,
    plural,
    short_day,
    span,
    status,
)

MOST_LINES = 40
MOST_FETCHED = 3
FULL = "smm status --full"
KPI_FLAGS = {"breach": " (breach)", "bad": " (!)", "watch": " (watch)", "good": ""}  # the worst first


def render(
    summary: Summary,
    *,
    home: str,
    next_steps: Sequence[str] = (),
    first: Sequence[tuple[str, str]] = (),
    complete: bool = False,
) -> list[str]:
    """Lines of the page. home: the project folder as shown; next_steps: commands worth typing now.

    first: networks whose exports are waited for before any came, and how each is made. complete: every line there is
    instead of the first 40 or fewer.
    """
    words, steps = Words(summary.currency), _steps(next_steps)
    head = " · ".join([summary.project, long_day(summary.as_of), summary.currency, home])
    several = is_several(summary.advice)
    advice = [line for one in summary.advice for line in advice_lines(one, words, several=several)]
    advice += [*_without_advice(summary), *_campaigns(summary)]
    if complete:
        body = [
            *_files(summary),
            *_data(summary),
            *(_first(first) or _fetch(summary)),
            *_money(summary, words),
            *_kpis(summary, words),
            *advice,
        ]
        return [safe(line) for line in [head, *body, *_needs(summary), *steps]]
    needs = _shortened(_needs(summary))
    room = MOST_LINES - 1 - len(needs) - len(steps)
    body = [
        *cut(_files(summary, most=4), 6, FULL),
        *cut(_data(summary), 3, FULL),
        *(_first(first) or _fetch(summary, most=MOST_FETCHED)),
        *cut(_money(summary, words, most=8), 10, FULL),
        *cut(_kpis(summary, words, most=3), 5, FULL),
    ]
    body += cut(advice, room - len(body), FULL)
    return [safe(line) for line in [head, *body, *needs, *steps]][:MOST_LINES]


def _files(summary: Summary, *, most: int | None = None) -> list[str]:
    refused = [
        line
        for refusal in summary.files.refused
        for line in indented(f"{refusal.name}{f' [{refusal.part}]' if refusal.part else ''}  {refusal.reason}")
    ]
    lines = [files_line(summary), *(refused if most is None else cut(refused, most, FULL))]
    if summary.files.found:
        lines.append(records_line(summary))
    return block("FILES", lines)


def _data(summary: Summary) -> list[str]:
    if not summary.data:
        pages = [_page(one) for one in summary.pages]
        known = [*wrap(["there is: " + pages[0], *pages[1:]], " · ", WIDTH - LABEL)] if pages else []
        ask = "no delivery loaded yet" if pages else "no delivery loaded yet: drop the networks' exports into the inbox"
        return block("DATA", [ask, *known])
    return block("DATA", wrap([_reach(fact) for fact in summary.data], " · ", WIDTH - LABEL))


def _reach(fact: ChannelData) -> str:
    """How far a channel's data go, and what they lack."""
    accounts = listed([one.name for one in fact.late_accounts])
    lacks = [f"account {accounts}"] if accounts else []
    lacks += [f"no rate for {listed(fact.unpriced)}"] if fact.unpriced else []
    mark = f" (!{' ' + '; '.join(lacks) if lacks else ''})" if fact.late or lacks else ""
    return f"{fact.label} {short_day(fact.data_through)}{mark}"


def _page(one: PageData) -> str:
    """What is known of pages that spend nothing."""
    posts = f" ({plural(one.posts, 'post')})" if one.posts else ""
    return f"{of_account(one.label, one.account)} through {short_day(one.data_through)}{posts}"


def _fetch(summary: Summary, *, most: int | None = None) -> list[str]:
    """Exports to fetch. On the short page those that bring something new; all of them, with settings, otherwise."""
    if most is None:
        lines = [text for line in summary.fetch for text in _asked_in_full(line)]
        return block("FETCH", lines) if lines else []
    urgent = [asked(replace(line, why=line.why.split(";")[0])) for line in summary.fetch if line.missing]
    shown = [textwrap.shorten(text, WIDTH - LABEL, placeholder=" …") for text in urgent[:most]]
    more = len(summary.fetch) - len(shown)
    if more:
        shown.append(f"{plural(more, 'export')} {'more ' if shown else ''}worth fetching or repeating: {FULL}")
    return block("FETCH", shown) if shown else []


def _first(waited: Sequence[tuple[str, str]]) -> list[str]:
    lines = [line for label, how in waited for line in indented(f"{label}: {how}")]
    return block("FETCH", lines) if lines else []


def _asked_in_full(line: ToFetch) -> list[str]:
    first = f"{asked(line)} ({days_asked(line)}; since {short_day(line.due_since)})"
    return [*indented(first), *(f"  {text}" for text in textwrap.wrap(line.settings, WIDTH - 2))]


def _money(summary: Summary, words: Words, *, most: int | None = None) -> list[str]:
    promotion = [line for line in summary.pacing if line.category == "promotion"]
    if not promotion:
        spent = f"spent this month {words.amount(summary.spend_month)}; " if summary.spend_month is not None else ""
        lines = [f"{spent}no plan for this period: fill in plan.csv to see pacing", *not_counted(summary)]
        return block("MONEY", lines)
    lines = []
    for (start, end), group in groupby(promotion, key=lambda line: (line.period_start, line.period_end)):
        lines += _plan_period(f"{period(start, end)} promotion", list(group), words, most)
    return block("MONEY", [*lines, *not_counted(summary)])


def _plan_period(title: str, lines: list[Pacing], words: Words, most: int | None) -> list[str]:
    head = plan_head(title, plan_money(lines), words)
    header = ["", "plan", "spent", "pace", "month end", "status"]
    rows = [
        [
            brief(line.label),
            words.amount(line.budget),
            words.amount(line.spend),
            grouped(line.pace, 2) if line.pace is not None else "–",
            words.amount(line.projected),
            status(line.status),
        ]
        for line in lines[:most]
    ]
    return [head, *aligned(header, rows, right=range(1, 5))]


def _kpis(summary: Summary, words: Words, *, most: int | None = None) -> list[str]:
    lines = [headline(one, words) for one in summary.headlines[:most]]
    judged = [kpi for kpi in summary.kpis if kpi.status in KPI_FLAGS]
    order = {status: place for place, status in enumerate(KPI_FLAGS)}
    worst = {kpi.name: min(order[one.status] for one in judged if one.name == kpi.name) for kpi in judged}
    judged.sort(key=lambda kpi: (worst[kpi.name], kpi.name))
    for _, group in groupby(judged, key=lambda kpi: kpi.name):
        lines += _kpi_line(sorted(group, key=lambda kpi: order[kpi.status]), words)
    lines += _kpi_notes(summary)
    if not lines:
        return block("KPI", ["no results yet"]) if summary.data else []
    source = summary.headlines[0] if summary.headlines else None
    title = "last 7 days"
    if source:
        title += f", {SOURCES.get(source.source, source.source)}"
        title += f" (grade {source.grade})" if source.grade else ""
    return block("KPI", [title, *lines])


def _kpi_notes(summary: Summary) -> list[str]:
    """KPIs that lack a metric a network stopped reporting."""
    notes = dict.fromkeys(f"{kpi.title}: {kpi.note}" for kpi in summary.kpis if kpi.note)
    return [line for note in notes for line in textwrap.wrap(note, WIDTH, subsequent_indent="  ")]


def _kpi_line(kpis: Sequence[Kpi], words: Words) -> list[str]:
    """One KPI over its channels, those that need a look first."""
    parts = [
        f"{kpi.label} {kpi_value(kpi, kpi.value, words)}{'' if kpi.sample_ok else ' few data'}{KPI_FLAGS[kpi.status]}"
        for kpi in kpis
    ]
    target = f", target {kpi_value(kpis[0], kpis[0].target, words)}" if kpis[0].target is not None else ""
    return textwrap.wrap(f"{kpis[0].title}{target}: {' · '.join(parts)}", WIDTH, subsequent_indent="  ")


def advice_lines(advice: Advice, words: Words, *, several: bool = False) -> list[str]:
    """One recommendation as lines: money, a row per channel, what it brings, when to stop and to look again.

    several: whether others stand beside it, so that its objective has to be named.
    """
    head = f"for {advice.objective}, " if several else ""
    head += f"{span(advice.period_start, advice.period_end)}, {total_words(advice, words)}"
    now = why_now(advice)
    header = ["", "now", "next", f"next {grouped(next_money(advice))} bring", "verdict"]
    rows = [
        [
            brief(line.label),
            words.amount(line.current, exact=True),
            words.amount(agreed(line, advice), exact=True),
            brings(line, advice, words),
            verdict(line, advice),
        ]
        for line in advice.lines
    ]
    if advice.kept:
        rows.append(["kept", "", words.amount(advice.kept, exact=True), "–", "for trying something new"])
    lines = [*textwrap.wrap(f"{head}; {now}" if now else head, WIDTH), *aligned(header, rows, right=(1, 2))]
    lines += [text for step in steps_to_come(advice, words) for text in textwrap.wrap(step, WIDTH)]
    beware = f"Beware: {advice.warnings}" if advice.warnings else ""
    closing = [gain(advice, words), beware, f"{advice.stop_if}." if advice.stop_if else ""]
    closing.append(f"Review {short_day(advice.review_on)}." if advice.review_on else "")
    return block("ADVICE", [*lines, *textwrap.wrap(" ".join(text for text in closing if text), WIDTH)])


def _without_advice(summary: Summary) -> list[str]:
    """Channels no recommendation names, with what they wait for."""
    held = [f"{one.label} held: no rate for {listed(one.unpriced)}" for one in summary.without_advice]
    lines = wrap(held, " · ", WIDTH)
    return [f"  {line}" for line in lines] if summary.advice else block("ADVICE", lines) if lines else []


def _campaigns(summary: Summary) -> list[str]:
    """What is to be done inside channels, and the command that writes it down."""
    tasks = [line.task for line in summary.campaigns if line.task != LEAVE]
    said = ", ".join(tasks_in_words(tasks))
    return [f"  Campaigns: {said} · smm export changes --to changes.xlsx"] if tasks else []


def _needs(summary: Summary) -> list[str]:
    if not summary.needs:
        return []
    lines = []
    for number, need in enumerate(summary.needs, 1):
        unlocks = f" Unlocks {need.unlocks}." if need.unlocks else ""
        what = "" if need.topic == "file" else f" {need.what}."  # the reason of a file stands under FILES
        text = f"{number}  {need.where}:{what} {need.cure.rstrip('.')}.{unlocks}"
        lines += textwrap.wrap(text, WIDTH, subsequent_indent="   ")
    return ["NEEDS YOU", *(f"  {line}" for line in lines)]


def _shortened(needs: list[str]) -> list[str]:
    return [*needs[:7], "  … more: smm status"] if len(needs) > 8 else needs


def _steps(steps: Sequence[str]) -> list[str]:
    return wrap(list(steps), " · ", WIDTH)
