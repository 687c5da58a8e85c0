"""One test judged: rates, chances, losses, the money still needed, and the verdict of each channel.

Belongs here: the order of these steps. Not here: any of them.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np

from smm_assets.effectiveness.referee import words
from smm_assets.effectiveness.referee.dispersion import dispersion
from smm_assets.effectiveness.referee.evidence import OPEN, evidence, needed_to_pick, side_by_side, verdicts
from smm_assets.effectiveness.referee.power import LIKELY, Duel, money_needed
from smm_assets.effectiveness.referee.rates import Rate, loss_shares, posterior, probability_best
from smm_assets.effectiveness.referee.terms import Counted, Floats, Terms
from smm_assets.report.words import AMOUNTS

COMPARABLE = ("A", "B")
WORTH_ASKING = 100
CENT = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What a morning says of one channel of a test; None where it cannot say. Columns of state.test_verdict."""

    channel: str
    rate: float | None
    rate_low: float | None
    rate_high: float | None
    probability_best: float | None
    expected_loss: Decimal | None
    spend_needed: Decimal | None
    verdict: str
    reason: str
    prior_rate: float | None
    prior_basis: str | None
    dispersion: float | None


def judge(
    terms: Terms, test: Counted, before: Counted, as_of: date, *, currency: str, labels: Mapping[str, str]
) -> list[Judged]:
    """One row for each channel. test: its days so far; before: days before it; labels: names people read."""
    scatter, start = dispersion(before, test), _prior(terms, test, before)
    exposed, counts = test.exposed(), test.counts()
    seen = [place for place in range(len(terms.channels)) if exposed[place] > 0]
    is_count = terms.result_metric not in AMOUNTS
    rates = {place: posterior(counts[place], exposed[place], start[0], scatter) for place in seen} if is_count else {}
    found = evidence(test, scatter)
    said = verdicts(found) if is_count and terms.comparability in COMPARABLE else [OPEN] * len(terms.channels)
    needed = _needed(terms, test, rates, scatter) if OPEN in said else {}
    case = words.Case(
        terms=terms,
        as_of=as_of,
        currency=currency,
        labels=labels,
        money=test.money(),
        counts=counts,
        rates={place: rate.mean for place, rate in rates.items()},
        apart=frozenset(place for place in seen if not _beside_others(test, place)),
        comparable=terms.comparability in COMPARABLE,
        needed=needed,
        verdicts=said,
        evidence=found,
    )
    columns = _columns(terms, test, rates)
    return [
        Judged(
            channel=channel,
            **columns.get(place, NOTHING),
            spend_needed=_cents(needed.get(place)) if said[place] == OPEN else CENT * 0,
            verdict=said[place],
            reason=words.reason(case, place),
            prior_rate=start[0] if rates else None,
            prior_basis=start[1] if rates else None,
            dispersion=scatter if rates else None,
        )
        for place, channel in enumerate(terms.channels)
    ]


NOTHING = dict.fromkeys(("rate", "rate_low", "rate_high", "probability_best", "expected_loss"))


def _prior(terms: Terms, test: Counted, before: Counted) -> tuple[float, str]:
    """The rate all channels start from and where it is from: the shop's own history, a benchmark, else the test."""
    if before.counts().sum() > 0 and before.exposed().sum() > 0:
        return float(before.counts().sum() / before.exposed().sum()), "history"
    if terms.benchmark:
        return 1 / float(terms.benchmark), "benchmark"
    exposed = float(test.exposed().sum())
    return (float(test.counts().sum()) + 0.5) / (exposed or 1.0), "test"


def _columns(terms: Terms, test: Counted, rates: Mapping[int, Rate]) -> dict[int, dict[str, object]]:
    """The columns of `NOTHING` of each channel with a rate; results in money have a rate alone."""
    if terms.result_metric in AMOUNTS:
        exposed, results = test.exposed(), np.where(test.known, test.results, 0.0).sum(axis=0)
        return {n: NOTHING | {"rate": results[n] / exposed[n]} for n in range(len(exposed)) if exposed[n] > 0}
    among = list(rates.values())
    several = len(among) > 1
    best, loss = (probability_best(among), loss_shares(among)) if several else ([None], [None])
    money = float(terms.budget or test.money().sum())
    return {
        place: {
            "rate": rate.mean,
            **dict(zip(("rate_low", "rate_high"), rate.interval(), strict=True)),
            "probability_best": best[number],
            "expected_loss": _cents(_times(loss[number], money)),
        }
        for number, (place, rate) in enumerate(rates.items())
    }


def _needed(terms: Terms, test: Counted, rates: Mapping[int, Rate], scatter: float) -> dict[int, float | None]:
    """More money of each channel with which the one that looks best is likely told from it; of the best, from all."""
    if len(rates) < 2:
        return {}
    best = max(rates, key=lambda place: (rates[place].mean, -place))
    others = [place for place in rates if place != best]
    aim = LIKELY ** (1 / len(others))
    most = WORTH_ASKING * float(terms.budget or test.money().sum())
    found = {place: _of_duel(_duel(terms, test, rates, scatter, best, place), most, aim) for place in others}
    sums = [money for money in found.values() if money is not None]
    return found | {best: max(sums) if len(sums) == len(found) else None}


def _of_duel(duel: Duel, most: float, aim: float) -> float | None:
    first = 0.5 / (duel.better + duel.worse)
    found = money_needed(duel.power, first, most, aim)
    return found if math.isfinite(found) else None


def _duel(terms: Terms, test: Counted, rates: Mapping[int, Rate], scatter: float, best: int, other: int) -> Duel:
    days = side_by_side(test, best, other)
    counts: Floats = np.maximum(test.results[days], 0.0).sum(axis=0)
    money: Floats = test.exposure[days].sum(axis=0)
    return Duel(
        better=rates[best].mean,
        worse=rates[other].mean,
        needed=needed_to_pick(len(terms.channels)),
        better_results=float(counts[best]),
        worse_results=float(counts[other]),
        better_money=float(money[best]),
        worse_money=float(money[other]),
        dispersion=scatter,
    )


def _beside_others(test: Counted, place: int) -> bool:
    others = [number for number in range(test.spend.shape[1]) if number != place]
    return any(side_by_side(test, place, other).any() for other in others)


def _times(share: float | None, money: float) -> float | None:
    return None if share is None else share * money


def _cents(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(CENT, ROUND_HALF_EVEN)


def rows(judged: Sequence[Judged], terms: Terms, as_of: date) -> list[dict[str, object]]:
    """Rows of state.test_verdict."""
    return [{"as_of": as_of, "test_id": terms.test_id, **vars(one)} for one in judged]
