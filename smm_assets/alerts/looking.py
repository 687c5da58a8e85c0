"""One look at the tables of a morning, and the matters that arise from it.

Belongs here: collecting the facts, and all kinds of matters together. Not here: their words (`arising`, `spending`).
"""

import shlex
from datetime import date, datetime, timedelta
from decimal import Decimal

from smm_assets.alerts.arising import Look, of_exports, of_kpis, of_quarantine
from smm_assets.alerts.digest import due_digests
from smm_assets.alerts.matter import Matter
from smm_assets.alerts.spending import of_advice, of_budgets
from smm_assets.masking import masked
from smm_assets.report.held import collect_held
from smm_assets.report.summary import collect
from smm_assets.report.tables import Reader, Tables, money, text
from smm_assets.settings import Digests, Project

WEEK = timedelta(days=7)


def look_at(project: Project, reader: Reader, as_of: date, since: datetime | None = None) -> Look:
    """The facts of a morning. since: files that came in from then on are counted, UTC and naive."""
    tables = Tables(reader)
    return Look(
        summary=collect(project, reader, as_of, since=since),
        held=collect_held(tables, settled=False),
        week_spend=_week_spend(tables, as_of),
        home=home_option(project),
        report=str(project.report / "index.html"),
        inbox=masked(project.inbox),
    )


def matters_of(look: Look, digests: Digests, as_of: date) -> list[Matter]:
    """All matters of a look, and the digests that are due."""
    return [
        *of_quarantine(look),
        *of_exports(look),
        *of_budgets(look),
        *of_kpis(look),
        *of_advice(look),
        *due_digests(digests, as_of),
    ]


def home_option(project: Project) -> str:
    """The option that leads a command to the project from anywhere, for people who read it elsewhere."""
    return f" --home {shlex.quote(str(project.home))}"


def _week_spend(tables: Tables, as_of: date) -> dict[str, Decimal]:
    rows = tables.rows(
        "marts.channel_daily",
        "SELECT channel, SUM(spend) AS spend FROM marts.channel_daily WHERE date >= :since AND date < :as_of "
        "GROUP BY channel HAVING SUM(spend) IS NOT NULL",
        {"since": as_of - WEEK, "as_of": as_of},
    )
    return {text(row["channel"]): money(row["spend"]) or Decimal(0) for row in rows}
