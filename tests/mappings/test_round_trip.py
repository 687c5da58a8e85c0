"""From a file nobody described to its sums: the draft, its questions answered, the engine.

Every sum is counted by hand from the rows in `exports.py`.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from smm_assets.mappings.suggesting import suggest
from smm_assets.networks import reports
from tests.mappings import exports

Read = Callable[..., Any]
ALL = {
    "yandex.csv": exports.RUSSIAN,
    "ms.csv": exports.PREAMBLE,
    "kosten.csv": exports.GERMAN,
    "channel.csv": exports.FOLLOWERS,
    "creators.xlsx": exports.influencers(),
}


def draft(name: str) -> str:
    return suggest(name, ALL[name], reports())


def answered(text: str, **answers: str) -> str:
    """The draft with its questions answered; a question without an answer stays open."""
    for key, value in answers.items():
        text, count = re.subn(rf"(?m)^{key}:\s*#.*$", f"{key}: {value}", text)
        assert count == 1, f"{key} was not asked"
    return text


@pytest.mark.parametrize(
    ("name", "report", "rows", "totals", "sums"),
    [
        (
            "yandex.csv",
            "ads",
            4,
            1,
            {"spend_original": "2475.75", "impressions": "7500", "clicks": "93", "conversions": "3"},
        ),
        (
            "ms.csv",
            "ads",
            4,
            1,
            {"spend_original": "1247.57", "impressions": "2640", "clicks": "93", "conversions": "3"},
        ),
        ("kosten.csv", "ads", 3, 1, {"spend_original": "1179.50", "impressions": "2100", "clicks": "66"}),
        ("channel.csv", "organic_metric", 3, 0, {"followers_gained": "39", "followers_lost": "10"}),
        (
            "creators.xlsx",
            "organic_post",
            3,
            0,
            {"views": "23000", "likes": "1140", "comments": "47", "saves": "77"},
        ),
    ],
)
def test_a_draft_loads_when_its_questions_are_answered_and_the_sums_are_those_counted_by_hand(
    read: Read, name: str, report: str, rows: int, totals: int, sums: dict[str, str]
) -> None:
    mapping = answered(draft(name), network="invented")
    assert "# ?" not in mapping.split("\n\n", 1)[1]
    found = read(mapping, ALL[name], name)
    assert found.refusal is None, str(found.refusal)
    assert (found.report.network, found.report.report) == ("invented", report)
    assert (found.summary.rows_read, found.summary.rows_skipped_total, found.summary.rows_rejected) == (
        rows,
        totals,
        0,
    )
    assert {key: found.summary.sums[key] for key in sums} == {key: Decimal(value) for key, value in sums.items()}
    undated = "nothing in the file says a day"
    assert [one.seen for one in found.summary.problems if not one.seen.startswith(undated)] == []


@pytest.mark.parametrize("name", ["yandex.csv", "ms.csv", "kosten.csv"])
def test_the_totals_rows_of_the_files_tie_with_their_rows(read: Read, name: str) -> None:
    found = read(answered(draft(name), network="invented"), ALL[name], name)
    assert found.summary.controls
    assert all(control.holds for control in found.summary.controls)


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_draft_with_open_questions_is_refused_and_says_which(problems: Callable[..., list[str]], name: str) -> None:
    (said,) = problems(drafted=draft(name))
    assert "key network: has no value yet" in said


@pytest.mark.parametrize("name", sorted(ALL))
def test_no_cell_of_the_file_stands_in_the_draft(name: str) -> None:
    for private in ("Кружки", "70010001", "Mugs - Search", "512340001", "Tassen", "_example", "social.example", "1080"):
        assert private not in draft(name)


def test_what_the_whole_columns_tell_is_written_down() -> None:
    russian, english, german = draft("yandex.csv"), draft("ms.csv"), draft("kosten.csv")
    assert 'decimal: ","' in russian
    assert "dates: dmy" in russian
    assert 'totals: "^итого"' in russian
    assert "dates: mdy" in english
    assert 'decimal: "."' in english
    assert 'trailer: "^©"' in english
    assert 'decimal: ","' in german


def test_ratios_are_left_alone_and_doubtful_columns_wait_with_the_form_of_their_cells() -> None:
    assert '# not read: "CTR (%)"  # a ratio, never read' in draft("yandex.csv")
    assert "# not read: \"Creator\"  # cells like 'aaaaaaaa_aaaaaaa'" in draft("creators.xlsx")
    assert "# reach: \"post reach\"  # likely, take the # away if so; cells like '999'" in draft("channel.csv")


def test_what_the_file_leaves_open_is_asked() -> None:
    text = "Date,Campaign,Impressions,Cost\n03/04/2026,A,10,1.5\n05/04/2026,B,20,2.5\n"
    made = suggest("open.csv", text.encode(), reports())
    assert "dates:  # ? dmy (day first) or mdy (month first)? Days are written 99/99/9999" in made
    assert "currency:  # ? which currency are the amounts in?" in made
    thousands = suggest("t.csv", b"Date;Campaign;Impressions;Cost\n2026-04-03;A;10;1.500\n2026-04-04;B;20;2.500\n", ())
    assert 'decimal:  # ? "." or ","? Numbers are written 9.999' in thousands


def test_a_table_without_days_asks_for_them_or_finds_them_in_the_name() -> None:
    table = b"Campaign,Impressions,Cost (EUR)\nA,10,1.5\nB,20,2.5\n"
    assert "# ? which days does it speak of?" in suggest("plain.csv", table, reports())
    assert "period_in_name: iso" in suggest("costs 2026-06-01 to 2026-06-30.csv", table, reports())


def test_rows_the_columns_read_do_not_tell_apart_are_asked_about() -> None:
    table = "Date,Campaign,Bucket,Impressions,Cost (EUR)\n2026-06-01,A,x,10,1.5\n2026-06-01,A,y,20,2.5\n"
    made = suggest("split.csv", table.encode(), reports())
    assert "# ? 1 of 2 rows have the same day and campaign_name as an earlier one" in made


def test_a_hostile_file_name_or_header_cannot_break_out_of_its_line() -> None:
    table = 'Date,"Cam"\npaign: [",Impressions,Cost (EUR)\n2026-06-01,A,10,1.5\n2026-06-02,A,20,2.5\n'
    made = suggest("a\nnetwork: meta\n.csv", table.encode(), reports())
    assert not any(line.startswith("network: meta") for line in made.splitlines())
