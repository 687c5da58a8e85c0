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
from smm_assets.assets.checks import ERROR, WARN, records, table_check
from smm_assets.assets.keys import CAMPAIGN_ACTION, DECIDED, TEST_VERDICT, Producers, model_key, producers
from smm_assets.assets.labels import of_model
from smm_assets.assets.lineage import column_lineage, table_metadata
from smm_assets.assets.pools import STORE_POOL
from smm_assets.assets.run import DailyRun, told_plainly
from smm_assets.registry import Registry
from smm_assets.sqlmodels import Built, Model
from smm_assets.warehouse.store import PUBLISHED_SCHEMAS

ERRORS, WARNINGS = "audit", "audit_warnings"
MEANINGS = {
    ERRORS: "What must hold for every row: grain, values, and the audits of several tables",
    WARNINGS: "What is usual and worth a look where it does not hold",
}


def build_models(known: Registry) -> list[dg.AssetsDefinition]:
    """Two subsettable multi-assets, before and after the decision; the second only when a model reads decisions."""
    models = sqlmodels.load_models()
    after, filled_by = after_decision(models), producers(models, known)
    parts = {"models": set(models) - after, "models_after_decision": after}
    return [_multi_asset(name, models, chosen, filled_by) for name, chosen in parts.items() if chosen]


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
    warned = sqlmodels.warned_of(models)

    @dg.multi_asset(
        name=name,
        pool=STORE_POOL,
        can_subset=True,
        specs=[_spec(models[model], filled_by) for model in names],
        check_specs=[
            dg.AssetCheckSpec(kind, asset=model_key(models[model]), description=meaning)
            for model in names
            for kind, meaning in MEANINGS.items()
            if kind == ERRORS or model in warned
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
                shown = _built(model, built, origins) | _looked_at(run, model)
                yield dg.MaterializeResult(asset_key=model_key(model), metadata=shown)
            sqlmodels.tidy(run.store, known)
            checks = context.selected_asset_check_keys
            results = _audited(run, known, sorted({key.asset_key.path[-1] for key in checks})) if checks else {}
        for key in checks:
            own = results.get((key.asset_key.path[-1], key.name), [])
            yield table_check(key, own, ERROR if key.name == ERRORS else WARN)

    return shell


def _audited(
    run: DailyRun, models: Mapping[str, Model], names: list[str]
) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """What was found of each model, by model and check."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for result in sqlmodels.audit(run.store, models, run.now, select=names):
        check = ERRORS if result.severity == "error" else WARNINGS
        found.setdefault((result.table_name.rpartition(".")[2], check), []).append(asdict(result))
    return found


def _spec(model: Model, filled_by: Producers) -> dg.AssetSpec:
    read = [f"{model.tables[ref]}.{ref}" for ref in model.refs] + [".".join(source) for source in model.sources]
    return dg.AssetSpec(
        model_key(model),
        deps=list(dict.fromkeys(key for table in read for key in filled_by[table])),
        description=model.description,
        **of_model(model),
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


def _looked_at(run: DailyRun, model: Model) -> dict[str, Any]:
    """A few rows of what people read, and a picture where there is one."""
    from smm_assets.operating.plots import plot
    from smm_assets.operating.preview import preview

    if model.layer not in PUBLISHED_SCHEMAS:
        return {}
    rows = preview(run.store, model)
    drawn = plot(f"{model.layer}.{model.name}", run.project, run.store, run.as_of)
    return {
        **({"plot": dg.MetadataValue.md(drawn)} if drawn else {}),
        **({"preview": records(rows, list(rows[0]))} if rows else {}),
    }


def _days(built: Built) -> str:
    """Which days were made again, in words."""
    if built.days is None:
        return "all"
    shown = [f"{first}" if first == last else f"{first} to {last}" for first, last in built.days[-5:]]
    return "; ".join(shown) + (" and earlier ones" if len(built.days) > 5 else "") or "none"
