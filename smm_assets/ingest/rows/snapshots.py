"""Posts: figures as they stood on a day, and the little text that is kept of them.

Belongs here: what holds for every network's posts. Not here: header names (`networks/`) and keys (`keys`).
"""

import pyarrow as pa
import pyarrow.compute as pc

from smm_assets import schema
from smm_assets.ingest.rows.layout import Layout

EXCERPT = 200


def settled_posts(columns: dict[str, pa.Array], layout: Layout) -> dict[str, pa.Array]:
    """Lifetime figures speak of their last day only; texts are cut to an excerpt. Other tables stay as they are."""
    if layout.table.name != schema.POST.name:
        return columns
    scope = pc.fill_null(columns["scope"], "lifetime")
    lifetime = pc.equal(scope, "lifetime")
    return {
        **columns,
        "scope": scope,
        "grain": pc.if_else(lifetime, "lifetime", columns["grain"]),
        "period_start": pc.if_else(lifetime, columns["period_end"], columns["period_start"]),
        "text_excerpt": pc.utf8_slice_codeunits(columns["text_excerpt"], 0, EXCERPT),
    }
