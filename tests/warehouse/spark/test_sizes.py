"""Little tables go along with what reads them, what reads little is written here; large ones lie in files that workers
read and write. The rows are the same.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from smm_assets.settings import Project, Settings
from smm_assets.warehouse import Store, StoredColumn, open_store
from smm_assets.warehouse.spark import building, hand, shown


def _columns(**kinds: str) -> tuple[StoredColumn, ...]:
    return tuple(StoredColumn(name=name, kind=kind) for name, kind in kinds.items())


COLUMNS = _columns(day="day", at="moment", spend="money", rate="ratio", n="count", is_on="flag", name="text")
ROWS = pd.DataFrame(
    {
        "day": [date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1), None],
        "at": [datetime(2026, 1, 1, 23, 59, 59, 123456), None, datetime(2026, 7, 1, 12, 30), datetime(1969, 1, 1)],
        "spend": [Decimal("0.1"), Decimal("123456789012.000001"), None, Decimal("-0.5")],
        "rate": [0.1, None, 1e300, -0.0],
        "n": pd.array([1, None, 2**53 + 1, 0], dtype="Int64"),
        "is_on": [True, False, None, True],
        "name": ["it's", 'ß `"\\', None, ""],
    }
)
DOUBLED = _columns(day="day", next_day="day", spend="money", n="count", runs="count")
DOUBLING = """
    SELECT a.day, a.day + INTERVAL 1 DAY AS next_day, SUM(a.spend) * 2 AS spend, MAX(b.n) AS n, COUNT(r.run_id) AS runs
    FROM staging.t AS a
    LEFT JOIN staging.t AS b ON b.day = a.day
    LEFT JOIN ops.run AS r ON r.started_at > a.at
    GROUP BY a.day"""


@pytest.fixture(params=["little", "large"])
def store(
    request: pytest.FixtureRequest, tmp_path: Path, on_spark: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Store]:
    """A store of Spark that takes everything for little, or everything for large, and asks Spark each question."""
    if request.param == "large":
        for module, limit in (
            (shown, "LITTLE_ROWS"),
            (shown, "LITTLE_BYTES"),
            (hand, "BYTES_HERE"),
            (building, "LARGE_BYTES"),
        ):
            monkeypatch.setattr(module, limit, -1)
    terms = on_spark.spark.model_copy(update={"small_mb": 0})
    with open_store(Project(tmp_path, on_spark.model_copy(update={"spark": terms}))) as opened:
        opened.replace("staging", "t", ROWS, COLUMNS)
        opened.load("ops", "run", pd.DataFrame({"run_id": ["b"], "started_at": [datetime(2026, 7, 1)]}))
        yield opened


def _plain(rows: pd.DataFrame) -> list[list[object]]:
    """Values of rows, whatever stands for none as None."""
    return [[None if pd.isna(value) else value for value in row] for row in rows.astype(object).to_numpy().tolist()]


def test_a_copy_has_every_value_of_every_type(store: Store) -> None:
    copied = store.materialize("staging", "copy", "SELECT * FROM staging.t", "table", COLUMNS)
    found = store.read("SELECT * FROM staging.copy")
    assert copied == len(ROWS)
    assert sorted(_plain(found), key=str) == sorted(_plain(store.read("SELECT * FROM staging.t")), key=str)
    assert sorted(_plain(found), key=str) == sorted(
        [
            [date(2026, 1, 1), pd.Timestamp("2026-01-01 23:59:59.123456"), Decimal("0.1"), 0.1, 1, True, "it's"],
            [date(2026, 1, 31), None, Decimal("123456789012.000001"), None, None, False, 'ß `"\\'],
            [date(2026, 2, 1), pd.Timestamp("2026-07-01 12:30"), None, 1e300, 2**53 + 1, None, None],
            [None, pd.Timestamp("1969-01-01"), Decimal("-0.5"), -0.0, 0, True, ""],
        ],
        key=str,
    )


def test_what_is_joined_and_summed_is_the_same_and_days_are_made_again(store: Store) -> None:
    store.materialize("staging", "doubled", DOUBLING, "table", DOUBLED)
    sql = "SELECT * FROM staging.doubled ORDER BY day NULLS LAST"
    expected = [
        [date(2026, 1, 1), date(2026, 1, 2), Decimal("0.2"), 1, 1],
        [date(2026, 1, 31), date(2026, 2, 1), Decimal("246913578024.000002"), None, 0],
        [date(2026, 2, 1), date(2026, 2, 2), None, 2**53 + 1, 0],
        [None, None, Decimal("-1"), None, 1],
    ]
    assert _plain(store.read(sql)) == expected
    store.execute("UPDATE staging.t SET spend = 7 WHERE n = 1")
    january = [(date(2026, 1, 1), date(2026, 1, 31))]
    made = store.refresh(
        "staging", "doubled", f"SELECT * FROM ({DOUBLING}) AS d WHERE day < DATE '2026-02-01'", DOUBLED, "day", january
    )
    assert made == 2
    expected[0][2] = Decimal("14")
    assert _plain(store.read(sql)) == expected


def test_a_table_without_rows_has_its_columns(store: Store) -> None:
    none = "SELECT * FROM staging.t WHERE n = 5"
    assert store.materialize("staging", "none", none, "table", COLUMNS) == 0
    assert store.materialize("staging", "of_none", "SELECT * FROM staging.none", "table", COLUMNS) == 0
    assert list(store.read("SELECT * FROM staging.of_none").columns) == [one.name for one in COLUMNS]


def test_days_that_are_made_again_from_much_are_no_little_work_though_nothing_stood_there(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = _columns(day="day", n="count")
    read = "SELECT day, n FROM staging.dated"
    store.materialize("staging", "dated", "SELECT day, n FROM staging.t WHERE day IS NOT NULL", "table", columns)
    store.materialize("staging", "copy", f"{read} WHERE n = 1", "table", columns)
    told: list[int] = []
    write = hand.Hand.write

    def noted(self: hand.Hand, select: hand.Select, place: Path, *, reads_bytes: int, month_of: str = "") -> None:
        told.append(reads_bytes)
        write(self, select, place, reads_bytes=reads_bytes, month_of=month_of)

    monkeypatch.setattr(hand.Hand, "write", noted)
    for day, is_read in ((date(2026, 2, 1), True), (date(2027, 1, 1), False)):
        days = [(day, day)]
        assert store.refresh("staging", "copy", read, columns, "day", days) == int(is_read)
        assert (told.pop() > 0) == is_read
