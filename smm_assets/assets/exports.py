"""One asset per network: everything the network exported, as landed from the inbox, plus the ledger of files.

Belongs here: the shell around `ingest.landing` and what it reports. Not here: reading or validating files.
The inbox is landed whole whatever is selected: a file's network is known only once it is read. A selection limits
what is reported, never what is loaded. The user's own files are read first: a wrong plan must not leave half a morning.
Where exports are all a run makes, they come in whatever the plan says.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import dagster as dg

from smm_assets.assets.checks import records, table_check
from smm_assets.assets.keys import LEDGER, export_key
from smm_assets.assets.labels import Group, of_group
from smm_assets.assets.lineage import table_metadata
from smm_assets.assets.pools import STORE_POOL
from smm_assets.assets.run import DailyRun, told_plainly
from smm_assets.ingest.habits import Network
from smm_assets.ingest.landing.ledger import LedgerRow
from smm_assets.operating import landed
from smm_assets.operating.checked import (
    KINDS,
    NOTHING,
    RECOGNISED,
    RECOGNISED_MEANING,
    checked_files,
    unrecognised,
)
from smm_assets.registry import Registry
from smm_assets.report.tables import day
from smm_assets.schema import RAW_TABLES
from smm_assets.warehouse.bookkeeping import EXPORT_FILE


def build_exports(known: Registry) -> dg.AssetsDefinition:
    """The multi-asset of all networks. known: those of the code, and of the project's mapping files.

    Files of a network that got its mapping after the code location was loaded are landed all the same and stand in the
    ledger's report; the network gets its own asset when the location is loaded again.
    """

    @dg.multi_asset(
        name="exports",
        pool=STORE_POOL,
        can_subset=True,
        specs=[
            _ledger_spec(),
            *(_spec(network, known.tables_of(network.value)) for network in known.networks.values()),
        ],
        check_specs=_check_specs(known),
    )
    def exports(context: dg.AssetExecutionContext, run: dg.ResourceParam[DailyRun]) -> Iterator[Any]:
        from smm_assets.budget import seeds
        from smm_assets.ingest.landing import intake as landing

        with told_plainly():
            if not run.only_intake:
                seeds.check(run.project, run.store)
            rows = landing.ingest(
                run.project,
                run.store,
                now=run.now,
                only=run.files,
                on_progress=lambda at: run.say(str(at)),
                pause_seconds=run.pause_seconds,
            )
            checked = checked_files(run.store) | {LEDGER.path[-1]: {RECOGNISED: unrecognised(run.store)}}
            known_files = landed.known(run.store)
        for key in context.selected_asset_keys:
            own = rows if key == LEDGER else [row for row in rows if row.network == key.path[-1]]
            in_all = landed.together(known_files) if key == LEDGER else known_files.get(key.path[-1], {})
            yield dg.MaterializeResult(asset_key=key, metadata=_landed(run, own, in_all))
        for check in context.selected_asset_check_keys:
            results = checked.get(check.asset_key.path[-1], {}).get(check.name, [])
            yield table_check(check, results, nothing=NOTHING[check.name])

    return exports


def _check_specs(known: Registry) -> list[dg.AssetCheckSpec]:
    of_networks = [
        dg.AssetCheckSpec(kind, asset=export_key(name), description=meaning)
        for name in known.networks
        for kind, meaning in KINDS.items()
    ]
    return [dg.AssetCheckSpec(RECOGNISED, asset=LEDGER, description=RECOGNISED_MEANING), *of_networks]


def _spec(network: Network, names: Sequence[str]) -> dg.AssetSpec:
    columns = {column.name: column for name in names for column in RAW_TABLES[name].columns}
    tables = ", ".join(f"raw.{name}" for name in names)
    return dg.AssetSpec(
        export_key(network.value),
        **of_group(Group.EXPORTS, "raw"),
        description=f"Everything exported from {network.label}: every version of every row, in {tables}.",
        kinds={"file", "table"},
        metadata=table_metadata(f"{tables} of {network.value}", columns.values()),
    )


def _ledger_spec() -> dg.AssetSpec:
    return dg.AssetSpec(
        LEDGER,
        **of_group(Group.EXPORTS, "ops"),
        description=EXPORT_FILE.description,
        kinds={"table"},
        metadata=table_metadata("ops.export_file", EXPORT_FILE.columns),
    )


def _landed(run: DailyRun, rows: Sequence[LedgerRow], known: Mapping[str, Any]) -> dict[str, Any]:
    """What came this time, what there is in all, and where files and page lie."""
    return {
        **landed.counts(rows),
        **{f"spend in files ({currency})": float(amount) for currency, amount in landed.spend(rows).items()},
        **_table("not loaded", landed.asking(rows)),
        **_table("arrived", landed.files(rows)),
        **_in_all(known),
        "archive": dg.MetadataValue.path(str(run.project.archive)),
        "report page": dg.MetadataValue.path(str(run.project.report / "index.html")),
    }


def _table(name: str, rows: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    return {name: records(rows, list(rows[0]))} if rows else {}


def _in_all(known: Mapping[str, Any]) -> dict[str, Any]:
    if not known:
        return {"told": "No file of it was ever loaded"}
    through = day(known["data_through"])
    reach = {"data through": through.isoformat()} if through else {}
    return {"files loaded in all": int(known["files"]), "rows in all": int(known["rows"]), **reach}
