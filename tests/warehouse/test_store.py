"""Reading, transactions, names, comments, materialized models."""

from contextlib import nullcontext
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from smm_assets import schema
from smm_assets.errors import StoreError
from smm_assets.warehouse import Store, StoredColumn
from smm_assets.warehouse.columns import comment

ONE = (StoredColumn(name="a", kind="count"),)


def _count(store: Store, table: str) -> int:
    return int(store.read(f"SELECT count(*) AS n FROM {table}")["n"].iloc[0])


def test_values_go_in_as_parameters_and_stay_values(store: Store) -> None:
    evil = "x'); DROP TABLE ops.arrival; --"
    frame = store.read("SELECT :v AS v, :d AS d, :m AS m", {"v": evil, "d": date(2026, 1, 2), "m": Decimal("1.50")})
    assert frame.iloc[0].tolist() == [evil, date(2026, 1, 2), Decimal("1.50")]
    assert store.exists("ops", "arrival")


def test_colons_that_are_no_parameters_stay_as_they_are(store: Store) -> None:
    frame = store.read("SELECT '10:30 :label' AS t, CAST(:p AS BIGINT)::VARCHAR AS p", {"p": 7})
    assert frame.iloc[0].tolist() == ["10:30 :label", "7"]


def test_sums_of_counts_are_whole_numbers(store: Store) -> None:
    frame = store.read("SELECT sum(a) AS a FROM (VALUES (1), (2)) AS t(a)")
    assert str(frame["a"].dtype) == "Int64"
    assert frame["a"].tolist() == [3]


def test_an_error_in_sql_is_a_store_error_with_the_engines_words(store: Store) -> None:
    with pytest.raises(StoreError, match="no_such_table"):
        store.read("SELECT * FROM no_such_table")


def test_a_variable_of_the_program_is_no_table(store: Store) -> None:
    secret = pd.DataFrame({"a": [1]})
    assert len(secret) == 1
    with pytest.raises(StoreError):
        store.read("SELECT * FROM secret")


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    store.define("staging", "t", ONE)

    def work() -> None:
        with store.transaction():
            store.load("staging", "t", pd.DataFrame({"a": [1]}))
            store.define("staging", "u", ONE)
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        work()
    assert _count(store, "staging.t") == 0
    assert not store.exists("staging", "u")


def test_an_inner_transaction_is_part_of_the_outer_one(store: Store) -> None:
    store.define("staging", "t", ONE)

    def work() -> None:
        with store.transaction():
            with store.transaction():
                store.load("staging", "t", pd.DataFrame({"a": [1]}))
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        work()
    assert _count(store, "staging.t") == 0


def test_the_store_goes_on_after_an_error_inside_a_transaction(store: Store) -> None:
    with pytest.raises(StoreError), store.transaction():
        store.execute("SELECT 1 / nothing")
    store.define("staging", "t", ONE)
    assert store.load("staging", "t", pd.DataFrame({"a": [1, 2]})) == 2
    assert _count(store, "staging.t") == 2


def test_odd_names_are_quoted(store: Store) -> None:
    columns = (StoredColumn(name='we"ird column', kind="text", description="it's quoted"),)
    store.replace("staging", 'ta"ble', pd.DataFrame({'we"ird column': ["x"]}), columns)
    assert store.tables("staging") == ['ta"ble']
    assert store.comments("staging", 'ta"ble') == {'we"ird column': "it's quoted"}
    store.drop("staging", 'ta"ble')
    assert store.tables("staging") == []


def test_every_raw_table_has_its_columns_types_and_comments(store: Store) -> None:
    for table in schema.RAW_TABLES.values():
        assert list(store.columns("raw", table.name)) == table.names()
        comments = store.comments("raw", table.name)
        assert comments.pop("") == f"Grain: {table.grain}"
        assert comments == {column.name: comment(column) for column in table.columns}
        assert comments["row_number"].endswith("(first line is 1) [line]")
    types = store.columns("raw", "ad_delivery")
    assert types["spend_original"] == "DECIMAL(18,6)"
    assert types["impressions"] == "BIGINT"
    assert types["period_start"] == "DATE"
    assert types["exported_at"] == "TIMESTAMP"


def test_every_table_of_ops_and_state_says_what_its_columns_mean(store: Store) -> None:
    for name in ("ops", "state"):
        assert store.tables(name)
        for table in store.tables(name):
            assert set(store.comments(name, table)) == {"", *store.columns(name, table)}


