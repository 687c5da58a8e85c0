"""Rounds of alerts on a small project: told once over HTTP and as mail, late in quiet hours, not of a past morning."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from pipelines import alerts as telling
from smm_assets.alerts.forecast import foreseen
from smm_assets.alerts.round import Round, hold_round
from smm_assets.replay.beside import _beside
from smm_assets.report.summary import collect
from smm_assets.settings import Project
from smm_assets.warehouse import Store, open_published, open_store
from tests.alerts.receivers import Received, html_of, http_receiver, mail_receiver
from tests.alerts.shops import SETTINGS, make_shop, project_at, surroundings
from tests.alerts.worlds import AS_OF, run
from tests.report.conftest import marts

MORNING = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)  # 8:00 in Berlin
NIGHT = datetime(2026, 11, 22, 5, 30, tzinfo=UTC)  # 6:30 there
HOUR = timedelta(hours=1)


@dataclass
class Shop:
    """The project with its store, and what its two targets received."""

    project: Project
    store: Store
    chat: Received
    mail: Received

    def round(self, now: datetime = MORNING, *, with_tables: bool = True) -> Round:
        reader = self.store if with_tables else None
        return hold_round(self.project, self.store, reader, now=now, sleep=lambda seconds: None)

    def one(self, sql: str) -> list[object]:
        return list(self.store.read(sql).iloc[0])


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[Received, Received]]:
    with http_receiver() as chat, mail_receiver() as mail:
        yield chat, mail


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_shop(tmp_path_factory.mktemp("made"))


@pytest.fixture
def home(made: Path, tmp_path: Path, servers: tuple[Received, Received]) -> Path:
    for one in servers:
        one.messages.clear()
    return Path(shutil.copytree(made, tmp_path / "shop"))


@pytest.fixture
def shop(home: Path, servers: tuple[Received, Received]) -> Iterator[Shop]:
    project = project_at(home, servers)
    with open_store(project) as store:
        yield Shop(project, store, *servers)


def test_each_matter_is_told_once_over_http_and_as_mail(shop: Shop) -> None:
    assert [target for target, _ in shop.round().sent] == ["chat", "mail", "mail"]
    (said,) = shop.chat.messages
    assert said["title"].startswith("Shop & <b>Sons</b>: ")
    for words in (
        "bad ‹script›alert('x')‹/script› [31m.csv: the file was not loaded",
        "likely to end at €1,600.00 of €600.00, €1,000.00 over the plan",
        "good.csv: 1 row held back",
        "To do: Lower the daily budget at the network to €10.00",
        f"smm quarantine show --home {shop.project.home} f1",
    ):
        assert words in said["message"], words
    assert "New advice" not in said["message"]  # 18.00 to be moved are below the least amount of 25.00
    alerts, morning = shop.mail.messages
    assert alerts["subject"] == said["title"]
    assert "<script" not in html_of(alerts)
    assert "Shop &amp; ‹b›Sons‹/b›" in html_of(alerts)
    assert morning["subject"] == "Shop & <b>Sons</b>: this morning, Sun 22 Nov 2026"
    assert "New advice" in html_of(morning)
    assert shop.round(MORNING + HOUR) == Round()


def test_worse_is_told_again_and_what_is_resolved_is_written_down(shop: Shop) -> None:
    shop.round()
    # 1,600 over its plan instead of 1,000
    shop.store.execute("UPDATE marts.budget_adherence SET projected_spend = 2200 WHERE channel = 'video'")
    shop.store.execute("UPDATE ops.quarantined_row SET released_at = TIMESTAMP '2026-11-22 08:00:00'")
    shop.round(MORNING + HOUR)
    said = shop.chat.messages[-1]
    assert "1 matter for you" in said["message"]
    assert "€1,600.00 over the plan" in said["title"]
    sql = "SELECT resolved_at, sent_at FROM state.alert WHERE key LIKE 'quarantine/rows/%'"
    assert [str(moment) for moment in shop.one(sql)] == ["2026-11-22 08:00:00", "2026-11-22 07:00:00"]


def test_in_quiet_hours_all_waits_and_goes_out_together(shop: Shop) -> None:
    found = shop.round(NIGHT)
    assert (found.sent, found.failed, shop.chat.messages, shop.mail.messages) == ((), (), [], [])
    assert found.waiting >= 3
    assert f"{found.quiet_until:%H:%M}" == "07:30"
    shown = foreseen(shop.project, shop.store, now=NIGHT)
    assert [one.target for one in shown.messages] == ["chat", "mail", "mail"]
    assert shown.quiet_until == found.quiet_until
    assert any("New advice" in text for text in shown.small)
    shop.round()
    assert (len(shop.chat.messages), len(shop.mail.messages)) == (1, 2)


def test_a_target_out_of_reach_is_told_in_status_and_gets_everything_later(shop: Shop) -> None:
    shop.chat.refuse = 3  # the first try and both further ones
    assert [target for target, _, _ in shop.round().failed] == ["chat"]
    assert len(shop.mail.messages) == 2
    summary = collect(shop.project, shop.store)
    (need,) = [one for one in summary.needs if one.topic == "alerts"]
    assert (need.where, "1 try failed" in need.what) == ("Alerts to chat", True)
    shop.round(MORNING + HOUR)
    assert (len(shop.chat.messages), len(shop.mail.messages)) == (1, 2)
    assert [one for one in collect(shop.project, shop.store).needs if one.topic == "alerts"] == []


def test_a_failed_run_is_told_once_and_leaves_all_other_matters_alone(shop: Shop) -> None:
    shop.round()
    shop.store.execute("UPDATE ops.run SET status = 'failed', message = 'models: disk full'")
    for _ in range(2):
        shop.round(MORNING + HOUR, with_tables=False)
    assert [one["title"] for one in shop.chat.messages[1:]] == [
        "Shop & <b>Sons</b>: The daily job for Sun 22 Nov 2026 failed"
    ]
    assert shop.one("SELECT COUNT(*) FROM state.alert WHERE resolved_at IS NOT NULL") == [0]
    shop.store.execute("UPDATE ops.run SET status = 'done', message = ''")
    shop.round(MORNING + 2 * HOUR)
    assert len(shop.chat.messages) == 2
    assert shop.one("SELECT key FROM state.alert WHERE resolved_at IS NOT NULL") == ["run_failed/models"]


def test_a_run_that_no_book_has_is_told_and_a_round_by_itself_takes_the_published_tables(
    home: Path, servers: tuple[Received, Received]
) -> None:
    chat, mail = servers
    project = project_at(home, servers)
    found = telling.tell(project, now=MORNING, unwritten=("never seen", run("failed", "exports: store is busy")))
    assert [target for target, _ in found.sent] == ["chat", "mail", "mail"]
    assert "exports: store is busy" in chat.messages[0]["message"]
    assert "€1,000.00 over the plan" in chat.messages[0]["message"]
    with open_published(project) as reader:
        assert len(reader.read("SELECT key FROM state.alert WHERE sent_at IS NOT NULL")) >= 4
    said: list[str] = []
    telling.tell_failed(project, now=MORNING + HOUR, say=said.append)  # the books' last run did not fail
    assert (len(chat.messages), len(mail.messages), said) == (1, 2, [])


@pytest.mark.parametrize("settings", [SETTINGS.replace("as_of: 2026-11-22\n", ""), SETTINGS.split("alerts:")[0]])
def test_nothing_is_sent_of_a_past_morning_or_without_a_target(
    home: Path, servers: tuple[Received, Received], settings: str
) -> None:
    project = project_at(home, servers, settings)
    with open_store(project) as store:
        shop = Shop(project, store, *servers)
        assert shop.round(datetime(2026, 12, 24, 12, tzinfo=UTC)) == Round()
    assert (shop.chat.messages, shop.mail.messages) == ([], [])


def test_the_project_a_past_morning_is_built_in_knows_nobody_to_tell(
    home: Path, servers: tuple[Received, Received], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project_at(home, servers).settings.alerts.targets
    for name, value in surroundings(*servers).items():
        monkeypatch.setenv(name, value)
    assert _beside(home).settings.alerts.targets == ()


def test_the_digests_of_week_and_month_read_their_tables(shop: Shop) -> None:
    line = marts()["budget_adherence"].iloc[[0]]
    october = {"period_start": date(2026, 10, 1), "period_end": date(2026, 10, 31), "spend_to_date": Decimal(330)}
    content = {"category": "content", "channel": "", "budget": Decimal(900), "spend_to_date": Decimal(450)}
    shop.store.load("marts", "budget_adherence", line.assign(**october))
    shop.store.load("marts", "budget_adherence", line.assign(**(october | content), status="under"))
    week = {
        "as_of": [AS_OF] * 2, "window": ["7d"] * 2, "versus": ["previous"] * 2, "channel": ["search", "video"],
        "spend": [Decimal(70), Decimal(60)], "spend_change": [0.0, None], "orders": [14, None],
        "orders_change": [0.4, None], "conversions": [9, 4], "conversions_change": [0.1, -0.5],
    }  # fmt: skip
    shop.store.replace("marts", "channel_compare", pd.DataFrame(week))
    (month,) = foreseen(shop.project, shop.store, now=MORNING, only="month_end").messages
    for words in (
        "HOW OCTOBER ENDED",
        "21 orders from ads, €10.00 each",  # the last week of October: 2 and 1 orders a day for 10.00 and 20.00
        "- Search: plan 300 · spent 330 · off plan +10 % · on track",
        "- Content: plan 900 · spent 450 · off plan −50 % · under",
    ):
        assert words in month.text, words
    (told,) = foreseen(shop.project, shop.store, now=MORNING, only="weekly").messages
    assert "- Search: spent 70.00 · change 0 % · results 14 orders · change +40 %" in told.text
    assert "spent 60.00 · change – · results 4 conversions · change −50 %" in told.text
    assert "New advice" in told.text
