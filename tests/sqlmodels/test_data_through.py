"""Every mart says through which day its data go, so that nobody takes silence for zero."""

from smm_assets.sqlmodels import load_models

WITHOUT = {
    "plan": "the user's own table",
    "cost": "the user's own table",
    "marketing_survey": "published figures",
    "retired_metric": "speaks of networks' wording",
}


def test_every_mart_of_data_that_arrived_says_through_which_day_they_go():
    marts = {name: model for name, model in load_models().items() if model.layer == "marts"}
    lacking = {name for name, model in marts.items() if "data_through" not in {one.name for one in model.columns}}
    assert lacking == set(WITHOUT)
