"""Meta Business Suite audience and format tables: followers by age and gender, country and city; views by format.

Belongs here: tables without days, which speak of the day they arrived, and their shapes: age and gender as a table,
countries and cities with the names in one row and the shares in the next, or (2024) as a list. Not here: daily charts
(`business_suite`). Which network they are of their titles say, else the account.
"""

import pandas as pd

from smm_assets import schema
from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import Field, FileContext, Preamble, Records, Report, Signature
from smm_assets.networks.meta.business_suite import ADVICE as CHART_ADVICE
from smm_assets.networks.meta.business_suite import bare_title, publisher_of

ADVICE = CHART_ADVICE | {
    "day": "These tables hold no days: they are taken for the day they arrive, so drop them in when they are exported",
    "again": "Export the audience again from Meta Business Suite > Insights > Audience and drop the file in unopened",
}

CITIES = ("Top cities", "Top towns/cities", "Các thành phố hàng đầu", "Ciudades principales", "Principais cidades")
COUNTRIES = ("Top countries", "Các quốc gia hàng đầu", "Países principales", "Principais países")
FORMATS = (
    *(
        "Reels",
        "Multi-photo",
        "Multi photo",
        "Photos",
        "Links",
        "Stories",
        "Text",
        "Others",
        "Other",
        "Videos",
        "Video",
    ),
    *("Live", "Posts", "Carousels", "Carousel", "Images", "Events", "Shares"),
)
_VALUE = "Value"


def of_its_network(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """Fill the publisher from title or account; FileRefused, held, when neither names it."""
    return frame.assign(publisher=publisher_of(preamble.title, context))


def with_ages_named(records: Records) -> tuple[list[str], Records]:
    """The table with a heading over its ages, which newer files leave blank."""
    header = list(records[0][1])
    return [header[0].strip() or "Age", *header[1:]], records[1:]


def one_place_a_row(records: Records) -> tuple[list[str], Records]:
    """(name, share) per place, from names in one row and shares in the next, or from a list of places.

    Raises FileRefused, quarantined: a name without share or a share without name.
    """
    header = [cell.strip() for cell in records[0][1]]
    filled = [cell for cell in header if cell]
    listed = len(filled) > 1
    pairs = [(line, _place(line, cells)) for line, cells in records[1:]] if listed else _paired(records[1:])
    return [filled[0], _VALUE], [(line, list(pair)) for line, pair in pairs if any(pair)]


def _place(line: int, cells: list[str]) -> tuple[str, str]:
    """One place of a list. A name saved without its quotes lies over several cells, each after a comma and a space."""
    filled = list(cells)
    while filled and not filled[-1].strip():
        filled.pop()
    name, share = filled[:-1], filled[-1] if filled else ""
    if len(name) > 1 and not (share.strip().endswith("%") and all(part.startswith(" ") for part in name[1:])):
        raise FileRefused(f"columns are shifted: line {line} has more cells than name and share", cure=ADVICE["again"])
    return ",".join(name).strip(), share.strip()


def _paired(records: Records) -> list[tuple[int, tuple[str, str]]]:
    """Names of one row with the numbers of the next; they share the line of the numbers."""
    if len(records) < 2:
        return []
    (_, names), (line, values) = records[0], records[1]
    width = max(len(names), len(values))
    padded = ([cell.strip() for cell in cells] + [""] * (width - len(cells)) for cells in (names, values))
    pairs = list(zip(*padded, strict=True))
    if any(bool(name) != bool(value) for name, value in pairs):
        raise FileRefused("columns are shifted: a name has no number or a number no name", cure=ADVICE["again"])
    return [(line, pair) for pair in pairs]


def views_only(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """Views by format; FileRefused, unrecognised, for what else Business Suite counts by format."""
    if bare_title(preamble.title)[0] not in ("views", "lượt xem"):
        raise FileRefused(
            f"the table counts {preamble.title!r} by content format: interactions and numbers of published posts have "
            "no place in an audience table",
            cure="Leave it out: both come with the content export, post by post",
            status="unrecognised",
        )
    return of_its_network(frame, preamble, context)


AGES = Report(
    network="meta",
    report="organic_audience",
    name="business_suite_ages",
    title="Meta Business Suite audience by age and gender",
    table=schema.AUDIENCE,
    fields=(
        Field(to="bucket", names=("Age", "Độ tuổi")),
        Field(to="share", names=("Women", "Female", "Nữ"), fact={"gender": "female"}, percent="percent"),
        Field(to="share", names=("Men", "Male", "Nam"), fact={"gender": "male"}, percent="percent"),
        Field(to="share", names=("Unspecified", "Unknown"), fact={"gender": "unknown"}, percent="percent"),
    ),
    signature=Signature(
        needs=("share:female", "share:male"),
        only=("Age", "Độ tuổi", "Women", "Female", "Nữ", "Men", "Male", "Nam", "Unspecified", "Unknown"),
    ),
    constants={"audience": "followers", "dimension": "age+gender"},
    needs_currency=False,
    needs_period=False,
    stacked=True,
    reshape=with_ages_named,
    finish=of_its_network,
    advice=ADVICE,
)

PLACES = Report(
    network="meta",
    report="organic_audience",
    name="business_suite_places",
    title="Meta Business Suite audience by place",
    table=schema.AUDIENCE,
    fields=(
        Field(to="bucket", names=CITIES, sets={"dimension": "city"}),
        Field(to="bucket", names=COUNTRIES, sets={"dimension": "country"}),
        Field(to="share", names=(_VALUE, "Giá trị"), percent="percent"),
    ),
    signature=Signature(needs=("bucket",), header=(*CITIES, *COUNTRIES), only=(*CITIES, *COUNTRIES, _VALUE, "Giá trị")),
    constants={"audience": "followers"},
    needs_currency=False,
    needs_period=False,
    stacked=True,
    reshape=one_place_a_row,
    finish=of_its_network,
    advice=ADVICE,
)

FOLLOWERS = Report(
    network="meta",
    report="organic_metric",
    name="business_suite_followers",
    title="Meta Business Suite number of followers",
    table=schema.ACCOUNT_METRIC,
    fields=(
        Field(to="value", names=("FB_PAGE",), sets={"publisher": "facebook"}),
        Field(to="value", names=("IG_ACCOUNT",), sets={"publisher": "instagram"}),
    ),
    signature=Signature(needs=("value",), all_of=("FOLLOW", "UNIQUE_USERS")),
    constants={"metric": "followers"},
    needs_currency=False,
    needs_period=False,
    stacked=True,
    advice=ADVICE,
)


def one_format_a_row(records: Records) -> tuple[list[str], Records]:
    """(format, number) per format, from formats in the header and their numbers in the row below."""
    return ["Format", _VALUE], [(line, list(pair)) for line, pair in _paired(records) if any(pair)]


BY_FORMAT = Report(
    network="meta",
    report="organic_audience",
    name="business_suite_formats",
    title="Meta Business Suite views by content format",
    table=schema.AUDIENCE,
    fields=(Field(to="bucket", names=("Format", *FORMATS)), Field(to="views", names=(_VALUE,))),
    signature=Signature(needs=("bucket",), header=FORMATS, only=FORMATS),
    constants={"audience": "viewers", "dimension": "format"},
    needs_currency=False,
    needs_period=False,
    stacked=True,
    reshape=one_format_a_row,
    finish=views_only,
    advice=ADVICE,
)

REPORTS = (AGES, PLACES, FOLLOWERS, BY_FORMAT)
