"""The subset every engine understands is enforced by name."""

import pytest

from smm_assets.sqlmodels import load_models
from smm_assets.sqlmodels.lineage import schema_of
from smm_assets.sqlmodels.portable import findings

CASES = {
    "GROUP BY ALL": "SELECT version AS id, COUNT(*) AS n FROM {t} GROUP BY ALL",
    "EXCLUDE": "SELECT * EXCLUDE (description) FROM {t}",
    "SELECT *": "SELECT * FROM {t}",
    "TRY_CAST": "SELECT TRY_CAST(version AS INT) AS id FROM {t}",
    "arg_max": "SELECT arg_max(version, description) AS id FROM {t}",
    "generate_series": "SELECT id FROM generate_series(1, 3) AS g(id)",
    "quantile_cont": "SELECT quantile_cont(version, 0.5) AS id FROM {t}",
    "PIVOT": "SELECT id FROM (PIVOT {t} ON version USING SUM(version)) AS p",
    "day of week": "SELECT dayofweek(DATE '2026-01-01') AS id FROM {t}",
    "QUALIFY": "SELECT version AS id FROM {t} QUALIFY ROW_NUMBER() OVER (ORDER BY version) = 1",
    "date - date": "SELECT period_end - period_start AS id FROM ref('seed_plan')",
    "decimal * decimal": "SELECT CAST(1.05 AS DECIMAL(18, 6)) * (amount + amount) AS id FROM ref('seed_plan')",
    "in 18 digits": "SELECT 1.0001 * amount AS id FROM ref('seed_plan')",
    "alias": "SELECT version AS first, first + 1 AS id FROM {t}",
}


@pytest.mark.parametrize("name", CASES)
def test_a_construct_outside_the_subset_is_found(folder, name):
    models = load_models(root=folder(bad=CASES[name].format(t="source('ops', 'schema_version')")))
    found = findings(models["bad"], schema_of(models))
    assert any(name in finding for finding in found), found


def test_plain_sql_is_inside(folder):
    sql = """SELECT version AS id, SUM(version) OVER (PARTITION BY description) AS total,
        CAST(version AS DOUBLE) / NULLIF(version, 0) AS part FROM source('ops', 'schema_version')"""
    models = load_models(root=folder(good=sql))
    assert findings(models["good"], schema_of(models)) == []


def test_products_with_room_are_inside(folder):
    """A factor of more than 18 digits, 18 places, whole numbers and doubles all leave an amount its digits."""
    sql = """SELECT CAST(amount AS DECIMAL(38, 6)) * amount AS id, amount * CAST(1 AS DECIMAL(18, 12)) AS priced,
        2 * amount AS twice, CAST(amount AS DOUBLE) * 1.5 AS more FROM ref('seed_plan')"""
    models = load_models(root=folder(good=sql))
    assert findings(models["good"], schema_of(models)) == []
