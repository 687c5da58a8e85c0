"""First pass over a part: evidence about every column, before any row is read.

Belongs here: collecting. Not here: judging it (`damage`, `decide`).
"""

import re
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.ingest.recognition.headers import currency_codes
from smm_assets.ingest.rows.cells import canonical_text, missing_seen, numbers_of, present
from smm_assets.ingest.rows.dating import Dating
from smm_assets.ingest.rows.layout import Layout
from smm_assets.ingest.rows.numbers import examples, prepared, shapes
from smm_assets.ingest.rows.records import Chunk
from smm_assets.ingest.rows.spool import Records
from smm_assets.ingest.rows.telling import coming_again, told_apart
from smm_assets.ingest.rows.totals import blank_entities, totals_mask
from smm_assets.ingest.text.plain import plain

OTHER_RECORDS = 5_000
SHARES = 10_000


@dataclass(kw_only=True)
class Survey:
    """Evidence from all records but totals. Positions are column positions; counts are records.

    shapes, examples: per number column. missing: marks that mean "not reported" there, with their number. shares: texts
    per column of shares. days: distinct texts per column of days or moments in file order. filled: records with a value
    per target. dating: evidence for days without a year.
    split: values, up to a few, per column that must not split rows. excerpt: line that says that rows were left out.
    distinct: different values of account and currency columns. strays: records with a currency code in a column beside
    the currency column while that one has none.
    """

    rows: int = 0
    totals: int = 0
    nameless: int = 0
    short: int = 0
    long: int = 0
    last_short: bool = False
    last_line: int = 0
    strays: int = 0
    shapes: dict[int, Counter[str]] = field(default_factory=dict)
    examples: dict[int, dict[str, str]] = field(default_factory=dict)
    other_shapes: Counter[str] = field(default_factory=Counter)
    missing: dict[int, Counter[str]] = field(default_factory=dict)
    shares: dict[int, list[str]] = field(default_factory=dict)
    days: dict[int, dict[str, None]] = field(default_factory=dict)
    filled: Counter[str] = field(default_factory=Counter)
    distinct: dict[str, set[str]] = field(default_factory=dict)
    split: dict[int, set[str]] = field(default_factory=dict)
    excerpt: str = ""
    dating: Dating = field(default_factory=Dating)
    looked_at: int = 0
    naturals: list[np.ndarray] = field(default_factory=list)

    @property
    def repeated(self) -> int:
        """Records whose entity, day and dimension cells all equal those of an earlier record."""
        return coming_again(self.naturals)

    @property
    def records(self) -> int:
        """All source records."""
        return self.rows + self.totals


def survey(records: Records, layout: Layout) -> Survey:
    """Look at every record once and note what its cells look like."""
    found = Survey(excerpt=records.excerpt)
    for chunk in records:
        totals = totals_mask(chunk, layout)
        nameless = blank_entities(chunk, layout)
        _note_widths(found, chunk, layout, totals)
        found.totals += int(totals.sum())
        found.nameless += int(nameless.sum())
        rows = ~totals & ~chunk.long
        found.rows += int((~totals).sum())
        _note_numbers(found, chunk, layout, rows)
        _note_texts(found, chunk, layout, rows)
        _note_strays(found, chunk, layout, rows)
        _note_naturals(found, chunk, layout, rows)
        found.dating.note(chunk, layout, rows)
    return found


def _note_widths(found: Survey, chunk: Chunk, layout: Layout, totals: np.ndarray) -> None:
    found.short += int((chunk.short & ~totals).sum())
    found.long += int((chunk.long & ~totals).sum())
    found.last_short = bool(chunk.short[-1] and not (totals[-1] and _says_total(chunk.record(len(chunk) - 1), layout)))
    found.last_line = int(chunk.lines[-1])


