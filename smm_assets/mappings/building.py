"""A checked mapping as the very report and network a folder of code would describe, so that the same engine reads it.

Belongs here: that translation. Not here: checking (`reading`, `checking`) and bringing both kinds together
(`smm_assets/registry.py`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from smm_assets.ingest.contract import NOT_REPORTED, Field, Report, Signature
from smm_assets.ingest.contract import Totals as ReportTotals
from smm_assets.ingest.habits import Network
from smm_assets.mappings.canonical import TABLES, metric_of
from smm_assets.mappings.model import Column, MappingFile
from smm_assets.mappings.reading import Mapped
from smm_assets.schema import AUDIENCE, POST

_SNAPSHOTS = (POST, AUDIENCE)  # without days of their own they speak of the day they arrived


@dataclass(frozen=True, kw_only=True)
class Built:
    """What the mappings of a project add: networks by value (those the software knows left out) and reports."""

    networks: Mapping[str, Network]
    reports: tuple[Report, ...]


def built(mapped: Sequence[Mapped], known: Mapping[str, Network]) -> Built:
    """Reports of all good mappings; networks of all, so far as they can be told. known: networks of the code."""
    groups: dict[str, list[Mapped]] = {}
    for one in mapped:
        if one.network not in known:
            groups.setdefault(one.network, []).append(one)
    networks = {value: _network(value, group) for value, group in groups.items()}
    reports = tuple(report_of(one, one.says) for one in mapped if one.says is not None)
    return Built(networks=networks, reports=reports)


def _network(value: str, group: Sequence[Mapped]) -> Network:
    """The habits of a network from all files that speak of it; a file with mistakes still tells its channel."""
    good = [one.says for one in group if one.says is not None]
    kinds = {_kind(says.report) for says in good}
    kind: Literal["ads", "organic", "outcome", "mixed"] = kinds.pop() if len(kinds) == 1 else "mixed"
    label = _first(good, "label", value)
    channels = dict.fromkeys(one.channel for one in group if one.carries_media)
    clicks = "link" if any("link_clicks" in says.columns for says in good) else "all"
    return Network(
        value=value,
        label=label,
        kind=kind,
        channel_rules=tuple((channel, {}) for channel in channels),
        channel_labels={value: label} if value in channels else {},
        objective=_first(good, "objective", "sales"),
        outcome_sources=_first(good, "outcome_sources", ()),
        click_kind=_first(good, "click_kind", clicks),
        measured_by=_first(good, "measured_by", "platform"),
    )


def _first(good: Sequence[MappingFile], key: str, otherwise: Any) -> Any:
    return next((value for says in good if (value := getattr(says, key)) is not None), otherwise)


def _kind(report: str) -> Literal["ads", "organic", "outcome"]:
    return "ads" if report.startswith("ads") else "outcome" if report == "outcome" else "organic"


def report_of(mapped: Mapped, says: MappingFile) -> Report:
    """The export of one mapping file, as the engine reads it."""
    table, fields = TABLES[says.report], tuple(_fields(says))
    constants: dict[str, str | bool | Decimal] = {name: _exact(value) for name, value in says.constants.items()}
    return Report(
        network=mapped.network,
        report=says.report,
        name=mapped.name,
        title=says.title or f"{says.label or mapped.network}: {mapped.name}",
        table=table,
        fields=fields,
        signature=_signature(says, fields),
        totals=_totals(says),
        missing=(*NOT_REPORTED, *says.missing),
        constants=constants | ({"level": says.level} if says.level else {}),
        trailer=says.trailer,
        needs_period=table not in _SNAPSHOTS,
        file_period=(says.period_in_name,) if says.period_in_name else (),
        row_limit=says.row_limit,
        decimal="" if says.decimal == "auto" else says.decimal,
        day_order="" if says.dates == "auto" else says.dates,
        home_currency=says.currency,
        advice=_advice(mapped),
    )


def _totals(says: MappingFile) -> ReportTotals:
    found = says.totals
    return ReportTotals(label=found.label, control=found.control or found.label) if found else ReportTotals()


def _exact(value: str | bool | int) -> str | bool | Decimal:
    return value if isinstance(value, str | bool) else Decimal(value)


def _fields(says: MappingFile) -> Iterator[Field]:
    for key, columns in says.columns.items():
        metric = metric_of(says.report, key)
        for column in columns:
            yield _field("value" if metric else key, {"metric": metric} if metric else {}, column)
    if says.unsupported:
        yield Field(to="unsupported", names=says.unsupported, if_several=True)


def _field(to: str, fact: Mapping[str, str], column: Column) -> Field:
    return Field(
        to=to,
        names=column.names,
        missing=column.missing,
        default=column.default,
        values=column.values,
        piece=column.piece,
        fact={**fact, **column.fact},
        scale="" if column.scale in (None, 1) else f"{column.scale:f}",
        duration=column.duration,
        percent=column.percent or "",
    )


def _signature(says: MappingFile, fields: Sequence[Field]) -> Signature:
    """An export has all needed columns, or all names of `header` where the mapping gives them."""
    if says.header:
        return Signature(needs=(), all_of=says.header)
    columns = [column for group in says.columns.values() for column in group]
    needed = [field.target for field, column in zip(fields, columns, strict=False) if column.needed]
    return Signature(needs=tuple(dict.fromkeys(needed)) or (fields[0].target,))


def _advice(mapped: Mapped) -> dict[str, str]:
    file = mapped.document.file if mapped.document else mapped.name
    return {
        "again": "Correct what the cells hold, or what the mapping says of them, and drop the file in again",
        "day": f"Export it by day if the network can, and map the day in {file}",
        "ids": f"Export it with ids and map them in {file}: names can change, ids cannot",
        "account": "Declare the account in smm.yaml, or map account_id",
        "currency": f"Say currency: in {file}, map a column currency, or declare the account in smm.yaml",
        "period": f"Export it by day, or say period_in_name: in {file} where the file name states the days",
        "unsupported": "Export it again without that breakdown",
        "numbers": f"Say decimal: in {file} as the export writes its numbers",
        "day_order": f"Say dates: in {file} as the export writes its days",
        "share_unit": f"Say percent: percent or fraction for that column in {file}",
    }
