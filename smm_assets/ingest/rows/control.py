"""Sums of the accepted rows against the file's own totals row.

Belongs here: adding up and comparing. Not here: recognising totals rows (`totals`).
"""

from collections import Counter
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.errors import FileRefused, Problem
from smm_assets.ingest.recognition.headers import Source
from smm_assets.ingest.rows.decide import Decisions
from smm_assets.ingest.rows.layout import Layout
from smm_assets.ingest.rows.numbers import decimals_shown
from smm_assets.ingest.rows.reading import Batch, Control, Summary
from smm_assets.ingest.rows.records import Chunk
from smm_assets.ingest.rows.survey import Survey
from smm_assets.ingest.text.dates import Period

SMALLEST = Decimal("0.01")
LOOK = "Look at the rejected rows; if there are none, export the report again"


class Tally:
    """Running sums, control totals and extents of one part."""

    def __init__(self, layout: Layout, found: Survey, decisions: Decisions, stated: Period | None) -> None:
        self.layout = layout
        self.survey = found
        self.decisions = decisions
        self.stated = stated
        self.sums: dict[str, Decimal] = {}
        self.control: dict[str, Decimal] = {}
        self.control_line = 0
        self.instead: tuple[int, dict[str, Decimal]] = (0, {})
        self.totals_rows: list[int] = []
        self.counts: Counter[str] = Counter()
        self.values: dict[str, set[object]] = {}

    def totals(
        self, chunk: Chunk, columns: dict[str, pa.Array], totals: np.ndarray, claims: tuple[np.ndarray, np.ndarray]
    ) -> None:
        """Keep line numbers of totals rows and the numbers of the first one with any that claims to be the sum.

        claims: rows that claim it, and rows believed where no other does.
        """
        self.totals_rows += [int(line) for line in chunk.lines[totals]]
        claimed, instead = (np.flatnonzero(rows) for rows in claims)
        for position in claimed:
            if not self.control:
                self.control_line, self.control = self._numbers(chunk, columns, int(position))
        for position in instead:
            if not self.instead[1]:
                self.instead = self._numbers(chunk, columns, int(position))

    def _numbers(self, chunk: Chunk, columns: dict[str, pa.Array], position: int) -> tuple[int, dict[str, Decimal]]:
        """Line number and additive numbers of one record."""
        values = {name: columns[target][position].as_py() for target, name in self.layout.summed.items()}
        return int(chunk.lines[position]), {name: Decimal(value) for name, value in values.items() if value is not None}

    def rows(self, rows: pa.Table) -> None:
        """Add the accepted rows of a batch; values that may not be added up stay out."""
        if "metric" in rows.column_names:
            summed = rows.select(["metric", "value"]).filter(pc.fill_null(rows["is_additive"], False))
            summed = summed.set_column(1, "value", summed["value"].cast(pa.decimal128(38, 6)))
            sums = summed.group_by("metric").aggregate([("value", "sum")]).sort_by("metric")
            for metric, total in zip(sums["metric"].to_pylist(), sums["value_sum"].to_pylist(), strict=True):
                self._add(str(metric), total)
        else:
            for name in self.layout.additive:
                self._add(name, pc.sum(rows[name]).as_py())
        for name in ("grain", "account_id", "currency", "period_start", "period_end"):
            if name in rows.column_names:
                self.values.setdefault(name, set()).update(pc.unique(rows[name]).drop_null().to_pylist())

    def _add(self, name: str, total: Decimal | int | None) -> None:
        if total is not None:
            self.sums[name] = self.sums.get(name, Decimal(0)) + Decimal(total)

    def counted(self, batch: Batch) -> None:
        """Account for the records of a batch."""
        self.counts["read"] += batch.rows_read
        self.counts["skipped"] += batch.rows_skipped_total
        self.counts["accepted"] += batch.rows_accepted
        self.counts["rejected"] += batch.rows_rejected
        self.counts["duplicates"] += int((batch.rejected["rule"] == "duplicate_key").sum())

    def conclude(self, summary: Summary, name: str, part: str, *, whole: bool = True) -> None:
        """Write the final figures and findings into the summary; no sums where not the whole table was looked at."""
        summary.rows_read = self.counts["read"]
        summary.rows_skipped_total = self.counts["skipped"]
        summary.rows_accepted = self.counts["accepted"]
        summary.rows_rejected = self.counts["rejected"]
        if not self.control:
            self.control_line, self.control = self.instead
        summary.sums, summary.control, summary.totals_rows = self.sums, self.control, self.totals_rows
        seen = {key: sorted(map(str, values)) for key, values in self.values.items()}
        grains = seen.get("grain", [])
        summary.grain = grains[0] if len(grains) == 1 else ("mixed" if grains else "")
        summary.account_id = "+".join(seen.get("account_id", []))
        summary.currency = "+".join(seen.get("currency", [])) if self.layout.money else ""
        starts, ends = self.values.get("period_start", set()), self.values.get("period_end", set())
        if self.stated:
            starts, ends = starts | {self.stated[0]}, ends | {self.stated[1]}
        summary.period_start = min(starts) if starts else None  # type: ignore[type-var, assignment]
        summary.period_end = max(ends) if ends else None  # type: ignore[type-var, assignment]
        where = f"{name} {part}".strip()
        self._note_excerpt(summary, where)
        if whole:
            self._compare(summary, where)
        else:
            summary.sums, summary.control = {}, {}

    def _tolerance(self, metric: str) -> Decimal:
        if self.layout.kinds.get(metric) == "count":
            return SMALLEST
        finest = Decimal(0)
        for source in self._sources(metric):
            counts = self.survey.shapes.get(source.index, Counter())
            shown = decimals_shown(counts, self.decisions.decimals[source.index])
            finest = max(finest, Decimal(10) ** -shown * Decimal(source.field.scale or 1))
        return max(SMALLEST, Decimal("0.5") * finest * self.survey.rows)

    def _sources(self, metric: str) -> list[Source]:
        targets = [target for target, name in self.layout.summed.items() if name == metric]
        return [source for target in targets for source in self.layout.by_target[target]]

    def _compare(self, summary: Summary, where: str) -> None:
        both = [name for name in dict.fromkeys(self.layout.summed.values()) if name in self.control]
        if not both:
            return
        metric = "spend_original" if "spend_original" in both else both[0]
        summary.control_metric, summary.control_total = metric, self.control[metric]
        summary.control_difference = self.sums.get(metric, Decimal(0)) - self.control[metric]
        self._refuse_a_cut_page(both)
        compared = [self._control(name, summary.rows_rejected) for name in both]
        reason = "" if summary.rows_rejected else self._left_out()
        below = [one for one in compared if reason and not one.holds and one.total < one.stated]
        for found in (one for one in compared if one not in below):
            summary.controls.append(found)
            if not found.holds:
                summary.problems.append(
                    Problem(
                        where=f"{where} line {found.line}, {found.metric}",
                        seen=found.seen,
                        expected=found.expected,
                        cure=self.layout.report.advice.get("totals", LOOK),
                        severity="warning",
                    )
                )
        if below:
            shown = ", ".join(f"{one.total.normalize():f} of {one.stated.normalize():f} {one.metric}" for one in below)
            seen = f"the rows hold {shown}, as the file's own totals row counts them"
            at = f"{where} line {self.control_line}"
            summary.problems.append(Problem(where=at, seen=seen, cure=f"No fault: {reason}", severity="warning"))

    def _control(self, name: str, rejected: int) -> Control:
        return Control(
            metric=name,
            line=self.control_line,
            total=self.sums.get(name, Decimal(0)),
            stated=self.control[name],
            tolerance=self._tolerance(name),
            rejected=rejected,
        )

    def _left_out(self) -> str:
        """Why the rows may add up to less than the total; "" where nothing says so."""
        said = f"the file says '{self.survey.excerpt}'" if self.survey.excerpt else ""
        return said or self.layout.report.totals.above

    def _note_excerpt(self, summary: Summary, where: str) -> None:
        summary.excerpt = self.survey.excerpt
        if self.survey.excerpt:
            cure = self.layout.report.advice.get("limit", "Export shorter periods if the rest is needed")
            seen = f"the network left rows out: '{self.survey.excerpt}'"
            summary.problems.append(Problem(where=where, seen=seen, cure=cure, severity="warning"))

    def _refuse_a_cut_page(self, both: list[str]) -> None:
        report = self.layout.report
        if not report.page_limit or self.counts["read"] - self.counts["skipped"] != report.page_limit:
            return
        for name in both:
            total, total_of_rows = self.control[name], self.sums.get(name, Decimal(0))
            if total - total_of_rows > self._tolerance(name):
                raise FileRefused(
                    f"the file is cut off at {report.page_limit} rows: they add up to {total_of_rows:f} {name}, "
                    f"its own totals row says {total:f}",
                    cure=report.advice.get("totals", LOOK),
                )
