"""Which account a file belongs to, what it supplies, and questions that are answered later."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from smm_assets.ingest.landing.intake import ingest, retry_held
from smm_assets.ingest.rows.keys import bare_account
from smm_assets.settings import Project
from smm_assets.warehouse import Store

NOW = datetime(2026, 11, 22, 6)
Drop = Callable[..., Path]
Write = Callable[..., str]
Make = Callable[..., Project]
DAY = ("2026-11-01", 1, "10.50", 1000, 20)
SHOP_A = {"name": "Shop A", "network": "meta", "account_id": "act_111", "currency": "USD"}
SHOP_B = {"name": "Shop B", "network": "meta", "account_id": "222", "currency": "PLN"}
OTHER = {"name": "Other", "network": "tiktok", "currency": "SEK"}


def _stored(store: Store) -> list[tuple[Any, ...]]:
    current = "FROM raw.ad_delivery WHERE retracted_at IS NULL"
    rows = store.read(f"SELECT DISTINCT account_id, currency {current} ORDER BY account_id")
    return list(rows.itertuples(index=False, name=None))


def test_a_file_that_says_everything_needs_no_account(
    project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    drop("a.csv", write_export(DAY))
    (row,) = ingest(project, store, now=NOW)
    assert (row.status, row.account) == ("loaded", "meta:default")


def test_the_account_the_content_names_wins_over_folder_and_option(
    make_project: Make, store: Store, drop: Drop, write_export: Write
) -> None:
    project = make_project(SHOP_A, SHOP_B)
    drop("a.csv", write_export(DAY, currency="", account="111"), folder="Shop B")
    (row,) = ingest(project, store, now=NOW, account="Shop B")
    assert row.status == "loaded"
    assert _stored(store) == [("111", "USD")]
    assert any("Shop A" in problem and "Shop B" in problem for problem in row.problems)


def test_else_the_folder_then_the_option_then_the_only_one_declared(
    make_project: Make, store: Store, drop: Drop, write_export: Write
) -> None:
    project = make_project(SHOP_A, SHOP_B, OTHER)
    drop("a.csv", write_export(DAY, currency=""), folder="shop a/november")
    drop("b.csv", write_export(DAY, (*DAY[:1], 2, *DAY[2:]), currency=""))
    rows = ingest(project, store, now=NOW, account="Shop B")
    assert [row.status for row in rows] == ["loaded", "loaded"]
    assert _stored(store) == [("111", "USD"), ("222", "PLN")]


def test_the_only_account_of_the_network_supplies_what_is_lacking(
    make_project: Make, store: Store, drop: Drop, write_export: Write
) -> None:
    project = make_project(SHOP_A, OTHER)
    drop("a.csv", write_export(DAY, currency=""))
    (row,) = ingest(project, store, now=NOW)
    assert (row.status, row.currency, row.account) == ("loaded", "USD", "111")


def test_what_the_file_says_itself_is_not_overruled_by_its_account(
    make_project: Make, store: Store, drop: Drop, write_export: Write
) -> None:
    project = make_project(SHOP_A)
    drop("a.csv", write_export(DAY, currency="GBP"))
    (row,) = ingest(project, store, now=NOW)
    assert row.currency == "GBP"


def test_an_account_with_another_id_is_not_taken_for_the_one_declared(
    make_project: Make, store: Store, drop: Drop, write_export: Write
) -> None:
    project = make_project(SHOP_A)
    drop("a.csv", write_export(DAY, currency="", account="999"))
    (row,) = ingest(project, store, now=NOW)
    assert row.status == "held"


def test_a_file_that_lacks_its_currency_is_held_with_the_question_and_loads_once_it_is_answered(
    make_project: Make, project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    drop("a.csv", write_export(DAY, currency=""))
    (row,) = ingest(project, store, now=NOW)
    assert row.status == "held"
    assert "currency" in str(row.reason)
    assert row.cure
    assert not list(Path(project.inbox).iterdir())
    assert ingest(project, store, now=NOW) == []
    (row,) = ingest(make_project(SHOP_A), store, now=NOW)
    assert (row.status, row.currency, row.rows_loaded) == ("loaded", "USD", 1)
    assert store.read("SELECT outcome FROM ops.arrival")["outcome"].tolist() == ["loaded"]
    assert store.read("SELECT status FROM ops.export_file")["status"].tolist() == ["loaded"]
    assert ingest(make_project(SHOP_A, SHOP_B), store, now=NOW) == []


def test_a_declaration_that_does_not_answer_leaves_it_held(
    make_project: Make, project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    drop("a.csv", write_export(DAY, currency=""))
    ingest(project, store, now=NOW)
    (row,) = ingest(make_project(OTHER), store, now=NOW)
    assert row.status == "held"
    assert ingest(make_project(OTHER), store, now=NOW) == []
    (row,) = retry_held(make_project(OTHER), store, now=NOW)
    assert row.status == "held"
    assert store.read("SELECT count(*) AS n FROM ops.export_file")["n"].tolist() == [1]


def test_a_folder_that_is_declared_later_answers_for_the_files_it_held(
    make_project: Make, project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    drop("a.csv", write_export(DAY, currency=""), folder="Shop B")
    (row,) = ingest(project, store, now=NOW)
    assert row.status == "held"
    (row,) = ingest(make_project(SHOP_A, SHOP_B), store, now=NOW)
    assert (row.status, row.account, row.currency) == ("loaded", "222", "PLN")


def test_the_same_bytes_in_the_folders_of_two_accounts_are_two_files(
    make_project: Make, store: Store, drop: Drop, write_export: Write
) -> None:
    project = make_project(SHOP_A, SHOP_B)
    for folder in ("Shop A", "Shop B"):
        drop("a.csv", write_export(DAY, currency=""), folder=folder)
    rows = ingest(project, store, now=NOW)
    assert [row.status for row in rows] == ["loaded", "loaded"]
    assert len({row.file_id for row in rows}) == 2
    assert _stored(store) == [("111", "USD"), ("222", "PLN")]
    for folder in ("Shop A", "Shop B", ""):
        drop("again.csv", write_export(DAY, currency=""), folder=folder)
    assert [row.status for row in ingest(project, store, now=NOW)] == ["duplicate"] * 3


def test_the_same_bytes_of_one_account_in_the_wrong_folder_are_a_duplicate(
    make_project: Make, store: Store, drop: Drop, write_export: Write
) -> None:
    project = make_project(SHOP_A, SHOP_B)
    text = write_export(DAY, account="111")
    drop("a.csv", text)
    drop("b.csv", text, folder="Shop B")
    assert [row.status for row in ingest(project, store, now=NOW)] == ["loaded", "duplicate"]


def test_a_held_file_whose_archived_bytes_are_gone_says_so_and_stops_nobody(
    make_project: Make, project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    drop("a.csv", write_export(DAY, currency=""))
    (row,) = ingest(project, store, now=NOW)
    (project.archive / row.archive_path).unlink()
    drop("b.csv", write_export(DAY))
    rows = ingest(make_project(SHOP_A), store, now=NOW)
    assert [row.status for row in rows] == ["quarantined", "loaded"]
    assert "cannot be read" in str(rows[0].reason)


def test_an_id_with_and_without_dashes_is_one_account() -> None:
    assert {bare_account(text) for text in ("123-456-7890", "1234567890", " act_1234567890 ")} == {"1234567890"}
    assert bare_account("a-b") == "a-b"


def test_the_only_account_declared_by_name_keeps_its_files_together_when_ids_come_later(
    make_project: Make, store: Store, drop: Drop, write_export: Write
) -> None:
    project = make_project({"name": "shop", "network": "meta"})
    for name, account in (("a.csv", ""), ("b.csv", "act_77")):
        drop(name, write_export(DAY, account=account))
        ingest(project, store, now=NOW)
    assert _stored(store) == [("shop", "EUR")]
    assert store.read("SELECT DISTINCT row_key FROM raw.ad_delivery WHERE retracted_at IS NULL").shape == (1, 1)


def _accounts(store: Store) -> list[str]:
    return [account for account, _ in _stored(store)]


def test_rows_loaded_for_no_account_move_to_the_one_declared_later_and_do_not_double(
    make_project: Make, project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    drop("a.csv", write_export(DAY))
    ingest(project, store, now=NOW)
    assert _accounts(store) == ["meta:default"]
    declared = make_project(SHOP_A)
    drop("b.csv", write_export(DAY, account="act_111"))
    rows = ingest(declared, store, now=NOW)
    assert [(row.name, row.status, row.account) for row in rows] == [
        ("a.csv", "loaded", "111"),
        ("b.csv", "loaded", "111"),
    ]
    assert _accounts(store) == ["111"]
    assert store.read("SELECT DISTINCT row_key FROM raw.ad_delivery WHERE retracted_at IS NULL").shape == (1, 1)
    ledger = store.read("SELECT name, account, status FROM ops.export_file ORDER BY name")
    assert ledger.to_numpy().tolist() == [["a.csv", "111", "loaded"], ["b.csv", "111", "loaded"]]
    assert ingest(declared, store, now=NOW) == []


def test_rows_loaded_before_this_was_noted_move_too(
    make_project: Make, project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    drop("a.csv", write_export(DAY))
    ingest(project, store, now=NOW)
    store.execute("UPDATE ops.export_file SET asked_with = NULL")
    assert [row.account for row in ingest(make_project(SHOP_A), store, now=NOW)] == ["111"]
    assert ingest(make_project(SHOP_A), store, now=NOW) == []


def test_accounts_of_other_networks_or_other_properties_move_nothing(
    make_project: Make, project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    drop("a.csv", write_export(DAY))
    ingest(project, store, now=NOW)
    assert ingest(make_project(OTHER), store, now=NOW) == []
    ingest(make_project(SHOP_A), store, now=NOW)
    assert ingest(make_project({**SHOP_A, "timezone": "Europe/Berlin"}), store, now=NOW) == []


def test_with_two_accounts_declared_the_rows_stay_until_their_file_is_put_into_a_folder(
    make_project: Make, project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    text = write_export(DAY)
    drop("a.csv", text)
    ingest(project, store, now=NOW)
    both = make_project(SHOP_A, SHOP_B)
    ingest(both, store, now=NOW)
    assert _accounts(store) == ["meta:default"]
    drop("again.csv", text, folder="Shop B")
    (row,) = ingest(both, store, now=NOW)
    assert (row.status, row.account) == ("loaded", "222")
    assert _accounts(store) == ["222"]
    drop("again.csv", text, folder="Shop B")
    assert [row.status for row in ingest(both, store, now=NOW)] == ["duplicate"]
    assert ingest(make_project(SHOP_A, SHOP_B, OTHER), store, now=NOW) == []


def test_files_kept_under_an_accounts_name_follow_it_when_its_id_is_declared(
    make_project: Make, store: Store, drop: Drop, write_export: Write
) -> None:
    drop("a.csv", write_export(DAY))
    ingest(make_project({"name": "shop", "network": "meta"}), store, now=NOW)
    assert _accounts(store) == ["shop"]
    declared = make_project({"name": "shop", "network": "meta", "account_id": "act_77"})
    assert [row.account for row in ingest(declared, store, now=NOW)] == ["77"]
    assert _accounts(store) == ["77"]
    assert ingest(declared, store, now=NOW) == []


def test_a_file_whose_archived_bytes_are_gone_keeps_its_rows(
    make_project: Make, project: Project, store: Store, drop: Drop, write_export: Write
) -> None:
    drop("a.csv", write_export(DAY))
    (row,) = ingest(project, store, now=NOW)
    (project.archive / row.archive_path).unlink()
    assert [row.status for row in ingest(make_project(SHOP_A), store, now=NOW)] == ["quarantined"]
    assert _accounts(store) == ["meta:default"]
