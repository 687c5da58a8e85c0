"""What `smm explain` prints.

Belongs here: wording of explained numbers and KPIs as lines. Not here: advice (`explained_advice`),
commands (`explain`) or finding out (`smm_assets/explain`).
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from pipelines.cli.terminal import aligned
from smm_assets.report.words import listed, plural

if TYPE_CHECKING:
    from smm_assets.explain import Number, Part
    from smm_assets.explain.kpi import KpiValue


def number_lines(found: "Number", indent: str = "") -> Iterator[str]:
    """A number with what it is made of, line by line."""
    yield f"{indent}{found.metric} of {found.channel} on {found.date:%a %d %b %Y}: {_amount(found.value)}"
    if found.formula:
        yield f"{indent}  = {found.formula}"
    for operand in found.operands:
        yield from number_lines(operand, f"{indent}  ")
    if found.parts:
        yield from (f"{indent}  {line}" for line in _table(found.parts))
        yield f"{indent}  {_sum_line(found)}"
    for part in found.parts:
        for change in part.changes:
            before = f"; before: {change.old_file}" if change.old_file else ""
            yield (
                f"{indent}  changed: {part.what} from {_amount(change.old)} to {_amount(change.new)} by "
                f"{change.new_file}, exported {change.changed_at:%Y-%m-%d %H:%M} UTC{before}"
            )
    for shape in found.shapes:
        used = "used" if shape.is_chosen else "not used"
        amount = f"{_amount(shape.value)} {shape.currency or ''}".rstrip()
        told = f"{plural(shape.rows, 'row')}, {amount} ({shape.reason})"
        yield f"{indent}  {used}: {shape.network} {shape.shape}, {told}"
    for one in found.coverage:
        when = f", last exported {one.exported_at:%Y-%m-%d %H:%M} UTC" if one.exported_at else ""
        yield f"{indent}  known: {one.network} {one.account_id} {one.status}, {plural(one.files, 'file')}{when}"
    yield from (f"{indent}  {remark}" for remark in found.remarks)


def _sum_line(found: "Number") -> str:
    """The rows added up, and whether that is the published number; what has no exchange rate is named beside."""
    unpriced: dict[str, Decimal] = {}
    for part in found.parts:
        if part.is_unpriced and part.currency and part.original is not None:
            unpriced[part.currency] = unpriced.get(part.currency, Decimal(0)) + part.original
    head = f"sum of {plural(len(found.parts), 'row')} {_amount(found.total)}"
    if unpriced:
        amounts = listed([f"{_amount(amount)} {currency}" for currency, amount in sorted(unpriced.items())])
        return f"{head}: {amounts} without an exchange rate"
    if found.total is None:
        return f"{head}: no row reports it"
    return f"{head}: {'adds up exactly' if found.ties else f'differs from the published {_amount(found.value)}'}"


def _table(parts: Sequence["Part"]) -> list[str]:
    header = ["value", "row", "as exported", "file", "line", "exported (UTC)", "cell"]
    rows = [
        [
            _amount(part.value),
            part.what + (" (residual: levels tie)" if part.is_residual else ""),
            _original(part),
            part.file or "",
            "" if part.row_number is None else str(part.row_number),
            f"{part.exported_at:%Y-%m-%d %H:%M}" if part.exported_at else "",
            _cell(part),
        ]
        for part in parts
    ]
    return aligned(header, rows, right=(0, 4))


def _original(part: "Part") -> str:
    if part.original is None or part.currency is None:
        return ""
    rate = f" × {part.value / part.original:.6f}" if part.value is not None and part.original else ""
    return f"{_amount(part.original)} {part.currency}{rate if part.value != part.original else ''}"


def _cell(part: "Part") -> str:
    if part.cell is not None:
        return f"{part.cell.heading}: {part.cell.text}"
    if part.older:
        return "from an older export; this one does not report it"
    if part.is_residual:
        return "what its export reports beyond the other rows"
    return "a sum over a breakdown; its first line is named" if part.is_sum and part.file else ""


def _amount(value: Decimal | None) -> str:
    if value is None:
        return "unknown"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def kpi_definition(found: "KpiValue") -> Iterator[str]:
    """What a KPI is, line by line: formula, unit, thresholds, sample, owner, and where its metrics come from."""
    better = "higher" if found.direction == "up" else "lower"
    yield f"{found.kpi}, {found.title}: {found.formula}"
    owner = f", owner {found.owner}" if found.owner else ""
    sample = listed([f"{_ratio(number)} {name}" for name, number in sorted(found.min_sample.items())])
    yield f"  unit {found.unit}, {better} is better, judged from {sample}{owner}"
    levels = (("target", found.target), ("warn", found.warn), ("breach", found.breach))
    told = [f"{name} {_ratio(number)}" for name, number in levels if number is not None]
    yield f"  {', '.join(told) or 'no target'}"
    yield from (f"  {line}" for line in found.made_from)


def kpi_lines(found: "KpiValue") -> Iterator[str]:
    """A KPI of one channel and window, line by line."""
    where = f"{found.channel} {found.campaign}".rstrip()
    yield f"{found.kpi} of {where}, {found.window} ({found.window_start} to {found.window_end}): {_ratio(found.value)}"
    target = "no target" if found.target is None else f"target {_ratio(found.target)}, {found.status}"
    enough = "" if found.sample_ok else ", too little to judge"
    yield f"  {found.formula}: {_ratio(found.numerator)} / {_ratio(found.denominator)}"
    yield f"  {target}{enough}"
    yield f"  {found.days_used} days count, {len(found.left_out)} do not"
    if not found.ties:
        yield "  the published sums differ from these: the tables are older than kpis.yml; run smm run"
    for one in found.left_out:
        yield f"    {one.date}: unknown {', '.join(one.unknown)}"


def _ratio(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.6g}"
