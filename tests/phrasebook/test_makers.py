"""What the makers of sentences write is found in the phrase book, over many channels, campaigns, tests and mornings."""

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import product

import numpy as np
import pytest

from smm_assets.allocation.explain import CHANGE, STOPPED, Unit, reason
from smm_assets.allocation.trust import Standing
from smm_assets.decisions.bounds import Scenario
from smm_assets.decisions.feasible import Misfit
from smm_assets.decisions.floors import TOLD, Floor
from smm_assets.decisions.lines import _floor_told, dont_touch
from smm_assets.decisions.terms import Terms, differences
from smm_assets.language import speaking
from smm_assets.phrasebook import untold_parts
from tests.campaigns.test_verdict import FAIR, GOOD, acted, campaign
from tests.decisions.test_decide import AS_OF, decide, doubts, marts, silent
from tests.effectiveness.test_judge import days, verdict

EVENTS = (
    "",
    "Days left out: tracking was broken on 3 Nov 2026; there was nothing to sell from 20 Aug 2026 to 22 Aug 2026 (A).",
    "Taken into account: a promotion from 9 Oct 2026 to 12 Oct 2026 (10 % off); a holiday on 1 Nov 2026; and 2 more.",
)
UNITS = (Unit(one="order", many="orders"), Unit(one="revenue", many="revenue", is_money=True))


def _standing(days: int, spend: float, results: float, gap: float) -> Standing:
    return Standing(trust="full", days=days, spend=spend, results=results, gap=gap, lowest=1.0, highest=99.0)


def _reasons() -> Iterator[str]:
    """Of every constraint, with and without results, gaps, events and another channel to compare with."""
    standings = [_standing(0, 0, 0, 0), _standing(1, 12.5, 0, 0.2), _standing(117, 4712.7, 365, 0.0)]
    others = (None, ("Video | B. and C", 0.58))
    for constraint, standing, quoted, other, unit in product(STOPPED, standings, EVENTS, others, UNITS):
        said = reason(
            standing=standing, next_ten=0.0004 if other is None else 0.44, best_other=other, constraint=constraint,
            low=Decimal("5.00"), high=Decimal("1234.50"), quoted=quoted, note=None, unit=unit,
        )  # fmt: skip
        yield said
        if constraint == "minimum":
            yield from (_floor_told(said, Floor(kind=kind, amount=Decimal(7), until="3 Dec 2026")) for kind in TOLD)
    for note in ("there is no history yet", "there are only 9 days of history; 28 are needed"):
        yield f"What stopped a larger move: {note}. What would change our mind: {CHANGE['total']}."


def _recommendations() -> Iterator[str]:
    scenarios = (
        (marts(), None), (marts("1350.37", 18), None), (marts("300"), None),
        (marts(), Scenario(frozen=("meta", "tiktok", "vk"), total=Decimal("44.11"))),
    )  # fmt: skip
    doubtful = marts()
    doubtful.anomaly = silent("orders_vanished")
    doubtful.caution = doubts(("claimed_twice", "", "x"))
    for reader, scenario in (*scenarios, (doubtful, None)):
        try:
            made = decide(reader, scenario)
        except Exception as refused:  # noqa: BLE001 what is refused is told as well
            yield str(getattr(refused, "message", ""))
            continue
        yield from (str(made.header[name]) for name in ("summary", "stop_if"))
        yield from made.lines["reason"]
        yield from made.changes["difference"].dropna()
        yield from made.changes["note"].dropna()


def _campaigns() -> Iterator[str]:
    """Of random campaigns beside two good ones, their channel raised, lowered, held or frozen."""
    dice = random.Random(7)
    for _ in range(150):
        spend = dice.choice([5, 28, 30, 280, 560])
        one = campaign(
            dice.choice(["x", "x", ""]), spend, dice.choice([None, 0, 1, 3, 20, 40, 60]),
            target=dice.choice([10.0, None]), clicks=dice.choice([5, 100, 200]), shown=dice.choice([500, 20000, 60000]),
            off_target_share=dice.choice([None, 0.25]), result_source=dice.choice(["platform", "crm"]),
            last_spent=dice.choice([date(2026, 6, 11), date(2026, 6, 14)]),
            first_day=dice.choice([date(2026, 3, 1), date(2026, 6, 9)]),
            quarter=dice.choice([None, (max(90, spend), 4)]),
        )  # fmt: skip
        now = sum((each.budget for each in (one, GOOD, FAIR)), Decimal(0)).quantize(Decimal("0.01"))
        terms = dice.choice([{}, {"frozen": True}, {"patience_until": date(2026, 7, 1)}])
        moved = now + dice.choice([Decimal(-3), Decimal(0), Decimal(3)])
        yield from (found.reason for found in acted(one, GOOD, FAIR, current=now, recommended=moved, **terms).values())


def _small_tests() -> Iterator[str]:
    rng = np.random.default_rng(3)
    for _ in range(20):
        spend = rng.uniform(1, 30, size=(4, 2)) * rng.integers(0, 2, size=(1, 2))
        counts = rng.poisson(0.3 * spend)
        for terms in ({}, {"last_day": date(2026, 6, 14)}, {"first_day": date(2026, 6, 15)}, {"comparability": "D"}):
            yield from (one.reason for one in verdict(days(spend, counts), **terms))
    yield from (one.reason for one in verdict(days([[5, 5]], [[4, 2]]), result_metric="revenue"))


def _terms() -> Iterator[str]:
    line = "meta|2026-11-01|2026-11-30"
    then = Terms(
        plan={line: "100.00 EUR, min 5.00"}, limits={"meta": {"least a day": "2.00"}}, money={"kept for tests": "5 %"}
    )
    now = Terms(
        plan={line: "120.00 EUR, max 9.00, locked", f"{line}|contest": "10.00"},
        limits={"meta": {"most a day": "9.00", "frozen": "yes"}},
        money={"kept for tests": "10 %"},
    )
    yield from differences(then, now, AS_OF, {}, {"meta": "Meta"})
    yield from differences(now, then, AS_OF, {}, {"meta": "Meta"})
    against = (Misfit(side="least", nearest=Decimal("12.50"), said=""), Misfit(side="most", nearest=None, said=""))
    yield from (one.cure for one in against)
    yield dont_touch("No exchange rate for USD and GEL between 1 Nov and 3 Nov. Adding it to fx.csv unlocks advice")
    yield dont_touch(
        "Rows with 1,234.00 EUR of its spend, 35 % of four weeks, are held back. smm quarantine list leads to them"
    )


@pytest.mark.parametrize(
    "makers", [_reasons, _recommendations, _campaigns, _small_tests, _terms], ids=lambda one: one.__name__
)
def test_what_is_written_is_found(makers) -> None:
    said = [text for text in makers() if text]
    with speaking("ru"):
        untold = sorted({part for text in said for part in untold_parts(text)})
    assert len(said) >= 9
    assert untold == []
