"""What was held back and is tried again after a fix stands as if it had arrived well, whatever the fix was."""

import importlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from smm_assets.budget import seeds
from smm_assets.ingest.landing import bad
from smm_assets.ingest.landing.again import Tried, try_again
from smm_assets.ingest.landing.intake import ingest
from smm_assets.settings import Account, Project, Settings
from smm_assets.sqlmodels import build, load_models
from smm_assets.warehouse import Store, open_store

NOW = datetime(2026, 11, 22, 6)
LATER = NOW + timedelta(days=3)
Write = Callable[..., str]
SHOP = {"name": "Shop A", "network": "meta", "account_id": "111", "currency": "USD"}
OTHER_SHOP = {"name": "Shop B", "network": "meta", "account_id": "222", "currency": "PLN"}
ADLAND = "Datum;Kampagne;Kosten;Einblendungen\n2026-11-01;A;1,50;10\n2026-11-02;A;2,50;20\n"
MAPPING = """
report: ads
columns: {day: Datum, campaign_name: Kampagne, spend_original: Kosten, impressions: Einblendungen}
currency: EUR
"""
UNDATED = "Altersgruppe;Follower\n18-24;40\n25-34;60\n"
FOLLOWERS = """
report: organic_audience
columns: {bucket: Altersgruppe, people: Follower}
constants: {audience: followers, dimension: age}
"""
OURS = ("file_id", "part", "row_number", "loaded_at")


@dataclass(kw_only=True)
class Place:
    """One project of a test with its store."""

    project: Project
    store: Store

    def drop(self, name: str, text: str, folder: str = "") -> None:
        path = Path(self.project.inbox) / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_700_000_000, 1_700_000_000))

    def declare(self, *accounts: dict[str, str], currency: str = "EUR") -> None:
        declared = tuple(Account(**one) for one in accounts)  # type: ignore[arg-type]
        self.project = Project(self.project.home, Settings(accounts=declared, currency=currency))

    def describe(self, text: str) -> None:
        path = self.project.home / "mappings" / "adland.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def ingest(self, now: datetime = NOW) -> list[Any]:
        return ingest(self.project, self.store, now=now)

    def again(self, now: datetime = LATER, account: str | None = None) -> list[Tried]:
        ids = self.store.read("SELECT DISTINCT file_id FROM ops.export_file ORDER BY 1")["file_id"].tolist()
        owner = next((one for one in self.project.settings.accounts if one.name == account), None)
        return try_again(self.project, self.store, now=now, file_ids=ids, account=owner)

    def raw(self) -> list[Any]:
        """Every row of the raw tables that hold any here, without what tells files apart."""
        tables = ("ad_delivery", "audience")
        return [row for name in tables for row in _plain(self.store.read(f"SELECT * FROM raw.{name}"))]

    def marts(self) -> dict[str, list[Any]]:
        """Every mart, built for the morning after the release."""
        seeds.load(self.project, self.store, date(2026, 11, 26))
        models = load_models(self.project)
        build(self.store, models=models)
        names = [name for name, model in models.items() if model.layer == "marts"]
        return {name: _plain(self.store.read(f"SELECT * FROM marts.{name}")) for name in names}


def _plain(frame: Any) -> list[Any]:
    kept = frame[[name for name in frame.columns if name not in OURS]].astype(object)
    return sorted(map(repr, kept.where(kept.notna(), None).itertuples(index=False, name=None)))


@pytest.fixture
def places(tmp_path: Path, empty_warehouse: Path) -> Iterator[Callable[[str], Place]]:
    import shutil
    from contextlib import ExitStack

    with ExitStack() as closing:

        def make(name: str) -> Place:
            project = Project(tmp_path / name, Settings())
            project.data.mkdir(parents=True)
            (project.home / "inbox").mkdir()
            shutil.copy(empty_warehouse, project.warehouse)
            return Place(project=project, store=closing.enter_context(open_store(project)))

        yield make


DAY = ("2026-11-01", 1, "10.50", 1000, 20)
NEXT = ("2026-11-02", 1, "11.25", 1100, 21)


def _mapping_added(held: Place, well: Place, write: Write) -> None:
    held.drop("june.csv", ADLAND)
    assert [row.status for row in held.ingest()] == ["unrecognised"]
    held.describe(MAPPING)
    well.describe(MAPPING)
    well.drop("june.csv", ADLAND)


