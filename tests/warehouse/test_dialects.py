"""SQL written once, in the words of each engine."""

import sqlglot

from smm_assets.warehouse.dialects import spoken, translated


def test_what_hangs_on_a_named_window_is_enclosed_for_spark_alone() -> None:
    sql = "SELECT 2 * LEAD(a) OVER k - b AS c FROM t WINDOW k AS (ORDER BY a)"
    assert "(LEAD(a) OVER k) - b" in translated(sql, "spark")
    assert "(LEAD" not in translated(sql, "postgres")
    assert "(LEAD" not in translated(sql, "duckdb")


def test_parameters_and_the_place_of_nulls_survive_the_way_to_another_engine() -> None:
    sql = 'SELECT CAST(x AS VARCHAR) AS "window" FROM marts.t WHERE day >= :since ORDER BY x'
    expected = "SELECT CAST(x AS STRING) AS `window` FROM marts.t WHERE day >= :since ORDER BY x NULLS LAST"
    assert translated(sql, "spark") == expected


def test_saying_a_query_leaves_the_tree_as_it_was() -> None:
    parsed = sqlglot.parse_one("SELECT SUM(a) OVER w - b FROM t WINDOW w AS (PARTITION BY b)", read="duckdb")
    before = repr(parsed)
    spoken(parsed, "spark")
    assert repr(parsed) == before
