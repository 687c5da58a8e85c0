"""Every report that is read says what to choose, and one of each kind is the first to ask for."""

from collections import Counter

from smm_assets.budget.export_advice import advice_rows
from smm_assets.registry import registry


def test_every_loaded_report_has_one_row_with_words_and_refused_ones_have_none() -> None:
    reports = registry().reports
    rows = advice_rows(reports)
    loaded = [(report.network, report.name) for report in reports if not report.refuse]
    assert [(row["network"], row["report_name"]) for row in rows] == loaded
    assert all(row["day_advice"] and row["title"] for row in rows)


def test_one_report_of_each_network_and_kind_is_the_first_to_ask_for() -> None:
    rows = advice_rows(registry().reports)
    kinds = {(row["network"], row["report"]) for row in rows}
    first = Counter((row["network"], row["report"]) for row in rows if row["is_first"])
    assert first == Counter(dict.fromkeys(kinds, 1))


def test_people_are_asked_for_what_a_page_exports_and_not_for_tables_of_a_connector() -> None:
    first = {
        (row["network"], row["report"]): row["report_name"]
        for row in advice_rows(registry().reports)
        if row["is_first"]
    }
    assert first["meta", "ads"] in ("ads_manager", "ads_manager_results")
    assert first["google", "ads"] == "ads"
    assert first["tiktok", "ads"] == "custom_report"
    assert first["x", "ads"] == "ads"
