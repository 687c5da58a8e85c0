"""The advice in plain words: what each channel's line means, and what the whole should bring.

Belongs here: wording shared by the terminal page and the HTML report. Not here: formatting of single values (`words`).
"""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from smm_assets.report.advice_facts import Advice, AdviceLine
from smm_assets.report.facts import Headline, Kpi, Summary
from smm_assets.report.total_facts import result_at
from smm_assets.report.words import Words, change, grouped, noun, plural, round_tenth, short_day, weekday

CENT = Decimal("0.01")
SMALL_STEP = 0.2 + 0.005  # of the channel's share and of its spend, as told in whole per cent; more is no small step
DONT_TOUCH = "Don't touch: "
STOPPED = {"step": ", largest step", "maximum": ", your maximum", "minimum": ", your minimum"}
STOPPED |= {"test": ", a test runs", "patience": ", too new to cut", "network_minimum": ", its network's minimum"}
STOPPED |= {"learning_floor": ", so that delivery stays learned"}


def is_several(given: Iterable[Advice]) -> bool:
    """Whether advice for more than one objective stands side by side, so that each has to name its own."""
    return len({one.objective for one in given}) > 1


def verdict(line: AdviceLine, advice: Advice) -> str:
    """What to do with one channel, in a few words. Moves are told against the channel's share of the new total."""
    if advice.status == "approved" and line.approved != line.recommended:
        return "not approved: goes on as today" if line.approved is None else "approved at another amount"
    if line.action == "hold":
        return "don't touch: frozen by you" if line.constraint == "frozen" else _held(line)
    if advice.keep:
        return "keep its share"
    today = line.current * _scale(advice)
    if line.change_pct is None or not today or abs(line.recommended - today) < CENT:
        return "keep: no move is sure enough" if line.constraint == "evidence" else "keep its share"
    share, stopped = float(line.recommended / today) - 1, STOPPED.get(line.constraint, "")
    of = "" if abs(_scale(advice) - 1) < CENT / 2 else " of its share"
    share = share if of else line.change_pct  # the total stays: one figure beside the change in spend, not two
    if line.trust == "direction_only" and max(abs(share), abs(line.change_pct)) > SMALL_STEP:
        return f"a direction, its amount is rough: {change(share)}{of}{stopped}"
    if line.trust == "direction_only":
        return f"one small step {'up' if share > 0 else 'down'} ({change(share)}{of}){stopped}"
    return f"{'act: ' if share > 0 else ''}{change(share)}{of}{stopped}"


def agreed(line: AdviceLine, advice: Advice) -> Decimal:
    """What the channel is to spend a day: recommended, or what was approved of it."""
    if advice.status != "approved":
        return line.recommended
    mix = line.current if line.kept is None else line.kept
    return mix if line.approved is None else line.approved


def agreed_per_day(advice: Advice) -> Decimal:
    """What all channels are to spend a day, and what is kept for trying something new."""
    return sum((agreed(line, advice) for line in advice.lines), advice.kept)


def agreed_amount(line: AdviceLine, advice: Advice) -> Decimal | None:
    """What the channel is to spend in the whole period, along the steps that lead to the amount agreed on."""
    if _is_as_told(advice):
        return line.period_amount
    changes = {step.day: step.budgets[line.label] for step in advice.steps if line.label in step.budgets}
    budgets = (
        changes if advice.period_start in changes or not changes else {advice.period_start: line.current} | changes
    )
    first_days = sorted(budgets) or [advice.period_start]
    ends = [*first_days[1:], advice.period_end + timedelta(days=1)]
    each = [
        budgets.get(first, agreed(line, advice)) * (end - first).days
        for first, end in zip(first_days, ends, strict=True)
    ]
    return sum(each, Decimal(0))


def _is_as_told(advice: Advice) -> bool:
    """Whether every channel is to spend what was recommended."""
    return all(agreed(line, advice) == line.recommended for line in advice.lines)


def agreed_total(advice: Advice) -> Decimal:
    """What all channels are to spend in the whole period, and what is kept for trying something new."""
    if _is_as_told(advice):
        return advice.total
    return sum((agreed_amount(line, advice) or Decimal(0) for line in advice.lines), advice.kept_total)


def _scale(advice: Advice) -> Decimal:
    """How today's amounts of the channels that may move grow or shrink with the total; held channels stay."""
    held = sum((one.recommended for one in advice.lines if one.action == "hold"), Decimal(0))
    moving = sum((one.current for one in advice.lines if one.action != "hold"), Decimal(0))
    return (advice.per_day - held) / moving if moving else Decimal(1)


def _held(line: AdviceLine) -> str:
    """The first sentence of the reason where it is short, as "don't touch: data only through 18 Nov"."""
    first = line.reason.split(". ")[0].rstrip(".")
    if first.startswith(DONT_TOUCH) and len(first) <= 60:
        return first[0].lower() + first[1:]
    return "don't touch: see the reason" if line.constraint == "conflict" else "don't touch: data do not carry a move"


def next_money(advice: Advice) -> int:
    """A round amount near a tenth of the daily total: what "the next 10 bring" counts in."""
    return round_tenth(advice.per_day)


def brings(line: AdviceLine, advice: Advice, words: Words) -> str:
    """What the next money brings in this channel."""
    if line.marginal is None or line.action == "hold":
        return "–"
    money, points = next_money(advice), advice.curves.get(line.channel, ())
    spend = float(agreed(line, advice))
    if not points or spend + money > points[-1].spend:
        return words.results(advice.metric, line.marginal * money)
    return words.results(advice.metric, result_at(points, spend + money) - result_at(points, spend))


