"""What events.csv says stands beside the days a recommendation learns from."""


def test_an_event_stands_at_the_days_and_channels_it_touches_faults_before_promotions(world):
    for network in ("north", "south"):
        world.export(
            [
                {"date": f"2026-06-{day}", "spend_original": 5, "impressions": 100, "conversions": 2}
                for day in (12, 13, 14)
            ],
            network=network,
        )
    world.file(
        "events.csv",
        "from,to,channel,kind,text\n2026-06-13,,south,tracking,Pixel was off\n"
        "2026-06-13,2026-06-14,,promotion,Summer sale\n2026-06-12,,,note,New agency\n2026-06-14,,north,holiday,\n",
    )
    read = world.build("decision_history")
    found = read(
        "SELECT channel, CAST(date AS VARCHAR) AS day, event_kind, event FROM marts.decision_history "
        "ORDER BY channel, date"
    )
    assert found.astype(object).where(found.notna(), None).values.tolist() == [
        ["north", "2026-06-12", None, None],
        ["north", "2026-06-13", "promotion", "Summer sale"],
        ["north", "2026-06-14", "promotion", "Summer sale"],
        ["south", "2026-06-12", None, None],
        ["south", "2026-06-13", "tracking", "Pixel was off"],
        ["south", "2026-06-14", "promotion", "Summer sale"],
    ]
