"""Google Ads reports that split delivery: what their rows become and why they are no sum of what was spent."""

import pytest

SPLITS = (
    "Search keyword report.csv",
    "search_terms_by_day.csv",
    "Location report.csv",
    "Asset association report.csv",
    "videos.csv",
    "placements.csv",
    "vozrast_i_pol.csv",
    "conversion_actions.csv",
)


@pytest.mark.parametrize("name", SPLITS)
def test_reports_that_leave_delivery_out_or_count_it_twice_say_so(read_sample, name):
    (part,) = read_sample(name)
    assert part.summary.report == "ads_breakdown"
    assert not part.frame["is_partition"].any()


def test_one_keyword_in_two_ad_groups_or_with_two_match_types_is_several_rows(read_sample, rows):
    (part,) = read_sample("Search keyword report.csv")
    columns = ("ad_group_name", "keyword", "match_type", "spend_original")
    assert rows(part.frame, columns) == [
        ("Cats", "cat mug", "Broad match", 30),
        ("Cats", "[cat mug]", "Exact match", 30),
        ("Gifts", "cat mug", "Broad match", 2),
        ("Cats", "mug, blue", "Phrase match", 0),
    ]
    assert part.frame["row_key"].is_unique


def test_the_label_of_a_keyword_total_stands_in_the_third_column(read_sample):
    (part,) = read_sample("Search keyword report.csv")
    assert part.summary.totals_rows == [8, 9, 10, 11, 12]
    assert part.summary.control_total == 62
    assert part.summary.control_difference == 0


def test_a_search_term_says_which_keyword_it_met(read_sample, rows):
    (part,) = read_sample("search_terms_by_day.csv")
    assert rows(part.frame, ("period_start", "search_term", "keyword", "match_type", "clicks")) == [
        ("2026-06-01", "mug with a cat", "cat mug", "Broad match", 8),
        ("2026-06-02", "mug with a cat", "cat mug", "Broad match", 5),
        ("2026-06-01", "cat mug", "[cat mug]", "Exact match", 7),
    ]
    assert part.summary.controls[0].holds


def test_places_nobody_targeted_are_in_the_account_line_only(read_sample):
    (part,) = read_sample("Location report.csv")
    assert part.summary.control["spend_original"] == 55
    assert all(one.holds for one in part.summary.controls)


def test_the_same_asset_in_two_ad_groups_stays_two_rows_although_no_ad_group_is_named(read_sample, rows):
    (part,) = read_sample("Asset association report.csv")
    assert rows(part.frame, ("asset_type", "segment", "clicks")) == [
        ("Sitelink", "Ad group", 50),
        ("Sitelink", "Ad group", 20),
        ("Callout", "Campaign", 70),
    ]
    assert part.frame["row_key"].is_unique
    assert part.frame["asset"][0].startswith("Our mugs\nGlazed")


def test_two_videos_of_one_title_are_two_rows(read_sample, rows):
    (part,) = read_sample("videos.csv")
    assert rows(part.frame, ("asset", "publisher", "video_views")) == [
        ("How a mug is made", "youtube", 1000),
        ("How a mug is made", "youtube", 100),
    ]
    assert part.frame["row_key"].is_unique


def test_genders_are_told_in_one_language(read_sample, rows):
    (part,) = read_sample("vozrast_i_pol.csv")
    assert rows(part.frame, ("age", "gender", "impressions", "spend_original")) == [
        ("18–24", "female", 1000, 300.5),
        ("25–34", "male", 500, 99.5),
        ("Неизвестно", "unknown", 100, 10),
    ]


def test_conversion_actions_bring_conversions_and_never_spend(read_bytes, rows):
    header = "Campaign,Conversion action,Day,Currency code,Cost,Impr.,Conversions"
    lines = "Mugs,Purchase,2026-06-01,EUR,9.00,90,2.00\nMugs,Newsletter,2026-06-01,EUR,9.00,90,1.00\n"
    (part,) = read_bytes("x.csv", f"{header}\n{lines}".encode())
    columns = ("conversion_action", "conversions", "spend_original", "impressions")
    assert rows(part.frame, columns) == [("Purchase", 2, None, None), ("Newsletter", 1, None, None)]


def test_what_no_table_has_a_column_for_is_refused_with_its_reason(read_sample):
    (part,) = read_sample("landing_pages.csv")
    assert part.refusal.status == "left_out"
    assert "landing page" in part.refusal.message
    assert "campaign, ad group or ad report" in part.refusal.cure


def test_a_segment_report_of_another_network_is_not_googles(read_bytes):
    header = "Campaign name,Ad group name,Age,Gender,Cost,Impressions,Clicks (destination)"
    (part,) = read_bytes("x.csv", f"{header}\nMugs,Cats,18-24,Female,9.00,90,2\n".encode())
    assert part.network != "google"


@pytest.mark.parametrize(
    ("header", "report"),
    [
        ("検索キーワード,マッチタイプ,キャンペーン,広告グループ,表示回数,通貨コード,費用,クリック数", "keywords"),
        ("検索語句,マッチタイプ,キャンペーン,広告グループ,表示回数,通貨コード,費用,クリック数", "search_terms"),
        ("地域,キャンペーン,表示回数,通貨コード,費用,コンバージョン", "locations"),
        ("Suchbegriff,Keyword-Option,Kampagne,Anzeigengruppe,Impr.,Währungscode,Kosten,Klicks", "search_terms"),
        ("Standort,Kampagne,Impr.,Währungscode,Kosten,Klicks", "locations"),
        ("Поисковый запрос,Тип соответствия,Кампания,Показы,Код валюты,Расход,Клики", "search_terms"),
        ("Ключевое слово,Тип соответствия,Кампания,Группа объявлений,Показы,Код валюты,Расход", "keywords"),
        ("Palavra-chave,Tipo de correspondência,Campanha,Impressões,Código da moeda,Custo,Cliques", "keywords"),
        ("Идентификатор кампании,Кампания,Тип кампании,Показы,Код валюты,Расход,Клики", "campaigns"),
        ("Status do anúncio,Campanha,Grupo de anúncios,Impressões,Código da moeda,Custo,Cliques", "ads"),
    ],
)
def test_reports_are_told_apart_in_other_languages(read_bytes, header, report):
    values = ",".join("1" for _ in header.split(","))
    (part,) = read_bytes("x.csv", f'Report\n"June 1, 2026 - June 7, 2026"\n{header}\n{values}\n'.encode())
    assert f"{part.network}/{part.report}" == f"google/{report}"
