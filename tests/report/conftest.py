"""A small published project made by hand: two channels, one of them with a hostile name, one late, one file refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from smm_assets.settings import Project
from smm_assets.warehouse import ReadOnlyStore, open_published, open_store

AS_OF = date(2026, 11, 22)
RUN_AT = datetime(2026, 11, 22, 5, 0)
HOSTILE = "<script>alert('x')</script>\x1b[31m"
RECOMMENDATION = "2026-11-22-sales-abc"


def _days(count: int) -> list[date]:
    return [AS_OF - timedelta(days=n) for n in range(count, 0, -1)]


def marts() -> dict[str, pd.DataFrame]:
    """Tables of schema marts. Search spends 10 a day and brings 2; Video spends 20, brings 1, known through 18 Nov."""
    channel_rows, history, coverage = [], [], []
    for day in _days(28):
        known = day <= date(2026, 11, 18)
        for channel, spend, result in (("search", 10, 2.0), ("video", 20, 1.0)):
            there = known or channel == "search"
            through = date(2026, 11, 21) if channel == "search" else date(2026, 11, 18)
            channel_rows.append((channel, day, Decimal(spend) if there else None, through))
            history.append((day, channel, "sales", Decimal(spend) if there else None, result, "orders", "crm", 1.0))
            coverage.append(("net", f"{channel}-account", day, "complete" if there else "stale", 3 if there else 0))
    line = {
        "as_of": AS_OF,
        "period_start": date(2026, 11, 1),
        "period_end": date(2026, 11, 30),
        "category": "promotion",
        "expected_to_date": Decimal(210),
        "projected_low": Decimal(280),
        "projected_high": Decimal(320),
        "needed_per_day": Decimal("10"),
        "reason": "",
    }
    search = line | {
        "channel": "search",
        "budget": Decimal(300),
        "spend_to_date": Decimal(210),
        "pace": 1.0,
        "unreported_estimate": Decimal(0),
        "projected_spend": Decimal(300),
        "status": "on_track",
    }
    video = line | {
        "channel": "video",
        "budget": Decimal(600),
        "spend_to_date": Decimal(360),
        "pace": 1.0,
        "unreported_estimate": Decimal(60),
        "projected_spend": Decimal(1600),
        "status": "no_data",
    }
    return {
        "channel": pd.DataFrame(
            {"channel": ["search", "video"], "network": ["net", "other"], "label": ["Search", f"Video {HOSTILE}"]}
        ),
        "channel_daily": pd.DataFrame(channel_rows, columns=["channel", "date", "spend", "data_through"]),
        "decision_history": pd.DataFrame(
            history,
            columns=[
                "date",
                "channel",
                "objective",
                "spend",
                "result",
                "result_metric",
                "result_source",
                "completeness",
            ],
        ),
        "data_coverage": pd.DataFrame(coverage, columns=["network", "account_id", "date", "status", "rows"]),
        "budget_adherence": pd.DataFrame([search, video]),
        "budget_split": pd.DataFrame(
            [
                (AS_OF, date(2026, 11, 1), date(2026, 11, 30), "content", 0.6, 0.6, 0.5, Decimal(630), "watch"),
                (AS_OF, date(2026, 11, 1), date(2026, 11, 30), "promotion", 0.3, 0.3, 0.5, Decimal(630), "watch"),
            ],
            columns=[
                "as_of",
                "period_start",
                "period_end",
                "category",
                "target_share",
                "planned_share",
                "actual_share",
                "actual_amount",
                "status",
            ],
        ),
        "channel_effectiveness": pd.DataFrame(
            [(AS_OF, "7d", "search", "sales", "A"), (AS_OF, "7d", "video", "sales", "B")],
            columns=["as_of", "window", "channel", "objective", "comparability"],
        ),
        "kpi_values": pd.DataFrame(
            [
                (AS_OF, "7d", "search", "", "cpa", 5.0, 6.0, "good", True),
                (AS_OF, "7d", "video", "", "cpa", 20.0, 6.0, "bad", False),
                (AS_OF, "28d", "video", "", "cpa", 21.0, 6.0, "bad", True),
            ],
            columns=["as_of", "window", "channel", "campaign", "kpi", "value", "target", "status", "sample_ok"],
        ),
        "recommendation": pd.DataFrame([_header("proposed"), _header("superseded", name="old")]),
        "budget_recommendation": pd.DataFrame([_line("search", 10, 12, "increase"), _line("video", 20, 20, "hold")]),
        "campaign_action": pd.DataFrame(
            [
                _campaign("keep", "Plain", "4.00", "4.00"),
                _campaign("pause", f"Idle {HOSTILE}", "3.00", "0.00"),
                _campaign("scale", None, "5.00", "6.00"),
            ]
        ),
        "budget_scenario": pd.DataFrame([_other(-30, 21, None), _other(0, 30, 2.2), _other(10, 33, 2.4)]),
        "response_curve": pd.DataFrame(
            [
                (RECOMMENDATION, "search", Decimal(spend), spend / 6, spend / 8, spend / 4, 0.1, spend <= 12)
                for spend in (0, 6, 12, 18)
            ],
            columns=[
                "recommendation_id",
                "channel",
                "spend",
                "expected_result",
                "low",
                "high",
                "marginal_result",
                "is_observed_range",
            ],
        ),
    }


def _header(status: str, name: str = RECOMMENDATION) -> dict[str, object]:
    return {
        "recommendation_id": name,
        "as_of": AS_OF,
        "objective": "sales",
        "result_metric": "orders",
        "result_source": "crm",
        "period_start": AS_OF,
        "period_end": date(2026, 11, 30),
        "total": Decimal(288),
        "keep": False,
        "uplift": 0.1,
        "uplift_low": 0.02,
        "uplift_high": 0.2,
        "probability_better": 0.93,
        "status": status,
        "review_on": date(2026, 11, 29),
        "stop_if": "Go back if an order costs more than 9",
        "summary": f"Move money to Video {HOSTILE}",
    }


def _campaign(verdict: str, name: str | None, now: str, then: str) -> dict[str, object]:
    return {
        "as_of": AS_OF,
        "channel": "search",
        "network": "net",
        "account_id": "search-account",
        "campaign_key": verdict,
        "campaign_name": name,
        "verdict": verdict,
        "budget_from": Decimal(now),
        "budget_to": Decimal(then),
        "reason": f"Because of what {HOSTILE} did.",
    }


def _other(change: int, total: int, results: float | None) -> dict[str, object]:
    return {
        "recommendation_id": RECOMMENDATION,
        "change_pct": change,
        "total_per_day": Decimal(total),
        "expected_result": results,
        "low": results and results - 0.5,
        "high": results and results + 1,
        "cost_per_result": results and total / results,
        "next_money": Decimal(1),
        "next_results": results and 0.07,
        "difference": f"{HOSTILE} +3.00" if change > 0 else "",
        "beyond_seen": "Search" if change > 0 else "",
        "note": "" if results else "Your limits do not allow it",
    }


def _line(channel: str, now: int, then: int, action: str) -> dict[str, object]:
    return {
        "recommendation_id": RECOMMENDATION,
        "channel": channel,
        "current_spend": Decimal(now),
        "recommended_spend": Decimal(then),
        "change": Decimal(then - now),
        "change_pct": (then - now) / now,
        "action": action,
        "expected_result_current": 2.0,
        "expected_result_recommended": 2.2,
        "marginal_return_recommended": 0.11,
        "binding_constraint": "maximum" if action == "increase" else "hold",
        "trust": "full" if action == "increase" else "hold",
        "reason": f"We saw what {HOSTILE} did.",
        "period_amount": Decimal(then * 9),
    }


def ops() -> dict[str, pd.DataFrame]:
    """Two files: one loaded with a bad row, one damaged; an audit that failed."""
    file = {
        "part": "",
        "network": "net",
        "loaded_at": RUN_AT,
        "rows_superseded": 0,
        "rows_quarantined": 0,
        "rows_skipped_total": 0,
    }
    good = file | {
        "file_id": "f1",
        "name": "good.csv",
        "status": "loaded",
        "rows_read": 100,
        "rows_loaded": 97,
        "rows_quarantined": 1,
        "rows_skipped_total": 2,
    }
    bad = file | {
        "file_id": "f2",
        "name": f"bad {HOSTILE}.csv",
        "status": "quarantined",
        "rows_read": 0,
        "rows_loaded": 0,
        "reason": "cut off at row 812",
        "cure": "Export 19–21 Nov again",
    }
    arrivals = [
        ("a1", "good.csv", RUN_AT, "partly"),
        ("a2", "bad.csv", RUN_AT, "quarantined"),
        ("a0", "older.csv", RUN_AT - timedelta(days=1), "loaded"),
    ]
    return {
        "arrival": pd.DataFrame(arrivals, columns=["arrival_id", "name", "seen_at", "outcome"]).assign(sha256="0f"),
        "export_file": pd.DataFrame([good, bad]),
        "quarantined_row": pd.DataFrame(
            [("f1", "", 7, "not_a_number", "spend_original", HOSTILE, "not a number", "error", RUN_AT)],
            columns=[
                "file_id",
                "part",
                "row_number",
                "rule",
                "column",
                "value",
                "reason",
                "severity",
                "quarantined_at",
            ],
        ),
        "validation_result": pd.DataFrame(
            [(RUN_AT, "marts.channel_daily", "not_null", "spend", False, "3 nulls", "none", 3, "error")],
            columns=[
                "run_at",
                "table_name",
                "expectation",
                "column_name",
                "success",
                "observed",
                "expected",
                "unexpected_count",
                "severity",
            ],
        ),
        "run": pd.DataFrame(
            [("r1", AS_OF, RUN_AT, RUN_AT, "needs_person", "1 file not loaded")],
            columns=["run_id", "as_of", "started_at", "finished_at", "status", "message"],
        ),
    }


def section_marts() -> dict[str, pd.DataFrame]:
    """Tables of the sections below the first screen: one line of each kind, with the hostile name where one may be."""
    known = {"as_of": AS_OF, "channel": "search", "objective": "sales", "result_metric": "orders"}
    effective = known | {
        "window": "28d", "result_source": "crm", "spend": Decimal(280), "results": 56.0, "cost_per_result": 5.0,
        "cost_per_result_low": 4.0, "cost_per_result_high": 6.25, "share_of_spend": 1.0, "share_of_results": 1.0,
        "rank": 1, "comparability": "A", "fully_loaded_cost_per_result": 7.5,
    }  # fmt: skip
    week = {"window": "7d", "rank": None, "comparability": "A"}
    changed = known | {
        "window": "7d", "versus": "previous", "measure": "results", "days": 7, "days_compared": 7, "value": 14.0,
        "value_then": 11.0, "cvr_effect": 3.0, "reason": None,
    }  # fmt: skip
    followed = {
        "channel": "search", "date": AS_OF - timedelta(days=1), "followers": 2345, "gained": 7, "lost": 3, "net": 4,
        "goal": 2500, "goal_date": date(2026, 12, 31), "needed_per_day": 3.9, "net_per_day": 4.0,
        "probability_of_goal": 0.6, "off_target_spend": Decimal("1.25"),
    }  # fmt: skip
    posted = known | {
        "dimension": "theme", "value": HOSTILE, "place": None, "posts": 6, "er_reach": 0.042, "er_reach_low": 0.031,
        "er_reach_high": 0.053, "er_reach_posts": 6,
    }  # fmt: skip
    spent = {
        "as_of": AS_OF, "expense": "c1", "name": f"Idle {HOSTILE}", "kind": "campaign", "class": "wasted",
        "channel": "search", "amount": Decimal(37), "evidence": f"Nothing came of {HOSTILE}", "window_start": AS_OF,
        "window_end": AS_OF, "vendor": None,
    }  # fmt: skip
    paid = {"as_of": AS_OF, "who": "agency", "vendor": HOSTILE, "cost": Decimal(410), "result_metric": "orders"}
    page = {"as_of": AS_OF, "network": "net", "account_id": "a", "page": HOSTILE, "is_own": False, "followers": 77}
    return {
        "channel_effectiveness": pd.DataFrame(
            [effective, effective | week, effective | week | {"channel": "video", "comparability": "B"}]
        ),
        "change_decomposition": pd.DataFrame([changed]),
        "audience_growth": pd.DataFrame([followed]),
        "content_effectiveness": pd.DataFrame([posted]),
        "expense_justification": pd.DataFrame([spent]),
        "provider_scorecard": pd.DataFrame([paid]),
        "competitor_share": pd.DataFrame([page | {"share_of_interactions": 0.4, "share_of_posts": 0.5}]),
    }


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project, published."""
    home: Path = tmp_path_factory.mktemp("shop")
    text = 'name: "Shop & <b>Sons</b>"\ncurrency: EUR\ntimezone: Europe/Berlin\nthresholds: {stale_days: 2}\n'
    (home / "smm.yaml").write_text(text, encoding="utf-8")
    (home / "inbox").mkdir()
    opened = Project.open(home)
    with open_store(opened) as store:
        for name, frame in (marts() | section_marts()).items():
            store.replace("marts", name, frame)
        for name, frame in ops().items():
            store.load("ops", name, frame)
        store.publish()
    return opened


@contextmanager
def reading(project: Project) -> Iterator[ReadOnlyStore]:
    with open_published(project) as reader:
        yield reader
