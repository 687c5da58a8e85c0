"""A summary of one morning made by hand, and matters of it."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pydantic import SecretStr

from smm_assets.alerts.arising import Look
from smm_assets.alerts.matter import WATCH, Matter
from smm_assets.report.advice_facts import Advice, AdviceLine
from smm_assets.report.facts import Files, Kpi, Pacing, Run, Summary
from smm_assets.report.fetch_facts import ToFetch
from smm_assets.settings import AlertTarget

AS_OF = date(2026, 11, 22)
RUN_AT = datetime(2026, 11, 22, 5)
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def matter(key: str = "budget/a", amount: int | None = 50, level: int = WATCH, event: str = "budget") -> Matter:
    return Matter(
        key=key, event=event, level=level, amount=None if amount is None else Decimal(amount), what=f"what of {key}"
    )


def target(**more: Any) -> AlertTarget:
    return AlertTarget(name="team", url=SecretStr("json://127.0.0.1"), **more)


def pacing(**more: Any) -> Pacing:
    """50.00 a month of search ads, likely to end at 62.00."""
    line = Pacing(
        channel="search",
        label="Search",
        category="promotion",
        period_start=FIRST,
        period_end=LAST,
        budget=Decimal(50),
        spend=Decimal(40),
        estimated=Decimal(0),
        expected=Decimal(35),
        pace=1.14,
        projected=Decimal(62),
        projected_low=Decimal(58),
        projected_high=Decimal(66),
        needed_per_day=Decimal("1.11"),
        status="over",
        reason="spent 40.00 EUR where 35.00 was planned",
    )
    return replace(line, **more)


def kpi(**more: Any) -> Kpi:
    """A cost per order of 20 where 15 is the target."""
    one = Kpi(
        name="cpo",
        title="Cost per order",
        unit="money",
        channel="search",
        label="Search",
        value=20.0,
        target=15.0,
        status="breach",
        sample_ok=True,
    )
    return replace(one, **more)


def export(**more: Any) -> ToFetch:
    """Three late days of ads."""
    one = ToFetch(
        network="net",
        label="Net",
        account_id="net:default",
        account="net:default",
        report="ads",
        period_start=date(2026, 11, 19),
        period_end=date(2026, 11, 21),
        reason="stale",
        why="late, no export covers them",
        settings="Choose Day",
        missing=3,
        repeated=0,
        money=Decimal("30.5"),
        unlocks="the advice for Search",
        due_since=AS_OF,
    )
    return replace(one, **more)


def advice(**more: Any) -> Advice:
    """Two euros a day go from Video to Search, for nine days."""
    lines = tuple(
        AdviceLine(
            channel=label.casefold(),
            label=label,
            current=Decimal(10),
            recommended=Decimal(then),
            period_amount=Decimal(9 * then),
            change_pct=(then - 10) / 10,
            action="increase" if then > 10 else "decrease",
            marginal=0.1,
            constraint="none",
            trust="full",
            reason="",
        )
        for label, then in (("Search", 12), ("Video", 8))
    )
    one = Advice(
        recommendation_id="r1",
        as_of=AS_OF,
        objective="sales",
        metric="orders",
        period_start=AS_OF,
        period_end=LAST,
        total=Decimal(180),
        per_day=Decimal(20),
        current_total=Decimal(20),
        keep=False,
        uplift=0.1,
        uplift_low=0.0,
        uplift_high=0.2,
        probability_better=0.9,
        results_now=20.0,
        results_then=22.0,
        status="proposed",
        review_on=None,
        stop_if="",
        summary="",
        lines=lines,
        curves={},
    )
    return replace(one, **more)


def look(held: Any = (), **more: Any) -> Look:
    """A look at a summary with these facts and nothing else."""
    summary = Summary(
        project="Shop",
        currency="EUR",
        as_of=AS_OF,
        files=Files(found=0, by_outcome={}, since_run=False, records={}, refused=()),
        bad_rows=(),
        red_checks=(),
        data=(),
        coverage=(),
        split=(),
        spend_month=None,
        **(dict.fromkeys(("headlines", "needs", "pacing", "kpis", "advice"), ()) | {"run": None} | more),
    )
    return Look(summary=summary, held=held, week_spend={"search": Decimal(100)}, home=" --home /shop", report="/r.html")


def run(status: str, message: str = "") -> Run:
    return Run(started_at=RUN_AT, finished_at=RUN_AT, as_of=AS_OF, status=status, message=message)
