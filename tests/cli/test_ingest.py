"""smm ingest: what it says of files that were loaded, differ from their own totals, or are not finished."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

from smm_assets.marks import marked_at
from smm_assets.settings import Project

Smm = Callable[..., Result]
DAILY = (
    "Campaign name,Ad set name,Ad name,Day,Amount spent (USD),Impressions,Link clicks,Reporting starts,Reporting ends\n"
    ",,,,{total},3000,30,2026-11-01,2026-11-02\n"
    "Mugs,Set,Ad one,2026-11-01,10.25,1000,10,2026-11-01,2026-11-01\n"
    "Mugs,Set,Ad one,2026-11-02,20.25,2000,20,2026-11-02,2026-11-02\n"
)


def test_a_total_that_differs_is_said_and_needs_a_person(smm: Smm, shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "mugs.csv"
    path.write_text(DAILY.format(total="99.00"), encoding="utf-8")
    result = smm("ingest", path, "--home", shop)
    assert result.exit_code == 3
    (line,) = [line for line in result.stdout.splitlines() if line.startswith("remark") and "spend_original" in line]
    assert "mugs.csv line 2" in line
    assert "30.5" in line
    assert "99" in line


def test_equal_totals_need_nobody(smm: Smm, shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "mugs.csv"
    path.write_text(DAILY.format(total="30.50"), encoding="utf-8")
    result = smm("ingest", path, "--home", shop)
    assert result.exit_code == 0
    assert "totals row" not in result.stdout


def test_what_was_loaded_by_hand_leaves_a_mark_so_that_dagster_brings_the_tables_up_to_date_and_a_duplicate_none(
    smm: Smm, shop: Path, tmp_path: Path
) -> None:
    path, project = tmp_path / "mugs.csv", Project.open(shop)
    path.write_text(DAILY.format(total="30.50"), encoding="utf-8")
    before = marked_at(project, "by_hand")
    smm("ingest", path, "--home", shop)
    loaded = marked_at(project, "by_hand")
    assert loaded > before
    smm("ingest", path, "--home", shop)
    assert marked_at(project, "by_hand") == loaded


def test_odd_orders_are_loaded_with_a_remark(smm: Smm, shop: Path, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    head = "order_id,date,total,currency,refund\n"
    path.write_text(head + "1,2026-11-01,52.00,EUR,9999\n,2026-11-01,20.00,EUR,0\n3,2026-11-02,-5.00,EUR,0\n")
    shown = smm("ingest", path, "--home", shop).stdout
    assert "1 of 3 rows look wrong: columns refunds_original and revenue_original" in shown
    assert "an order number in every row" in shown
    assert "column revenue_original, expected 0 or more" in shown


def test_a_file_still_being_written_is_mentioned(smm: Smm, shop: Path) -> None:
    inbox = shop / "inbox"
    inbox.mkdir(exist_ok=True)
    path = inbox / "mugs.csv"
    path.write_text(DAILY.format(total="30.50"), encoding="utf-8")
    stop = threading.Event()
    writer = threading.Thread(target=_grow, args=(path, stop))
    writer.start()
    try:
        result = smm("ingest", "--home", shop, "--json")
    finally:
        stop.set()
        writer.join()
    (row,) = json.loads(result.stdout)
    assert (row["name"], row["status"], row["reason"]) == ("mugs.csv", "waits", "it is still being written")
    assert result.exit_code == 0
    assert path.exists()


def _grow(path: Path, stop: threading.Event) -> None:
    while not stop.wait(0.05):
        with path.open("a", encoding="utf-8") as file:
            file.write("Mugs,Set,Ad one,2026-11-03,1.00,1,1,2026-11-03,2026-11-03\n")
