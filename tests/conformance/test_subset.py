"""Every function and operator of the portable subset, run on every engine on values at the edge of it.

Nulls, empty and foreign letters, blanks, negative numbers, halves to be rounded, ends of months and hours that are not
full. The embedded store is what others are compared with.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
import sqlglot

from smm_assets.settings import Project
from smm_assets.sqlmodels.portable import untyped_findings
from smm_assets.sqlmodels.subset import FUNCTIONS, OPERATORS
from smm_assets.warehouse import Store, open_store
from smm_assets.warehouse.columns import StoredColumn
from smm_assets.warehouse.dialects import translated
from tests import spark
from tests.conformance.comparing import differences
from tests.postgres import Server

KINDS = {"id": "count", "a": "text", "b": "text", "n": "count", "m": "count", "amount": "money", "price": "money"} | {
    "x": "ratio", "d": "day", "e": "day", "t": "moment", "u": "moment", "f": "flag"
}  # fmt: skip
ROWS = [
    (1, "abc", "7", 1, 3, "10.5", "0.333333", 0.5,
     "2026-01-31", "2026-03-01", "2026-01-31 23:59:59", "2026-02-01", True),
    (2, " Ab b ", "12", -7, 3, "-2.5", "2.5", -1.25,
     "2024-02-29", "2024-02-28", "2026-01-01 10:15", "2026-01-01 11:14", False),
    (3, "", "99999", 0, 0, "0.000001", "163.363107", 163.3631075,
     "2026-12-31", "2027-01-01", "2026-03-29 01:30:30", None, None),
    (4, "Жара, жара", None, None, 5, None, "1.005", None,
     None, "2026-06-01", None, "2026-01-01 12:00", True),
    (5, "éa_%", "7", 9007199254740993, -2, "123456.654321", "-0.5", 2.5,
     "2026-06-15", None, "2026-06-15", "2026-06-14 23:30", False),
    (6, None, "x", 3, None, "3.5", None, 1e-7,
     "2026-06-15", "2026-06-15", "2026-06-15 08:00", "2026-06-15 09:59:59", True),
]  # fmt: skip
ONE_BY_ONE = {
    "text": """LOWER(a) | UPPER(b) | TRIM(a) | REPLACE(a, 'a', 'bb') | SUBSTRING(a, 2, 3) | SUBSTRING(a, 3)
        | LPAD(b, 4, '0') | CONCAT(a, b, '!') | CONCAT_WS('-', a, b) | a || b | COALESCE(a, b) | NULLIF(a, '')
        | GREATEST(a, b) | LEAST(a, b) | CAST(n AS VARCHAR) | CAST(amount AS VARCHAR) | CAST(d AS VARCHAR)
        | CASE b WHEN '7' THEN 'seven' WHEN 'x' THEN a END | CASE WHEN f THEN 'a''b' ELSE 'back\\slash' END""",
    "count": """LENGTH(a) | STRPOS(a, 'b') | n + m | n - 2 * m | -n | n % 3 | ABS(m) | LEAST(n, m) | GREATEST(n, m)
        | CAST(ROUND(amount) AS BIGINT) | CAST(FLOOR(amount) AS BIGINT) | CAST(CEIL(x) AS BIGINT)
        | CAST(CASE WHEN b LIKE '%7%' THEN b END AS INT) | DATE_DIFF('day', d, e) | DATE_DIFF('hour', t, u)
        | DATE_DIFF('minute', t, u) | EXTRACT(YEAR FROM d) | EXTRACT(MONTH FROM d) | EXTRACT(DAY FROM d)
        | EXTRACT(HOUR FROM t) | DATE_DIFF('day', DATE '1970-01-05', d) % 7""",
    "ratio": """CAST(n AS DOUBLE) / NULLIF(m, 0) | CAST(amount AS DOUBLE) / 3 | x * x - 0.5 | SQRT(ABS(x)) | EXP(x)
        | LN(ABS(x) + 1) | POWER(x, 3) | FLOOR(x) | CEIL(x) | GREATEST(x, 0) | LEAST(x, CAST(amount AS DOUBLE))""",
    "flag": """a LIKE 'a%' | a LIKE '%b_' | a NOT LIKE '%a%' | a < b | a = b | b <> 'x' | a IN ('abc', '') | n > m
        | n >= 0 AND m <= 3 | n < 0 OR f | NOT f | f IS NULL | n BETWEEN -7 AND 3 | n IS DISTINCT FROM m
        | n IS NOT DISTINCT FROM m | d < e | t >= u | d = DATE '2026-06-15' | amount > price
        | d + INTERVAL '1' DAY > e | EXISTS (SELECT 1 FROM probe AS o WHERE o.m = probe.n)""",
    "day": """CAST(d + INTERVAL '3' DAY AS DATE) | CAST(d - m * INTERVAL '1' DAY AS DATE) | d + 1 | CAST(t AS DATE)
        | GREATEST(d, e) | LEAST(d, e) | COALESCE(d, e)""",
    "moment": """DATE_TRUNC('minute', t) | DATE_TRUNC('hour', t) | CAST(d AS TIMESTAMP)
        | CAST(d AS TIMESTAMP) + INTERVAL '12' HOUR | TIMESTAMP '2026-01-01 10:00:00'""",
    "DECIMAL(38,12)": """amount + price | amount * m | CAST(amount AS DECIMAL(38, 6)) * price
        | ROUND(amount) | ROUND(price, 2)
        | CAST(x AS DECIMAL(18, 6)) | CAST(x AS DECIMAL(18, 2)) | CAST(amount AS DECIMAL(18, 1)) | ABS(amount)
        | CAST(amount / 7 AS DECIMAL(18, 6)) | CAST(n AS DECIMAL(38, 6)) | LEAST(amount, price) | 1.5 * m
        | CAST(CAST(amount * price AS DECIMAL(38, 14)) * CAST('1.07' AS DECIMAL(18, 12)) AS DECIMAL(38, 12))""",
}
FROM_SEVERAL = {
    "windows": (
        """SELECT id, ROW_NUMBER() OVER (ORDER BY n DESC, id) AS c1, RANK() OVER (ORDER BY b) AS c2,
            DENSE_RANK() OVER (ORDER BY d DESC) AS c3, LAG(n) OVER (ORDER BY id) AS c4,
            FIRST_VALUE(n) OVER (PARTITION BY f ORDER BY a, id) AS c5, 2 * LEAD(m) OVER w - m AS c6,
            SUM(m) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS c7,
            MAX(m) OVER (ORDER BY b RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS c8,
            COUNT(*) OVER (PARTITION BY f) AS c9 FROM probe WINDOW w AS (ORDER BY id)""",
        ["count"] * 9,
    ),
    "groups": (
        """SELECT CASE WHEN f THEN 1 WHEN NOT f THEN 0 ELSE -1 END AS id, COUNT(*) AS c1, COUNT(n) AS c2,
            COUNT(DISTINCT b) AS c3, SUM(m) AS c4, SUM(amount) AS c5, SUM(x) AS c6, AVG(x) AS c7, AVG(m) AS c8,
            MIN(a) AS c9, MAX(a) AS c10, MIN(d) AS c11, SUM(CASE WHEN id > 100 THEN n END) AS c12
        FROM probe GROUP BY 1 HAVING COUNT(*) > 0""",
        [*["count"] * 4, "money", *["ratio"] * 3, "text", "text", "day", "count"],
    ),
    "texts in order": (
        """SELECT COUNT(*) AS id, STRING_AGG(a, ', ' ORDER BY a DESC) AS c1, STRING_AGG(b, '|' ORDER BY n, id) AS c2
        FROM probe""",
        ["text", "text"],
    ),
    "distinct texts": (
        """SELECT COUNT(*) AS id, STRING_AGG(DISTINCT b, '|' ORDER BY b) AS c1, MAX(a) AS c2 FROM probe GROUP BY f""",
        ["text", "text"],
    ),
    "rows of conditions": (
        """SELECT id, a AS c1, n AS c2 FROM probe WHERE n IN (SELECT o.m FROM probe AS o)
        OR n NOT IN (SELECT o.m FROM probe AS o WHERE o.m IS NOT NULL)""",
        ["text", "count"],
    ),
    "steps": (
        """WITH few AS (SELECT id, a, n FROM probe WHERE n > 0 UNION ALL SELECT id + 10, b, m FROM probe
            UNION SELECT 99, 'z', NULL),
        every AS (SELECT DISTINCT n FROM few)
        SELECT s.id, s.a AS c1, e.n AS c2, v.k AS c3 FROM few AS s LEFT JOIN every AS e ON e.n = s.n
        CROSS JOIN (VALUES (7), (8)) AS v(k) WHERE v.k = 8""",
        ["text", "count", "count"],
    ),
}


def _queries() -> Mapping[str, tuple[str, list[str]]]:
    """Name → SELECT of columns id, c1, c2 … and the kinds of these columns."""
    found = dict(FROM_SEVERAL)
    for kind, told in ONE_BY_ONE.items():
        each = [one.strip() for one in told.split("\n        | ") for one in one.split(" | ")]
        columns = ", ".join(f"{one} AS c{place}" for place, one in enumerate(each, 1))
        found[kind] = (f"SELECT id, {columns} FROM probe", [kind] * len(each))
    return {name: (sql.replace("FROM probe", "FROM staging.probe"), kinds) for name, (sql, kinds) in found.items()}


QUERIES = _queries()


def _rows() -> pd.DataFrame:
    read = {"money": Decimal, "day": dt.date.fromisoformat, "moment": pd.Timestamp}
    columns = zip(KINDS.items(), zip(*ROWS, strict=True), strict=True)
    told = {
        name: [value if value is None or kind not in read else read[kind](value) for value in values]
        for (name, kind), values in columns
    }
    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in told.items()})


def _probed(store: Store) -> Store:
    columns = [StoredColumn(name=name, kind=kind) for name, kind in KINDS.items()]
    store.replace("staging", "probe", _rows(), columns)
    return store


def _answer(store: Store, name: str) -> pd.DataFrame:
    """What a query yields, made as a model is: by the engine itself, each column cast to its type."""
    sql, kinds = QUERIES[name]
    made = [StoredColumn(name=f"c{place}", kind=kind) for place, kind in enumerate(kinds, 1)]
    made = [StoredColumn(name="id", kind="count"), *made]
    store.materialize("staging", "answer", translated(sql, store.dialect), "table", made)
    return store.read("SELECT * FROM staging.answer ORDER BY id, c1, c2")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(Project.open(_folder(tmp_path_factory.mktemp("here")))) as store:
        yield _probed(store)


@pytest.fixture(scope="module", params=["postgres", "spark"])
def there(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = _folder(tmp_path_factory.mktemp(request.param))
    if request.param == "spark":
        project = spark.on_spark(folder)
    else:
        server: Server = request.getfixturevalue("postgres_server")
        project = server.project(folder, server.store())
    with open_store(project) as store:
        yield _probed(store)


def _folder(made: Path) -> Path:
    (made / "smm.yaml").write_text("name: Test\ncurrency: EUR\n", encoding="utf-8")
    return made


@pytest.mark.parametrize("name", QUERIES)
def test_what_is_in_the_subset_yields_the_same_on_every_engine(here: Store, there: Store, name: str) -> None:
    found = _answer(here, name)
    assert len(found) > 0
    assert differences(found, _answer(there, name)) == []


def test_every_function_and_operator_of_the_subset_is_run_here() -> None:
    run = {type(node) for sql, _ in QUERIES.values() for node in sqlglot.parse_one(sql, read="duckdb").walk()}
    assert [kind.__name__ for kind in (*FUNCTIONS, *OPERATORS) if kind not in run] == []


@pytest.mark.parametrize("name", QUERIES)
def test_what_is_run_here_is_what_models_may_hold(name: str) -> None:
    assert [*untyped_findings(sqlglot.parse_one(QUERIES[name][0], read="duckdb"))] == []
