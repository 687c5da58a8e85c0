"""What a KPI is: its formula as a ratio of linear sums, its target and when it may be judged.

Belongs here: the frozen types. Not here: reading YAML (`read`), parsing formulas (`formula`) or SQL (`compile`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

CONSTANT = ""


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


@dataclass(frozen=True, kw_only=True)
class Kpi:
    """One KPI. direction: up when higher is better; warn: bad beyond it; minimum: metric → least sum."""

    name: str
    title: str
    formula: str
    ratio: Ratio
    unit: str
    direction: Literal["up", "down"]
    description: str = ""
    level: Literal["channel", "campaign"] = "channel"
    target: Decimal | None = None
    warn: Decimal | None = None
    minimum: Mapping[str, Decimal] = field(default_factory=dict)