def _mapping_corrected(held: Place, well: Place, write: Write) -> None:
    held.describe(MAPPING + 'decimal: "."\n')
    held.drop("june.csv", ADLAND)
    assert [row.status for row in held.ingest()] == ["held"]
    _mapping = MAPPING + 'decimal: ","\n'
    held.describe(_mapping)
    well.describe(_mapping)
    well.drop("june.csv", ADLAND)


def _account_declared(held: Place, well: Place, write: Write) -> None:
    held.drop("a.csv", write(DAY, NEXT, currency=""))
    assert [row.status for row in held.ingest()] == ["held"]
    held.declare(SHOP)
    well.declare(SHOP)
    well.drop("a.csv", write(DAY, NEXT, currency=""))


def _currency_corrected(held: Place, well: Place, write: Write) -> None:
    """The account was declared in another currency than its file says; what the file says stands, the rest is asked."""
    held.declare(SHOP, OTHER_SHOP)
    held.drop("a.csv", write(DAY, NEXT, currency=""))
    assert [row.status for row in held.ingest()] == ["held"]
    held.declare(SHOP)
    well.declare(SHOP)
    well.drop("a.csv", write(DAY, NEXT, currency=""))


def _newer_software(held: Place, well: Place, write: Write) -> None:
    text = write(DAY, NEXT)
    with pytest.MonkeyPatch.context() as older:
        older.setattr(bad, "WORST_SHARE", -1.0)
        held.drop("a.csv", text)
        assert [row.status for row in held.ingest()] == ["quarantined"]
    well.drop("a.csv", text)


FIXES = [_mapping_added, _mapping_corrected, _account_declared, _currency_corrected, _newer_software]


@pytest.mark.parametrize("fix", FIXES, ids=lambda fix: fix.__name__.strip("_"))
def test_after_a_fix_the_rows_are_those_of_a_good_arrival(
    places: Callable[[str], Place], write_export: Write, fix: Callable[..., None]
) -> None:
    held, well = places("held"), places("well")
    fix(held, well, write_export)
    (tried,) = held.again()
    well.ingest()
    assert (tried.status, tried.loaded, tried.still_held) == ("loaded", 2, 0)
    assert tried.is_settled
    assert held.raw() == well.raw()
    assert len(held.raw()) == 2


@pytest.mark.slow
def test_every_mart_is_that_of_a_good_arrival_also_where_a_later_export_came_meanwhile(
    places: Callable[[str], Place], write_export: Write
) -> None:
    """A later export restates the first day while the older file waits; released, it must not win over it."""
    first = write_export(DAY, NEXT, ("2026-11-03", 1, "7.00", 70, 7), currency="")
    restated = write_export(("2026-11-01", 1, "12.00", 1200, 24), currency="USD")
    held, well = places("held"), places("well")
    for place in (held, well):
        (place.project.home / "fx.csv").write_text("date,currency,rate\n2026-11-01,USD,0.5\n", encoding="utf-8")
    well.declare(SHOP)
    for place in (held, well):
        place.drop("export 2026-11-04_10_00_00.csv", first)
        place.ingest()
    held.declare(SHOP)
    for place in (held, well):
        place.drop("export 2026-11-05_10_00_00.csv", restated)
    released = held.ingest(NOW + timedelta(days=1))
    assert [row.status for row in released] == ["loaded", "loaded"]
    well.ingest(NOW + timedelta(days=1))
    assert held.marts() == well.marts()
    spend = held.store.read("SELECT date, spend FROM marts.ad_daily ORDER BY date")["spend"].astype(str).tolist()
    assert spend == ["6.000000", "5.625000", "3.500000"]


def test_a_file_nothing_dates_keeps_the_day_of_its_arrival(places: Callable[[str], Place]) -> None:
    held, well = places("held"), places("well")
    held.drop("followers.csv", UNDATED)
    assert [row.status for row in held.ingest()] == ["unrecognised"]
    held.describe(FOLLOWERS)
    (tried,) = held.again(NOW + timedelta(days=200))
    assert (tried.status, tried.loaded) == ("loaded", 2)
    days = held.store.read("SELECT DISTINCT period_end, exported_at FROM raw.audience")
    assert [str(days["period_end"][0]), str(days["exported_at"][0])] == ["2026-11-22", "2026-11-22 06:00:00"]
    well.describe(FOLLOWERS)
    well.drop("followers.csv", UNDATED)
    well.ingest()
    assert held.raw() == well.raw()


