"""The exploration share: money a day that stays out of what is split, for trying something new.

Belongs here: how much it is. Not here: what running tests keep inside channels (`floors`), words (`words`).

It is `decision.exploration_share` of the day's money, less the money of declared running tests, which their channels
keep. It gives way to held and frozen channels and to the user's own least amounts.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal

from smm_assets.decisions.asking import Question
from smm_assets.decisions.bounds import fixed_channels
from smm_assets.decisions.cents import CENT, cents
from smm_assets.decisions.inputs import Inputs
from smm_assets.decisions.period import Period


def with_kept(period: Period, question: Question) -> Period:
    """The period with the exploration share kept. What plan lines have left for channels is less by the same share."""
    share = Decimal(str(question.inputs.exploration_share))
    wanted, in_tests = cents(period.per_day * share), _in_tests(question.inputs)
    if not wanted:
        return period
    kept = max(Decimal(0), min(wanted - in_tests, period.per_day - _needed(question)))
    left = {name: amount * (1 - kept / period.per_day) for name, amount in period.left.items()}
    return replace(period, kept=kept, wanted=wanted, in_tests=in_tests, left=left)


def _in_tests(inputs: Inputs) -> Decimal:
    """Money a day of the declared tests that run, as far as their channels spend it."""
    return sum((cents(min(state.test_daily or 0.0, state.current)) for state in inputs.channels), Decimal(0))


def channels_money(header: Mapping[str, object]) -> Decimal:
    """Money a day for the channels of a recorded recommendation: all of it but what is kept for tests."""
    kept = header.get("kept_for_tests")
    return cents(header["total_per_day"]) - (Decimal(0) if kept is None or kept != kept else cents(kept))


def _needed(question: Question) -> Decimal:
    """What channels that may not move spend, and the user's least of the others."""
    fixed = fixed_channels(question.inputs, question.holds, question.scenario)
    needed = Decimal(0)
    for state in question.inputs.channels:
        low, _ = question.own[state.channel]
        needed += cents(state.current) if state.channel in fixed else (low or Decimal(0)).quantize(CENT, ROUND_CEILING)
    return needed