def total_words(advice: Advice, words: Words) -> str:
    """The money of the advice against today's: "100.00 a day, unchanged in total"."""
    total = agreed_per_day(advice)
    cents = words.amount(total, exact=True)
    kept = f", {words.amount(advice.kept, exact=True)} of it kept for trying something new" if advice.kept else ""
    if total == advice.current_total:
        return f"{cents} a day, unchanged in total{kept}"
    return f"{cents} a day ({words.amount(advice.current_total, exact=True)} now){kept}"


def why_now(advice: Advice) -> str:
    """Why the advice is new this morning, or since when it stands: "unchanged since Mon 23 Nov, approved"."""
    status = "" if advice.status == "proposed" else advice.status
    if advice.is_standing:
        return ", ".join(part for part in (f"unchanged since {weekday(advice.as_of)}", status) if part)
    if advice.trigger in ("", "first"):
        return status
    said = "weekly review" if advice.trigger == "review" else f"made anew because {advice.trigger_detail}"
    return ", ".join(part for part in (said, status) if part)


def steps_to_come(advice: Advice, words: Words) -> list[str]:
    """Budgets by the day they are set on, one line each, where they are not at once the amounts the advice names."""
    amounts = {line.label: agreed(line, advice) for line in advice.lines}
    return [
        f"from {short_day(step.day)}: "
        + " · ".join(f"{label} {words.amount(budget, exact=True)}" for label, budget in step.budgets.items())
        for step in advice.steps
        if step.day > advice.period_start or any(amounts.get(name) != cents for name, cents in step.budgets.items())
    ]


def gain(advice: Advice, words: Words) -> str:
    """Expected results over the period against the same money in today's mix, with the likely range of the gain."""
    if advice.keep and sum(line.action != "hold" for line in advice.lines) < 2:
        return "There is no second channel to move money to."
    if advice.keep:
        return "No other split is sure enough to be better than today's."
    if not advice.results_then or advice.uplift is None:
        return ""
    mix = advice.results_then / (1 + advice.uplift)
    low, high = (mix * (edge or 0.0) for edge in (advice.uplift_low, advice.uplift_high))
    then, now = words.results(advice.metric, advice.results_then), _bare(advice, mix, words)
    head = "About" if _is_as_told(advice) else "As it was recommended, about"
    hardly = _bare(advice, advice.results_then, words) == now
    beside = ", hardly more than with today's split" if hardly else f" instead of {now}"
    return f"{head} {then}{beside} (gain likely {_bare(advice, low, words)} to {_bare(advice, high, words)})."


def _bare(advice: Advice, count: float, words: Words) -> str:
    return (
        words.results(advice.metric, count)
        .removesuffix(" " + noun(advice.metric, many=True))
        .removesuffix(" " + noun(advice.metric))
    )


def files_line(summary: Summary) -> str:
    """How many files came and what became of them, in one line."""
    files = summary.files
    if not files.found:
        return "none yet"
    parts = [f"{grouped(count)} {status.replace('_', ' ')}" for status, count in _ordered(files.by_outcome)]
    head = f"{grouped(files.found)} found" if files.since_run else f"nothing new; {grouped(files.found)} so far"
    return f"{head}: {', '.join(parts)}"


def _ordered(outcomes: dict[str, int]) -> list[tuple[str, int]]:
    order = ("loaded", "partly", "duplicate", "held", "quarantined", "unrecognised", "left_out", "empty")
    rank = {name: n for n, name in enumerate(order)}
    return sorted(outcomes.items(), key=lambda item: (rank.get(item[0], len(order)), item[0]))


def records_line(summary: Summary) -> str:
    """The accounting of source records: every record read is in exactly one class."""
    records = summary.files.records
    names = {"loaded": "loaded", "superseded": "superseded", "quarantined": "quarantined", "skipped_total": "totals"}
    parts = [f"{grouped(records[key])} {label}" for key, label in names.items() if records[key] or key == "loaded"]
    return f"records {grouped(records['read'])} = {' + '.join(parts)}"


def filling_up(days: int, coming: float | None, metric: str, words: Words) -> str:
    """The latest days which networks still restate: "last 3 days still filling up: about 4 more orders"."""
    if not days:
        return ""
    head = f"last {plural(days, 'day')} still filling up" if days > 1 else "yesterday still filling up"
    return f"{head}: about {_more(metric, coming, words)}" if coming and coming >= 0.5 else head


def _more(metric: str, coming: float, words: Words) -> str:
    count, _, what = words.results(metric, float(round(coming))).partition(" ")
    return f"{count} more {what}"


def no_results(one: Headline) -> str:
    """Said instead of a count when nobody knows any result: "orders: no data"."""
    return f"{noun(one.metric, many=True)}: no data"


def kpi_value(kpi: Kpi, value: float | None, words: Words) -> str:
    """A KPI's value in its unit."""
    if value is None:
        return "–"
    if kpi.unit == "ratio":
        return f"{grouped(100 * value, 1 if abs(value) >= 0.01 else 2 if value else 0)} %"
    if kpi.unit == "money":
        return words.amount(value, exact=True)
    return f"{grouped(value, 2)}×" if kpi.unit == "times" else grouped(value, 2)
