"""The page after a run: at most 40 lines, every figure from the summary, nothing invented."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pipelines.cli.page import MOST_LINES, render
from pipelines.cli.terminal import aligned, brief, fitted, width
from smm_assets.report.advice_facts import Advice, AdviceLine
from smm_assets.report.campaign_facts import CampaignLine
from smm_assets.report.facts import ChannelData, Files, Headline, Kpi, Need, Pacing, Refusal, Summary
from smm_assets.report.fetch_facts import PageData, ToFetch
from smm_assets.report.gap_facts import LateAccount
from smm_assets.report.needs import needs_of
from smm_assets.report.oddity_facts import Oddity

AS_OF = date(2026, 11, 22)
EMPTY = Summary(
    project="Example shop",
    currency="EUR",
    as_of=None,
    files=Files(found=0, by_outcome={}, since_run=False, records={}, refused=()),
    bad_rows=(),
    red_checks=(),
    data=(),
    coverage=(),
    pacing=(),
    split=(),
    spend_month=None,
    headlines=(),
    kpis=(),
    advice=(),
    run=None,
    needs=(),
)


def pacing(label: str, **changes: object) -> Pacing:
    line = Pacing(
        channel=label.lower(), label=label, category="promotion", period_start=date(2026, 11, 1),
        period_end=date(2026, 11, 30), budget=Decimal(1350), spend=Decimal(960), estimated=Decimal(0),
        expected=Decimal(941), pace=1.02, projected=Decimal(1374), projected_low=None, projected_high=None,
        needed_per_day=Decimal(43), status="on_track", reason="",
    )  # fmt: skip
    return replace(line, **changes)  # type: ignore[arg-type]


def line(label: str, **changes: object) -> AdviceLine:
    one = AdviceLine(
        channel=label.lower(), label=label, current=Decimal(16), recommended=Decimal("19.20"), period_amount=None,
        change_pct=0.2, action="increase", marginal=0.11, constraint="step", trust="full", reason="",
    )  # fmt: skip
    return replace(one, **changes)  # type: ignore[arg-type]


def advice(*lines: AdviceLine, **changes: object) -> Advice:
    one = Advice(
        recommendation_id="r", as_of=AS_OF, objective="sales", metric="orders", period_start=AS_OF,
        period_end=date(2026, 11, 30), total=Decimal(900), per_day=sum((x.recommended for x in lines), Decimal(0)),
        current_total=sum((x.current for x in lines), Decimal(0)), keep=False, uplift=0.0375, uplift_low=0.0125,
        uplift_high=0.0625, probability_better=0.95, results_now=80.0, results_then=83.0, status="proposed",
        review_on=date(2026, 11, 29), stop_if="Go back if an order costs more than 17", summary="", lines=lines,
        curves={},
    )  # fmt: skip
    return replace(one, **changes)  # type: ignore[arg-type]


FULL = replace(
    EMPTY,
    as_of=AS_OF,
    files=Files(
        found=24,
        by_outcome={"quarantined": 1, "loaded": 22, "duplicate": 1},
        since_run=True,
        records={"read": 12480, "loaded": 11902, "superseded": 486, "quarantined": 5, "skipped_total": 87},
        refused=(
            Refusal(name="vk.csv", part="", status="quarantined", network="n", network_label="N", reason="cut off",
                    cure="x"),
        ),
    ),
    data=(
        ChannelData(channel="a", label="Alpha", network="n", data_through=date(2026, 11, 21), late=False,
                    missing_days=0),
        ChannelData(channel="b", label="Beta", network="n", data_through=date(2026, 11, 18), late=True, missing_days=3),
    ),
    pacing=(pacing("Alpha"), pacing("Beta", budget=Decimal(1650), spend=Decimal(1098), estimated=Decimal(42))),
    headlines=(
        Headline(objective="sales", metric="orders", source="crm", grade="A", results=62.0, cost_per_result=11.29,
                 cost_before=12.05, filling_days=3, still_to_come=4.2),
    ),
    advice=(
        advice(line("Alpha"), line("Beta", current=Decimal(24), recommended=Decimal("20.80"), change_pct=-0.1333)),
    ),
    needs=(
        Need(topic="file", where="vk.csv", what="cut off", cure="Export 19–21 Nov again",
             unlocks="the advice for Beta"),
    ),
)  # fmt: skip


def page(summary: Summary) -> str:
    return "\n".join(render(summary, home="data/example", next_steps=["Report r", "Next: smm ui"]))


def test_the_head_names_project_day_currency_and_folder() -> None:
    assert page(FULL).splitlines()[0] == "Example shop · Sun 22 Nov 2026 · EUR · data/example"


def test_files_and_records_are_accounted_for() -> None:
    shown = page(FULL)
    assert "FILES  24 found: 22 loaded, 1 duplicate, 1 quarantined" in shown
    assert "records 12,480 = 11,902 loaded + 486 superseded + 5 quarantined + 87 totals" in shown


def test_a_late_channel_is_marked() -> None:
    assert "DATA   Alpha 21 Nov · Beta 18 Nov (!)" in page(FULL)


def test_money_adds_up_over_channels() -> None:
    """1,350 + 1,650 planned; 960 + 1,098 spent and 42 estimated; the rest is left."""
    assert "November promotion 3,000 · spent 2,100 (42 estimated) · left 900" in page(FULL)


def test_without_any_plan_nothing_is_left_and_nothing_was_planned() -> None:
    """2,058 and 42 estimated were spent; no plan line stands for either channel."""
    lines = tuple(replace(one, budget=None, status="no_budget") for one in FULL.pacing)
    shown = page(replace(FULL, pacing=lines))
    assert "November promotion: spent 2,100 (42 estimated) · no plan for it" in shown
    assert "left" not in shown


def test_unplanned_spending_is_told_apart_and_does_not_diminish_what_is_left() -> None:
    """3,000 planned, 2,100 spent of it; 492 more went where nothing was planned."""
    extra = pacing("Gamma", budget=None, spend=Decimal(492), status="no_budget")
    shown = page(replace(FULL, pacing=(*FULL.pacing, extra)))
    assert "promotion 3,000 · spent 2,592 (42 estimated) · 492 of it unplanned · left 900" in shown


def test_a_channel_without_an_exchange_rate_is_marked_and_held() -> None:
    gamma = ChannelData(channel="c", label="Gamma", network="n", data_through=AS_OF, late=False, missing_days=0,
                        unpriced=("RUB",))  # fmt: skip
    shown = page(replace(FULL, data=(*FULL.data, gamma)))
    assert "Gamma 22 Nov (! no rate for RUB)" in shown
    assert "Gamma held: no rate for RUB" in shown
    assert "not counted: what Gamma spent without a rate" in shown


def test_the_account_that_holds_a_channel_back_stands_beside_it() -> None:
    behind = LateAccount(account="998877", name="Old shop", data_through=date(2026, 11, 18))
    shown = page(replace(FULL, data=(FULL.data[0], replace(FULL.data[1], late_accounts=(behind,)))))
    assert "Beta 18 Nov (! account Old shop)" in shown


def test_results_nobody_knows_are_said_in_words() -> None:
    unknown = replace(FULL.headlines[0], results=None, cost_per_result=None, still_to_come=None)
    shown = page(replace(FULL, headlines=(unknown,)))
    assert "orders: no data" in shown
    assert "– from ads" not in shown


def test_the_complete_page_lists_every_need_and_every_refused_file() -> None:
    many = range(60)
    refused = tuple(replace(FULL.files.refused[0], name=f"file{n}.csv") for n in many)
    needs = tuple(replace(FULL.needs[0], where=f"file{n}.csv") for n in many)
    crowd = replace(FULL, files=replace(FULL.files, refused=refused), needs=needs, pacing=FULL.pacing * 20)
    lines = render(crowd, home="h", complete=True)
    for n in many:
        assert sum(f"file{n}.csv" in text for text in lines) == 2
    assert not any("more:" in text for text in lines)
    assert sum(text.strip().startswith("Alpha") and "1,350" in text for text in lines) == 20


def test_results_are_compared_with_the_week_before_and_with_what_still_comes() -> None:
    shown = page(FULL)
    assert "last 7 days, the shop's own records (grade A)" in shown
    assert "62 orders from ads · 11.29 each (week before 12.05)" in shown
    assert "last 3 days still filling up: about 4 more orders" in shown


def test_advice_says_amounts_what_the_next_money_brings_and_what_stopped_it() -> None:
    shown = page(FULL)
    assert "ADVICE 22–30 Nov, 40.00 a day, unchanged in total" in shown
    assert "act: +20 %, largest step" in shown
    assert "−13 %" in shown
    assert "About 83 orders instead of 80 (gain likely 1 to 5)." in shown
    assert "Go back if an order costs more than 17. Review 29 Nov." in shown


def test_money_kept_for_tests_stands_beside_the_channels_and_is_part_of_the_total() -> None:
    one = replace(FULL.advice[0], kept=Decimal("4.00"), kept_total=Decimal("36.00"))
    text = "\n".join(render(replace(FULL, advice=(one,)), home="shop"))
    # 19.20 + 20.80 for the channels, where 16 + 24 are spent now, and 4.00 beside them
    assert "44.00 a day (40.00 now), 4.00 of it kept for trying something new" in text
    assert re.search(r"kept +4\.00 +– +for trying something new", text)
    assert "kept" not in "\n".join(render(FULL, home="shop"))


def test_advice_of_several_objectives_names_the_objective_of_each() -> None:
    leads = advice(line("Gamma"), objective="leads", metric="leads")
    shown = page(replace(FULL, advice=(*FULL.advice, leads)))
    assert "ADVICE for sales, 22–30 Nov, 40.00 a day" in shown
    assert "ADVICE for leads, 22–30 Nov, 19.20 a day" in shown


def test_what_needs_a_person_says_what_it_unlocks() -> None:
    assert "1  vk.csv: Export 19–21 Nov again. Unlocks the advice for Beta." in page(FULL)


def test_columns_stand_under_each_other() -> None:
    lines = page(FULL).splitlines()
    start = next(n for n, text in enumerate(lines) if text.lstrip().startswith("plan"))
    ends = {
        len(text[: text.index(word)])
        for text, word in zip(lines[start + 1 : start + 3], ("on track",) * 2, strict=True)
    }
    assert len(ends) == 1


def test_wide_characters_keep_the_columns() -> None:
    lines = aligned(["", "n"], [["店舗", "1"], ["shop", "22"]], right=[1])
    assert len({width(text) for text in lines}) == 1


def test_a_long_name_keeps_the_figures_beside_it_on_the_screen() -> None:
    assert brief("Shop of the north") == "Shop of the north"
    assert width(brief("B" * 300)) == 36
    assert brief("B" * 300).endswith("B…")


def test_an_empty_project_says_what_to_do() -> None:
    shown = page(EMPTY)
    assert "FILES  none yet" in shown
    assert "drop the networks' exports into the inbox" in shown
    assert "0.00" not in shown


@pytest.mark.parametrize("count", [1, 5, 30, 200])
def test_however_much_there_is_the_page_has_at_most_forty_lines(count: int) -> None:
    crowd = replace(
        FULL,
        files=replace(FULL.files, refused=FULL.files.refused * count),
        data=FULL.data * count,
        pacing=FULL.pacing * count,
        headlines=FULL.headlines * count,
        kpis=tuple(
            Kpi(name=f"k{n}", title=f"KPI {n}", unit="money", channel="a", label="Alpha", value=1.0, target=1.0,
                status="bad", sample_ok=True)
            for n in range(count)
        ),
        advice=FULL.advice * count,
        needs=FULL.needs * count,
    )  # fmt: skip
    lines = page(crowd).splitlines()
    assert len(lines) <= MOST_LINES
    assert any(text.startswith("NEEDS YOU") for text in lines)
    assert any(text.startswith("ADVICE") for text in lines)
    assert lines[-1] == "Report r · Next: smm ui"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"action": "hold", "constraint": "hold", "trust": "hold"}, "don't touch: data do not carry a move"),
        ({"action": "hold", "constraint": "frozen"}, "don't touch: frozen by you"),
        (
            {"recommended": Decimal(16), "change_pct": 0.0, "action": "keep", "constraint": "evidence"},
            "keep: no move is sure",
        ),
        ({"trust": "direction_only"}, "one small step up (+20 %), largest step"),
        (
            {"trust": "direction_only", "recommended": Decimal("22.40"), "change_pct": 0.4},
            "a direction, its amount is rough: +40 %",
        ),
        ({"constraint": "maximum"}, "act: +20 %, your maximum"),
        ({"constraint": "total"}, "act: +20 %"),
        (
            {
                "action": "hold",
                "constraint": "hold",
                "reason": "Don't touch: data only through 18 Nov. An export helps.",
            },
            "don't touch: data only through 18 Nov\n",
        ),
    ],
)
def test_each_verdict_has_its_words(changes: dict[str, object], said: str) -> None:
    one = line("Alpha", **changes)
    beta = line("Beta", current=Decimal(20), recommended=20 + one.current - one.recommended, action="decrease")
    if one.action == "hold":
        one = replace(one, recommended=one.current)
        beta = replace(beta, recommended=beta.current)
    assert said in page(replace(FULL, advice=(advice(one, beta),)))


def test_a_small_step_of_its_share_in_a_total_cut_to_half_is_no_small_step() -> None:
    """Alpha goes from 16 to 8.80: 10 % above its share of half the money, and far from what it spends."""
    lines = (line("Alpha", current=Decimal(16), recommended=Decimal("8.80"), change_pct=-0.45, trust="direction_only"),
             line("Beta", current=Decimal(16), recommended=Decimal("7.20"), change_pct=-0.55))  # fmt: skip
    shown = page(replace(FULL, advice=(advice(*lines),)))
    assert "a direction, its amount is rough: +10 % of its share" in shown
    assert "small step" not in shown


def test_advice_to_keep_claims_no_gain() -> None:
    shown = page(replace(FULL, advice=(advice(line("Alpha"), line("Beta"), keep=True),)))
    assert "No other split is sure enough to be better than today's." in shown
    assert "instead of" not in shown


def test_a_raise_below_the_raise_of_the_total_is_no_act() -> None:
    """Alpha gets 1 % more while the total rises by 10 %: 10.10 where its share is 11.00, in truth a cut by 8 %."""
    lines = (line("Alpha", current=Decimal(10), recommended=Decimal("10.10"), change_pct=0.01),
             line("Beta", current=Decimal(10), recommended=Decimal("11.90"), change_pct=0.19))  # fmt: skip
    shown = page(replace(FULL, advice=(advice(*lines),)))
    assert "−8 % of its share, largest step" in shown
    assert "act: +8 % of its share" in shown


def test_advice_whose_limits_cannot_be_met_needs_a_person() -> None:
    stuck = advice(
        line("Alpha", action="hold", constraint="conflict", recommended=Decimal(16)),
        summary="the minimums add up to 60.00, more than the total of 50.00. Going on as today costs 16.00 a day.",
    )
    facts = replace(FULL, needs=(), advice=(stuck,))
    needs = needs_of(facts)
    first = needs[0]
    assert (first.where, first.what) == ("Advice", "the minimums add up to 60.00, more than the total of 50.00")
    assert replace(facts, needs=needs).needs_person


SILENT = Oddity(
    channel="meta", label="Meta", check="conversions_vanished", first_day=date(2026, 11, 20),
    last_day=date(2026, 11, 21), observed=0.0, low=8.4, high=None, severity="warn", detail="", event="",
    cure="Check the pixel",
)  # fmt: skip


def test_a_figure_out_of_the_ordinary_is_a_need_that_stops_no_script() -> None:
    found = replace(EMPTY, as_of=AS_OF, oddities=(SILENT, replace(SILENT, severity="note")))
    (need,) = needs_of(found)
    assert need.what == "no conversions 20 Nov to 21 Nov while spend goes on; about 8.4 were to be expected"
    assert not replace(found, needs=(need,)).needs_person


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"check": "spend_jump", "observed": 150.0, "low": 32.0, "high": 72.0},
         "spend 150 (21 Nov), usual is up to 72.00"),
        ({"check": "volume_drop", "observed": 300.0, "low": 640.0, "high": 1440.0},
         "impressions 300 (21 Nov), usual is from 640"),
        ({"check": "cvr_jump", "observed": 0.15, "low": 0.0, "high": 0.1102},
         "conversions per click 15.00 % (21 Nov), usual is up to 11.02 %"),
        ({"check": "mixed_attribution", "observed": 2.0, "detail": "1-day click and 7-day click"},
         "conversions are counted in 2 ways: 1-day click and 7-day click"),
    ],
)  # fmt: skip
def test_each_check_is_said_in_figures_people_know(changes: dict[str, object], words: str) -> None:
    one = replace(SILENT, first_day=SILENT.last_day, **changes)  # type: ignore[arg-type]
    assert one.words() == words


def test_names_outside_the_rule_are_counted_once_on_the_page() -> None:
    (need,) = needs_of(replace(EMPTY, as_of=AS_OF, misnamed=3))
    assert need.what == "3 campaigns outside the naming rules of smm.yaml"
    assert needs_of(replace(EMPTY, as_of=AS_OF)) == ()


def to_fetch(**changes: object) -> ToFetch:
    one = ToFetch(
        network="vk", label="VK", account_id="vk:default", account="vk:default", report="ads",
        period_start=date(2026, 11, 17), period_end=date(2026, 11, 21), reason="stale",
        why="19–21 Nov: late, no export covers them; 17–18 Nov: exported before late results had come in",
        settings="VK statistics: choose the grouping by day", missing=3, repeated=2, money=Decimal(42),
        unlocks="the advice for VK", due_since=date(2026, 11, 21),
    )  # fmt: skip
    return replace(one, **changes)  # type: ignore[arg-type]


def test_the_page_names_exports_that_bring_something_new_and_counts_the_others() -> None:
    again = to_fetch(missing=0, reason="immature", unlocks="")
    shown = page(replace(FULL, fetch=(to_fetch(), again))).splitlines()
    at = next(number for number, text in enumerate(shown) if text.startswith("FETCH"))
    assert shown[at] == "FETCH  VK 17–21 Nov: 19–21 Nov: late, no export covers them. Unlocks the advice for VK"
    assert shown[at + 1] == "  1 export more worth fetching or repeating: smm status --full"


def test_status_shows_every_export_to_fetch_with_what_to_choose() -> None:
    again = to_fetch(missing=0, account="Main", report="organic_metric", unlocks="", settings="Export the chart")
    shown = "\n".join(render(replace(FULL, fetch=(to_fetch(), again)), home="h", complete=True))
    assert "(3 days missing, 2 repeated; since 21 Nov)" in " ".join(shown.split())
    assert "VK statistics: choose the grouping by day" in shown
    assert "VK Main page 17–21 Nov" in shown
    assert "Export the chart" in shown


def test_many_exports_to_fetch_leave_the_page_short() -> None:
    many = tuple(to_fetch(account=f"Account {number} " + "x" * 200) for number in range(50))
    shown = page(replace(FULL, fetch=many)).splitlines()
    assert len(shown) <= MOST_LINES
    assert sum("Account" in text for text in shown) == 3


def test_without_delivery_the_page_says_what_is_there_of_pages() -> None:
    pages = (
        PageData(label="Meta", account="instagram", data_through=date(2026, 11, 21), posts=0),
        PageData(label="TikTok", account="tiktok:default", data_through=date(2026, 11, 20), posts=12),
    )
    shown = page(replace(EMPTY, pages=pages))
    assert "DATA   no delivery loaded yet" in shown
    assert "  there is: Meta instagram through 21 Nov · TikTok through 20 Nov (12 posts)" in shown
    assert "drop the networks' exports into the inbox" in page(EMPTY)


def test_a_late_channel_needs_just_the_exports_the_list_asks_for() -> None:
    beta = replace(FULL.data[1], network="vk")
    other = to_fetch(network="x", period_end=date(2026, 11, 20))
    (need,) = needs_of(replace(EMPTY, as_of=AS_OF, data=(beta,), fetch=(to_fetch(), other)))
    assert need.cure == "Export 17–21 Nov (VK statistics: choose the grouping by day)"


def test_a_refused_file_names_the_days_that_are_wanted_of_it() -> None:
    held, unread = (date(2026, 11, 20), date(2026, 11, 30)), (None, None)
    for (first, last), cure in ((held, "Export it again. Days wanted: 20–21 Nov"), (unread, "Export it again")):
        refusal = replace(FULL.files.refused[0], network="vk", cure="Export it again")
        refusal = replace(refusal, period_start=first, period_end=last)
        files = replace(FULL.files, refused=(refusal,))
        (need,) = needs_of(replace(EMPTY, files=files, fetch=(to_fetch(reason="file_refused"),)))
        assert need.cure == cure


def test_what_is_to_be_done_with_campaigns_is_counted_and_the_command_named() -> None:
    def campaign(verdict: str, before: int, after: int) -> CampaignLine:
        return CampaignLine(
            label="A", name="x", verdict=verdict, before=Decimal(before), after=Decimal(after), reason=""
        )

    lines = (campaign("scale", 5, 6), campaign("pause", 3, 0), campaign("fix", 4, 4), campaign("keep", 9, 9))
    said = "  Campaigns: 1 budget to set, 1 to switch off, 1 to check · smm export changes --to changes.xlsx"
    assert said in page(replace(FULL, campaigns=lines)).splitlines()
    assert "Campaigns" not in page(replace(FULL, campaigns=lines[3:]))


def test_a_line_is_broken_between_words_below_where_it_begins_and_only_on_a_terminal() -> None:
    line = "  orders.csv: 2 rows held back · smm quarantine list leads to them"
    assert fitted(line, 40) == ["  orders.csv: 2 rows held back · smm", "    quarantine list leads to them"]
    assert fitted(line, 80) == fitted(line, None) == [line]
    assert "".join(fitted("/a/path/that-is-longer/than-the/terminal/can/show.csv", 30)) == (
        "/a/path/that-is-longer/than-the/terminal/can/show.csv"
    ), "a path is never broken"
