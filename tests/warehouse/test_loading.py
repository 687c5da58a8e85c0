"""Values of a frame arrive as the right type, exactly, and missing ones as NULL."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smm_assets.errors import StoreError
from smm_assets.warehouse import Store, StoredColumn

COLUMNS = tuple(
    StoredColumn(name=name, kind=kind)
    for name, kind in {
        "t": "text",
        "d": "day",
        "m": "moment",
        "money": "money",
        "n": "count",
        "f": "flag",
        "r": "ratio",
    }.items()
)


@pytest.fixture
def table(store: Store) -> Store:
    store.define("staging", "probe", COLUMNS)
    return store


def _loaded(store: Store, **values: object) -> pd.DataFrame:
    store.load("staging", "probe", pd.DataFrame(values))
    return store.read("SELECT * FROM staging.probe")


def test_money_is_exact_where_doubles_are_not(table: Store) -> None:
    frame = _loaded(table, money=[Decimal("0.1"), Decimal("0.2"), Decimal("123456789012.345678"), Decimal("0.000001")])
    assert frame["money"].tolist() == [
        Decimal("0.100000"),
        Decimal("0.200000"),
        Decimal("123456789012.345678"),
        Decimal("0.000001"),
    ]
    total = table.read("SELECT sum(money) = 123456789012.645679 AS same FROM staging.probe")
    assert bool(total["same"].iloc[0])


def test_floats_enter_money_as_they_print(table: Store) -> None:
    frame = _loaded(table, money=[0.1 + 0.2, 2.675, 1e-7, 1234567.891234, np.nan])
    expected = ["0.300000", "2.675000", "0.000000", "1234567.891234"]
    assert frame["money"].tolist()[:4] == [Decimal(text) for text in expected]
    assert frame["money"].iloc[4] is None


@pytest.mark.parametrize(
    ("given_value", "stored"),
    [
        (Decimal("1.2345675"), "1.234568"),
        (Decimal("-1.2345675"), "-1.234568"),
        (Decimal("1.23456749"), "1.234567"),
        (Decimal("1E+3"), "1000.000000"),
        (Decimal("7E-7"), "0.000001"),
        (5, "5.000000"),
        ("12.5", "12.500000"),
    ],
)
def test_money_is_rounded_half_away_from_zero_to_six_places(table: Store, given_value: object, stored: str) -> None:
    assert _loaded(table, money=[given_value])["money"].tolist() == [Decimal(stored)]


def test_decimals_of_any_mix_of_places_arrive_exactly(table: Store) -> None:
    values = [Decimal("1"), None, Decimal("0.123456"), Decimal("NaN"), Decimal("-3.10")]
    assert _loaded(table, money=values)["money"].tolist() == [
        Decimal("1.000000"),
        None,
        Decimal("0.123456"),
        None,
        Decimal("-3.100000"),
    ]


def test_decimals_too_long_for_one_arrow_type_are_still_rounded(table: Store) -> None:
    values = [Decimal("0." + "1" * 60), Decimal("123456789012")]
    assert _loaded(table, money=values)["money"].tolist() == [Decimal("0.111111"), Decimal("123456789012")]


def test_nullable_integers_keep_their_digits(table: Store) -> None:
    big = 9_007_199_254_740_993  # first whole number a double cannot hold
    frame = _loaded(table, n=pd.array([big, None, 0], dtype="Int64"))
    assert str(frame["n"].dtype) == "Int64"
    assert frame["n"].iloc[0] == big
    assert frame["n"].isna().tolist() == [False, True, False]


def test_whole_floats_with_gaps_become_counts(table: Store) -> None:
    assert _loaded(table, n=[1.0, np.nan])["n"].isna().tolist() == [False, True]


def test_a_fraction_is_not_a_count(table: Store) -> None:
    with pytest.raises(StoreError, match="column 'n'"):
        _loaded(table, n=[1.5])


def test_texts_of_every_kind_arrive_and_missing_ones_are_null(table: Store) -> None:
    for values in (
        pd.Series(["Zażółć", None, "行動"], dtype="str"),
        pd.Series(["Zażółć", np.nan, "行動"], dtype="object"),
        pd.Series(["Zażółć", None, "行動"], dtype="category"),
    ):
        table.execute("DELETE FROM staging.probe")
        frame = _loaded(table, t=values)
        assert [text if isinstance(text, str) else None for text in frame["t"]] == ["Zażółć", None, "行動"]
        assert int(table.read("SELECT count(*) AS n FROM staging.probe WHERE t IS NULL")["n"].iloc[0]) == 1


def test_an_empty_text_is_not_a_missing_one_and_any_text_comes_back_as_it_is(table: Store) -> None:
    odd = ["", None, "\\.", "a,b", 'say "x"', "two\nlines", "\\N", "NULL", " x ", "tab\there", "%s :a ''", "\r\n\\.\n"]
    frame = _loaded(table, t=odd, n=range(len(odd)))
    found = table.read("SELECT t FROM staging.probe ORDER BY n")["t"]
    assert [None if pd.isna(text) else text for text in found] == odd
    assert len(frame) == len(odd)


def test_the_one_character_a_server_cannot_hold_is_marked_the_same_in_every_store(table: Store) -> None:
    assert _loaded(table, t=["a\0b"])["t"].tolist() == ["a\N{REPLACEMENT CHARACTER}b"]


def test_numbers_in_a_text_column_become_their_digits(table: Store) -> None:
    assert _loaded(table, t=pd.array([23851234567890123], dtype="Int64"))["t"].tolist() == ["23851234567890123"]


def test_days_come_from_dates_moments_at_midnight_and_text(table: Store) -> None:
    for values in (
        [date(2026, 2, 28), None],
        pd.to_datetime(pd.Series(["2026-02-28", None])),
        pd.Series(["2026-02-28", None], dtype="str"),
    ):
        table.execute("DELETE FROM staging.probe")
        assert _loaded(table, d=values)["d"].tolist() == [date(2026, 2, 28), None]


def test_a_time_of_day_is_not_cut_off_silently(table: Store) -> None:
    with pytest.raises(StoreError, match="column 'd'"):
        _loaded(table, d=pd.to_datetime(pd.Series(["2026-02-28 10:00"])))


def test_zoned_moments_are_stored_as_utc(table: Store) -> None:
    berlin = datetime(2026, 7, 1, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    frame = _loaded(table, m=pd.Series([berlin, pd.NaT]))
    assert frame["m"].iloc[0] == pd.Timestamp("2026-07-01 10:00")
    assert pd.isna(frame["m"].iloc[1])


def test_flags_and_ratios_keep_their_gaps(table: Store) -> None:
    frame = _loaded(table, f=pd.array([True, None], dtype="boolean"), r=[0.25, np.nan])
    assert frame["f"].isna().tolist() == [False, True]
    assert frame["r"].iloc[0] == 0.25
    counts = table.read("SELECT count(f) AS f, count(r) AS r FROM staging.probe")
    assert counts.iloc[0].tolist() == [1, 1]


@pytest.mark.parametrize("missing", [None, np.nan, pd.NaT, pd.NA])
def test_every_missing_mark_is_null_in_every_column(table: Store, missing: object) -> None:
    frame = pd.DataFrame({column.name: pd.Series([missing], dtype="object") for column in COLUMNS})
    table.load("staging", "probe", frame)
    nulls = table.read("SELECT " + ", ".join(f"{c.name} IS NULL AS {c.name}" for c in COLUMNS) + " FROM staging.probe")
    assert nulls.iloc[0].all()


def test_columns_go_by_name_and_absent_ones_are_null(table: Store) -> None:
    table.load("staging", "probe", pd.DataFrame({"n": [1], "t": ["x"]}))
    row = table.read("SELECT t, n, money FROM staging.probe").iloc[0]
    assert (row["t"], row["n"], row["money"]) == ("x", 1, None)


def test_a_column_the_table_lacks_is_refused_by_name(table: Store) -> None:
    with pytest.raises(StoreError, match="spned"):
        table.load("staging", "probe", pd.DataFrame({"spned": [1]}))


def test_an_infinite_amount_is_refused(table: Store) -> None:
    with pytest.raises(StoreError, match="money"):
        _loaded(table, money=[float("inf")])


def test_text_that_is_no_amount_is_refused(table: Store) -> None:
    with pytest.raises(StoreError, match="abc"):
        _loaded(table, money=["abc"])


def test_an_amount_beyond_eighteen_digits_is_refused(table: Store) -> None:
    with pytest.raises(StoreError):
        _loaded(table, money=[Decimal("1234567890123")])


def test_a_null_where_none_may_be_is_refused_and_nothing_is_stored(store: Store) -> None:
    store.define("staging", "strict", (StoredColumn(name="k", kind="text", nullable=False),))
    with pytest.raises(StoreError):
        store.load("staging", "strict", pd.DataFrame({"k": ["a", None]}))
    assert store.read("SELECT * FROM staging.strict").empty


def test_replace_infers_types_and_takes_declared_ones(store: Store) -> None:
    frame = pd.DataFrame(
        {"a": [1, 2], "b": [0.5, None], "c": ["x", None], "d": [Decimal("1.5"), None], "e": [None] * 2}
    )
    store.replace("staging", "seed_x", frame)
    assert store.columns("staging", "seed_x") == {
        "a": "BIGINT",
        "b": "DOUBLE",
        "c": "VARCHAR",
        "d": "DECIMAL(18,6)",
        "e": "VARCHAR",
    }
    store.replace("staging", "seed_x", frame[["a"]].head(0), (StoredColumn(name="a", kind="money", description="sum"),))
    assert store.columns("staging", "seed_x") == {"a": "DECIMAL(18,6)"}
    assert store.comments("staging", "seed_x") == {"a": "sum"}
    assert store.read("SELECT * FROM staging.seed_x").empty


MONEY = st.decimals(min_value=-(10**11), max_value=10**11, places=6, allow_nan=False)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.none(), MONEY), min_size=1, max_size=8))
def test_any_amount_with_six_places_comes_back_as_it_went_in(store: Store, amounts: list[Decimal | None]) -> None:
    store.replace("staging", "law", pd.DataFrame({"money": pd.Series(amounts, dtype="object")}), COLUMNS[3:4])
    assert store.read("SELECT money FROM staging.law")["money"].tolist() == amounts
