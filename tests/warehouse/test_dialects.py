"""SQL written once, in the words of each engine."""

import sqlglot

from smm_assets.warehouse.dialects import spoken, translated


def test_what_hangs_on_a_named_window_is_enclosed_for_spark_alone() -> None:
    sql = "SELECT 2 * LEAD(a) OVER k - b AS c FROM t WINDOW k AS (ORDER BY a)"
    assert "(LEAD(`a`) OVER `k`) - `b`" in translated(sql, "spark")
    assert "(LEAD" not in translated(sql, "postgres")
    assert "(LEAD" not in translated(sql, "duckdb")


def test_parameters_and_the_place_of_nulls_survive_the_way_to_another_engine() -> None:
    sql = 'SELECT CAST(x AS VARCHAR) AS "window" FROM marts.t WHERE day >= :since ORDER BY x'
    expected = "SELECT CAST(`x` AS STRING) AS `window` FROM `marts`.`t` WHERE `day` >= :since ORDER BY `x` NULLS LAST"
    assert translated(sql, "spark") == expected


def test_saying_a_query_leaves_the_tree_as_it_was() -> None:
    parsed = sqlglot.parse_one("SELECT SUM(a) OVER w - b FROM t WINDOW w AS (PARTITION BY b)", read="duckdb")
    before = repr(parsed)
    spoken(parsed, "spark")
    assert repr(parsed) == before


def test_small_letters_of_every_alphabet_are_asked_of_postgresql_by_name() -> None:
    sql = "SELECT LOWER(TRIM(a)) AS b FROM t GROUP BY LOWER(TRIM(a))"
    folded = '(LOWER((TRIM(a)) COLLATE "ops"."letters") COLLATE "C")'
    assert translated(sql, "postgres") == f"SELECT {folded} AS b FROM t GROUP BY {folded}"
    assert "COLLATE" not in translated(sql, "spark")


def test_what_stands_inside_of_what_is_changed_is_changed_too() -> None:
    both = "SELECT SUM(DATE_DIFF('hour', a, b)) OVER k - 1 AS c FROM t WINDOW k AS (ORDER BY a)"
    expected = "(SUM(DATEDIFF(HOUR, DATE_TRUNC('HOUR', `a`), DATE_TRUNC('HOUR', `b`))) OVER `k`) - 1"
    assert expected in translated(both, "spark")
    assert translated("LOWER(a || UPPER(b)) = 'x'", "postgres").count("letters") == 2
