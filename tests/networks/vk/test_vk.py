"""VK Реклама exports: the samples of the network against rows worked out by hand."""

import io
from decimal import Decimal
from pathlib import Path

import openpyxl

from smm_assets import networks

SAMPLES = Path(networks.__file__).parent / "vk/samples"
MEASURES = ("spend_original", "impressions", "clicks", "conversions", "reach")


def test_ads_by_day_in_cp1251_with_decimal_commas_are_read(read_sample, rows):
    (part,) = read_sample("obyavleniya_po_dnyam_cp1251.csv")
    assert part.refusal is None
    assert part.report == "ads"
    assert rows(part.frame, ("row_number", "period_start", "level", "ad_id", "ad_name", "currency")) == [
        (2, "2026-06-01", "ad", "920001", "Чай зелёный — видео", "RUB"),
        (3, "2026-06-02", "ad", "920001", "Чай зелёный — видео", "RUB"),
        (4, "2026-06-13", "ad", "920002", "Чайник — картинка", "RUB"),
    ]
    assert rows(part.frame, MEASURES) == [
        (1500.03, 12000, 140, 7, 9500),
        (1200.0, 9000, 110, 4, 7200),
        (500.5, 3000, 25, None, 2800),
    ]
    assert part.summary.encoding.casefold() in {"cp1251", "windows-1251"}


def test_the_footer_itogo_is_the_control_total(read_sample):
    (part,) = read_sample("obyavleniya_po_dnyam_cp1251.csv")
    assert part.summary.totals_rows == [5]
    assert part.summary.control_total == Decimal("3200.53")
    assert part.summary.control_difference == 0
    assert part.summary.sums["conversions"] == 11


def test_results_are_conversions_of_the_goal_the_campaign_had(read_sample, rows):
    (part,) = read_sample("obyavleniya_po_dnyam_cp1251.csv")
    assert rows(part.frame, ("result_type", "results", "conversion_definition")) == [
        ("Покупка", 7, "vk_result:покупка"),
        ("Покупка", 4, "vk_result:покупка"),
        (None, None, None),
    ]


def test_a_campaign_list_takes_rouble_from_its_header_and_period_from_its_name(read_sample, rows):
    (part,) = read_sample("kampanii 01.06.2026-30.06.2026.csv")
    columns = (
        "grain",
        "period_start",
        "period_end",
        "level",
        "campaign_id",
        "currency",
        "spend_original",
        "impressions",
    )
    assert rows(part.frame, columns) == [
        ("period", "2026-06-01", "2026-06-30", "campaign", "900001", "RUB", 8060, 101500),
        ("period", "2026-06-01", "2026-06-30", "campaign", "900002", "RUB", 100.5, 1200),
    ]
    assert part.summary.control_difference == 0


def test_a_campaign_list_without_any_period_is_held(read_bytes):
    data = (SAMPLES / "kampanii 01.06.2026-30.06.2026.csv").read_bytes()
    (part,) = read_bytes("kampanii.csv", data)
    assert part.refusal.status == "held"
    assert "По дням" in part.refusal.cure


def test_spend_net_of_vat_is_said_on_the_file(read_sample, rows):
    (part,) = read_sample("rashod_do_nds.csv")
    assert rows(part.frame, ("period_start", "currency", "spend_original")) == [
        ("2026-06-01", "RUB", 100.25),
        ("2026-06-02", "RUB", 210.75),
    ]
    notes = [problem for problem in part.summary.problems if "net of VAT" in str(problem)]
    assert [problem.severity for problem in notes] == ["warning"]


def test_a_declared_currency_wins_over_the_rouble_by_convention(read_sample):
    (part,) = read_sample("rashod_do_nds.csv", currency="KZT", account_id="77")
    assert set(part.frame["currency"]) == {"KZT"}
    assert set(part.frame["account_id"]) == {"77"}


def test_demography_is_a_breakdown_without_money(read_sample, rows):
    (part,) = read_sample("demografiya 01.06.2026-30.06.2026.csv")
    assert part.report == "demography"
    columns = ("report", "level", "breakdown_set", "age", "gender", "impressions", "clicks", "spend_original")
    assert rows(part.frame, columns) == [
        ("ads_breakdown", "account", "age+gender", "18-24", "female", 5000, 70, None),
        ("ads_breakdown", "account", "age+gender", "18-24", "male", 4000, 40, None),
        ("ads_breakdown", "account", "age+gender", "25-34", "unknown", 300, 2, None),
    ]


def test_every_sheet_of_a_workbook_is_its_own_part(read_bytes, rows):
    book = openpyxl.Workbook()
    about = book.active
    about.title = "О выгрузке"
    about.append(["Отчёт построен в VK Реклама"])
    ads = book.create_sheet("Объявления")
    ads.append(["Дата", "Название объявления", "Статус", "ID объявления", "ID группы объявлений", "Показы", "Клики"])
    ads["H1"], ads["I1"] = "Потрачено, Р", "Охват"
    ads.append(["01.06.2026", "Чай", "Активно", 920001, 910001, 1000, 12, 150.25, 900])
    ads.append(["14.06.2026", "Чай", "Активно", 920001, 910001, 2000, 20, 250.5, 1700])
    ads.append(["Итого", None, None, None, None, 3000, 32, 400.75, None])
    people = book.create_sheet("Демография")
    people.append(["Дата", "Возраст", "Пол", "Показы", "Клики"])
    people.append(["14.06.2026", "18-24", "Ж", 2000, 20])
    data = io.BytesIO()
    book.save(data)
    parts = {part.part: part for part in read_bytes("vk.xlsx", data.getvalue())}
    assert parts["О выгрузке"].refusal.status in {"unrecognised", "empty"}
    facts = parts["Объявления"]
    assert rows(facts.frame, ("period_start", "ad_id", "ad_group_id", "currency", "spend_original", "clicks")) == [
        ("2026-06-01", "920001", "910001", "RUB", 150.25, 12),
        ("2026-06-14", "920001", "910001", "RUB", 250.5, 20),
    ]
    assert rows(parts["Демография"].frame, ("period_start", "gender", "impressions")) == [
        ("2026-06-14", "female", 2000)
    ]


def test_a_file_cut_at_two_hundred_thousand_rows_is_refused(read_bytes):
    header = "Дата;ID объявления;Показы;Клики;Потрачено, ₽\n"
    body = "".join(f"2026-06-{number % 30 + 1:02d};{number};10;1;1,50\n" for number in range(200_000))
    (part,) = read_bytes("vk.csv", (header + body).encode())
    assert part.refusal.status == "quarantined"
    assert "200,000" in str(part.refusal) or "200000" in str(part.refusal)
    assert "shorter period" in part.refusal.cure


def test_a_short_file_that_breaks_off_is_not_told_to_mind_the_row_limit(read_bytes):
    lines = [f"2026-06-{day:02d};{day};10;1;1,50" for day in range(1, 23)]
    text = "\n".join(["Дата;ID объявления;Показы;Клики;Потрачено, ₽", *lines])[:-7]
    (part,) = read_bytes("vk.csv", text.encode())
    assert part.refusal.status == "quarantined"
    assert "200,000" not in part.refusal.cure
    assert "broke off" in part.refusal.cure
