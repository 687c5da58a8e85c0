"""The order of channels under every way of counting, and the flag that says when it depends on it."""

from decimal import Decimal

import pytest

WINDOW = ("2026-05-18", "2026-06-14")


def _orders(day, network, **counts):
    measured = {"till": "paid", "meter": "seen"}[network]
    return [
        {"date": day, "order_id": f"{day}{measured}{source}{number}", "traffic_source": source, "traffic_medium": "cpc",
         "orders": 1, "revenue_original": 20, "currency": "EUR", "sessions": 5}
        for source, count in counts.items() for number in range(count)
    ]  # fmt: skip


def _given(world):
    """The shop and analytics see north ahead, the networks' own count says south; in May both said north."""
    for network, own, said in (("north", (400, 40), (900, 10)), ("south", (10, 10), (10, 50))):
        world.export(
            [{"date": day, "spend_original": 100, "conversions": count, "conversion_value_original": 30 * count,
              "conversion_definition": f"{network}_purchase", "attribution_setting": "7d", "link_clicks": 200}
             for day, count in zip(("2026-05-25", "2026-06-14"), said, strict=True)],
            network=network, period=WINDOW,
        )  # fmt: skip
        for source in ("till", "meter"):
            rows = [row for day, count in zip(("2026-05-25", "2026-06-14"), own, strict=True)
                    for row in _orders(day, source, **{network: count})]  # fmt: skip
            world.export(rows, table="outcome", network=source, period=WINDOW, account=f"{source} {network}")


def test_every_way_of_counting_has_its_order_and_the_flag_says_when_the_order_depends_on_it(world):
    _given(world)
    read = world.build("channel_effectiveness", "ranking_by_definition")
    found = read(
        'SELECT "window", channel, rank, ranking_flips, flips_under FROM marts.channel_effectiveness ORDER BY 1, 2'
    )
    rows = found[found["window"].isin(["7d", "28d"])].astype(object)
    said = "conversion value as the networks report them; conversions as the networks report them"
    assert rows.where(rows.notna(), None).values.tolist() == [
        ["28d", "north", 1, False, None], ["28d", "south", 2, False, None],
        ["7d", "north", 1, True, said], ["7d", "south", 2, True, said],
    ]  # fmt: skip
    found = read("""SELECT definition, channel, results, cost_per_result, place, rank_under_definition, changes_places,
        comparability, is_chosen FROM marts.ranking_by_definition WHERE "window" = '7d' ORDER BY 1, 2""")
    rows = [tuple(row) for row in found.values.tolist()]
    own = [
        [(f"{source}_orders", "north", Decimal(40), 2.5, 1, 1, False, "A", source == "crm"),
         (f"{source}_orders", "south", Decimal(10), 10.0, 2, 2, False, "A", source == "crm"),
         (f"{source}_revenue", "north", Decimal(800), 0.125, 1, 1, False, "A", False),
         (f"{source}_revenue", "south", Decimal(200), 0.5, 2, 2, False, "A", False)]
        for source in ("analytics", "crm")
    ]  # fmt: skip
    reported = [
        ("platform_conversion_value", "north", Decimal(300), pytest.approx(1 / 3), 2, 2, True, "B", False),
        ("platform_conversion_value", "south", Decimal(1500), pytest.approx(1 / 15), 1, 1, True, "B", False),
        ("platform_conversions", "north", Decimal(10), 10.0, 2, 2, True, "B", False),
        ("platform_conversions", "south", Decimal(50), 2.0, 1, 1, True, "B", False),
    ]
    assert rows == [*own[0], *own[1], *reported]
    row = read("""SELECT cost_per_result_low AS low, cost_per_result_high AS high FROM marts.ranking_by_definition
        WHERE "window" = '7d' AND definition = 'crm_revenue' AND channel = 'north'""").iloc[0]
    # 40 orders count as 32 amounts of 1.25 times their mean (20): Byar's ends of 32 are 23.31 and 42.98 (z = 1.644854)
    assert row["low"] == pytest.approx(100 / (42.98 * 25), rel=1e-3)
    assert row["high"] == pytest.approx(100 / (23.31 * 25), rel=1e-3)
