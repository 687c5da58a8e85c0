"""Google Analytics 4: what the site measured itself. Its exports are described one module each.

Belongs here: what holds for every GA4 export. Not here: header names (`traffic`, `snapshot`) or money spent on ads.
"""

from smm_assets.ingest.habits import Maturity, Network

NETWORK = Network(
    value="ga4",
    label="Google Analytics 4",
    kind="outcome",
    measured_by="analytics",
    timezone_note="Days follow the time zone of the GA4 property; the export does not name it.",
    late=(
        Maturity(
            metrics=("sessions",),
            by_age=(0.95, 0.99, 1.0),
            source="Google Analytics help, data freshness: processing takes 24 to 48 hours",
        ),
        Maturity(
            metrics=("revenue",),
            by_age=(0.90, 0.97, 1.0),
            source="Google Analytics help, data freshness: processing takes 24 to 48 hours",
        ),
    ),
)
