"""What is said to have no rows has none: from the SQL alone, and never more than what holds."""

import pytest

from smm_assets.sqlmodels import load_models, vacant

ALWAYS = [
    "SELECT COUNT(*) AS id FROM ref('a')",
    "SELECT MAX(id) AS id FROM ref('a') HAVING COUNT(*) = 0",
    "SELECT 1 AS id",
    "SELECT id FROM ref('b') AS b LEFT JOIN ref('a') AS a ON a.id = b.id",
    "SELECT id FROM ref('a') UNION ALL SELECT id FROM ref('b')",
    "SELECT COALESCE(a.id, b.id) AS id FROM ref('b') AS b FULL JOIN ref('a') AS a ON a.id = b.id",
    "SELECT id FROM ref('b') WHERE NOT EXISTS (SELECT 1 FROM ref('a'))",
    "SELECT id FROM ref('b') WHERE id NOT IN (SELECT id FROM ref('a'))",
    "SELECT id FROM ref('b') WHERE id = 1 OR EXISTS (SELECT 1 FROM ref('a'))",
    "SELECT b.id FROM ref('b') AS b CROSS JOIN (SELECT COUNT(*) AS n FROM ref('a')) AS c",
    "WITH c AS (SELECT SUM(id) AS id FROM ref('a')) SELECT id FROM c",
]
VACANT = [
    "SELECT id FROM ref('a')",
    "SELECT id, COUNT(*) AS n FROM ref('a') GROUP BY id",
    "SELECT SUM(id) OVER () AS id FROM ref('a')",
    "SELECT b.id FROM ref('b') AS b INNER JOIN ref('a') AS a ON a.id = b.id",
    "SELECT a.id FROM ref('a') AS a LEFT JOIN ref('b') AS b ON a.id = b.id",
    "SELECT b.id FROM ref('b') AS b CROSS JOIN ref('a') AS a",
    "SELECT id FROM ref('a') UNION ALL SELECT id FROM ref('a') WHERE id > 1",
    "SELECT id FROM ref('b') WHERE id > 0 AND EXISTS (SELECT 1 FROM ref('a'))",
    "SELECT id FROM ref('b') WHERE id IN (SELECT id FROM ref('a'))",
    "SELECT (SELECT MAX(id) FROM ref('b')) AS id FROM ref('a')",
    "WITH c AS (SELECT id FROM ref('a')), d AS (SELECT id FROM c) SELECT d.id FROM ref('b') AS b JOIN d ON d.id = b.id",
]


def _told(folder, sql: str) -> bool:
    root = folder(a="SELECT 1 AS id", b="SELECT 1 AS id", probe=sql)
    return vacant.holds(vacant.told(load_models(root=root)["probe"]), lambda table: table == "staging.a")


@pytest.mark.parametrize("sql", ALWAYS)
def test_a_query_that_may_have_rows_without_those_of_a_table_is_not_said_to_have_none(folder, sql):
    assert not _told(folder, sql)


@pytest.mark.parametrize("sql", VACANT)
def test_a_query_that_lives_on_a_table_without_rows_has_none(folder, sql):
    assert _told(folder, sql)
