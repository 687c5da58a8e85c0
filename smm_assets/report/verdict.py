"""The advice in plain words: what each channel's line means, and what the whole should bring.

Belongs here: wording shared by the terminal page and the HTML report. Not here: formatting of single values (`words`).
"""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from smm_assets.language import gettext, mark, ngettext
from smm_assets.phrasebook import told
from smm_assets.report.advice_facts import Advice, AdviceLine
from smm_assets.report.facts import Headline, Kpi, Summary
from smm_assets.report.total_facts import last_slope, result_at
from smm_assets.report.words import (
    Words,
    change,
    grouped,
    noun,
    percent,
    round_tenth,
    short_day,
    status,
    weekday,
)

CENT = Decimal("0.01")
SMALL_STEP = 0.2 + 0.005  # of the channel's share and of its spend, as told in whole per cent; more is no small step
DONT_TOUCH = "Don't touch: "
STOPPED = {
    "step": mark("largest step"),
    "maximum": mark("your maximum"),
    "minimum": mark("your minimum"),
    "test": mark("a test runs"),
    "patience": mark("too new to cut"),
    "network_minimum": mark("its network's minimum"),
    "learning_floor": mark("so that delivery stays learned"),
}
_STEP_UP, _STEP_DOWN = mark("one small step up ({move})"), mark("one small step down ({move})")
_FOUND, _SO_FAR = mark("{count} found"), mark("nothing new; {count} so far")
_GAINS = {  # by whether the advice is followed as it was given, and whether the gain is hardly any
    (True, False): mark("About {then} instead of {now} (gain likely {low} to {high})."),
    (True, True): mark("About {then}, hardly more than with today's split (gain likely {low} to {high})."),
    (False, False): mark("As it was recommended, about {then} instead of {now} (gain likely {low} to {high})."),
    (False, True): mark(
        "As it was recommended, about {then}, hardly more than with today's split (gain likely {low} to {high})."
    ),
}
_OUTCOMES = {
    "loaded": mark("{count} loaded"),
    "partly": mark("{count} partly"),
    "duplicate": mark("{count} duplicate"),
    "held": mark("{count} held"),
    "quarantined": mark("{count} quarantined"),
    "unrecognised": mark("{count} unrecognised"),
    "left_out": mark("{count} left out"),
    "empty": mark("{count} empty"),
}
_RECORDS = {
    "loaded": mark("{count} loaded"),
    "superseded": mark("{count} superseded"),
    "quarantined": mark("{count} quarantined"),
    "skipped_total": mark("{count} totals"),
}


def is_several(given: Iterable[Advice]) -> bool:
    """Whether advice for more than one objective stands side by side, so that each has to name its own."""
    return len({one.objective for one in given}) > 1


def verdict(line: AdviceLine, advice: Advice) -> str:
    """What to do with one channel, in a few words. Moves are told against the channel's share of the new total."""
    if advice.status == "approved" and line.approved != line.recommended:
        if line.approved is None:
            return gettext("not approved: goes on as today")
        return gettext("approved at another amount")
    if line.action == "hold":
        return gettext("don't touch: frozen by you") if line.constraint == "frozen" else _held(line)
    if advice.keep:
        return gettext("keep its share")
    today = line.current * _scale(advice)
    if line.change_pct is None or not today or abs(line.recommended - today) < CENT:
        return gettext("keep: no move is sure enough") if line.constraint == "evidence" else gettext("keep its share")
    is_of_share = abs(_scale(advice) - 1) >= CENT / 2
    # the total stays: one figure beside the change in spend, not two
    share = float(line.recommended / today) - 1 if is_of_share else line.change_pct
    move = gettext("{change} of its share", change=change(share)) if is_of_share else change(share)
    stopped = STOPPED.get(line.constraint, "")
    said = _moved(move, share, line)
    return f"{said}, {gettext(stopped)}" if stopped else said


def _moved(move: str, share: float, line: AdviceLine) -> str:
    """One channel's move, and how far its amount is to be trusted."""
    if line.trust != "direction_only":
        return gettext("act: {move}", move=move) if share > 0 else move
    if max(abs(share), abs(line.change_pct or 0.0)) > SMALL_STEP:
        return gettext("a direction, its amount is rough: {move}", move=move)
    return gettext(_STEP_UP if share > 0 else _STEP_DOWN, move=move)


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
        said = told(first + ".").removesuffix(".")
        return said[0].lower() + said[1:]
    if line.constraint == "conflict":
        return gettext("don't touch: see the reason")
    return gettext("don't touch: data do not carry a move")


def next_money(advice: Advice) -> int:
    """A round amount near a tenth of the daily total: what "the next 10 bring" counts in."""
    return round_tenth(advice.per_day)


def brings(line: AdviceLine, advice: Advice, words: Words) -> str:
    """What the next money brings in this channel."""
    if line.marginal is None or line.action == "hold":
        return "–"
    money, points = next_money(advice), advice.curves.get(line.channel, ())
    spend = float(agreed(line, advice))
    if len(points) < 2 or spend >= points[-1].spend:
        return words.results(advice.metric, line.marginal * money)
    more = result_at(points, spend + money) - result_at(points, spend)
    beyond = spend + money - points[-1].spend  # what lies past the curve goes on as the curve ends, never as it is here
    return words.results(advice.metric, more + max(0.0, beyond) * last_slope(points))