def test_a_model_becomes_a_typed_table_with_comments(store: Store) -> None:
    columns = (
        StoredColumn(name="day", kind="day", description="the day"),
        StoredColumn(name="spend", kind="money", description="spend"),
        StoredColumn(name="ctr", kind="ratio"),
    )
    select = "SELECT 0.5 AS ctr, '2026-01-02' AS day, 1.5 AS spend UNION ALL SELECT NULL, '2026-01-03', NULL -- end"
    assert store.materialize("marts", "m", select, "table", columns, "Grain: day") == 2
    assert store.columns("marts", "m") == {"day": "DATE", "spend": "DECIMAL(18,6)", "ctr": "DOUBLE"}
    assert store.comments("marts", "m") == {"": "Grain: day", "day": "the day", "spend": "spend"}


def test_a_model_may_change_from_table_to_view_and_back(store: Store) -> None:
    for kind, rows in (("table", 1), ("view", 0), ("view", 0), ("table", 1), ("table", 1)):
        assert store.materialize("marts", "m", "SELECT 1 AS a;", kind, ONE, "one") == rows
        assert store.read("SELECT a FROM marts.m")["a"].tolist() == [1]
        assert store.comments("marts", "m")[""] == "one"


def test_a_model_that_yields_other_columns_is_refused_and_the_old_one_stays(store: Store) -> None:
    store.materialize("marts", "m", "SELECT 1 AS a", "table", ONE)
    with pytest.raises(StoreError, match=r"marts\.m: its SELECT lacks a and yields undeclared b"):
        store.materialize("marts", "m", "SELECT 1 AS b", "table", ONE)
    assert store.read("SELECT a FROM marts.m")["a"].tolist() == [1]


def test_a_model_that_fails_while_running_leaves_the_old_one(store: Store) -> None:
    store.materialize("marts", "m", "SELECT 1 AS a", "table", ONE)
    with pytest.raises(StoreError):
        store.materialize("marts", "m", "SELECT CAST('x' || i AS BIGINT) AS a FROM (VALUES (1)) AS t(i)", "table", ONE)
    assert store.read("SELECT a FROM marts.m")["a"].tolist() == [1]


def test_doubles_become_amounts_as_they_print(store: Store) -> None:
    """A tie is one in the digits a person sees; the nearest double of 163.3631075 lies a little below it."""
    amount = (StoredColumn(name="a", kind="money"),)
    values = "(CAST(163.3631075 AS DOUBLE PRECISION)), (-0.0000005e0), (1e-7), (NULL)"
    store.materialize("marts", "m", f"SELECT a FROM (VALUES {values}) AS t(a)", "table", amount)
    found = store.read("SELECT a FROM marts.m WHERE a IS NOT NULL ORDER BY a")["a"].tolist()
    assert found == [Decimal("-0.000001"), Decimal("0.000000"), Decimal("163.363108")]


def test_refresh_makes_only_the_rows_of_its_days_anew(store: Store) -> None:
    columns = (StoredColumn(name="day", kind="day"), StoredColumn(name="n", kind="count"))
    days = "(VALUES (DATE '2026-01-01'), (DATE '2026-01-02'), (DATE '2026-01-03'), (DATE '2026-01-04')) AS t(day)"
    store.materialize("marts", "m", f"SELECT day, 1 AS n FROM {days}", "table", columns)
    ranges = [(date(2026, 1, 1), date(2026, 1, 1)), (date(2026, 1, 3), date(2026, 1, 5))]
    assert store.refresh("marts", "m", f"SELECT 2 AS n, day FROM {days}", columns, "day", ranges) == 3
    assert store.read("SELECT n FROM marts.m ORDER BY day")["n"].tolist() == [2, 1, 2, 2]
    assert store.refresh("marts", "m", f"SELECT 3 AS n, day FROM {days}", columns, "day", []) == 0
    assert store.read("SELECT n FROM marts.m ORDER BY day")["n"].tolist() == [2, 1, 2, 2]


