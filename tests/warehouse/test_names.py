"""Schemas under another name, in SQL that is only read word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.warehouse.postgres.names import with_schemas, words

MOVED = {"marts": "build"}


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT * FROM marts.m", 'SELECT * FROM "build".m'),
        ('SELECT * FROM "marts"."m"', 'SELECT * FROM "build"."m"'),
        ("SELECT MARTS . m.a FROM Marts\n.m", 'SELECT "build" . m.a FROM "build"\n.m'),
        ("SELECT 'marts.m' AS a, marts.m.b FROM marts.m", 'SELECT \'marts.m\' AS a, "build".m.b FROM "build".m'),
        ("SELECT 1 -- of marts.m\nFROM marts.m", 'SELECT 1 -- of marts.m\nFROM "build".m'),
        ("SELECT 1 /* marts.m */ FROM marts.m", 'SELECT 1 /* marts.m */ FROM "build".m'),
        (r"SELECT E'it\'s marts.m' FROM marts.m", r"""SELECT E'it\'s marts.m' FROM "build".m"""),
        (
            "SELECT $$marts.m$$, $x$ marts.m $$ $x$ FROM marts.m",
            'SELECT $$marts.m$$, $x$ marts.m $$ $x$ FROM "build".m',
        ),
        ("SELECT 'it''s marts.m', marts.m.a", "SELECT 'it''s marts.m', \"build\".m.a"),
        ("SELECT a.marts.b, smarts.m, marts2.m, marts FROM x", "SELECT a.marts.b, smarts.m, marts2.m, marts FROM x"),
        ('SELECT "MARTS".m', 'SELECT "MARTS".m'),
    ],
)
def test_a_schema_is_moved_where_it_is_one_and_nowhere_else(sql: str, expected: str) -> None:
    assert with_schemas(sql, MOVED) == expected


@given(st.text())
def test_text_in_a_literal_or_comment_stays_as_it_is(text: str) -> None:
    literal = "'" + text.replace("'", "''") + "'"
    comment = text.replace("*/", "")
    sql = f"SELECT {literal} /*{comment}*/"
    assert with_schemas(sql, MOVED) == sql


@given(st.text(alphabet="ab '\"$.-/*\nmarts"))
def test_without_another_name_any_sql_stays_as_it_is(sql: str) -> None:
    assert with_schemas(sql, {}) == sql
    assert with_schemas(sql, {"marts": "marts"}).replace('"', "").lower() == sql.replace('"', "").lower()


def test_words_are_those_outside_of_literals_and_comments() -> None:
    sql = """SELECT Set_Config('query_to_xml'), "Quoted""Name" -- dblink\n FROM $$ts_stat$$"""
    assert list(words(sql)) == ["select", "set_config", 'Quoted"Name', "from"]
