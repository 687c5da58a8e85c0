"""The model `kpi_values`: the shipped and the project's own KPIs as one SQL model among the others.

Belongs here: its front matter. Not here: its SQL (`compile`).
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from smm_assets.errors import ConfigurationError, Problem
from smm_assets.kpis.checks import kpi_checks
from smm_assets.kpis.compile import select
from smm_assets.kpis.definition import Kpi
from smm_assets.kpis.documentation import definitions
from smm_assets.kpis.metrics import vocabulary
from smm_assets.kpis.read import FILE, merged, read_kpis
from smm_assets.settings import Project
from smm_assets.sqlmodels.model import ColumnSpec, Model
from smm_assets.sqlmodels.parse import REFERENCE

Row = tuple[str, str, str] | tuple[str, str, str, str]
NAME = "kpi_values"
_COLUMNS: tuple[Row, ...] = (
    ("as_of", "day", "morning the row speaks of; data go through the day before"),
    ("window", "text", "7d, 28d, mtd or 90d: days up to the one before as_of"),
    ("channel", "text", "channel"),
    ("campaign", "text", "campaign key; empty for KPIs of channels"),
    ("campaign_name", "text", "latest name of the campaign"),
    ("kpi", "text", "name of the KPI"),
    ("title", "text", "name people read"),
    ("formula", "text", "formula of the value, over sums of the window"),
    ("unit", "text", "money (reporting currency), ratio, days, count or what is counted"),
    ("direction", "text", "up when higher is better, else down"),
    ("owner", "text", "who answers for it; empty when nobody is named"),
    ("value", "ratio", "numerator / denominator; null when the denominator is 0 or unknown", "as the column unit says"),
    ("numerator", "ratio", "sum above, over the days all metrics of the formula are known", "unit of its metrics"),
    ("denominator", "ratio", "sum below, over the same days; 1 for a plain sum", "unit of its metrics"),
    ("target", "ratio", "value that is good enough", "as the column unit says"),
    (
        "warn",
        "ratio",
        "value beyond which it is bad; a tenth beyond the target where none is declared",
        "as the column unit says",
    ),
    (
        "breach",
        "ratio",
        "value beyond which it is not acceptable; null where none is declared",
        "as the column unit says",
    ),
    ("data_through", "day", "last day of the channel with known delivery"),
    ("status", "text", "good (target met), watch (within warn), bad, breach, no_target or no_data"),
    ("sample_ok", "flag", "whether the days that count hold enough (min_sample) to judge the value"),
    ("note", "text", "what the value lacks: a metric of the formula that a network of the channel stopped reporting"),
    ("reason", "text", "why there is no value; null where there is one"),
)


def kpi_model(models: Mapping[str, Model], project: Project | None, folder: Path) -> Model:
    """kpi_values over the columns that channel_daily and campaign_daily declare additive.

    Raises ConfigurationError with every problem of the project's kpis.yml.
    """
    return build_model(project_kpis(models, project, folder), folder / FILE)


def project_kpis(models: Mapping[str, Model], project: Project | None, folder: Path) -> list[Kpi]:
    """Shipped KPIs and the project's own, by name. Raises ConfigurationError with every problem."""
    problems: list[Problem] = []
    words = vocabulary(models)
    shipped = read_kpis(folder / FILE, words, problems)
    own = read_kpis(project.file(FILE), words, problems) if project is not None else []
    if problems:
        raise ConfigurationError(problems)
    return merged(shipped, own)


def check_project(project: Project) -> list[Problem]:
    """Every problem of the project's kpis.yml, for those who read all of its files at once."""
    from smm_assets.sqlmodels.load import ROOT, folder_models

    problems: list[Problem] = []
    read_kpis(project.file(FILE), vocabulary(folder_models(ROOT)), problems)
    return problems


def build_model(kpis: Sequence[Kpi], path: Path) -> Model:
    """The model of these KPIs, references not yet resolved."""
    sql = select(kpis)
    return Model(
        name=NAME,
        layer="marts",
        path=path,
        description="KPIs of channels and campaigns in every window. Grain - as_of, window, channel, campaign, kpi.",
        grain=("as_of", "window", "channel", "campaign", "kpi"),
        columns=tuple(ColumnSpec(name=n, kind=k, description=d, unit="".join(u)) for n, k, d, *u in _COLUMNS),
        materialization="table",
        owner="analytics",
        checks=kpi_checks(kpis),
        documentation=definitions(kpis),
        tags=("effectiveness", "kpi"),
        sql=sql,
        body_line=1,
        refs=tuple(dict.fromkeys(REFERENCE.findall(sql))),
        sources=(),
    )