def test_refresh_counts_a_moment_to_its_day_and_takes_all_or_nothing(store: Store) -> None:
    columns = (StoredColumn(name="at", kind="moment"), StoredColumn(name="n", kind="count"))
    late = "SELECT TIMESTAMP '2026-01-01 23:59:59' AS at, {} AS n"
    store.materialize("marts", "m", late.format(1), "table", columns)
    day = [(date(2026, 1, 1), date(2026, 1, 1))]
    with pytest.raises(StoreError, match=r"marts\.m: its SELECT lacks n and yields undeclared other"):
        store.refresh("marts", "m", "SELECT TIMESTAMP '2026-01-01 23:59:59' AS at, 2 AS other", columns, "at", day)
    with pytest.raises(StoreError):
        store.refresh("marts", "m", late.format("CAST('many' AS BIGINT)"), columns, "at", day)
    assert store.read("SELECT n FROM marts.m")["n"].tolist() == [1]
    assert store.refresh("marts", "m", late.format(2), columns, "at", day) == 1
    assert store.read("SELECT n FROM marts.m")["n"].tolist() == [2]


def test_a_table_that_a_view_reads_can_be_made_anew_and_the_view_shows_it(store: Store) -> None:
    store.materialize("staging", "m", "SELECT 1 AS a", "table", ONE)
    store.materialize("staging", "v", "SELECT a FROM staging.m", "view", ONE)
    store.materialize("staging", "m", "SELECT 2 AS a", "table", ONE)
    store.replace("staging", "m", pd.DataFrame({"a": [3]}), ONE)
    assert store.read("SELECT a FROM staging.v")["a"].tolist() == [3]


def test_texts_are_ordered_byte_by_byte(store: Store) -> None:
    words = (StoredColumn(name="w", kind="text"),)
    store.define("staging", "t", words)
    store.load("staging", "t", pd.DataFrame({"w": ["b", "B", "a", "Ä", "_", "a b", ""]}))
    assert store.read("SELECT w FROM staging.t ORDER BY w")["w"].tolist() == ["", "B", "_", "a", "a b", "b", "Ä"]
    store.materialize("staging", "m", "SELECT MAX(w) AS w FROM staging.t", "table", words)
    assert store.read("SELECT w FROM staging.m")["w"].tolist() == ["Ä"]


def test_define_adds_columns_and_never_drops_rows(store: Store) -> None:
    store.define("state", "kept", ONE)
    store.load("state", "kept", pd.DataFrame({"a": [1]}))
    store.define("state", "kept", (*ONE, StoredColumn(name="b", kind="text", description="new")))
    assert store.read("SELECT a, b IS NULL AS empty FROM state.kept").iloc[0].tolist() == [1, True]
    with pytest.raises(StoreError, match=r"state\.kept\.a is BIGINT"):
        store.define("state", "kept", (StoredColumn(name="a", kind="text"),))


def test_which_tables_are_there_and_which_have_rows(store: Store) -> None:
    columns = [StoredColumn(name="n", kind="count", description="number")]
    for name, sql in (("some", "SELECT 1 AS n"), ("none", "SELECT 1 AS n WHERE 1 = 0")):
        store.materialize("staging", name, sql, "table", columns)
    assert {("staging", "some"), ("staging", "none"), ("raw", "ad_delivery")} <= store.tables_of(["staging", "raw"])
    assert store.tables_of(["marts"]) == set()
    asked = {("staging", "some"), ("staging", "none"), ("raw", "ad_delivery"), ("ops", "schema_version")}
    assert store.filled(asked) == {("staging", "some"), ("ops", "schema_version")}
    assert store.filled([]) == set()


def test_what_is_made_lightly_is_what_is_made_otherwise(store: Store) -> None:
    columns = [
        StoredColumn(name="day", kind="day", description="day"),
        StoredColumn(name="amount", kind="money", description="amount", unit="EUR"),
        StoredColumn(name="word", kind="text", description="word"),
    ]
    first = "SELECT DATE '2026-06-01' AS day, CAST(0.1 AS DOUBLE PRECISION) AS amount, 'a' AS word"
    second = "SELECT DATE '2026-06-02' AS day, CAST(1.005 AS DECIMAL(18, 9)) AS amount, 'b' AS word"
    select = f"{first} UNION ALL {second}"
    day = (date(2026, 6, 1), date(2026, 6, 1))
    found = []
    for lightly in (nullcontext(), store.lightly()):
        store.materialize("staging", "made", first, "table", columns, "Made")
        with lightly:
            assert store.materialize("staging", "made", select, "table", columns, "Made") == 2
            assert store.refresh("staging", "made", select, columns, "day", [day]) == 1
        rows = store.read("SELECT * FROM staging.made ORDER BY day").to_dict("records")
        found.append((rows, store.columns("staging", "made"), store.comments("staging", "made")))
    assert found[0] == found[1]
    assert found[0][2] == {"": "Made", "day": "day", "amount": "amount [EUR]", "word": "word"}
