"""Which alerts arise from a morning's facts: what happened, how much money, what to do."""

from datetime import date
from decimal import Decimal

import pytest

from smm_assets.alerts.arising import of_exports, of_kpis, of_quarantine, of_run
from smm_assets.alerts.matter import BAD, WATCH
from smm_assets.alerts.spending import of_advice, of_budgets
from smm_assets.report.held import HeldItem
from tests.alerts.worlds import advice, export, kpi, look, pacing, run


def test_a_failed_run_names_the_step_and_what_to_do() -> None:
    (one,) = of_run(run("failed", "seeds: plan.csv line 2: x\nplan.csv line 3: y"), " --home /shop")
    assert (one.key, one.level, one.amount) == ("run_failed/seeds", BAD, None)
    assert one.what == "The daily job for Sun 22 Nov 2026 failed"
    assert one.more.startswith("seeds: plan.csv line 2: x; plan.csv line 3: y. Tables and report of the last good run")
    assert "smm doctor --home /shop" in one.cure
    assert "smm run --home /shop" in one.cure


def test_a_run_that_died_is_a_failed_one_and_one_that_was_stopped_by_hand_is_none() -> None:
    (one,) = of_run(run("running"), "")
    assert "it ended without saying so" in one.more
    assert of_run(run("failed", "models: stopped by hand"), "") == []
    assert of_run(run("needs_person"), "") == of_run(None, "") == []


def test_passwords_of_a_failure_are_masked() -> None:
    (one,) = of_run(run("failed", "exports: cannot reach postgresql://a:Geheim@h/d"), "")
    assert "Geheim" not in repr(one)


def test_missing_exports_of_an_account_are_one_matter_with_the_money_that_hangs_on_them() -> None:
    gap = export(period_start=date(2026, 11, 3), period_end=date(2026, 11, 4), missing=2, money=None, unlocks="")
    (one,) = of_exports(look(fetch=(export(), gap)))
    assert (one.key, one.amount, one.level) == ("missing_export/net/net:default/ads", Decimal("30.5"), BAD)
    assert one.what == "Net: an export is missing, 5 days not known, €30.50 of spend hang on it"
    assert one.more == "late, no export covers them. It holds up the advice for Search"
    assert one.cure == "Export 3–4 Nov and 19–21 Nov (Choose Day) and drop the file into the inbox"


@pytest.mark.parametrize(
    "more", [{"missing": 0, "reason": "immature"}, {"reason": "due"}, {"reason": "breakdown_only"}]
)
def test_what_is_merely_due_or_worth_repeating_is_no_alert(more: dict[str, object]) -> None:
    assert list(of_exports(look(fetch=(export(**more),)))) == []


def test_held_files_rows_and_rates_say_how_much_is_in_them() -> None:
    held = [
        HeldItem(key="f1", id="f1", kind="file", name="a.csv", part="May", status="quarantined", cure="Again."),
        HeldItem(
            key="f2", id="f2", kind="rows", name="b.csv", status="quarantined", rows=2, amounts={"EUR": Decimal("7.5")}
        ),
        HeldItem(key="usd-net", kind="rate", name="amounts in USD", status="waits", amounts={"USD": Decimal(9)},
                 reason="no exchange rate for USD", cure="Add the rates to fx.csv"),
    ]  # fmt: skip
    file, rows, rate = of_quarantine(look(held))
    assert (file.level, file.amount, file.what) == (BAD, None, "a.csv [May]: the file was not loaded")
    assert file.cure == "Again. In full: smm quarantine show --home /shop f1"
    assert (rows.level, rows.amount, rows.what) == (WATCH, Decimal("7.5"), "b.csv: 2 rows held back, €7.50 in it")
    assert (rate.amount, rate.cure) == (None, "Add the rates to fx.csv")
    assert rate.what == "amounts in USD: no exchange rate for USD, $9.00 in it"


def test_a_line_likely_to_end_over_its_plan_says_by_how_much_and_what_to_set() -> None:
    (one,) = of_budgets(look(pacing=(pacing(), pacing(status="on_track"), pacing(budget=None))))
    assert (one.key, one.level, one.amount) == ("budget/over/promotion/search/2026-11-01", BAD, Decimal(12))
    assert one.what == "Search, November: likely to end at €62.00 of €50.00, €12.00 over the plan"
    assert one.cure == "Lower the daily budget at the network to €1.11, or change plan.csv"


def test_over_and_under_are_different_matters_and_a_watch_is_a_lesser_one() -> None:
    under = pacing(projected=Decimal(41), status="under")
    watch = pacing(status="watch", needed_per_day=Decimal(0))
    first, second = of_budgets(look(pacing=(under, watch)))
    assert (first.key.split("/")[1], first.amount, first.level) == ("under", Decimal(9), BAD)
    assert first.cure.startswith("Raise the daily budget at the network to €1.11")
    assert (second.key.split("/")[1], second.level) == ("over", WATCH)
    assert second.cure.startswith("The plan is spent")


def test_costs_that_are_no_ads_are_held_against_their_file() -> None:
    (one,) = of_budgets(look(pacing=(pacing(category="content", channel="", label="All channels"),)))
    assert one.what.startswith("Content, November: likely to end at €62.00 of €50.00")
    assert "costs.csv" in one.cure


def test_a_kpi_beyond_its_limit_says_how_much_money_bought_too_little() -> None:
    (one,) = of_kpis(look(kpis=(kpi(), kpi(status="watch"), kpi(sample_ok=False))))
    # 100.00 were spent at 20 an order: 75.00 would have bought as many at 15
    assert (one.key, one.level, one.amount) == ("kpi/cpo/search", BAD, Decimal("25.00"))
    assert one.what == "Search: Cost per order is not acceptable, 20.00 where 15.00 is the target"
    assert one.more == "Of €100.00 spent in 7 days, €25.00 bought less than the target asks for"


@pytest.mark.parametrize(
    ("more", "amount"),
    [
        ({"value": 0.1, "target": 0.4}, "75.00"),  # where more is better: a quarter of what was asked for
        ({"value": 0.0}, "100"),
        ({"target": None}, "100"),
        ({"channel": "unknown"}, None),
    ],
)
def test_money_of_a_kpi_where_more_is_better_or_nothing_came(more: dict[str, object], amount: str | None) -> None:
    (one,) = of_kpis(look(kpis=(kpi(**more),)))
    assert one.amount == (None if amount is None else Decimal(amount))


def test_new_advice_says_what_moves_and_how_to_approve_it() -> None:
    (one,) = of_advice(look(advice=(advice(),)))
    assert (one.key, one.amount) == ("recommendation/r1", Decimal("18.00"))  # 2.00 a day for nine days
    assert one.what == "New advice for 22–30 Nov: €18.00 to be moved; 20.00 a day, unchanged in total"
    assert one.more.startswith("Search 10.00 → 12.00 a day (act: +20 %); Video 10.00 → 8.00 a day")
    assert one.cure.startswith("smm approve --home /shop r1;")


@pytest.mark.parametrize("more", [{"status": "approved"}, {"status": "declined"}, {"keep": True}])
def test_advice_that_was_decided_on_or_changes_nothing_is_no_alert(more: dict[str, object]) -> None:
    assert list(of_advice(look(advice=(advice(**more),)))) == []
