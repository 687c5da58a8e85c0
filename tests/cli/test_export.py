"""smm export: tables and the change sheet as files, read back by pandas and openpyxl; no text becomes a formula."""

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from typer.testing import Result

from smm_assets.report.number_formats import number_format
from smm_assets.report.sheets import Sheet, cell, safe_text, write_csv
from smm_assets.settings import Project
from smm_assets.warehouse import open_store

Smm = Callable[..., Result]
HOSTILE = '=HYPERLINK("http://x","y")'
LONG_ID = "120208845570930101"


def action(key: str, name: str | None, verdict: str, before: str, after: str, **more: object) -> dict[str, object]:
    return {
        "as_of": date(2026, 11, 22), "channel": "meta", "network": "meta", "account_id": "act_7", "campaign_key": key,
        "campaign_id": key, "campaign_name": name, "objective": "sales", "verdict": verdict,
        "budget_from": Decimal(before), "budget_to": Decimal(after), "channel_rest": Decimal("1.50"),
        "network_minimum": Decimal("8.00"), "currency": "JPY", "rate": 0.005, "rate_date": date(2026, 11, 21),
        "reason": "+1 more", "data_through": date(2026, 11, 21), **more,
    }  # fmt: skip


def delivered(campaign: str, group: str, spend: str) -> dict[str, object]:
    return {
        "date": date(2026, 11, 20), "channel": "meta", "network": "meta", "account_id": "act_7", "account_name": "Shop",
        "campaign_key": campaign, "ad_group_key": group, "ad_group_id": group, "ad_group_name": f"-{group}",
        "spend": Decimal(spend),
    }  # fmt: skip


def setting(group: str, budget: Decimal | None, status: str) -> dict[str, object]:
    """What this morning's export told of an ad group."""
    told = datetime(2026, 11, 22, 5)
    return {
        "network": "meta", "account_id": "act_7", "campaign_key": LONG_ID, "ad_group_key": group,
        "budget_original": budget, "budget_type": "daily", "budget_told_at": told, "status": status,
        "status_told_at": told,
    }  # fmt: skip


