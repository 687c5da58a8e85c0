"""Marts in whose grain a channel or an account stands say through which day their data go."""

from smm_assets.sqlmodels import load_models

NAMES = "speaks of names, each with the days it was in use"
WITHOUT = {
    "retired_metric": "speaks of networks, not of data that arrived",
    "anomaly": "each row names the day it speaks of",
    "campaign_name_part": NAMES,
    "entity_name": NAMES,
    "identity_change": NAMES,
    "naming_violation": NAMES,
}


def test_every_mart_of_channels_or_accounts_says_through_which_day_its_data_go():
    lacking = {
        name
        for name, model in load_models().items()
        if model.layer == "marts"
        and {"channel", "account_id", "network"} & set(model.grain)
        and "data_through" not in {column.name for column in model.columns}
    }
    assert lacking <= set(WITHOUT)
    assert all(WITHOUT.values())
