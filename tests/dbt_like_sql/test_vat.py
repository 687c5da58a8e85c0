"""Amounts net and gross of value added tax come to one basis, and what was exported stays."""

from decimal import Decimal

SPENT = {"date": "2026-06-14", "spend_original": 119, "conversion_value_original": 50, "impressions": 10}
SOLD = {"date": "2026-06-14", "order_id": "1", "traffic_source": "north", "traffic_medium": "cpc", "orders": 1,
        "revenue_original": 214, "refunds_original": 107, "currency": "EUR"}  # fmt: skip


def _one(read, sql):
    return read(sql).iloc[0].tolist()


def test_amounts_nobody_speaks_of_are_taken_as_they_are(world):
    world.export([SPENT])
    read = world.build("ad_daily")
    assert _one(read, "SELECT spend, spend_original FROM marts.ad_daily") == [Decimal("119"), Decimal("119")]


def test_gross_accounts_are_reported_net_each_by_its_own_rate(world):
    """119 / 1.19 = 100; 214 / 1.07 = 200 and 107 / 1.07 = 100; what a network says conversions are worth stays."""
    world.file("smm.yaml", "name: T\ncurrency: EUR\nvat: gross\nvat_rate: 0.19\naccounts:\n"
               "  - {name: Till, network: till, account_id: acc, vat_rate: 0.07}\n")  # fmt: skip
    world.export([SPENT])
    world.export([SOLD], table="outcome", network="till")
    read = world.build("ad_daily", "outcome_daily")
    found = _one(read, "SELECT spend, spend_original, conversion_value FROM marts.ad_daily")
    assert found == [Decimal("100.000000"), Decimal("119"), Decimal("50")]
    assert _one(read, "SELECT revenue, refunds FROM marts.outcome_daily") == [
        Decimal("200.000000"), Decimal("100.000000"),
    ]  # fmt: skip
    assert _one(read, "SELECT vat_basis, vat_factor FROM staging.seed_account WHERE network = 'till'") == [
        "gross", Decimal("0.934579439252"),
    ]  # fmt: skip


def test_net_accounts_are_reported_gross_where_reports_are(world):
    """Converted at the day's rate first: 100 USD at 0.5, plus 20 %: 60."""
    world.file("smm.yaml", "name: T\ncurrency: EUR\namounts: gross\naccounts:\n"
               "  - {name: Dollars, network: north, account_id: acc, vat: net, vat_rate: 0.2}\n")  # fmt: skip
    world.file("fx.csv", "date,currency,rate\n2026-06-14,USD,0.5\n")
    world.export([{**SPENT, "spend_original": 100, "currency": "USD"}])
    world.export([{**SPENT, "spend_original": 100}], network="south")
    read = world.build("ad_daily")
    assert read("SELECT spend FROM marts.ad_daily ORDER BY network")["spend"].tolist() == [
        Decimal("60.000000"), Decimal("100"),
    ]  # fmt: skip


def test_the_plan_stands_in_the_basis_of_reports_beside_the_spend(world):
    """A gross plan of 357 at 19 % is 300 net, 10 a day; 14 days of 10 net are on plan."""
    world.file("smm.yaml", "name: T\ncurrency: EUR\nplan_vat: gross\nvat_rate: 0.19\n")
    world.file("plan.csv", "period_start,period_end,channel,category,amount,currency,vat\n"
               "2026-06-01,2026-06-30,north,promotion,357,EUR,\n"
               "2026-06-01,2026-06-30,,content,100,EUR,net\n")  # fmt: skip
    world.export([{"date": f"2026-06-{day:02}", "spend_original": 10} for day in range(1, 15)])
    read = world.build("budget_adherence", "plan")
    assert read("SELECT amount, amount_original FROM marts.plan ORDER BY plan_line").values.tolist() == [
        [Decimal("300.000000"), Decimal("357")], [Decimal("100"), Decimal("100")],
    ]  # fmt: skip
    assert _one(read, "SELECT pace FROM marts.budget_adherence WHERE channel = 'north'") == [1.0]