@pytest.fixture(scope="module")
def made(new_shop: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Budgets of 10.00, 5.00 and 2.00 at 0.005 a yen are 2,000, 1,000 and 400 yen."""
    shop = new_shop(tmp_path_factory.mktemp("made") / "shop")
    rows = [
        action(LONG_ID, HOSTILE, "scale", "10.00", "12.01", budget_level="ad_group"),
        action("2", "@Reels", "pause", "5.00", "0.00"),
        action("3", "Plain", "fix", "2.00", "2.00"),
        action("4", None, "keep", "1.00", "1.00", network="tiktok", account_id="tiktok:default", channel="tiktok",
               channel_rest=Decimal(0), currency=None, rate=None, rate_date=None),
    ]  # fmt: skip
    table = [
        {"date": date(2026, 11, 20), "channel": "-2+3", "spend": Decimal("1234.565"), "clicks": 7, "ctr": 0.25,
         "is_known": True, "at": datetime(2026, 11, 20, 12, 30), "campaign_id": LONG_ID},
        {"date": date(2026, 11, 21), "channel": "a\x07", "spend": None, "clicks": None, "ctr": None,
         "is_known": None, "at": None, "campaign_id": None},
    ]  # fmt: skip
    with open_store(Project.open(shop)) as store:
        store.replace("marts", "campaign_action", pd.DataFrame(rows))
        parts = [delivered(LONG_ID, "11", "6.00"), delivered(LONG_ID, "12", "3.00"), delivered("2", "21", "1.00")]
        parts.append(delivered(LONG_ID, "13", "1.00"))
        store.replace("marts", "ad_daily", pd.DataFrame(parts))
        settings = [setting("11", Decimal(1500), "active"), setting("12", None, "active")]
        store.replace("marts", "entity_setting", pd.DataFrame([*settings, setting("13", Decimal(9), "paused")]))
        store.replace("marts", "channel_daily", pd.DataFrame(table).astype({"clicks": "Int64", "is_known": "boolean"}))
        store.publish()
    return shop


def written(smm: Smm, home: Path, table: str, form: str) -> Path:
    file = home / f"out{form}"
    result = smm("export", table, "--to", file, "--home", home)
    assert result.exit_code == 0, result.output
    return file


def test_a_csv_has_no_formulas_ids_as_text_days_as_days_and_money_with_two_decimals(smm: Smm, published: Path) -> None:
    lines = written(smm, published, "channel_daily", ".csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].split(",")[:3] == ['"date"', '"channel"', '"spend"']
    first = dict(zip(lines[0].replace('"', "").split(","), lines[1].split(","), strict=True))
    assert first["date"] == "2026-11-20"
    assert (first["channel"], first["campaign_id"]) == ('"\'-2+3"', f'"{LONG_ID}"')
    assert (first["spend"], first["clicks"], first["ctr"], first["is_known"]) == ("1234.56", "7", "0.25", "TRUE")
    assert lines[2] == '2026-11-21,"a",,,,,,'


def test_a_workbook_reads_back_with_real_types_and_without_formulas(smm: Smm, published: Path) -> None:
    book = load_workbook(written(smm, published, "marts.channel_daily", ".xlsx"))
    page = book.active
    assert (book.sheetnames, page.auto_filter.ref) == (["channel_daily", "Columns"], "A1:H3")
    assert page["A1"].font.bold
    header, first, second = (list(row) for row in page.iter_rows())
    values = dict(zip([cell.value for cell in header], first, strict=True))
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
    assert values["channel"].value == "'-2+3"
    assert (values["campaign_id"].value, values["campaign_id"].data_type) == (LONG_ID, "s")
    assert (values["date"].value, values["date"].number_format) == (datetime(2026, 11, 20), "yyyy-mm-dd")
    assert (values["spend"].value, values["spend"].number_format) == (1234.565, '#,##0.00 "EUR"')
    assert (values["ctr"].number_format, values["clicks"].number_format) == ("0.0%", "#,##0")
    assert (values["at"].value, values["is_known"].value) == (datetime(2026, 11, 20, 12, 30), True)
    assert [cell.value for cell in second[2:]] == [None] * 6
    assert page.freeze_panes == "A2"


def test_parquet_keeps_values_to_the_last_decimal_and_names_of_any_kind(smm: Smm, published: Path) -> None:
    frame = pd.read_parquet(written(smm, published, "channel_daily", ".parquet"))
    assert frame["spend"].iloc[0] == Decimal("1234.565")
    assert (frame["channel"].iloc[0], frame["date"].iloc[0]) == ("-2+3", date(2026, 11, 20))
    assert frame.iloc[1, 2:].isna().all()


def test_the_change_sheet_says_what_to_set_where_in_the_accounts_own_currency(smm: Smm, published: Path) -> None:
    file = published / "changes.xlsx"
    result = smm("export", "changes", "--to", file, "--home", published)
    assert result.exit_code == 0, result.output
    said = " ".join(result.stdout.split())
    assert "2 budgets to set, 1 to switch off, 1 to check, 1 to leave, from 22 Nov on" in said
    assert "Meta: €1.50 a day find no campaign that may take them" in said
    book = load_workbook(file)
    assert book.sheetnames == ["Meta Ads", "TikTok Ads", "Totals"]
    rows = [dict(zip([cell.value for cell in book["Meta Ads"][1]], row, strict=True))
            for row in book["Meta Ads"].iter_rows(min_row=2, values_only=True)]  # fmt: skip
    told = [(row["campaign"], row["ad_group"], row["level"], row["do"], row["from"], row["to"]) for row in rows]
    # 12.01 / 0.005 = 2,402 yen; its ad groups that run spend 6 to 3, and the budgets are theirs
    assert told == [
        ("'@Reels", None, "campaign", "switch off", 1000, 0),
        (f"'{HOSTILE}", "'-11", "ad_group", "set budget", 1333, 1601),
        (f"'{HOSTILE}", "'-12", "ad_group", "set budget", 667, 801),
        ("Plain", None, "campaign", "check", 400, 400),
    ]
    # 1,500 · 1,601 / 1,333 = 1,801.6; the other's budget is not told
    assert [(row["budget_now"], row["budget_new"], row["status"]) for row in rows[1:3]] == [
        (1500, 1802, "active"), (None, None, "active"),
    ]  # fmt: skip
    first = rows[1]
    assert (first["network"], first["account"], first["account_id"]) == ("Meta Ads", "Shop", "act_7")
    assert (first["campaign_id"], first["currency"], first["verdict"]) == (LONG_ID, "JPY", "scale")
    assert (first["valid_from"], first["rate"], first["rate_date"]) == (
        datetime(2026, 11, 22), 0.005, datetime(2026, 11, 21)
    )  # fmt: skip
    assert (first["from_reporting"], first["to_reporting"]) == (6.67, 8.01)
    assert (rows[0]["from_reporting"], rows[0]["to_reporting"], rows[0]["reason"]) == (5, 0, "'+1 more")
    assert rows[3]["note"] == "Meta Ads takes no daily budget below ¥1,600; what is spent may lie below it."
    widths = {key: one.width for key, one in book["Meta Ads"].column_dimensions.items()}
    assert 9 <= min(widths.values()) <= max(widths.values()) <= 60
    totals = [row[:7] for row in book["Totals"].iter_rows(min_row=2, values_only=True)]
    # recommended 12.01 + 0 + 2.00 + the rest of 1.50; 2,402 and 400 yen are 14.01
    assert totals == [("Meta", 17, 15.51, 14.01, 14.01, 0, 1.5), ("TikTok", 1, 1, 1, 1, 0, 0)]


def test_the_change_sheet_as_csv_is_one_table_and_an_unknown_rate_leaves_amounts_empty(
    smm: Smm, published: Path
) -> None:
    frame = pd.read_csv(written(smm, published, "changes", ".csv"), dtype={"campaign_id": str})
    assert frame["campaign_id"].tolist() == ["2", LONG_ID, LONG_ID, "3", "4"]
    last = frame.iloc[-1]
    assert (last["campaign"], last["to_reporting"], last["do"]) == ("4", 1.0, "leave")
    assert last[["account", "from", "to", "currency", "rate"]].isna().all()


@pytest.mark.parametrize(
    ("table", "name", "seen", "cure"),
    [
        ("channel_dailly", "x.csv", "no table channel_dailly", "marts.channel_daily"),
        ("raw.ad_delivery", "x.csv", "no table", "marts.ad_daily?"),
        ("channel_daily; DROP TABLE x", "x.csv", "no table", ""),
        ("channel_daily", "x.ods", "'.ods' is no format", ".csv, .xlsx or .parquet"),
        ("channel_daily", "x", "names no format", ".csv"),
        ("channel_daily", "nowhere/x.csv", "cannot be written", "folder"),
    ],
)
def test_wrong_use_is_told_with_its_cure(
    smm: Smm, published: Path, table: str, name: str, seen: str, cure: str
) -> None:
    result = smm("export", table, "--to", published / name, "--home", published)
    assert result.exit_code == 2, result.output
    said = " ".join(result.stderr.split())
    assert seen in said
    assert cure in said
    assert not (published / name).exists()


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\ufeff@", "\u200b+"]
)
def test_no_beginning_makes_a_formula_of_a_text(sign: str) -> None:
    assert safe_text(f"{sign}1+1") == f"'{sign}1+1"
    assert safe_text(f"a{sign}1") == f"a{sign}1"
    assert cell(-5, "count") == -5


@pytest.mark.parametrize(
    ("name", "kind", "unit", "shown"),
    [
        ("spend", "money", "reporting currency", '#,##0.00 "EUR"'),
        ("cpc", "ratio", "reporting currency per click", '#,##0.00 "EUR"'),
        ("spend_original", "money", "currency", "#,##0.00"),
        ("ctr", "ratio", "ratio 0 to 1", "0.0%"),
        ("spend_change", "ratio", "ratio", "0.0%"),
        ("roas", "ratio", "ratio", "0.00"),
        ("clicks", "count", "clicks", "#,##0"),
        ("row_number", "count", "line", None),
        ("rate", "ratio", "", None),
        ("date", "day", "", "yyyy-mm-dd"),
        ("name", "text", "", None),
    ],
)
def test_numbers_look_as_their_unit_asks(name: str, kind: str, unit: str, shown: str | None) -> None:
    assert number_format(name, kind, unit, "EUR") == shown


@pytest.mark.parametrize(
    ("currency", "money", "rate"),
    [("JPY", '#,##0 "JPY"', '#,##0.00 "JPY"'), ("KWD", '#,##0.000 "KWD"', '#,##0.000 "KWD"')],
)
def test_an_amount_has_as_many_places_as_its_currency(currency: str, money: str, rate: str) -> None:
    assert number_format("spend", "money", "reporting currency", currency) == money
    assert number_format("cpc", "ratio", "reporting currency per click", currency) == rate


def test_a_csv_keeps_the_third_place_of_a_currency_that_has_one(tmp_path: Path) -> None:
    rows = [
        {"spend": Decimal("1.2345"), "spend_original": Decimal("0.6785"), "currency": "KWD"},
        {"spend": Decimal("2"), "spend_original": Decimal("100"), "currency": "JPY"},
        {"spend": None, "spend_original": Decimal("0.005"), "currency": None},
    ]
    columns = {"spend": "money", "spend_original": "money", "currency": "text"}
    units = {"spend": "reporting currency", "spend_original": "currency"}
    write_csv(tmp_path / "a.csv", Sheet(title="a", columns=columns, rows=rows, units=units, currency="BHD"))
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1:] == ['1.234,0.678,"KWD"', '2.000,100.00,"JPY"', ",0.00,"]


def test_a_code_of_a_currency_that_is_none_does_not_get_into_a_format() -> None:
    assert number_format("spend", "money", "reporting currency", 'E"UR') == "#,##0.00"


def test_several_tables_go_into_one_workbook_with_a_page_that_explains_their_columns(smm: Smm, published: Path) -> None:
    file = published / "two.xlsx"
    result = smm("export", "channel_daily, ops.run", "--to", file, "--home", published, "--json")
    assert [(one["table"], one["rows"]) for one in json.loads(result.stdout)["files"]] == [
        ("marts.channel_daily", 2), ("ops.run", 0),
    ]  # fmt: skip
    book = load_workbook(file)
    assert book.sheetnames == ["channel_daily", "run", "Columns"]
    said = {row[:2]: row[2:] for row in book["Columns"].iter_rows(min_row=2, values_only=True)}
    assert said["marts.channel_daily", "spend"] == (
        "media spend; null when unknown or when a rate is missing", "reporting currency", "yes",
    )  # fmt: skip
    assert said["marts.channel_daily", "ctr"] == ("rate_clicks / impressions", "ratio 0 to 1", "no")
    assert said["ops.run", "as_of"][1:] == (None, None)


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_a_folder_gets_a_file_for_each_table_of_a_schema(smm: Smm, published: Path, form: str) -> None:
    result = smm("export", "marts", "--to", f"{published}/tables/", "--format", form, "--home", published)
    assert result.exit_code == 0, result.output
    names = {"ad_daily", "campaign_action", "channel_daily", "entity_setting"}
    assert {path.name for path in (published / "tables").iterdir()} == {f"{name}.{form}" for name in names}


@pytest.mark.parametrize(
    ("words", "to", "seen", "cure"),
    [
        ("channel_daily,run", "x.csv", "2 tables do not fit into one .csv file", "--to x/"),
        ("channel_daily,", "x.xlsx", "no table without a name", "smm sql"),
        ("channel_daily,chanel", "x.xlsx", "no table chanel", "marts.channel_daily"),
        ("all", "x/", "'ods' is no format", "csv, xlsx or parquet"),
    ],
)
def test_wrong_use_of_several_tables_is_told_with_its_cure(
    smm: Smm, published: Path, words: str, to: str, seen: str, cure: str
) -> None:
    form = ["--format", "ods"] if to.endswith("/") else []
    result = smm("export", words, "--to", f"{published}/{to}", *form, "--home", published)
    said = " ".join(result.stderr.split())
    assert (result.exit_code, seen in said, cure in said) == (2, True, True), said


def test_a_format_that_contradicts_the_name_and_a_name_that_is_empty_are_told(smm: Smm, published: Path) -> None:
    file = published / "x.csv"
    two = smm("export", "channel_daily", "--to", file, "--format", "xlsx", "--home", published)
    assert (two.exit_code, "say two things" in " ".join(two.stderr.split()), file.exists()) == (2, True, False)
    assert smm("export", "channel_daily", "--to", file, "--format", "CSV", "--home", published).exit_code == 0
    none = smm("export", "channel_daily", "--to", " ", "--home", published)
    assert (none.exit_code, "--to names no file" in none.stderr) == (2, True)


def test_without_campaigns_there_is_nothing_to_change(smm: Smm, shop: Path) -> None:
    with open_store(Project.open(shop)) as store:
        store.publish()
    result = smm("export", "changes", "--to", shop / "x.csv", "--home", shop)
    assert (result.exit_code, "nothing to change" in result.stderr) == (2, True)
