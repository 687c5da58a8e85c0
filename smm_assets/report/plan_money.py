"""What a plan period holds in total: planned, spent, left.

Belongs here: sums over the lines of one period, for every page. Not here: reading the lines (`money.py`) or wording.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from smm_assets.report.facts import Pacing

NOTHING = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class PlanMoney:
    """Sums of the lines of one period. budget, left: None when nothing is planned; spent holds estimated.

    unplanned: what was spent on lines without a plan; it does not diminish what is left. unknown: lines of whose spend
    nothing is known, which counts as nothing; is_known: whether anything is known of any line.
    """

    budget: Decimal | None
    spent: Decimal
    estimated: Decimal
    unplanned: Decimal
    left: Decimal | None
    unknown: tuple[Pacing, ...] = ()
    is_known: bool = True


def plan_money(lines: Iterable[Pacing]) -> PlanMoney:
    """Sums of these lines; amounts that are not known count as nothing, and are told in `unknown`."""
    lines = list(lines)
    planned = [line for line in lines if line.budget is not None]
    spent, within = _spent(lines), _spent(planned)
    unknown = tuple(line for line in lines if line.status == "no_data" and line.spend is None and not line.estimated)
    budget = sum((line.budget or NOTHING for line in planned), NOTHING) if planned else None
    return PlanMoney(
        budget=budget,
        spent=spent,
        estimated=sum((line.estimated or NOTHING for line in lines), NOTHING),
        unplanned=spent - within,
        left=None if budget is None else budget - within,
        unknown=unknown,
        is_known=len(unknown) < len(lines) or not lines,
    )


def _spent(lines: Iterable[Pacing]) -> Decimal:
    return sum(((line.spend or NOTHING) + (line.estimated or NOTHING) for line in lines), NOTHING)
