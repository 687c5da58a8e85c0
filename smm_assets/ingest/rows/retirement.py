"""Metrics a network no longer reports: null from that day on, whatever the cells hold, and said so.

Belongs here: applying `Network.retired` to rows. Not here: which metrics those are (`networks/`).
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from smm_assets import networks
from smm_assets.errors import Problem
from smm_assets.ingest.contract import Report
from smm_assets.ingest.habits import Retired
from smm_assets.ingest.rows.arrays import mask

Columns = dict[str, pa.Array]


def retired_of(report: Report) -> tuple[Retired, ...]:
    """What the report's network stopped reporting in the report's table."""
    network = networks.networks().get(report.network)
    return tuple(one for one in network.retired if one.table == report.table.name) if network else ()


class Retirement:
    """Nulls retired values of one part's rows and counts them.

    dated: whether the rows' days are known; a file without any may be older than the day it arrived.
    """

    def __init__(self, report: Report, *, dated: bool = True) -> None:
        self.retired = retired_of(report) if dated else ()
        self.found: Counter[Retired] = Counter()

    def apply(self, columns: Columns) -> Columns:
        """Columns with retired values as null."""
        for one in self.retired:
            target, rows = self._rows(columns, one)
            lost = rows & mask(pc.is_valid(columns[target]))
            if lost.any():
                self.found[one] += int(lost.sum())
                empty = pa.nulls(len(lost), type=columns[target].type)
                columns = {**columns, target: pc.if_else(pa.array(lost), empty, columns[target])}
        return columns

    def _rows(self, columns: Columns, one: Retired) -> tuple[str, np.ndarray]:
        late = mask(pc.greater_equal(columns["period_start"], pa.scalar(one.since, pa.date32())))
        if one.publisher and "publisher" in columns:
            late &= mask(pc.equal(columns["publisher"], one.publisher))
        if one.published_from and "published_on" in columns:
            late &= ~mask(pc.less(columns["published_on"], pa.scalar(one.published_from, pa.date32())))
        if "metric" in columns:
            return "value", late & mask(pc.equal(columns["metric"], one.column))
        return one.column, late

    def problems(self, where: str) -> Sequence[Problem]:
        """One remark per retired metric that had cells."""
        return [
            Problem(
                where=where,
                seen=f"{count} values of {one.column} read as not reported: retired on {one.since}; {one.why}",
                severity="warning",
            )
            for one, count in self.found.items()
        ]