def _says_total(cells: list[str], layout: Layout) -> bool:
    """Whether a record is a total by label or figures, not only by naming nothing, as the stump of a row does."""
    label = layout.report.totals.label
    labelled = bool(label) and any(re.search(label, plain(cell), re.IGNORECASE) for cell in cells if cell.strip())
    return labelled or any(index < len(cells) and cells[index].strip() for index in layout.silent)


def _note_numbers(found: Survey, chunk: Chunk, layout: Layout, rows: np.ndarray) -> None:
    for source in layout.numeric:
        cells = numbers_of(chunk, layout.report, source)
        found.missing.setdefault(source.index, Counter()).update(missing_seen(chunk, layout.report, source, rows))
        if source in layout.shares:
            shares = cells.dense().filter(pa.array(rows)).drop_null()
            found.shares.setdefault(source.index, []).extend(shares.to_pylist()[:SHARES])
        plainly, counts = cells.plain, cells.counts(rows)
        seen = plainly.shapes(counts) if plainly else shapes(*cells.used(rows))
        found.shapes.setdefault(source.index, Counter()).update(seen)
        kept = found.examples.setdefault(source.index, {})
        if any(shape not in kept for shape in seen):
            first = plainly.examples(counts) if plainly else examples(cells.used(rows)[0])
            found.examples[source.index] = {**first, **kept}
    _note_others(found, chunk, layout, rows)


def _note_others(found: Survey, chunk: Chunk, layout: Layout, rows: np.ndarray) -> None:
    """Shapes of columns nobody reads, among the first records only: they may settle the decimal mark."""
    left = max(0, OTHER_RECORDS - found.looked_at)
    found.looked_at += len(chunk)
    known = {source.index for source in layout.sources}
    for index, heading in enumerate(layout.header):
        if left and heading.strip() and index not in known:
            values = chunk.column(index).slice(0, left).filter(pa.array(rows[:left]))
            found.other_shapes.update(shapes(prepared(values)))


def _note_texts(found: Survey, chunk: Chunk, layout: Layout, rows: np.ndarray) -> None:
    for source in (*layout.periods, *layout.moments):
        found.days.setdefault(source.index, {}).update(dict.fromkeys(chunk.trimmed(source.index).distinct(rows)))
    for source in layout.by_target.get("unsupported", []):
        seen = found.split.setdefault(source.index, set())
        if len(seen) < 2:
            told = chunk.trimmed(source.index).map(lambda texts: pc.fill_null(texts, ""))
            seen.update(told.distinct(rows))
    for target in {source.to for source in layout.texts}:
        texts = canonical_text(chunk, layout, target)
        found.filled[target] += int(texts.counts(rows).sum())
        if target in ("account_id", "account_name", "currency"):
            found.distinct.setdefault(target, set()).update(texts.distinct(rows))
    for source in layout.numeric:
        found.filled[source.to] += int(present(chunk, layout.report, source).counts(rows).sum())


def _note_strays(found: Survey, chunk: Chunk, layout: Layout, rows: np.ndarray) -> None:
    sources = layout.by_target.get("currency", [])
    codes = pa.array(sorted(currency_codes()))
    known = {source.index for source in layout.sources}
    for source in sources:
        absent = ~chunk.trimmed(source.index).mask(lambda texts: pc.is_in(pc.utf8_upper(texts), value_set=codes))
        for beside in (source.index - 1, source.index + 1):
            if 0 <= beside < chunk.width and (beside not in known or beside in layout.silent):
                stray = chunk.trimmed(beside).mask(lambda texts: pc.is_in(texts, value_set=codes))
                found.strays += int((stray & absent & rows).sum())


def _note_naturals(found: Survey, chunk: Chunk, layout: Layout, rows: np.ndarray) -> None:
    """Hash of all text and day cells that tell rows apart, only where ids promise that they do."""
    if not any(source.to.endswith("_id") for source in layout.entities):
        return
    telling = [source for source in (*layout.texts, *layout.periods) if source.to not in ("currency", "account_name")]
    found.naturals.append(told_apart([chunk.trimmed(source.index) for source in telling])[rows])