def total_words(advice: Advice, words: Words) -> str:
    """The money of the advice against today's: "100.00 a day, unchanged in total"."""
    total = agreed_per_day(advice)
    cents = words.amount(total, exact=True)
    if total == advice.current_total:
        said = gettext("{amount} a day, unchanged in total", amount=cents)
    else:
        now = words.amount(advice.current_total, exact=True)
        said = gettext("{amount} a day ({now} now)", amount=cents, now=now)
    if not advice.kept:
        return said
    kept = words.amount(advice.kept, exact=True)
    return gettext("{total}, {kept} of it kept for trying something new", total=said, kept=kept)


def why_now(advice: Advice) -> str:
    """Why the advice is new this morning, or since when it stands: "unchanged since Mon 23 Nov, approved"."""
    decided = "" if advice.status == "proposed" else status(advice.status)
    if advice.is_standing:
        said = gettext("unchanged since {day}", day=weekday(advice.as_of))
    elif advice.trigger in ("", "first"):
        said = ""
    elif advice.trigger == "review":
        said = gettext("weekly review")
    else:
        said = gettext("made anew because {cause}", cause=told(advice.trigger_detail))
    return ", ".join(part for part in (said, decided) if part)


def steps_to_come(advice: Advice, words: Words) -> list[str]:
    """Budgets by the day they are set on, one line each, where they are not at once the amounts the advice names."""
    amounts = {line.label: agreed(line, advice) for line in advice.lines}
    return [
        gettext("from {day}:", day=short_day(step.day))
        + " "
        + " · ".join(f"{label} {words.amount(budget, exact=True)}" for label, budget in step.budgets.items())
        for step in advice.steps
        if step.day > advice.period_start or any(amounts.get(name) != cents for name, cents in step.budgets.items())
    ]


def gain(advice: Advice, words: Words) -> str:
    """Expected results over the period against the same money in today's mix, with the likely range of the gain."""
    if advice.keep and advice.lines and all(line.action == "hold" for line in advice.lines):
        return gettext("Every channel is held.")
    if advice.keep and sum(line.action != "hold" for line in advice.lines) < 2:
        return gettext("There is no second channel to move money to.")
    if advice.keep:
        return gettext("No other split is sure enough to be better than today's.")
    if not advice.results_then or advice.uplift is None:
        return ""
    mix = advice.results_then / (1 + advice.uplift)
    low, high = (words.figure(advice.metric, mix * (edge or 0.0)) for edge in (advice.uplift_low, advice.uplift_high))
    then, now = words.results(advice.metric, advice.results_then), words.figure(advice.metric, mix)
    hardly = words.figure(advice.metric, advice.results_then) == now
    message = _GAINS[_is_as_told(advice), hardly]
    return gettext(message, then=then, now=now, low=low, high=high)


def files_line(summary: Summary) -> str:
    """How many files came and what became of them, in one line."""
    files = summary.files
    if not files.found:
        return gettext("none yet")
    parts = [gettext(_OUTCOMES.get(name, _other(name)), count=grouped(n)) for name, n in _ordered(files.by_outcome)]
    head = gettext(_FOUND if files.since_run else _SO_FAR, count=grouped(files.found))
    return f"{head}: {', '.join(parts)}"


def _other(name: str) -> str:
    return f"{{count}} {name.replace('_', ' ')}"


def _ordered(outcomes: dict[str, int]) -> list[tuple[str, int]]:
    rank = {name: n for n, name in enumerate(_OUTCOMES)}
    return sorted(outcomes.items(), key=lambda item: (rank.get(item[0], len(rank)), item[0]))


def records_line(summary: Summary) -> str:
    """The accounting of source records: every record read is in exactly one class."""
    records = summary.files.records
    parts = [
        gettext(label, count=grouped(records[key]))
        for key, label in _RECORDS.items()
        if records[key] or key == "loaded"
    ]
    return gettext("records {count}", count=grouped(records["read"])) + f" = {' + '.join(parts)}"


def filling_up(days: int, coming: float | None, metric: str, words: Words) -> str:
    """The latest days which networks still restate: "last 3 days still filling up: about 4 more orders"."""
    if not days:
        return ""
    head = gettext("yesterday still filling up")
    if days > 1:
        head = ngettext("last {count} day still filling up", "last {count} days still filling up", days)
    if not coming or coming < 0.5:
        return head
    return gettext("{days}: about {more}", days=head, more=words.more(metric, float(round(coming))))


def no_results(one: Headline) -> str:
    """Said instead of a count when nobody knows any result: "orders: no data"."""
    return gettext("{results}: no data", results=noun(one.metric, many=True))


def kpi_value(kpi: Kpi, value: float | None, words: Words) -> str:
    """A KPI's value in its unit."""
    if value is None:
        return "–"
    if kpi.unit == "ratio":
        return percent(100 * value, 1 if abs(value) >= 0.01 else 2 if value else 0)
    if kpi.unit == "money":
        return words.amount(value, exact=True)
    return f"{grouped(value, 2)}×" if kpi.unit == "times" else grouped(value, 2)
