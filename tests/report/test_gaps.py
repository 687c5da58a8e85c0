"""What is missing is named with its cure: rates, sums, single accounts. Expected values are worked out by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from smm_assets.report.facts import Refusal, Summary
from smm_assets.report.fetch_words import title
from smm_assets.report.needs import needs_of
from smm_assets.report.summary import collect
from smm_assets.settings import Project
from smm_assets.warehouse import open_store

AS_OF = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 5)
Given = Callable[..., Summary]


@pytest.fixture
def given(tmp_path: Path) -> Given:
    """The summary of a project whose store holds these tables, named schema__table."""

    def build(**tables: pd.DataFrame) -> Summary:
        (tmp_path / "smm.yaml").write_text("name: Shop\n", encoding="utf-8")
        project = Project.open(tmp_path)
        with open_store(project) as store:
            for name, frame in tables.items():
                schema, _, table = name.partition("__")
                if schema == "ops":
                    store.load(schema, table, frame)
                else:
                    store.replace(schema, table, frame)
            return collect(project, store, AS_OF)

    return build


def ads(*rows: tuple[str, str, date, float | None]) -> pd.DataFrame:
    """Delivery of 10 units of money a day: channel, account, day, converted spend."""
    columns = ["channel", "account_id", "date", "spend"]
    frame = pd.DataFrame(rows, columns=columns).assign(network="net", account_name=None, currency="RUB")
    return frame.assign(spend_original=10.0, conversion_value=None, conversion_value_original=None)


def channel_days(channel: str, through: date, spend: Decimal | None) -> pd.DataFrame:
    days = [AS_OF - timedelta(days=n) for n in range(28, 0, -1)]
    rows = [(channel, day, spend if day <= through else None, through) for day in days]
    return pd.DataFrame(rows, columns=["channel", "date", "spend", "data_through"]).astype({"spend": "float64"})


def coverage(**through: date) -> pd.DataFrame:
    newest = AS_OF - timedelta(days=1)
    rows = [("net", account, newest, day, "missing", 0) for account, day in through.items()]
    return pd.DataFrame(rows, columns=["network", "account_id", "date", "data_through", "status", "rows"])


def missing_rate(given: Given) -> Summary:
    days = [date(2026, 10, 1), date(2026, 11, 22)]
    return given(
        marts__ad_daily=ads(*(("alpha", "a1", day, None) for day in days), ("beta", "a2", days[0], 10.0)),
        marts__channel_daily=channel_days("alpha", days[1], None),
        ops__validation_result=pd.DataFrame(
            [{"run_at": AT, "table_name": "x", "expectation": "missing_rates", "success": False, "severity": "error"}]
        ),
        ops__export_file=pd.DataFrame([file("b.csv", "held")]),
    )


def test_a_missing_rate_is_the_first_need_and_names_channel_currency_days_and_file(given: Given) -> None:
    summary = missing_rate(given)
    first = summary.needs[0]
    assert (first.where, first.what) == ("alpha", "no rate for RUB from 1 Oct to 22 Nov")
    assert (first.cure, first.unlocks) == ("Add it to fx.csv", "the advice for alpha")
    assert summary.needs_person


def test_a_missing_rate_is_said_once_and_without_names_of_tables(given: Given) -> None:
    assert [need.topic for need in missing_rate(given).needs] == ["rate", "file"]


def test_a_channel_whose_spend_cannot_be_converted_is_held_and_marked(given: Given) -> None:
    summary = missing_rate(given)
    assert [(one.channel, one.unpriced) for one in summary.without_advice] == [("alpha", ("RUB",))]


def test_own_revenue_without_a_rate_is_named_too(given: Given) -> None:
    row = {"source": "shop", "unpriced_currency": "GBP", "date": date(2026, 11, 2)}
    (need,) = given(marts__outcome_daily=pd.DataFrame([row])).needs
    assert need.what == "no rate for GBP on 2 Nov"


def test_the_account_that_holds_its_channel_back_is_named(given: Given) -> None:
    """998877 ends on 10 Nov, 111 goes on to 22 Nov: only the first is waited for, and it may have ended."""
    through = date(2026, 11, 10)
    summary = given(
        marts__ad_daily=ads(("beta", "998877", through, 1.0), ("beta", "111", date(2026, 11, 22), 1.0)),
        marts__channel_daily=channel_days("beta", through, Decimal(1)),
        marts__data_coverage=coverage(**{"998877": through, "111": date(2026, 11, 22)}),
    )
    assert [one.account for one in summary.data[0].late_accounts] == ["998877"]
    (need,) = summary.needs
    assert need.what == "data only through 10 Nov for want of account 998877 (10 Nov)"
    assert "ended: 2026-11-10" in need.cure


def test_a_channel_of_one_late_account_names_no_account(given: Given) -> None:
    through = date(2026, 11, 10)
    summary = given(
        marts__ad_daily=ads(("beta", "998877", through, 1.0)),
        marts__channel_daily=channel_days("beta", through, Decimal(1)),
        marts__data_coverage=coverage(**{"998877": through}),
    )
    assert summary.data[0].late
    assert summary.data[0].late_accounts == ()


def file(name: str, status: str = "loaded", at: datetime = AT, **more: object) -> dict[str, object]:
    span = {"period_start": date(2026, 11, 1), "period_end": date(2026, 11, 22)}
    own = {"file_id": name, "part": "", "name": name, "status": status, "loaded_at": at, "network": "net"}
    return {**own, "report": "ads", "account": "a", **span, **more}


def control(name: str, metric: str = "spend_original", *, success: bool = False) -> dict[str, object]:
    return {
        "run_at": AT, "file_id": name, "part": "", "suite": "control totals", "expectation": "sum",
        "column_name": metric, "success": success, "severity": "warning",
        "observed": "the rows add up to 706.62", "expected": "999.99 as the file's own totals row says",
    }  # fmt: skip


def test_a_file_that_differs_from_its_own_totals_row_needs_a_person(given: Given) -> None:
    summary = given(
        ops__export_file=pd.DataFrame([file("off.csv"), file("good.csv")]),
        ops__validation_result=pd.DataFrame([control("off.csv"), control("good.csv", success=True)]),
    )
    (need,) = summary.needs
    assert (need.topic, need.where) == ("total", "off.csv")
    assert "spend: the rows add up to 706.62, not 999.99" in need.what
    assert summary.needs_person


def test_a_difference_is_forgotten_once_a_later_file_covers_the_same_days(given: Given) -> None:
    later = file("again.csv", at=AT + timedelta(days=1))
    summary = given(
        ops__export_file=pd.DataFrame([file("off.csv"), later]),
        ops__validation_result=pd.DataFrame([control("off.csv")]),
    )
    assert summary.needs == ()


@pytest.mark.parametrize(
    ("start", "end", "topics"),
    [
        (date(2026, 11, 1), date(2026, 11, 22), ["file"]),
        (date(2026, 9, 1), date(2026, 9, 30), ["file", "channel"]),
        (date(2027, 1, 1), date(2027, 1, 5), ["file", "channel"]),
        (None, None, ["file"]),
    ],
)
def test_a_refused_file_unlocks_only_days_it_may_hold(
    given: Given, start: date | None, end: date | None, topics: list[str]
) -> None:
    """Late since 10 Nov: a file of September or of next year is not what it waits for."""
    late = given(
        marts__channel=pd.DataFrame([{"channel": "beta", "network": "net", "label": "Beta"}]),
        marts__channel_daily=channel_days("beta", date(2026, 11, 10), Decimal(1)),
    )
    refusal = Refusal(
        name="x.csv", part="", status="quarantined", network="net", network_label="Net", reason="cut", cure="Again",
        period_start=start, period_end=end,
    )  # fmt: skip
    needs = needs_of(replace(late, files=replace(late.files, refused=(refusal,))))
    assert [need.topic for need in needs] == topics


def test_exports_that_differ_are_one_need_for_each_account_and_kind_with_every_metric(given: Given) -> None:
    def line(metric: str, day: date, expected: float, found: float, status: str = "differs") -> dict[str, object]:
        return {
            "network": "net", "account_id": "77", "comparison": "coarser export", "metric": metric, "status": status,
            "period_start": day, "period_end": day, "expected": expected, "found": found, "expected_file_id": "f1",
        }  # fmt: skip

    days = [AS_OF - timedelta(days=n) for n in (10, 9, 40)]
    rows = [line("spend_original", days[0], 10.5, 9), line("spend_original", days[1], 20, 19),
            line("clicks", days[0], 7, 6), line("clicks", days[1], 9, 5, "explained"),
            line("clicks", days[2], 70, 60)]  # fmt: skip
    files = pd.DataFrame([{"file_id": "f1", "part": "", "name": "campaigns.csv", "status": "loaded"}])
    summary = given(marts__reconciliation=pd.DataFrame(rows), ops__export_file=files)
    (need,) = summary.needs
    assert need.where == "net 77"
    assert need.what == (
        "a coarser export (campaigns.csv) tells other figures between 13 Nov and 14 Nov: clicks: 7, counted 6; "
        "spend: 30.50, counted 28"
    )
    assert summary.needs_person


@pytest.mark.parametrize(("name", "where"), [("Shop", "net Shop"), (None, "net")])
def test_an_account_has_one_name_where_exports_differ_and_where_they_are_to_be_fetched(
    given: Given, name: str | None, where: str
) -> None:
    day = AS_OF - timedelta(days=3)
    differs = {
        "network": "net", "account_id": "net:default", "comparison": "breakdown", "metric": "impressions",
        "period_start": day, "period_end": day, "expected": 15.0, "found": 16.0, "status": "differs",
        "expected_file_id": "f",
    }  # fmt: skip
    due = {
        "priority": 1, "network": "net", "account_id": "net:default", "account_name": name or "net:default",
        "report": "ads", "period_start": day, "period_end": day, "reason": "stale", "why": "late", "settings": "",
        "missing_days": 1, "repeated_days": 0, "money_at_stake": 1.0, "unlocks": None, "due_since": day,
    }  # fmt: skip
    summary = given(
        marts__ad_daily=ads(("alpha", "net:default", day, 10.0))
        .assign(account_name=name)
        .astype({"account_name": "str" if name else object}),
        marts__reconciliation=pd.DataFrame([differs]),
        marts__fetch_list=pd.DataFrame([due]),
        ops__export_file=pd.DataFrame([file("b.csv", "loaded")]),
    )
    assert [need.where for need in summary.needs if need.topic == "total"] == [where]
    assert [title(line) for line in summary.fetch] == [where]
