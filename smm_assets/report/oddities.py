"""Rows of marts.anomaly and names outside the naming rules.

Belongs here: reading them. Not here: how one is said (`oddity_facts.py`) or finding them (the SQL models).
"""

from datetime import date

from smm_assets.language import gettext
from smm_assets.report.labels import Labels
from smm_assets.report.oddity_facts import Oddity
from smm_assets.report.tables import Tables, certain_day, number, text, whole

ALL = "all"


def collect_oddities(tables: Tables, labels: Labels, as_of: date) -> tuple[Oddity, ...]:
    """Warnings first, then notes; by channel and check."""
    rows = tables.rows(
        "marts.anomaly",
        "SELECT channel, check_name, first_day, last_day, observed, usual_low, usual_high, severity, detail, event, "
        "cure FROM marts.anomaly WHERE as_of = :as_of ORDER BY severity DESC, channel, check_name",
        {"as_of": as_of},
    )
    return tuple(
        Oddity(
            channel=text(row["channel"]),
            label=gettext("All channels") if row["channel"] == ALL else labels.channel(text(row["channel"])),
            check=text(row["check_name"]),
            first_day=certain_day(row["first_day"]),
            last_day=certain_day(row["last_day"]),
            observed=number(row["observed"]),
            low=number(row["usual_low"]),
            high=number(row["usual_high"]),
            severity=text(row["severity"]),
            detail=text(row["detail"]),
            event=text(row["event"]),
            cure=text(row["cure"]),
        )
        for row in rows
    )


def count_misnamed(tables: Tables) -> int:
    """Campaigns whose latest name does not follow the naming rules of smm.yaml; 0 without rules."""
    sql = (
        "SELECT count(*) AS n FROM (SELECT DISTINCT network, account_id, campaign_key FROM marts.naming_violation) AS v"
    )
    return whole(tables.first("marts.naming_violation", sql).get("n"))
