"""The SQL models of `dbt_like_sql` as assets: one per file, with its columns, lineage and audit.

Belongs here: the shell around `sqlmodels.build` and `audit`, cut in two by the graph: models that read what was decided
come after the decision, all others before. Not here: any model's name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

import dagster as dg

from smm_assets import sqlmodels
from smm_assets.assets.checks import table_check
from smm_assets.assets.keys import CAMPAIGN_ACTION, DECIDED, TEST_VERDICT, Producers, model_key, producers
from smm_assets.assets.lineage import column_lineage, table_metadata
from smm_assets.assets.pools import STORE_POOL
from smm_assets.assets.run import DailyRun, told_plainly
from smm_assets.registry import Registry
from smm_assets.sqlmodels import Built, Model

CHECK = "audit"


def build_models(known: Registry) -> list[dg.AssetsDefinition]:
    """Two subsettable multi-assets, before and after the decision; the second only when a model reads decisions."""
    models = sqlmodels.load_models()
    after = after_decision(models)
    parts = {"models": set(models) - after, "models_after_decision": after}
    return [_multi_asset(name, models, chosen, producers(models, known)) for name, chosen in parts.items() if chosen]


def version_of(parts: Sequence[dg.AssetsDefinition]) -> str:
    """What tells this software's SQL from any other version of it."""
    codes = sorted(str(spec.code_version) for part in parts for spec in part.specs)
    return sha256(" ".join(codes).encode()).hexdigest()[:12]


def after_decision(models: Mapping[str, Model]) -> set[str]:
    """Models that read what was decided or said of tests and campaigns, and all that read those."""
    decided = {tuple(key.path) for key in (*DECIDED, TEST_VERDICT, CAMPAIGN_ACTION)}
    first = [name for name, model in models.items() if decided & set(model.sources)]
    return sqlmodels.selected(models, [f"{name}+" for name in first]) if first else set()


def _multi_asset(name: str, models: Mapping[str, Model], chosen: set[str], filled_by: Producers) -> dg.AssetsDefinition:
    names = [model for model in sqlmodels.order(models) if model in chosen]

    @dg.multi_asset(
        name=name,
        pool=STORE_POOL,
        can_subset=True,
        specs=[_spec(models[model], filled_by) for model in names],
        check_specs=[
            dg.AssetCheckSpec(CHECK, asset=model_key(models[model]), description="Grain, checks and audits of its rows")
            for model in names
        ],
    )
    def shell(context: dg.AssetExecutionContext, run: dg.ResourceParam[DailyRun]) -> Iterator[Any]:
        with told_plainly():
            known = sqlmodels.load_models(run.project)
            lineage = sqlmodels.column_lineage(known)
            chosen = [name for name in names if model_key(known[name]) in context.selected_asset_keys]
            for built in sqlmodels.build_each(run.store, known, chosen):
                model = known[built.name]
                run.say(f"{model.layer}.{model.name}: {built.rows} rows")
                origins = column_lineage(lineage[model.name], filled_by)
                yield dg.MaterializeResult(asset_key=model_key(model), metadata=_built(model, built, origins))
            sqlmodels.tidy(run.store, known)
            checks = {key.asset_key.path[-1]: key for key in context.selected_asset_check_keys}
            results = _audited(run, known, list(checks)) if checks else {}
        for audited, key in checks.items():
            yield table_check(key, results.get(audited, []))

    return shell


def _audited(run: DailyRun, models: Mapping[str, Model], names: list[str]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for result in sqlmodels.audit(run.store, models, run.now, select=names):
        found.setdefault(result.table_name.rpartition(".")[2], []).append(asdict(result))
    return found


def _spec(model: Model, filled_by: Producers) -> dg.AssetSpec:
    read = [f"{model.tables[ref]}.{ref}" for ref in model.refs] + [".".join(source) for source in model.sources]
    return dg.AssetSpec(
        model_key(model),
        deps=list(dict.fromkeys(key for table in read for key in filled_by[table])),
        group_name=model.layer,
        description=model.description,
        owners=[f"team:{model.owner}"],
        tags=dict.fromkeys(model.tags, ""),
        kinds={"sql", "table"},
        code_version=sha256(model.sql.encode()).hexdigest()[:12],
        metadata={
            **table_metadata(f"{model.layer}.{model.name}", model.columns),
            "grain": ", ".join(model.grain),
            "sql": dg.MetadataValue.md(f"```sql\n{model.sql.strip()}\n```"),
        },
    )


def _built(model: Model, built: Built, origins: dg.TableColumnLineage) -> dict[str, Any]:
    rows = {} if model.materialization == "view" else {"dagster/row_count": built.rows}
    again = {"days made again": _days(built)} if model.time_column else {}
    told = {"documentation": dg.MetadataValue.md(model.documentation)} if model.documentation else {}
    return {**rows, **again, **told, "seconds": round(built.seconds, 3), "dagster/column_lineage": origins}


def _days(built: Built) -> str:
    """Which days were made again, in words."""
    if built.days is None:
        return "all"
    shown = [f"{first}" if first == last else f"{first} to {last}" for first, last in built.days[-5:]]
    return "; ".join(shown) + (" and earlier ones" if len(built.days) > 5 else "") or "none"
