"""Mapped networks in Dagster: their asset, and a code location loaded before the mapping appeared."""

import os
from pathlib import Path

import dagster as dg

from pipelines.assembly import build_defs
from smm_assets.assets.keys import LEDGER

MAPPING = """
label: Adland
report: ads
columns: {day: Datum, campaign_name: Kampagne, spend_original: Kosten, impressions: Einblendungen}
currency: EUR
"""
TEXT = "Datum;Kampagne;Kosten;Einblendungen\n2026-06-01;A;1,50;10\n2026-06-02;A;2,50;20\n"
ADLAND = dg.AssetKey(["exports", "adland"])


def project(home: Path, mapping: str = "") -> Path:
    (home / "smm.yaml").write_text("name: Shop\ncurrency: EUR\n", encoding="utf-8")
    for folder in ("mappings", "inbox"):
        (home / folder).mkdir(exist_ok=True)
    if mapping:
        (home / "mappings" / "adland.yml").write_text(mapping, encoding="utf-8")
    path = home / "inbox" / "june.csv"
    path.write_text(TEXT, encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return home


def landed(defs: dg.Definitions, home: Path) -> dict[dg.AssetKey, int]:
    """Files that each asset of the exports reports after landing the inbox."""
    keys = [key for key in defs.resolve_asset_graph().get_all_asset_keys() if key == LEDGER or key.path[0] == "exports"]
    terms = {"resources": {"run": {"config": {"home": str(home), "as_of": "2026-06-20"}}}}
    with dg.DagsterInstance.ephemeral() as instance:
        job = defs.resolve_implicit_global_asset_job_def()
        result = job.execute_in_process(run_config=terms, instance=instance, asset_selection=keys)
    made = [event.materialization for event in result.get_asset_materialization_events() if event.materialization]
    return {one.asset_key: int(str(one.metadata["files"].value)) for one in made}


def test_a_mapped_network_is_an_asset_that_fills_its_raw_table(tmp_path: Path) -> None:
    defs = build_defs(project(tmp_path, MAPPING))
    specs = {spec.key: spec for spec in defs.resolve_all_asset_specs()}
    assert "Adland" in str(specs[ADLAND].description)
    assert specs[ADLAND].metadata["dagster/table_name"] == "raw.ad_delivery of adland"
    readers = [key for key, spec in specs.items() if ADLAND in {dep.asset_key for dep in spec.deps}]
    assert dg.AssetKey(["staging", "stg_ad_delivery"]) in readers
    assert landed(defs, tmp_path)[ADLAND] == 1


def test_a_location_loaded_before_the_mapping_appeared_lands_its_files_all_the_same(tmp_path: Path) -> None:
    defs = build_defs(project(tmp_path))
    project(tmp_path, MAPPING)
    found = landed(defs, tmp_path)
    assert ADLAND not in found
    assert found[LEDGER] == 1


def test_a_wrong_mapping_does_not_keep_the_location_from_loading(tmp_path: Path) -> None:
    defs = build_defs(project(tmp_path, MAPPING + "decimal: ;\n"))
    assert ADLAND in {spec.key for spec in defs.resolve_all_asset_specs()}
