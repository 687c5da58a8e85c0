"""Tables of the Google Ads API: micros, networks, ids out of resource names, and rows that must not fall together."""


def test_micros_are_read_to_the_last_millionth(read_sample, rows):
    (part,) = read_sample("campaign_stats.csv", currency="EUR")
    assert rows(part.frame, ("campaign_id", "publisher", "device", "spend_original")) == [
        ("5550001", "search", "mobile", 12.5),
        ("5550001", "search", "desktop", 3.25),
        ("5550002", "youtube", "tv", 0.999999),
        ("5550002", "youtube_search", "tv", 0.000001),
    ]
    assert part.summary.rows_rejected == 0


def test_no_column_names_the_currency_so_it_is_asked(read_sample):
    (part,) = read_sample("campaign_stats.csv")
    assert part.refusal.status == "held"
    assert "currency" in part.refusal.message
    assert "smm.yaml" in part.refusal.cure


def test_the_account_is_the_customer(read_sample):
    (part,) = read_sample("account_stats.csv", currency="EUR")
    assert set(part.frame["account_id"]) == {"1002003004"}
    assert set(part.frame["publisher"]) == {"cross_network"}


def test_an_ad_split_by_keyword_keeps_its_rows_and_finds_its_ad_group(read_sample, rows):
    (part,) = read_sample("ad_stats.csv", currency="EUR")
    assert rows(part.frame, ("ad_group_id", "ad_id", "keyword", "publisher", "clicks")) == [
        ("7770001", "8880001", "31", "search", 3),
        ("7770001", "8880001", "32", "search", 2),
        ("7770001", "8880001", None, "display", 0),
    ]
    assert part.summary.rows_rejected == 0
    assert part.frame["is_partition"].isna().all()


def test_keywords_and_search_terms_leave_delivery_out(read_sample):
    for name in ("keyword_stats.csv", "search_term_keyword_stats.csv"):
        (part,) = read_sample(name, currency="EUR")
        assert not part.frame["is_partition"].any()
        assert part.summary.report == "ads_breakdown"


def test_an_id_a_spreadsheet_rounded_is_rejected(read_bytes):
    header = "customer_id,date,ad_network_type,base_campaign,clicks,cost_micros,device,id,impressions"
    lines = (
        "1002003004,2026-06-01,SEARCH,x,1,1000000,MOBILE,5550001,10",
        "1002003004,2026-06-02,SEARCH,x,1,1000000,MOBILE,5.55E+06,10",
    )
    (part,) = read_bytes("x.csv", "\n".join((header, *lines)).encode(), currency="EUR")
    assert list(part.rejected["rule"]) == ["damaged_id"]
