"""A recognised part to canonical rows: the whole second half of reading an export.

Belongs here: the order of the steps. Not here: any of the steps.
"""

import itertools
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets import schema
from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import FileContext
from smm_assets.ingest.recognition.examine import Part
from smm_assets.ingest.recognition.refusals import AGAIN
from smm_assets.ingest.rows import damage
from smm_assets.ingest.rows.arrays import constant, series
from smm_assets.ingest.rows.control import Tally
from smm_assets.ingest.rows.convert import ARROW, canonical
from smm_assets.ingest.rows.decide import Decisions, decide, report_value
from smm_assets.ingest.rows.identity import Identity
from smm_assets.ingest.rows.layout import Layout
from smm_assets.ingest.rows.melting import described, melted, whole_records
from smm_assets.ingest.rows.reading import Batch, Summary
from smm_assets.ingest.rows.records import Chunk
from smm_assets.ingest.rows.retirement import Retirement
from smm_assets.ingest.rows.snapshots import settled_posts
from smm_assets.ingest.rows.spool import CHUNK_ROWS, Records, records_of
from smm_assets.ingest.rows.survey import Survey, survey
from smm_assets.ingest.rows.totals import control_masks, totals_mask

UNSTORED = ("file_id", "loaded_at")
PROBED_ROWS = 50


class PartReading:
    """A part that can be read. Its batches may be iterated again; the summary of a long part then starts anew."""

    def __init__(
        self, part: Part, layout: Layout, found: Survey, decisions: Decisions, context: FileContext, records: Records
    ) -> None:
        self.part = part
        self.layout = layout
        self.survey = found
        self.decisions = decisions
        self.context = context
        self.records = records
        self.summary = self._summary()
        self._read: list[Batch] | None = None

    def _summary(self) -> Summary:
        report, decisions = self.layout.report, self.decisions
        return Summary(
            network=report.network,
            report=report_value(self.layout, decisions),
            report_name=report.name,
            level=decisions.level if self.layout.table is schema.AD_DELIVERY else "",
            account_name=decisions.account_name,
            encoding=self.part.encoding,
            locale=self.part.locale,
            exported_at=decisions.exported_at,
            exported_at_basis=decisions.exported_at_basis,
            problems=[*decisions.problems, *damage.open_end(self.part, self.layout, self.survey)],
            evidence=decisions.evidence,
        )

    @property
    def is_long(self) -> bool:
        """Whether there is more than one batch."""
        return self.survey.records > CHUNK_ROWS

    def batches(self) -> Iterator[Batch]:
        """The part's rows, chunk by chunk; the result does not depend on the size of the chunks."""
        yield from self._batches() if self._read is None else self._read

    def _batches(self) -> Iterator[Batch]:
        self.summary = self._summary()
        identity = Identity(self.layout, self.decisions)
        self.summary.shape, self.summary.shape_rank = identity.shape, identity.rank
        tally = Tally(self.layout, self.survey, self.decisions, self.part.preamble.period)
        retirement = Retirement(self.layout.report, dated=self.decisions.exported_at_basis != "arrival")
        for chunk in self.records:
            yield self._batch(chunk, identity, tally, retirement)
        tally.conclude(self.summary, self.context.name, self.part.part, whole=self.part.sampled is None)
        self.summary.problems += retirement.problems(f"{self.context.name} {self.part.part}".strip())

    def probe(self) -> None:
        """Run the report's own hook, so that what it refuses is refused before anything is stored.

        On a few rows of a long part; a short one is read, which takes little longer, and what was read is kept.
        """
        if not self.is_long:
            self._read = list(self._batches())
            return
        for chunk in itertools.islice(self.records, 1):
            chunk = next(chunk.slices(PROBED_ROWS))
            columns, faults = canonical(chunk, self.layout, self.decisions, self.context.publisher)
            columns, faults = melted(columns, faults, self.layout)
            self._finished({**columns, **self._origin(faults.chunk)})

    def _origin(self, chunk: Chunk) -> dict[str, pa.Array]:
        """Columns that say where a row came from."""
        count, decisions = len(chunk), self.decisions
        return {
            "network": constant(self.layout.report.network, count),
            "report": constant(self.summary.report, count),
            "part": constant(self.part.part, count),
            "row_number": pa.array(chunk.lines),
            "exported_at": constant(decisions.exported_at, count, ARROW["moment"]),
            "exported_at_basis": constant(decisions.exported_at_basis, count),
        }

    def _batch(self, chunk: Chunk, identity: Identity, tally: Tally, retirement: Retirement) -> Batch:
        totals = totals_mask(chunk, self.layout)
        columns, faults = canonical(chunk, self.layout, self.decisions, self.context.publisher)
        tally.totals(chunk, columns, totals, control_masks(chunk, self.layout, totals))
        columns, faults = melted(columns, faults, self.layout)
        skipped = np.isin(faults.chunk.lines, chunk.lines[totals]) if self.layout.facts else totals
        columns = self._finished({**columns, **self._origin(faults.chunk)})
        columns = settled_posts(described(columns, self.decisions.currency), self.layout)
        identity.assign(columns, faults, ~skipped & ~faults.bad)
        if self.layout.facts or self.part.is_reshaped:
            whole_records(faults)
        accepted = ~skipped & ~faults.bad
        rows = self._rows(retirement.apply(columns), accepted)
        rejected = faults.frame(skipped)
        tally.rows(rows)
        batch = Batch(
            rows=rows,
            rejected=rejected,
            rows_read=_records(chunk.lines),
            rows_skipped_total=_records(chunk.lines[totals]),
        )
        tally.counted(batch)
        return batch

    def _rows(self, columns: dict[str, pa.Array], accepted: np.ndarray) -> pa.Table:
        """The accepted rows in the order and types of their table."""
        found = {
            column.name: _typed(columns[column.name], ARROW[column.kind])
            for column in self.layout.table.columns
            if column.name not in UNSTORED
        }
        rows = pa.table(found)
        return _masked(rows, accepted)

    def _finished(self, columns: dict[str, pa.Array]) -> dict[str, pa.Array]:
        finish = self.layout.report.finish
        if finish is None:
            return columns
        read = self.layout.report.finish_reads or self.layout.table.names()
        frame = pd.DataFrame({name: series(columns[name]) for name in read if name in columns})
        changed = finish(frame, self.part.preamble, self.context)
        if changed is frame:
            return columns
        kinds = {name: ARROW[self.layout.kinds[name]] for name in changed.columns}
        return {**columns, **{name: pa.Array.from_pandas(changed[name], type=kind) for name, kind in kinds.items()}}


