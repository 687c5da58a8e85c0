"""What makes results doubtful as the measure of a decision: buyers counted twice, clicks nobody made."""

from decimal import Decimal


def test_claims_beyond_the_orders_and_clicks_without_visits_are_told(world):
    days = [f"2026-06-{day:02d}" for day in range(8, 15)]
    paid = {"spend_original": 10, "impressions": 900}
    world.export([{"date": day, **paid, "link_clicks": 20, "conversions": 2} for day in days])
    world.export([{"date": day, **paid, "link_clicks": 20, "conversions": 1} for day in days], network="south")
    shop = [
        {"date": day, "orders": 2, "order_id": day, "traffic_source": "north", "traffic_medium": "cpc"}
        for day in days[:6]
    ]
    world.export(shop, table="outcome", network="till", period=(days[0], days[5]))
    visits = {"north": 9, "south": 10}
    seen = [
        {"date": day, "sessions": count, "traffic_source": source, "traffic_medium": "cpc"}
        for day in days for source, count in visits.items()
    ]  # fmt: skip
    world.export(seen, table="outcome", network="meter")
    rows = world.build("decision_caution")(
        "SELECT kind, channel, days, claimed, found, evidence FROM marts.decision_caution ORDER BY kind, channel"
    ).values.tolist()
    # six days with an export of the shop: 3 conversions against 2 orders a day; south's 10 of 20 visits are half
    assert rows == [
        ["claimed_twice", "", 6, Decimal(18), Decimal(12),
         "The networks together claim 18 conversions on 6 days that had 12 orders: some count the same buyer twice"],
        ["clicks_without_visits", "north", 7, Decimal(140), Decimal(63),
         "Of 140 clicks of North paid for in 7 days, 63 arrived as visits: robots, slips of the thumb, or links "
         "without campaign tags"],
    ]  # fmt: skip
