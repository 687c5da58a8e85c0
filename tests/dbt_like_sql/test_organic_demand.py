"""Visits by search results nobody paid for, by hand."""


def test_sessions_of_unpaid_search_count_and_no_others(world):
    def origin(source, medium, sessions, group=None, **more):
        return {
            "date": "2026-06-14", "traffic_source": source, "traffic_medium": medium, "channel_group": group,
            "sessions": sessions, **more,
        }  # fmt: skip

    world.export(
        [
            origin("google", "organic", 30),
            origin("ecosia.org", "Organic", 5),
            origin("google", "cpc", 7),
            origin("(direct)", "(none)", 11),
            origin("bing", "organic", None),
            origin("google", "organic", 40, date="2026-06-13"),
        ],
        table="outcome", network="meter", account="shop",
    )  # fmt: skip
    # an account exported by channel groups knows them by that name
    world.export(
        [origin(None, None, 9, "Organic Search"), origin(None, None, 8, "Paid Search")],
        table="outcome", network="meter", account="blog",
    )  # fmt: skip
    # a shop's orders say nothing of visits
    world.export([origin("google", "organic", None, orders=2)], table="outcome", network="till", account="till")
    read = world.build("organic_demand")
    rows = read(
        "SELECT source, account_id, CAST(date AS VARCHAR) AS day, organic_sessions FROM marts.organic_demand "
        "ORDER BY account_id, date"
    )
    assert [(*row[:2], row[2][:10], int(row[3])) for row in rows.values.tolist()] == [
        ("meter", "blog", "2026-06-14", 9),
        ("meter", "shop", "2026-06-13", 40),
        ("meter", "shop", "2026-06-14", 35),
    ]
