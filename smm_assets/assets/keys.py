"""Names of assets, and which assets fill which table of the store.

Belongs here: keys, made from the registries. Not here: what an asset does.
"""

from collections.abc import Mapping

import dagster as dg

from smm_assets.budget.seed_tables import SEEDS
from smm_assets.registry import Registry
from smm_assets.schema import RAW_TABLES
from smm_assets.sqlmodels import Model
from smm_assets.warehouse.bookkeeping import BACKTESTED, BOOKKEEPING

EXPORTS, PROJECT = "exports", "project"  # first part of the keys of what comes from outside
FILES, DECISIONS, SOFTWARE = (dg.AssetKey([PROJECT, name]) for name in ("files", "decisions", "software"))
LEDGER = dg.AssetKey(["ops", "export_file"])
PLAN_VERSION = dg.AssetKey(["state", "plan_version"])
MATURITY = dg.AssetKey(["state", "maturity"])
RECOMMENDATION = dg.AssetKey(["state", "recommendation"])
DECIDED = (
    RECOMMENDATION,
    dg.AssetKey(["state", "budget_recommendation"]),
    dg.AssetKey(["state", "response_curve"]),
    dg.AssetKey(["state", "budget_scenario"]),
    dg.AssetKey(["state", "recommendation_step"]),
    dg.AssetKey(["state", "recommendation_review"]),
    dg.AssetKey(["state", "recommendation_scorecard"]),
)
APPROVAL = dg.AssetKey(["state", "approval"])
BACKTEST = tuple(dg.AssetKey([table.schema, table.name]) for table in BACKTESTED)
TEST_VERDICT = dg.AssetKey(["state", "test_verdict"])
CAMPAIGN_ACTION = dg.AssetKey(["state", "campaign_action"])
PUBLISHED = dg.AssetKey(["publish", "published_copy"])
REPORT = dg.AssetKey(["publish", "report"])
ALERTS = dg.AssetKey(["publish", "alerts"])

Producers = Mapping[str, tuple[dg.AssetKey, ...]]


def export_key(network: str) -> dg.AssetKey:
    """The asset of everything a network exports."""
    return dg.AssetKey([EXPORTS, network])


def seed_key(name: str) -> dg.AssetKey:
    """The asset of one seed table."""
    return dg.AssetKey([SEEDS[name].schema, name])


def model_key(model: Model) -> dg.AssetKey:
    """The asset of one SQL model."""
    return dg.AssetKey([model.layer, model.name])


def producers(models: Mapping[str, Model], known: Registry) -> Producers:
    """Which assets fill each table ("schema.table") that a model may read."""
    found: dict[str, tuple[dg.AssetKey, ...]] = {
        f"{model.layer}.{name}": (model_key(model),) for name, model in models.items()
    }
    found |= {f"{seed.schema}.{name}": (seed_key(name),) for name, seed in SEEDS.items()}
    found |= {f"{table.schema}.{table.name}": (LEDGER,) for table in BOOKKEEPING if table.schema == "ops"}
    found |= {
        ".".join(key.path): (key,)
        for key in (*DECIDED, *BACKTEST, TEST_VERDICT, CAMPAIGN_ACTION, PLAN_VERSION, APPROVAL, MATURITY)
    }
    for table in RAW_TABLES:
        found[f"raw.{table}"] = tuple(export_key(name) for name in known.networks if table in known.tables_of(name))
    return found
