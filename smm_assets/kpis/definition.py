"""What a KPI is: its formula as a ratio of linear sums, its unit, its target and when it may be judged.

Belongs here: the frozen types. Not here: reading YAML (`read`), parsing formulas (`formula`), units or SQL (`compile`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

CONSTANT = ""
DAYS = "days"
Unit = Literal["money", "count", "ratio", "days"]
Direction = Literal["up", "down"]
Level = Literal["channel", "campaign"]


@dataclass(frozen=True)
class Linear:
    """A sum of metrics with factors; the factor of the empty name is a plain number."""

    factors: Mapping[str, Decimal]

    @property
    def metrics(self) -> tuple[str, ...]:
        return tuple(sorted(name for name in self.factors if name != CONSTANT))

    @property
    def constant(self) -> Decimal | None:
        """The number this is, None when it holds metrics."""
        return None if self.metrics else self.factors.get(CONSTANT, Decimal(0))

    def plus(self, other: "Linear", sign: int = 1) -> "Linear":
        names = {*self.factors, *other.factors}
        summed = {
            name: self.factors.get(name, Decimal(0)) + sign * other.factors.get(name, Decimal(0)) for name in names
        }
        return Linear({name: factor for name, factor in sorted(summed.items()) if factor})

    def times(self, number: Decimal) -> "Linear":
        return Linear({name: factor * number for name, factor in self.factors.items() if factor * number})


@dataclass(frozen=True)
class Ratio:
    """One linear sum over another; a bottom of 1 means a plain sum."""

    top: Linear
    bottom: Linear

    @property
    def metrics(self) -> tuple[str, ...]:
        return tuple(sorted({*self.top.metrics, *self.bottom.metrics}))

    @property
    def columns(self) -> tuple[str, ...]:
        """Metrics that are columns of the daily table: all but the number of days."""
        return tuple(name for name in self.metrics if name != DAYS)


@dataclass(frozen=True, kw_only=True)
class Kpi:
    """One KPI. unit: as written, a word for what is counted included; kind: the unit its formula gives.

    direction: up when higher is better. target: good from here; warn: bad beyond it; breach: no longer acceptable
    beyond it. min_sample: metric → least sum over the days that count. owner: who answers for it.
    """

    name: str
    title: str
    formula: str
    ratio: Ratio
    unit: str
    kind: Unit
    direction: Direction
    min_sample: Mapping[str, Decimal]
    description: str = ""
    owner: str = ""
    level: Level = "channel"
    target: Decimal | None = None
    warn: Decimal | None = None
    breach: Decimal | None = None
