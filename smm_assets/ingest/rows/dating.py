"""Evidence for days written without a year: whether one comes again, and the newest thing the rows name.

Belongs here: collecting it chunk by chunk. Not here: which years follow (`yearless`, `calendar`).
"""

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets.ingest.rows.layout import Layout
from smm_assets.ingest.rows.records import Chunk
from smm_assets.ingest.rows.telling import coming_again, told_apart
from smm_assets.ingest.text.yearless import month_and_day


@dataclass(kw_only=True)
class Dating:
    """newest: day on which the newest subject of the rows came to be, by its id."""

    newest: date | None = None
    seen: list[np.ndarray] = field(default_factory=list)

    @property
    def comes_again(self) -> bool:
        """Whether a day without a year stands in two rows that nothing else tells apart: more than a year of them."""
        return coming_again(self.seen) > 0

    def note(self, chunk: Chunk, layout: Layout, rows: np.ndarray) -> None:
        """Add the rows of a chunk; nothing is kept of columns whose days say their year."""
        for source in layout.by_target.get("day", [])[:1]:
            days = chunk.trimmed(source.index).distinct(rows)
            if any(month_and_day(day) for day in days):
                telling = [source.index, *(text.index for text in layout.texts)]
                self.seen.append(told_apart([chunk.trimmed(index) for index in telling])[rows])
        for source, read in layout.born:
            moments = chunk.trimmed(source.index).each(read, pa.timestamp("us"))
            latest = pc.max(moments.used(rows)[0]).as_py()
            self.newest = max(filter(None, (self.newest, latest and latest.date())), default=None)