def _masked(rows: pa.Table, accepted: np.ndarray) -> pa.Table:
    """The masked rows; nothing is copied where all others, such as totals, stand in front or at the end."""
    chosen = np.flatnonzero(accepted)
    if not len(chosen):
        return rows.slice(0, 0)
    first, count = int(chosen[0]), len(chosen)
    if int(chosen[-1]) - first + 1 == count:
        return rows.slice(first, count)
    return rows.filter(pa.array(accepted))


def _typed(values: pa.Array, kind: pa.DataType) -> pa.Array:
    return values if values.type == kind else pc.cast(values, kind)


def _records(lines: np.ndarray) -> int:
    """Records that rows in file order, with these lines, come from."""
    return int((np.diff(lines) != 0).sum()) + 1 if len(lines) else 0


def read_part(part: Part, context: FileContext, *, chunk_rows: int = CHUNK_ROWS) -> PartReading:
    """Prepare a part for reading: one pass for evidence, then decisions; a short part is read with that.

    Raises FileRefused: quarantined (damaged), held (a question is open), unrecognised, left_out, empty; with
    reason and cure.
    """
    if part.refusal is not None:
        raise part.refusal
    if part.report is None or part.grid is None:
        raise FileRefused("no known report fits", cure=AGAIN, status="unrecognised")
    layout = Layout(report=part.report, header=part.header, sources=part.sources)
    damage.check_supported(layout)
    records = records_of(part, layout, chunk_rows)
    found = survey(records, layout)
    damage.check(part, layout, found)
    damage.check_splits(layout, found)
    decisions = decide(part, layout, found, context)
    damage.check_ids(layout, found, by_id=decisions.by_id)
    reading = PartReading(part, layout, found, decisions, context, records)
    reading.probe()
    return reading
