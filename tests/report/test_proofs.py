"""Every proof has its query, asks published tables only, and can be pasted between double quotes."""

from datetime import date

import pytest
import sqlglot

from smm_assets.report.page.proving import FOLDER, Proving, all_proofs

MORNING = date(2026, 11, 22)


def test_every_query_belongs_to_a_proof_and_every_proof_has_one() -> None:
    assert {path.stem for path in FOLDER.glob("*.sql")} == set(all_proofs())


@pytest.mark.parametrize("name", sorted(all_proofs()))
def test_a_query_reads_published_tables_of_its_morning_and_fits_between_double_quotes(name: str) -> None:
    proof = all_proofs()[name]
    sql = proof.sql(MORNING)
    assert not {'"', "`", "$", "\\", "!"} & set(sql)  # what a shell would read between double quotes
    assert ":as_of" not in sql
    for dialect in ("duckdb", "postgres"):
        (statement,) = sqlglot.parse(sql, read=dialect)
        assert statement is not None
        assert statement.key in ("select", "union")
        own = {cte.alias for cte in statement.find_all(sqlglot.exp.CTE)}
        asked = {f"{table.db}.{table.name}" for table in statement.find_all(sqlglot.exp.Table) if table.name not in own}
        assert asked == set(proof.tables)
    assert len(sql.splitlines()) <= 80


def test_only_what_was_linked_is_shown_in_the_order_of_the_links() -> None:
    proving = Proving(MORNING)
    link = proving.link("split")
    proving.link("pacing")
    proving.link("split")
    assert str(link).startswith('<a class="how" href="#proof-split">')
    assert [view.name for view in proving.shown()] == ["split", "pacing"]
    first = proving.shown()[0]
    assert first.tables == (("marts.budget_split", "dictionary.html#table-budget_split"),)
    assert "DATE '2026-11-22'" in first.sql


def test_before_the_first_run_nothing_is_linked() -> None:
    proving = Proving(None)
    assert proving.link("pacing") == ""
    assert proving.shown() == ()
