"""What an approval with other amounts writes down, by hand: steps, what they take from the plan, and what is told.

Ten days of 50.00 (21 to 30 November): Meta from 30 to 27 as recommended, TikTok from 10 to 13, VK frozen at 10 because
its plan line is locked. The plan has 320, 100 and 80 left for these days.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from pydantic import SecretStr

from smm_assets.decisions.approval import Approved, approve
from smm_assets.decisions.naming import recommendation_named
from smm_assets.decisions.wish import Wish
from smm_assets.errors import UsageError
from smm_assets.settings import Project, Settings
from smm_assets.warehouse import open_store
from smm_assets.warehouse.store import Store

FIRST, LAST = date(2026, 11, 21), date(2026, 11, 30)
CHANNELS = {"meta": ("30", "27", "320"), "tiktok": ("10", "13", "100"), "vk": ("10", "10", "80")}
PLANNED = {"meta": 900, "tiktok": 300, "vk": 300}
LABELS = {"meta": "Meta", "tiktok": "TikTok", "vk": "VK"}


def plan_lines() -> list[dict[str, object]]:
    return [
        {
            "plan_line": number, "period_start": date(2026, 11, 1), "period_end": LAST, "channel": name,
            "category": "promotion", "item": "ads", "amount": Decimal(amount), "amount_original": Decimal(amount),
            "currency": "EUR", "locked": name == "vk",
        }
        for number, (name, amount) in enumerate(PLANNED.items(), 2)
    ]  # fmt: skip


def recommended(name: str, current: str, then: str, left: str) -> dict[str, object]:
    return {
        "recommendation_id": "r", "channel": name, "current_spend": Decimal(current), "kept_spend": Decimal(current),
        "recommended_spend": Decimal(then), "period_amount": Decimal(then) * 10, "plan_left": Decimal(left),
        "action": {"meta": "decrease", "vk": "hold"}.get(name, "increase"),
        "binding_constraint": "frozen" if name == "vk" else "step",
        "reason": "Frozen.", "expected_result_recommended": float(then) / 5,
    }  # fmt: skip


def fill(store: Store) -> None:
    header = {
        "recommendation_id": "r", "as_of": FIRST, "objective": "sales", "period_start": FIRST, "period_end": LAST,
        "result_metric": "orders", "stop_if": "as advised",
        "total": Decimal(500), "total_per_day": Decimal(50), "status": "proposed", "created_at": datetime(2026, 11, 21),
    }  # fmt: skip
    steps = [
        {"recommendation_id": "r", "channel": name, "date": FIRST + timedelta(days=day), "daily_budget": Decimal(then)}
        for name, (_, then, _) in CHANNELS.items()
        for day in range(10)
    ]
    known = [{"channel": name, "label": LABELS[name], "network": "n", "test_daily": None} for name in CHANNELS]
    known[0]["test_daily"] = Decimal(26)
    texts = [{key: str(value) for key, value in line.items()} for line in plan_lines()]
    version = {"version": 1, "valid_from": FIRST, "loaded_at": datetime(2026, 11, 1), "content_json": json.dumps(texts)}
    for schema, table, rows in (
        ("state", "recommendation", [header]),
        ("state", "budget_recommendation", [recommended(name, *amounts) for name, amounts in CHANNELS.items()]),
        ("state", "recommendation_step", steps),
        ("state", "plan_version", [version]),
    ):
        store.load(schema, table, pd.DataFrame(rows, dtype=object))
    store.replace("staging", "seed_plan", pd.DataFrame(plan_lines(), dtype=object))
    store.replace("staging", "seed_channel", pd.DataFrame(known, dtype=object).assign(minimum_daily=None))
    laws = {"network": "n", "daily_overspend": None, "overspend_window": None, "window_budgets": None}
    store.replace("staging", "seed_network", pd.DataFrame([laws], dtype=object))


@pytest.fixture
def store(tmp_path: Path, kept_in: str) -> Iterator[Store]:
    (tmp_path / "data").mkdir()
    with open_store(Project(tmp_path, Settings(store=SecretStr(kept_in)))) as opened:
        fill(opened)
        yield opened


def decide(store: Store, **amounts: str) -> Approved:
    wish = Wish(amounts={name: Decimal(amount) for name, amount in amounts.items()})
    return approve(
        store, "r", wish, currency="EUR", max_step=Decimal("0.2"), today=FIRST,
        now=datetime(2026, 11, 21, 9, tzinfo=UTC),
    )  # fmt: skip


def planned(store: Store) -> dict[str, Decimal | None]:
    rows = store.read("SELECT channel, plan_amount FROM state.approval ORDER BY channel")
    return {
        name: None if pd.isna(amount) else Decimal(str(amount))
        for name, amount in zip(rows["channel"], rows["plan_amount"], strict=True)
    }


def test_larger_moves_than_a_step_take_from_the_plan_what_the_steps_spend(store: Store) -> None:
    found = decide(store, tiktok="16", meta="24")
    # a week at 12.00 and three days at 14.40 are 127.20 for TikTok, 27.20 more than left; 7 × 28 + 3 × 25.60, 272.80,
    # for Meta, 47.20 less; the 20.00 that VK spends beside its line stay with the two, 6.36 and 13.64 by their spends
    assert planned(store) == {"meta": Decimal("866.44"), "tiktok": Decimal("333.56"), "vk": None}
    steps = store.read("SELECT channel, date, daily_budget FROM state.recommendation_step ORDER BY channel, date")
    by_day = steps.assign(budget=steps["daily_budget"].astype(str).astype(float)).groupby("date")["budget"].sum()
    assert [round(total, 2) for total in by_day] == [50.0] * 10
    content = store.read("SELECT content_json FROM state.plan_version WHERE version = 2")["content_json"].iloc[0]
    assert {line["channel"]: Decimal(line["amount_original"]) for line in json.loads(content)} == {
        "meta": Decimal("866.44"), "tiktok": Decimal("333.56"), "vk": 300,
    }  # fmt: skip
    assert sum(Decimal(line["amount_original"]) for line in json.loads(content)) == sum(PLANNED.values())
    assert found.consequences == (
        "A running small test needs 26.00 a day in Meta, which gets 24.00",
        "The plan line of VK is locked and keeps its amount",
    )


def test_the_start_of_an_id_means_the_one_that_was_not_superseded(store: Store) -> None:
    older = [{"recommendation_id": "r-older", "objective": "sales", "status": "superseded", "as_of": FIRST}]
    store.execute("UPDATE state.recommendation SET recommendation_id = 'r-newer'")
    store.load("state", "recommendation", pd.DataFrame(older, dtype=object))
    assert recommendation_named(store, "r-")["recommendation_id"] == "r-newer"
    store.execute("UPDATE state.recommendation SET status = 'proposed'")
    with pytest.raises(UsageError, match="'r-' is the start of several"):
        recommendation_named(store, "r-")


def test_what_is_approved_as_recommended_says_nothing_of_the_test_it_keeps(store: Store) -> None:
    assert decide(store).consequences == ("The plan line of VK is locked and keeps its amount",)
    # 270 − 320 and 130 − 100, and of VK's 20.00 by what they spend: 13.50 and 6.50
    assert planned(store) == {"meta": Decimal("863.50"), "tiktok": Decimal("336.50"), "vk": None}


def test_a_part_that_the_plan_has_less_for_names_the_channel_that_could_give(store: Store) -> None:
    store.execute("UPDATE staging.seed_plan SET locked = FALSE")
    with pytest.raises(UsageError, match=r"the plan leaves these channels 20\.00 EUR less") as refused:
        approve(
            store, "r", Wish(channels=("tiktok", "vk"), amounts={"tiktok": Decimal(10)}), currency="EUR",
            max_step=Decimal("0.2"), today=FIRST, now=datetime(2026, 11, 21, 9, tzinfo=UTC),
        )  # fmt: skip
    assert refused.value.cure.startswith("Approve Meta with it")


def test_a_locked_channel_cannot_be_given_another_amount_and_nothing_is_written(store: Store) -> None:
    with pytest.raises(UsageError, match=r"VK is (held|frozen) at 10\.00 a day"):
        decide(store, vk="9")
    assert planned(store) == {}


def test_only_channels_that_were_raised_after_all_are_a_reason_to_go_back(store: Store) -> None:
    # an order costs 5.00 where it was recommended; half more is the limit
    decide(store)
    assert stop_rule_of(store) == "Go back if, over the next 7 days, an order from TikTok costs more than €7.50"


def test_a_raise_that_was_not_approved_is_no_reason_to_go_back(store: Store) -> None:
    decide(store, tiktok="9")
    assert stop_rule_of(store) == ""


def stop_rule_of(store: Store) -> str:
    return str(store.read("SELECT stop_if FROM state.recommendation")["stop_if"].iloc[0])


def test_less_than_the_plan_had_left_is_told(store: Store) -> None:
    store.execute("UPDATE staging.seed_plan SET locked = FALSE")
    # TikTok at 11 instead of 13 takes 110 instead of 130; nothing else changes: 20 of 500 are left over
    assert decide(store, tiktok="11").consequences == (
        "The plan spends 20.00 EUR less in these days than it had left for them",
    )
