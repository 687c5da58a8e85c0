"""The fetch list and the pages without delivery, read from published tables."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd

from smm_assets.report.fetch_words import asked, days, title
from smm_assets.report.fetching import collect_fetch, collect_pages
from smm_assets.report.labels import Labels
from smm_assets.report.tables import Tables
from smm_assets.settings import Project
from smm_assets.warehouse import open_store

LINE = {
    "network": "vk",
    "account_id": "5",
    "account_name": "Main",
    "report": "outcome",
    "period_start": date(2026, 11, 30),
    "period_end": date(2026, 12, 2),
    "reason": "gap",
    "why": "no export covers them",
    "settings": "Export it",
    "missing_days": 1,
    "repeated_days": 2,
    "money_at_stake": Decimal("12.5"),
    "unlocks": None,
    "due_since": date(2026, 12, 1),
}


def test_lines_come_in_their_order_with_words_for_network_kind_and_days(tmp_path: Path) -> None:
    (tmp_path / "smm.yaml").write_text("name: Shop\n", encoding="utf-8")
    project = Project.open(tmp_path)
    rows = [LINE | {"priority": 2}, LINE | {"priority": 1, "report": "ads", "account_name": "vk:default"}]
    metrics = [("meta", "page", "Our page", date(2026, 11, 20)), ("meta", "page", "Our page", date(2026, 11, 21))]
    posts = [("meta", "page", None, date(2026, 11, 22)), ("x", "me", None, date(2026, 11, 1))]
    with open_store(project) as store:
        store.replace("marts", "fetch_list", pd.DataFrame(rows))
        store.replace(
            "marts", "account_daily", pd.DataFrame(metrics, columns=["network", "account_id", "account_name", "date"])
        )
        store.replace(
            "marts", "post", pd.DataFrame(posts, columns=["network", "account_id", "account_name", "snapshot_at"])
        )
        tables = Tables(store)
        labels = Labels(tables, project)
        first, second = collect_fetch(tables, labels)
        pages = collect_pages(tables, labels)
    assert title(first) == labels.network("vk")
    assert title(second) == f"{labels.network('vk')} Main own results"
    assert asked(second) == f"{title(second)} 30 Nov – 2 Dec: no export covers them"
    assert days(second) == "1 day missing, 2 repeated"
    assert second.money == Decimal("12.5")
    assert [(one.account, one.data_through, one.posts) for one in pages] == [
        ("Our page", date(2026, 11, 22), 1),
        ("me", date(2026, 11, 1), 1),
    ]