def test_an_older_row_released_late_stays_superseded_and_the_accounts_of_records_tie(
    places: Callable[[str], Place], write_export: Write
) -> None:
    held = places("held")
    held.drop("export 2026-11-04_10_00_00.csv", write_export(DAY, NEXT, ("2026-11-25", 1, "5.00", 500, 5)))
    (row,) = held.ingest()
    assert (row.rows_loaded, row.rows_quarantined) == (2, 1)
    held.drop("export 2026-11-24_10_00_00.csv", write_export(("2026-11-25", 1, "6.00", 500, 5)))
    held.ingest(LATER)
    (tried,) = held.again()
    assert (tried.loaded, tried.superseded, tried.still_held, tried.is_settled) == (0, 1, 0, True)
    counts = held.store.read(
        "SELECT rows_read, rows_loaded, rows_superseded, rows_quarantined FROM ops.export_file ORDER BY name"
    )
    assert counts.astype(int).values.tolist() == [[3, 2, 1, 0], [1, 1, 0, 0]]
    exported = held.store.read("SELECT DISTINCT exported_at FROM raw.ad_delivery WHERE spend_original = 5")
    assert str(exported["exported_at"][0]) == "2026-11-04 10:00:00"


def test_a_row_another_rule_stops_today_says_that_rule_and_stays(
    places: Callable[[str], Place], write_export: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = importlib.import_module("smm_assets.validation.validate")
    every = module.rules

    def without(*names: str) -> None:
        left = lambda table, now: tuple(one for one in every(table, now) if one.rule not in names)  # noqa: E731
        monkeypatch.setattr(module, "rules", left)

    held = places("held")
    rows = [(f"2026-11-0{day}", 1, "1.00", 100, 2) for day in range(3, 8)]
    held.drop("a.csv", write_export(*rows, ("2026-11-08", 1, "-1.00", 10, 20)))
    without("clicks_exceed_impressions")
    held.ingest()
    known = held.store.read("SELECT rule, amount, currency FROM ops.quarantined_row").iloc[0].tolist()
    assert [known[0], str(known[1]), known[2]] == ["negative_spend", "-1.000000", "EUR"]
    without("negative_spend")
    (tried,) = held.again()
    assert (tried.loaded, tried.still_held) == (0, 1)
    stands = held.store.read("SELECT rule FROM ops.quarantined_row WHERE released_at IS NULL")
    assert stands["rule"].tolist() == ["clicks_exceed_impressions"]
    without("negative_spend", "clicks_exceed_impressions")
    (tried,) = held.again(LATER + timedelta(days=1))
    assert (tried.loaded, tried.still_held) == (1, 0)
    assert len(held.raw()) == 6


def test_a_file_released_to_an_account_belongs_to_it_when_it_is_read_again(
    places: Callable[[str], Place], write_export: Write
) -> None:
    held = places("held")
    held.declare(SHOP, OTHER_SHOP)
    held.drop("a.csv", write_export(DAY, currency=""))
    assert [row.status for row in held.ingest()] == ["held"]
    (tried,) = held.again(account="Shop B")
    assert (tried.status, tried.loaded) == ("loaded", 1)
    stored = held.store.read("SELECT account_id, currency FROM raw.ad_delivery").iloc[0].tolist()
    assert stored == ["222", "PLN"]
    assert held.store.read("SELECT account FROM ops.arrival")["account"].tolist() == ["Shop B"]


def test_what_is_still_refused_stays_with_its_reason_and_harms_nothing(places: Callable[[str], Place]) -> None:
    held = places("held")
    held.drop("notes.csv", "what,is,this\n1,2,3\n")
    held.ingest()
    before = held.store.read("SELECT status, reason, cure FROM ops.export_file").values.tolist()
    (tried,) = held.again()
    assert (tried.was, tried.status, tried.is_settled) == ("unrecognised", "unrecognised", False)
    assert held.store.read("SELECT status, reason, cure FROM ops.export_file").values.tolist() == before


def test_bytes_that_are_gone_are_told_and_the_other_files_go_on(
    places: Callable[[str], Place], write_export: Write
) -> None:
    held = places("held")
    held.drop("a.csv", write_export(DAY, NEXT, ("2026-11-25", 1, "5.00", 500, 5)))
    held.drop("b.csv", write_export(NEXT, DAY, ("2026-11-25", 2, "5.00", 500, 5)))
    lost, _ = held.ingest()
    (held.project.archive / lost.archive_path).unlink()
    found = {one.name: one for one in held.again()}
    assert (found["a.csv"].still_held, found["b.csv"].still_held) == (1, 0)
    assert "cannot be read" in str(found["a.csv"].reason)
    assert found["a.csv"].cure
