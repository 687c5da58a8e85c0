"""What must hold of the rows of kpi_values, compiled from the definitions.

Belongs here: checks of the table and one or two of each KPI. Not here: running them (`sqlmodels.audit`).
"""

from collections.abc import Iterator, Sequence

from smm_assets.kpis.definition import Kpi
from smm_assets.kpis.thresholds import never_negative
from smm_assets.sqlmodels.model import Check
from smm_assets.warehouse.columns import literal

STATUSES = ("good", "watch", "bad", "breach", "no_target", "no_data")
_FILLED = ("as_of", "window", "channel", "kpi", "status", "sample_ok")
_DIVIDED = "value IS NULL OR ABS(value * denominator - numerator) <= 0.000001 * (1 + ABS(numerator))"


def kpi_checks(kpis: Sequence[Kpi]) -> tuple[Check, ...]:
    """Checks of the table, then of each KPI: never below 0 where its formula cannot be, no judged value in breach."""
    table = (
        *(Check(kind="not_null", columns=(name,)) for name in _FILLED),
        Check(kind="accepted", columns=("status",), values=STATUSES),
        Check(kind="expression", text=_DIVIDED),
        Check(kind="expression", text="denominator IS NULL OR denominator <> 0 OR value IS NULL"),
    )
    return (*table, *(check for kpi in kpis for check in _own(kpi)))


def _own(kpi: Kpi) -> Iterator[Check]:
    other = f"kpi <> {literal(kpi.name)}"
    if never_negative(kpi.ratio):
        yield Check(kind="expression", text=f"{other} OR value IS NULL OR value >= 0", severity="warn")
    if kpi.breach is not None:
        yield Check(kind="expression", text=f"{other} OR status <> 'breach' OR NOT sample_ok", severity="warn")
