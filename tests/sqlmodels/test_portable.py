"""The subset every engine understands is enforced by name, and what to write instead is told."""

import pytest
import sqlglot

from smm_assets.sqlmodels import load_audits, load_models
from smm_assets.sqlmodels.lineage import schema_of
from smm_assets.sqlmodels.portable import findings, untyped_findings
from smm_assets.sqlmodels.questions import questions

VERSIONS = "source('ops', 'schema_version')"  # version BIGINT, description VARCHAR
PLAN = "ref('seed_plan')"  # amount DECIMAL(18,6), period_start and period_end DATE, locked BOOLEAN
CASES = {
    "GROUP BY ALL": "SELECT version AS id, COUNT(*) AS n FROM {t} GROUP BY ALL",
    "ROLLUP": "SELECT version AS id, COUNT(*) AS n FROM {t} GROUP BY ROLLUP (version)",
    "EXCLUDE": "SELECT * EXCLUDE (description) FROM {t}",
    "SELECT *": "SELECT * FROM {t}",
    "TRY_CAST": "SELECT TRY_CAST(description AS INT) AS id FROM {t}",
    "arg_max": "SELECT arg_max(version, description) AS id FROM {t}",
    "arg_min": "SELECT arg_min(version, description) AS id FROM {t}",
    "generate_series": "SELECT id FROM generate_series(1, 3) AS g(id)",
    "quantile_cont": "SELECT quantile_cont(version, 0.5) AS id FROM {t}",
    "the rows in the middle": "SELECT MEDIAN(version) AS id FROM {t}",
    "PIVOT": "SELECT id FROM (PIVOT {t} ON version USING SUM(version)) AS p",
    "day of week": "SELECT dayofweek(DATE '2026-01-01') AS id FROM {t}",
    "day of week and others differ": "SELECT EXTRACT(dow FROM period_start) AS id FROM {p}",
    "QUALIFY": "SELECT version AS id FROM {t} QUALIFY ROW_NUMBER() OVER (ORDER BY version) = 1",
    "UNNEST": "SELECT id FROM UNNEST([1, 2]) AS u(id)",
    "a list or a structure": "SELECT [version] AS id FROM {t}",
    "FLOOR(CAST(a AS DOUBLE) / b)": "SELECT version // 2 AS id FROM {t}",
    "a pattern of one engine": "SELECT version AS id FROM {t} WHERE description ILIKE 'a%'",
    "pattern of one engine: LIKE": "SELECT version AS id FROM {t} WHERE regexp_matches(description, 'a+')",
    "no written text": "SELECT version AS id FROM {t} WHERE description LIKE description || '%'",
    "holds a backslash": r"SELECT version AS id FROM {t} WHERE description LIKE 'a\_b'",
    "the clock": "SELECT version AS id FROM {t} WHERE CURRENT_DATE > DATE '2026-01-01'",
    "FILTER": "SELECT COUNT(*) FILTER (WHERE version > 1) AS id FROM {t}",
    "COLLATE": "SELECT version AS id FROM {t} ORDER BY description COLLATE nocase",
    "IGNORE NULLS": "SELECT LAG(version IGNORE NULLS) OVER (ORDER BY version) AS id FROM {t}",
    "sample": "SELECT version AS id FROM {t} TABLESAMPLE 10%",
    "WITH RECURSIVE": "WITH RECURSIVE n AS (SELECT 1 AS id UNION ALL SELECT id + 1 FROM n) SELECT id FROM n",
    "DISTINCT ON": "SELECT DISTINCT ON (version) version AS id FROM {t}",
    "BY NAME": "SELECT version AS id FROM {t} UNION ALL BY NAME SELECT version AS id FROM {t}",
    "a join of one engine": "SELECT t.version AS id FROM {t} AS t SEMI JOIN {t} AS o ON o.version = t.version",
    "a type of one engine": "SELECT CAST(version AS HUGEINT) AS id FROM {t}",
    "COUNT(DISTINCT a, b)": "SELECT COUNT(DISTINCT (version, description)) AS id FROM {t}",
    "STRING_AGG without ORDER BY": "SELECT COUNT(*) AS id, STRING_AGG(description, ', ') AS told FROM {t}",
    "DATE_DIFF of months": "SELECT DATE_DIFF('month', period_start, period_end) AS id FROM {p}",
    "a frame of": "SELECT SUM(1) OVER (ORDER BY version RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) AS id FROM {t}",
    "DATE_TRUNC of a day": "SELECT CAST(DATE_TRUNC('month', DATE '2026-01-05') AS VARCHAR) AS id FROM {t}",
    "IN (SELECT": "SELECT version AS id, version IN (SELECT o.version FROM {t} AS o) AS seen FROM {t}",
    "STRING_AGG beside": """SELECT COUNT(DISTINCT version) AS id, STRING_AGG(description, ', ' ORDER BY 1) AS b
        FROM {t}""",
    "LIMIT": "SELECT version AS id FROM {t} ORDER BY version LIMIT 1",
    "list_sum(): a function of one engine": "SELECT list_sum(version) AS id FROM {t}",
    "STDDEV: not among": "SELECT STDDEV(version) AS id FROM {t}",
    "alias": "SELECT version AS first, first + 1 AS id FROM {t}",
    "date - date": "SELECT period_end - period_start AS id FROM {p}",
    "decimal * decimal": "SELECT CAST(1.05 AS DECIMAL(18, 6)) * (amount + amount) AS id FROM {p}",
    "in 18 digits": "SELECT 1.0001 * amount AS id FROM {p}",
    "a fraction CAST to a whole number": "SELECT CAST(amount AS BIGINT) AS id FROM {p}",
    "Spark cuts off": "SELECT CAST(CAST(amount AS DOUBLE) * 2 AS INT) AS id FROM {p}",
    "a flag CAST": "SELECT CAST(locked AS BIGINT) AS id FROM {p}",
    "ROUND of a DOUBLE": "SELECT ROUND(CAST(amount AS DOUBLE), 2) AS id FROM {p}",
    "AVG of decimals": "SELECT AVG(amount) AS id FROM {p}",
    "a / b without a DOUBLE": "SELECT amount / plan_line AS id FROM {p}",
    "a day and an interval": "SELECT COALESCE(period_start + INTERVAL '1' DAY, period_end) AS id FROM {p}",
}
INSIDE = {
    "sums, windows and ratios": """SELECT version AS id, SUM(version) OVER (PARTITION BY description) AS total,
        CAST(version AS DOUBLE) / NULLIF(version, 0) AS part FROM {t}""",
    "products with room": """SELECT CAST(amount AS DECIMAL(38, 6)) * amount AS id,
        amount * CAST(1 AS DECIMAL(18, 12)) AS priced, 2 * amount AS twice, CAST(amount AS DOUBLE) * 1.5 AS more
        FROM {p}""",
    "rounded whole numbers": "SELECT CAST(ROUND(amount) AS BIGINT) AS id, CAST(FLOOR(amount) AS INT) AS low FROM {p}",
    "divisions that become money": "SELECT CAST(amount / (plan_line + 1) AS DECIMAL(18, 6)) AS id FROM {p}",
    "days moved by intervals": """SELECT CAST(period_start - INTERVAL '7' DAY AS DATE) AS id FROM {p}
        WHERE period_end > period_start + INTERVAL '1' DAY""",
    "hours and days apart": """SELECT DATE_DIFF('day', period_start, period_end) AS id,
        DATE_DIFF('hour', CAST(period_start AS TIMESTAMP), CAST(period_end AS TIMESTAMP)) AS hours FROM {p}""",
    "texts in order": "SELECT STRING_AGG(description, ', ' ORDER BY version) AS id FROM {t} WHERE description LIKE 'a'",
    "distinct texts in order": "SELECT STRING_AGG(DISTINCT description, ', ' ORDER BY description) AS id FROM {t}",
    "conditions with IN": "SELECT version AS id FROM {t} WHERE version NOT IN (SELECT o.version FROM {t} AS o)",
    "what a step hands on": "SELECT s.version AS id FROM (SELECT t.*, t.version + 1 AS next FROM {t} AS t) AS s",
}


def _found(folder, sql: str) -> list[str]:
    models = load_models(root=folder(written=sql.format(t=VERSIONS, p=PLAN)))
    return findings(models["written"], schema_of(models))


@pytest.mark.parametrize("name", CASES)
def test_a_construct_outside_the_subset_is_found(folder, name):
    found = _found(folder, CASES[name])
    assert any(name in finding for finding in found), found


@pytest.mark.parametrize("name", INSIDE)
def test_what_means_the_same_everywhere_is_inside(folder, name):
    assert _found(folder, INSIDE[name]) == []


def test_every_finding_says_what_to_write_instead(folder):
    for name, sql in CASES.items():
        for finding in _found(folder, sql):
            told = finding.partition(": ")[2] or finding
            assert len(told) > 8, (name, finding)


def test_audits_and_questions_are_portable_too():
    models = load_models()
    wrong = {one.name: findings(one.model, schema_of(models)) for one in load_audits(models)}
    wrong |= {name: [*untyped_findings(sqlglot.parse_one(one.sql, read="duckdb"))] for name, one in questions().items()}
    assert {name: found for name, found in wrong.items() if found} == {}
