"""What a header lacks: near misses of header names, needs that are not met, reports that are close."""

import pytest

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.ingest.files.grid import text_grids
from smm_assets.ingest.files.texts import Text
from smm_assets.ingest.recognition.detect import candidates, vocabulary
from smm_assets.ingest.recognition.nearest import Near, did_you_mean, near, put_right, unread


def made(name: str, *, header: tuple[str, ...] = (), forbids: tuple[str, ...] = ()) -> Report:
    return Report(
        network="lake",
        report="ads",
        name=name,
        title=name.capitalize(),
        table=schema.AD_DELIVERY,
        fields=(
            Field(to="day", names=("Day", "Datum")),
            Field(to="campaign_name", names=("Campaign name",)),
            Field(to="impressions", names=("Impressions", "Ausgabe")),
            Field(to="spend_original", names=("Amount spent", "Cost")),
            Field(to="video_views", names=("Video plays at 50%",)),
            Field(to="link_clicks", names=("Actions by type - link clicks",)),
            Field(to="conversions", names=("コンバージョン値の合計",)),
        ),
        signature=Signature(needs=("campaign_name", ("impressions", "spend_original")), header=header, forbids=forbids),
    )


FIRST = made("first")
SECOND = made("second", header=("Boat", "Raft", "Punt", "Skiff"), forbids=("Hour",))


def seen(header: str, *reports: Report) -> list[Near]:
    (grid, *_) = text_grids(Text.of(header + "\n1,2,3\n"))
    return [near(found) for found in candidates(grid, grid.sample, vocabulary(reports), "")]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Campain name", "Campaign name"),
        ("campaign names", "Campaign name"),
        ("Amout spent (USD)", "Amount spent"),
        ("Impresions", "Impressions"),
        ("Amountspent", "Amount spent"),
        ("Amount_spent", "Amount spent"),
    ],
)
def test_a_slip_of_the_pen_is_seen(heading: str, name: str) -> None:
    assert did_you_mean([heading, "Shoe size"], [FIRST]) == {heading: name}


@pytest.mark.parametrize(
    "header",
    [
        ["Campaign name", "Campaign names"],  # what is meant is there already
        ["Video plays at 25%"],
        ["Compensation name"],
        ["Actions by type - other clicks"],
        ["Actions by type - link clicks (%)"],
        ["コンバージョン率の合計"],
        ["Dey"],
        ["", "  "],
    ],
)
def test_what_is_another_name_is_no_slip(header: list[str]) -> None:
    assert did_you_mean(header, [FIRST]) == {}


def test_of_a_known_report_only_columns_it_lacks_are_asked_for() -> None:
    header = ["Day", "Campaign name", "Ausgaben", "Amount spend"]
    assert unread(FIRST, header, {"day", "campaign_name", "impressions"}) == {"Amount spend": "Amount spent"}
    assert unread(FIRST, header, {"day", "campaign_name"}) == {"Ausgaben": "Ausgabe", "Amount spend": "Amount spent"}


def test_a_close_report_says_what_it_knows_lacks_and_never_has() -> None:
    first, second = seen("Datum,Cost,Hour", FIRST, SECOND)
    assert (first.title, first.known, first.missing, first.stray) == (
        "First",
        ("Datum", "Cost"),
        (("Campaign name",),),
        (),
    )
    assert second.missing == (("Campaign name",), ("Boat", "Raft", "Punt"))
    assert second.stray == ("Hour",)


def test_names_of_all_alternatives_are_offered_first_names_first() -> None:
    (found,) = seen("Campaign name,Color,Size", FIRST)
    assert found.missing == (("Impressions", "Amount spent", "Ausgabe"),)


def test_with_its_slips_put_right_a_header_finds_its_report() -> None:
    (grid, *_) = text_grids(Text.of("Day,Campaign name,Impresions\n1,2,3\n"))
    found = candidates(grid, grid.sample, vocabulary((FIRST, SECOND)), "")
    best, *_ = put_right(found, did_you_mean(found[0].header, [FIRST]), [FIRST, SECOND])
    assert (best.report.name, best.score >= 100) == ("first", True)
    assert put_right(found, {}, [FIRST]) == found
