"""Definitions of KPIs in words: what people read of a KPI, as lines of a table and as Markdown.

Belongs here: wording of definitions. Not here: values (`explain`) or the page of the reference (`catalogue`).
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from smm_assets.kpis.definition import Kpi

_BETTER = {"up": "higher", "down": "lower"}
_HEAD = ("KPI", "formula", "unit", "better", "target, warn, breach", "judged from", "reads", "owner")


def definitions(kpis: Sequence[Kpi]) -> str:
    """Markdown: a table with a row for each KPI."""
    return "\n".join(table(_HEAD, (_row(kpi) for kpi in kpis)))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(' '.join(cell.split()).replace('|', chr(92) + '|') for cell in line)} |" for line in lines]


def thresholds(kpi: Kpi) -> str:
    """Target, warn and breach in words; empty without a target."""
    given = (("", kpi.target), ("warn ", kpi.warn), ("breach ", kpi.breach))
    return ", ".join(f"{name}{plain(number)}" for name, number in given if number is not None)


def sample(kpi: Kpi) -> str:
    """From how much on the value may be judged, in words."""
    return ", ".join(f"{plain(number)} {name}" for name, number in sorted(kpi.min_sample.items()))


def better(kpi: Kpi) -> str:
    return _BETTER[kpi.direction]


def plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def made_from(kpi: Kpi, origins: Mapping[str, Sequence[str]]) -> list[str]:
    """Each metric of the formula with the columns it is made from: "spend: raw.ad_delivery.spend_original"."""
    return [f"{name}: {', '.join(origins[name])}" for name in kpi.ratio.metrics if origins.get(name)]


def _row(kpi: Kpi) -> tuple[str, ...]:
    reads = f"{kpi.level}_daily: {', '.join(kpi.ratio.metrics)}"
    formula = f"`{kpi.formula}`"
    return (f"`{kpi.name}`", formula, kpi.unit, better(kpi), thresholds(kpi), sample(kpi), reads, kpi.owner)
