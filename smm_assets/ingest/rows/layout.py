"""Which columns of a part feed which canonical columns, grouped by what they are.

Belongs here: the roles of columns. Not here: reading their cells.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from smm_assets import schema
from smm_assets.ingest.contract import Report
from smm_assets.ingest.recognition.headers import Source
from smm_assets.schema.metrics import METRICS

PERIOD_TARGETS = ("day", "period_start", "period_end", "day_hour", "date_range")
LEVELS = ("account", "campaign", "ad_group", "ad")
BREAKDOWNS = schema.BREAKDOWNS
NUMERIC = ("money", "decimal", "share", "count")


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The known columns of one table. width: cells up to the last one that has a heading."""

    report: Report
    header: tuple[str, ...]
    sources: tuple[Source, ...]

    @cached_property
    def table(self) -> schema.RawTable:
        """The raw table the report feeds."""
        return self.report.table

    @cached_property
    def kinds(self) -> dict[str, schema.Kind]:
        """Kind of every canonical column and of every fact's target."""
        kinds = {column.name: column.kind for column in self.table.columns}
        return kinds | {source.to: kinds[source.field.to] for source in self.facts}

    @cached_property
    def facts(self) -> list[Source]:
        """Columns that each become a row of their own."""
        return [source for source in self.sources if source.field.fact]

    @cached_property
    def width(self) -> int:
        """Number of cells a full record has at least."""
        filled = [index for index, cell in enumerate(self.header) if cell.strip()]
        return filled[-1] + 1 if filled else 0

    @cached_property
    def by_target(self) -> dict[str, list[Source]]:
        """Columns of each target, in order of preference."""
        found: dict[str, list[Source]] = {}
        for source in self.sources:
            found.setdefault(source.to, []).append(source)
        return found

    @cached_property
    def numeric(self) -> list[Source]:
        """Columns whose target is a number."""
        return [source for source in self.sources if self.kinds.get(source.to) in NUMERIC]

    @cached_property
    def periods(self) -> list[Source]:
        """Columns that say when."""
        return [source for source in self.sources if source.to in PERIOD_TARGETS]

    @cached_property
    def moments(self) -> list[Source]:
        """Columns of moments, such as when a post was published."""
        return [source for source in self.sources if self.kinds.get(source.to) == "moment"]

    @cached_property
    def born(self) -> list[tuple[Source, Callable[[str], datetime | None]]]:
        """Columns that tell, beside what they hold, when their subject came to be, with how it is read."""
        return [(source, source.field.born) for source in self.sources if source.field.born]

    @cached_property
    def shares(self) -> list[Source]:
        """Columns of shares, whose unit the whole column has to tell."""
        return [source for source in self.sources if self.kinds.get(source.to) == "share"]

    @cached_property
    def texts(self) -> list[Source]:
        """Columns that stay text, currency included."""
        return [source for source in self.sources if self.kinds.get(source.to) == "text"]

    @cached_property
    def flags(self) -> list[Source]:
        """Columns of yes and no."""
        return [source for source in self.sources if self.kinds.get(source.to) == "flag"]

    @cached_property
    def money(self) -> list[Source]:
        """Columns of money."""
        return [source for source in self.sources if self.kinds.get(source.to) == "money"]

    @cached_property
    def entities(self) -> list[Source]:
        """Columns that name campaign, ad group or ad; where there are none, those that name account or breakdown."""
        names = {f"{level}_{part}" for level in LEVELS[1:] for part in ("id", "name")}
        found = [source for source in self.sources if source.to in names]
        if found or self.table.name != schema.AD_DELIVERY.name:
            return found
        return [source for source in self.sources if source.to in ("account_id", "account_name", *BREAKDOWNS)]

    @cached_property
    def additive(self) -> list[str]:
        """Measures that may be added up, in table order."""
        return self.table.names("measure")

    @cached_property
    def summed(self) -> dict[str, str]:
        """Targets whose cells may be added up, with the name their sum goes by: a metric's, else the column's."""
        found = {name: name for name in self.additive if name in self.by_target}
        for source in self.facts:
            metric = METRICS.get(source.field.fact.get("metric", ""))
            if metric.is_additive if metric else source.field.to in self.additive:
                found[source.to] = metric.name if metric else source.field.to
        return found

    @cached_property
    def settled(self) -> dict[str, str | bool | Decimal]:
        """Canonical columns with one value for every row: of the report, and of the columns that are there."""
        found: dict[str, str | bool | Decimal] = dict(self.report.constants)
        for source in self.sources:
            found |= source.field.sets
        return found

    @cached_property
    def silent(self) -> set[int]:
        """Positions of columns that hold measures: never searched for the words of a totals row."""
        return {source.index for source in self.numeric}
