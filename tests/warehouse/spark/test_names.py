"""Which relations a text speaks of, and how they are called where views have no schema."""

import pytest

from smm_assets.warehouse.spark.names import is_spark, mentioned, with_names

KNOWN = {("raw", "a"): "raw__a", ("marts", "b"): "marts__b", ("ops", 'o"d'): 'ops__o"d'}


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT x FROM raw.a", "SELECT x FROM `raw__a` AS `a`"),
        ("SELECT a.x FROM raw.a WHERE a.x > 1", "SELECT a.x FROM `raw__a` AS `a` WHERE a.x > 1"),
        ("SELECT t.x FROM `raw`.`a` AS t", "SELECT t.x FROM `raw__a` AS t"),
        ('SELECT t.x FROM "raw"."a" t', "SELECT t.x FROM `raw__a` t"),
        ("SELECT raw.a.x FROM RAW.A, marts . b", "SELECT `a`.x FROM `raw__a` AS `a`, `marts__b` AS `b`"),
        ("SELECT (SELECT MAX(x) FROM raw.a)", "SELECT (SELECT MAX(x) FROM `raw__a` AS `a`)"),
        ("FROM raw.a LEFT JOIN marts.b USING (x)", "FROM `raw__a` AS `a` LEFT JOIN `marts__b` AS `b` USING (x)"),
        ("SELECT 'raw.a' -- raw.a\nFROM raw.other", "SELECT 'raw.a' -- raw.a\nFROM raw.other"),
        ("SELECT `it`, 'it\\'s raw.a' FROM raw.a", "SELECT `it`, 'it\\'s raw.a' FROM `raw__a` AS `a`"),
        ('SELECT * FROM ops."o""d"', 'SELECT * FROM `ops__o"d` AS `o"d`'),
        ("SELECT s.raw.a FROM s", "SELECT s.raw.a FROM s"),
    ],
)
def test_a_relation_gets_its_name_and_keeps_what_its_columns_go_by(sql: str, said: str) -> None:
    assert with_names(sql, KNOWN) == said


def test_each_known_relation_is_told_once() -> None:
    sql = "SELECT 1 FROM marts.b JOIN raw.a JOIN raw.a AS again JOIN raw.unknown /* ops.x */"
    assert mentioned(sql, KNOWN) == [("marts", "b"), ("raw", "a")]


def test_backticks_outside_texts_tell_the_spelling_of_spark() -> None:
    assert is_spark("SELECT `x`")
    assert not is_spark("SELECT '`', \"x`y\" -- `z`")
