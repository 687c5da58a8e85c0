"""Meta Ads exports: the samples of the network against rows worked out by hand."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from smm_assets.networks import meta, networks

ENTITIES = ("row_number", "period_start", "campaign_id", "ad_group_id", "ad_id", "ad_name", "attribution_setting")
MEASURES = ("spend_original", "impressions", "clicks", "link_clicks", "landing_page_views", "conversions")
MEASURES += ("conversion_value_original", "leads", "video_views", "engagements", "results", "reach")
WINDOW = "7-day click, 1-day view"
DAILY_ENTITIES = [
    (2, "2026-06-01", "120210000000000101", "120210000000000201", "120210000000000301", "Mug with cat", WINDOW),
    (3, "2026-06-01", "120210000000000101", "120210000000000201", "120210000000000302", "Mug with dog", "7-day click"),
    (4, "2026-06-02", "120210000000000101", "120210000000000201", "120210000000000301", "Mug with cat", WINDOW),
    (5, "2026-06-02", "120210000000000102", "120210000000000202", "120210000000000303", "Sign up", WINDOW),
]
DAILY_MEASURES = [
    (18.123456, 1200, 44, 31, 25, 3, 74.97, None, 310, 52, 3, 900),
    (7.5, 500, 12, 9, 7, None, None, None, None, 18, None, 410),
    (17.2, 1100, 39, 28, 20, 1, 24.99, None, 280, 47, 1, 850),
    (6.05, 350, 15, 11, None, None, None, 4, None, 9, 4, 300),
]


def test_a_daily_export_with_ids_is_read_row_by_row(read_sample, rows):
    (part,) = read_sample("daily_ads_with_ids.csv")
    assert part.refusal is None
    assert part.report == "ads_manager"
    assert rows(part.frame, ENTITIES) == DAILY_ENTITIES
    assert rows(part.frame, MEASURES) == DAILY_MEASURES
    assert list(part.frame["ad_key"]) == [row[4] for row in DAILY_ENTITIES]
    assert set(part.frame["key_quality"]) == {"id"}
    assert set(part.frame["grain"]) == {"day"}
    assert set(part.frame["report"]) == {"ads"}
    assert (part.summary.level, part.summary.currency, part.summary.account_id) == ("ad", "EUR", "meta:default")


def test_conversions_are_purchases_and_say_so(read_sample, rows):
    (part,) = read_sample("daily_ads_with_ids.csv")
    assert rows(part.frame, ("conversions", "conversion_definition")) == [
        (3, "meta_purchase"),
        (None, None),
        (1, "meta_purchase"),
        (None, None),
    ]


def test_the_same_table_as_a_workbook_gives_the_same_facts(read_sample, read_bytes, rows):
    source = Path(meta.__file__).parent / "samples" / "daily_ads_with_ids.csv"
    with source.open(encoding="utf-8", newline="") as stream:
        table = list(csv.reader(stream))
    book = openpyxl.Workbook()
    book.active.title = "Worksheet"
    book.active.append(table[0])
    for row in table[1:]:
        names = zip(table[0], row, strict=True)
        numbers = (
            "spent",
            "Impressions",
            "Reach",
            "clicks",
            "Clicks",
            "Purchases",
            "Results",
            "views",
            "Plays",
            "engage",
        )
        book.active.append(
            [
                float(cell) if cell and any(word in head for word in numbers) and cell[0].isdigit() else cell
                for head, cell in names
            ]
        )
    data = io.BytesIO()
    book.save(data)
    (part,) = read_bytes("export.xlsx", data.getvalue())
    (plain,) = read_sample("daily_ads_with_ids.csv")
    assert rows(part.frame, ENTITIES) == DAILY_ENTITIES
    assert rows(part.frame, MEASURES) == DAILY_MEASURES
    assert list(part.frame["row_key"]) == list(plain.frame["row_key"])
    assert part.part == "Worksheet"


def test_a_total_in_the_first_row_is_control_and_not_delivery(read_sample, rows):
    (part,) = read_sample("period_ads_total_first.csv")
    columns = (
        "row_number",
        "campaign_name",
        "ad_group_name",
        "account_name",
        "spend_original",
        "impressions",
        "clicks",
    )
    assert rows(part.frame, columns) == [
        (3, "春のセール", "関心層", "株式会社さくら茶屋", 2700, 1800, 60),
        (4, "春のセール", "類似", "株式会社さくら茶屋", 1800, 1200, 30),
    ]
    assert set(part.frame["grain"]) == {"period"}
    assert (part.summary.period_start, part.summary.period_end) == (date(2026, 4, 1), date(2026, 4, 30))
    assert (part.summary.totals_rows, part.summary.control_total) == ([2], 4500)
    assert part.summary.control_difference == 0
    assert part.summary.problems == []
    assert "reach" not in part.summary.sums
    assert part.frame["ad_key"].nunique() == 2
    assert part.frame["campaign_key"].nunique() == 1


def test_a_breakdown_without_spend_loads_and_asks_for_no_currency(read_sample, rows):
    (part,) = read_sample("age_gender_without_spend.csv")
    columns = (
        "breakdown_set",
        "age",
        "gender",
        "impressions",
        "clicks",
        "video_views",
        "engagements",
        "spend_original",
    )
    assert rows(part.frame, columns) == [
        ("age+gender", "65+", "unknown", 4, 0, None, 3, None),
        ("age+gender", "65+", "male", 606, 23, 76, 414, None),
        ("age+gender", "18-24", "female", 797, 37, 123, 523, None),
    ]
    assert set(part.frame["report"]) == {"ads_breakdown"}
    assert set(part.frame["level"]) == {"ad_group"}
    assert part.frame["ad_group_key"].nunique() == 1
    assert part.frame["row_key"].is_unique
    assert part.summary.currency == ""


def test_a_german_table_saved_again_by_a_spreadsheet_is_read_with_its_own_marks(read_sample, rows):
    (part,) = read_sample("german_resaved.csv")
    columns = (
        "period_start",
        "grain",
        "campaign_name",
        "impressions",
        "link_clicks",
        "spend_original",
        "results",
        "currency",
    )
    assert rows(part.frame, columns) == [
        ("2026-06-14", "day", "Frühling", 1234, 12, 1234.56, 2, "EUR"),
        ("2026-06-15", "day", "Frühling", 987, 8, 98.7, None, "EUR"),
    ]


def test_a_platform_breakdown_tells_the_publisher(read_sample, rows):
    (part,) = read_sample("platforms.csv")
    assert rows(part.frame, ("publisher", "breakdown_set", "spend_original")) == [
        ("facebook", "", 5.5),
        ("instagram", "", 9.5),
        ("audience_network", "", 0.25),
    ]
    assert part.frame["row_key"].is_unique
    assert "publisher" in part.frame["shape"][0]


def test_ads_reporting_with_line_breaks_keeps_line_numbers_and_twins_apart(read_sample, rows):
    (part,) = read_sample("reporting_with_multiline_texts.csv")
    columns = (
        "row_number",
        "ad_name",
        "spend_original",
        "conversions",
        "conversion_value_original",
        "attribution_setting",
    )
    assert rows(part.frame, columns) == [
        (2, "Cat mug - Copy", 60.53, 2, 205.16, WINDOW),
        (6, "Cat mug - Copy", 10.07, None, None, WINDOW),
        (8, "Dog mug", 0.4, 1, 19.9, "incremental"),
    ]
    assert part.frame["ad_key"].nunique() == 3
    assert part.summary.sums["spend_original"] == Decimal("71.00")


@pytest.mark.parametrize(
    ("indicator", "conversions", "leads", "definition"),
    [
        ("actions:offsite_conversion.fb_pixel_purchase", 5, None, "meta_purchase"),
        ("actions:omni_purchase", 5, None, "meta_purchase"),
        ("actions:offsite_conversion.fb_pixel_complete_registration", 5, None, "meta_complete_registration"),
        ("actions:offsite_conversion.custom.1234567890", 5, None, "meta_custom_1234567890"),
        ("actions:onsite_web_purchase", 5, None, "meta_purchase"),
        ("actions:mobile_app_install", 5, None, "meta_app_install"),
        ("actions:omni_app_install", 5, None, "meta_app_install"),
        ("actions:offsite_conversion.fb_pixel_add_to_cart", 5, None, "meta_add_to_cart"),
        ("actions:app_custom_event.fb_mobile_initiated_checkout", 5, None, "meta_initiate_checkout"),
        ("actions:offsite_conversion.fb_pixel_initiate_checkout", 5, None, "meta_initiate_checkout"),
        ("actions:offsite_conversion.fb_pixel_add_payment_info", 5, None, "meta_add_payment_info"),
        ("conversions:subscribe_website", 5, None, "meta_subscribe"),
        ("conversions:start_trial_total", 5, None, "meta_start_trial"),
        ("conversions:submit_application_total", 5, None, "meta_submit_application"),
        ("conversions:schedule_website", 5, None, "meta_schedule"),
        ("conversions:donate_on_facebook", 5, None, "meta_donate"),
        ("conversions:contact_total", 5, None, "meta_contact"),
        ("conversions:find_location_mobile_app", 5, None, "meta_find_location"),
        ("conversions:customize_product_website", 5, None, "meta_customize_product"),
        ("actions:onsite_conversion.post_net_like", None, None, None),
        ("actions:onsite_conversion.ig_profile_visit", None, None, None),
        ("profile_visit_view", None, None, None),
        ("actions:omni_content_view", None, None, None),
        ("actions:omni_view_content", None, None, None),
        ("video_thruplay_watched_actions", None, None, None),
        ("actions:omni_thruplay", None, None, None),
        ("actions:video_view", None, None, None),
        ("actions:offsite_conversion.fb_pixel_search", None, None, None),
        ("actions:offsite_conversion.fb_pixel_add_to_wishlist", None, None, None),
        ("actions:offsite_conversion.fb_pixel_view_content", None, None, None),
        ("actions:offsite_conversion.fb_pixel_custom", None, None, None),
        ("actions:like", None, None, None),
        ("actions:onsite_conversion.follow", None, None, None),
        ("actions:page_engagement", None, None, None),
        ("actions:landing_page_view", None, None, None),
        ("actions:onsite_conversion.post_save", None, None, None),
        ("purchase_roas", None, None, None),
        ("actions:offsite_conversion.fb_pixel_lead", None, 5, None),
        ("actions:onsite_conversion.lead_grouped", None, 5, None),
        ("actions:post_engagement", None, None, None),
        ("actions:link_click", None, None, None),
        ("actions:onsite_conversion.messaging_conversation_started_7d", None, None, None),
        ("reach", None, None, None),
    ],
)
def test_without_a_purchases_column_results_count_by_their_indicator(
    read_bytes, rows, indicator, conversions, leads, definition
):
    header = "Reporting starts,Reporting ends,Campaign name,Results,Result indicator,Amount spent (EUR)"
    (part,) = read_bytes("x.csv", f"{header}\n2026-06-01,2026-06-01,Mugs,5,{indicator},1.25\n".encode())
    assert part.report == "ads_manager_results"
    assert rows(part.frame, ("results", "conversions", "leads", "conversion_definition")) == [
        (5, conversions, leads, definition)
    ]


@pytest.mark.parametrize("facebook", ["Follows or likes", "Facebook likes", "Page likes"])
@pytest.mark.parametrize("is_first", [True, False])
def test_follows_on_instagram_and_likes_of_the_page_are_added_up(read_bytes, rows, facebook, is_first):
    names = (facebook, "Instagram follows") if is_first else ("Instagram follows", facebook)
    header = f"Reporting starts,Reporting ends,Campaign name,Amount spent (EUR),{','.join(names)}"
    (part,) = read_bytes("x.csv", f"{header}\n2026-06-01,2026-06-01,Mugs,1.25,4,3\n".encode())
    assert rows(part.frame, ("follows",)) == [(7,)]


LANGUAGES = {
    "en": "Reporting starts,Reporting ends,Campaign name,Ad set name,Ad name,"
    "Amount spent (EUR),Impressions,Link clicks,Clicks (all),Results,Reach",
    "ru": "Дата начала отчетности,Окончание отчетности,Название кампании,Название группы объявлений,"
    "Название объявления,Потраченная сумма (EUR),Показы,Клики по ссылке,Клики (все),Результаты,Охват",
    "es": "Inicio del informe,Fin del informe,Nombre de la campaña,Nombre del conjunto de anuncios,Nombre del anuncio,"
    "Importe gastado (EUR),Impresiones,Clics en el enlace,Clics (todos),Resultados,Alcance",
    "pt": "Início dos relatórios,Encerramento dos relatórios,Nome da campanha,Nome do conjunto de anúncios,"
    "Nome do anúncio,Valor usado (EUR),Impressões,Cliques no link,Cliques (todos),Resultados,Alcance",
    "de": "Berichtsstart,Berichtsende,Kampagnenname,Name der Anzeigengruppe,Anzeigenname,"
    "Ausgegebener Betrag (EUR),Impressionen,Link-Klicks,Klicks (alle),Ergebnisse,Reichweite",
    "fr": "Début des rapports,Fin des rapports,Nom de la campagne,Nom de l’ensemble de publicités,Nom de la publicité,"
    "Montant dépensé (EUR),Impressions,Clics sur un lien,Clics (tous),Résultats,Couverture",
    "it": "Inizio report,Fine report,Nome della campagna,Nome del gruppo di inserzioni,Nome dell'inserzione,"
    "Importo speso (EUR),Impressioni,Clic sul link,Clic (tutti),Risultati,Copertura",
    "ja": "レポート開始日,レポート終了日,キャンペーン名,広告セット名,広告名,"
    "消化金額 (EUR),インプレッション,リンクのクリック,クリック(すべて),結果,リーチ",
}
LINE = "2026-06-01,2026-06-01,Tassen,Alle,Katze,12.5,1000,20,35,3,800"
EXPECTED = [("Tassen", "Alle", "Katze", 12.5, 1000, 20, 35, 3, 800, "EUR")]
READ = (
    "campaign_name",
    "ad_group_name",
    "ad_name",
    "spend_original",
    "impressions",
    "link_clicks",
    "clicks",
    "results",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_headers_of_every_language_lead_to_the_same_facts(read_bytes, rows, language):
    (part,) = read_bytes("x.csv", f"{LANGUAGES[language]}\n{LINE}\n".encode())
    assert part.refusal is None
    assert rows(part.frame, (*READ, "reach", "currency")) == EXPECTED
    assert part.summary.locale == language


def test_ukrainian_headers_are_read(read_bytes, rows):
    names = "Назва кампанії,Назва групи оголошень,Назва оголошення"
    header = f"Початок звітності,Кінець звітності,{names},Витрачена сума (UAH),Покази,Результати"
    (part,) = read_bytes("x.csv", f"{header}\n2026-06-01,2026-06-01,Кухлі,Усі,Кіт,12.5,1000,3\n".encode())
    assert rows(part.frame, ("campaign_name", "spend_original", "impressions", "results", "currency")) == [
        ("Кухлі", 12.5, 1000, 3, "UAH")
    ]


def test_french_headers_with_broken_accents_are_read(read_bytes, rows):
    broken = LANGUAGES["fr"].replace("’", "'").encode().decode("cp1252")
    text = f"{broken}\n{LINE.replace('Katze', 'Ete a Nîmes')}\n"
    (part,) = read_bytes("x.csv", text.encode())
    assert rows(part.frame, ("ad_name", "spend_original")) == [("Ete a Nîmes", 12.5)]


def test_a_name_with_the_word_total_is_a_campaign(read_bytes, rows):
    header = "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR)"
    (part,) = read_bytes("x.csv", f"{header}\n2026-06-01,2026-06-01,Total: war,1.25\n".encode())
    assert rows(part.frame, ("campaign_name",)) == [("Total: war",)]


def test_subtotals_of_all_days_are_skipped(read_bytes, rows):
    header = "Day,Campaign name,Campaign ID,Amount spent (EUR)"
    text = f"{header}\nAll,Mugs,1201,3.5\n2026-06-01,Mugs,1201,1.25\n2026-06-02,Mugs,1201,2.25\n"
    (part,) = read_bytes("x.csv", text.encode())
    assert part.summary.totals_rows == [2]
    assert part.summary.sums["spend_original"] == Decimal("3.5")


def test_an_hourly_breakdown_is_refused_by_name(read_bytes):
    header = "Reporting starts,Reporting ends,Campaign name,Time of day (ad account time zone),Amount spent (EUR)"
    (part,) = read_bytes("x.csv", f"{header}\n2026-06-01,2026-06-01,Mugs,00:00:00 - 00:59:59,1.25\n".encode())
    assert part.refusal.status == "unrecognised"
    assert "Time of day" in part.refusal.message


def test_monthly_rows_are_periods_of_their_month(read_bytes, rows):
    header = "Account name,Region,Month,Impressions,Currency,Amount spent (EUR),Reporting starts,Reporting ends"
    lines = (
        ",,,300,EUR,3.75,2026-05-01,2026-06-10\nShop,Kyiv,2026-05-01 - 2026-05-31,100,EUR,1.25,2026-05-01,2026-06-10\n"
    )
    text = f"{header}\n{lines}Shop,Kyiv,2026-06-01 - 2026-06-10,200,EUR,2.50,2026-05-01,2026-06-10\n"
    (part,) = read_bytes("x.csv", text.encode())
    assert rows(part.frame, ("period_start", "period_end", "region", "spend_original", "level")) == [
        ("2026-05-01", "2026-05-31", "Kyiv", 1.25, "account"),
        ("2026-06-01", "2026-06-10", "Kyiv", 2.5, "account"),
    ]
    assert part.summary.control_difference == 0
    assert part.frame["row_key"].is_unique


def test_a_pivot_table_that_prints_a_campaign_once_for_many_rows_is_refused(read_bytes):
    header = "Campaign name,Region,Impressions,Amount spent (EUR),Reporting starts,Reporting ends"
    lines = ["Mugs,,60,6.00,2026-06-01,2026-06-30", "Bowls,,70,7.00,2026-06-01,2026-06-30"]
    lines += [f",Region {number},10,1.00,2026-06-01,2026-06-30" for number in range(13)]
    (part,) = read_bytes("x.csv", "\n".join([header, *lines, ""]).encode())
    assert part.refusal.status == "quarantined"
    assert "pivot" in part.refusal.message


def test_an_older_english_header_in_other_capitals_is_the_same_export(read_bytes, rows):
    header = "Reporting Starts,Reporting Ends,Campaign Name,Ad Set Name,Amount Spent (EUR),Link Clicks,Reach"
    (part,) = read_bytes("x.csv", f"{header}\n2026-06-01,2026-06-01,Mugs,Broad,1.25,3,90\n".encode())
    assert rows(part.frame, ("campaign_name", "ad_group_name", "spend_original", "link_clicks", "reach")) == [
        ("Mugs", "Broad", 1.25, 3, 90)
    ]


def test_the_network_says_its_habits():
    meta = networks()["meta"]
    assert (meta.daily_overspend, meta.overspend_window, meta.window_budgets) == (1.75, "week", 7.0)
    assert meta.channel_rules == (("meta", {}),)
    assert all(late.by_age == tuple(sorted(late.by_age)) and late.source for late in meta.late)


def test_a_file_that_ends_inside_a_line_says_that_its_last_figure_may_be_cut(read_bytes):
    head = "Reporting starts,Reporting ends,Campaign name,Campaign ID,Impressions,Amount spent (EUR)\n"
    rows = "2026-06-01,2026-06-01,Tea,1201,10,5.00\n2026-06-02,2026-06-02,Tea,1201,12,6.5"
    (cut,) = read_bytes("x.csv", (head + rows).encode())
    assert [problem.seen for problem in cut.summary.problems] == ["the file ends without a line end"]
    for sound in (rows.replace("6.5", '"6.50"'), rows + "\n"):
        (part,) = read_bytes("x.csv", (head + sound).encode())
        assert part.summary.problems == []
