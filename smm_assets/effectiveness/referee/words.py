"""Why a channel of a test got its verdict, for people.

Belongs here: the sentence of one channel. Not here: finding the verdict (`evidence`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from smm_assets.effectiveness.referee.evidence import DROP, PICK
from smm_assets.effectiveness.referee.terms import Floats, Terms
from smm_assets.report.words import AMOUNTS, Words, grouped, noun, short_day

SMALL = 10


@dataclass(frozen=True, kw_only=True)
class Case:
    """A judged test. By number of channel: rates, needed (more money each, None when too much); apart: channels that
    never had money on a day another had; evidence: see `evidence`.
    """

    terms: Terms
    as_of: date
    currency: str
    labels: Mapping[str, str]
    money: Floats
    counts: Floats
    rates: Mapping[int, float]
    apart: frozenset[int]
    comparable: bool
    needed: Mapping[int, float | None]
    verdicts: Sequence[str]
    evidence: Floats

    def label(self, place: int) -> str:
        channel = self.terms.channels[place]
        return self.labels.get(channel, channel)


def reason(case: Case, place: int) -> str:
    """One to three sentences."""
    if case.verdicts[place] == PICK:
        rival = min((n for n in case.rates if n != place), key=lambda n: case.evidence[place, n])
        return f"{_times(case, place, rival)} as {case.label(rival)}. Put the money here."
    if case.verdicts[place] == DROP:
        winner = max((n for n in case.rates if n != place), key=lambda n: case.evidence[n, place])
        times = _times(case, winner, place)
        return f"{case.label(winner)} {times[:1].lower()}{times[1:]}. Take the money out of here."
    return _silence(case, place) or f"{_so_far(case, place)} {_more(case, place)}{_over(case)}"


def _silence(case: Case, place: int) -> str:
    """Why nothing can be said whatever was counted; empty when something can."""
    terms, many = case.terms, noun(case.terms.result_metric, many=True)
    if terms.first_day >= case.as_of:
        return f"Starts on {short_day(terms.first_day)}."
    if case.money[place] <= 0:
        return f"No day of the test is known here with both money and {many}: export its days, or start it."
    if terms.result_metric in AMOUNTS:
        return f"Amounts of money are not judged: name a count as the result in tests.csv, not {many}."
    if not case.comparable:
        return (
            f"The networks do not count {many} alike, so the figures cannot be set against each other. "
            "Judge the test by clicks, or load the shop's own orders."
        )
    if len(case.rates) < 2:
        return f"No other channel of the test is known yet with both money and {many}."
    if place in case.apart:
        return "It never had money on a day another channel of the test had, so the days may make the difference."
    return ""


def _so_far(case: Case, place: int) -> str:
    words = Words(case.currency)
    counted = words.results(case.terms.result_metric, float(case.counts[place]))
    return f"{counted} for {words.money(float(case.money[place]))} so far."


def _more(case: Case, place: int) -> str:
    if not case.counts.sum():
        return "No channel has brought anything yet."
    best = max(case.rates, key=lambda n: (case.rates[n], -n))
    rival = best if place != best else _nearest(case, best)
    needed = case.needed.get(place)
    if needed is None:
        return f"So near to {case.label(rival)} that more money would hardly tell them apart."
    ahead = "ahead of" if place == best else "behind"
    each = Words(case.currency).money(rough(needed), exact=needed < SMALL)
    return f"It looks {ahead} {case.label(rival)}, which may be luck: about {each} more on each would likely settle it."


def _nearest(case: Case, best: int) -> int:
    """The channel that looks best but for one."""
    return max((place for place in case.rates if place != best), key=lambda n: (case.rates[n], -n))


def _over(case: Case) -> str:
    if case.terms.last_day >= case.as_of:
        return ""
    return f" The test ended on {short_day(case.terms.last_day)} without an answer."


def _times(case: Case, better: int, worse: int) -> str:
    ratio = case.rates[better] / case.rates[worse]
    many = noun(case.terms.result_metric, many=True)
    return f"Brings about {grouped(ratio, 1)} times as many {many} for the same money"


def rough(amount: float) -> float:
    """An amount to two figures, as one says it: 38.33 is 38, 1,227 is 1,200."""
    return float(f"{amount:.2g}")
