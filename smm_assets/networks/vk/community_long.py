"""VK community statistics, long form: one row a day and criterion, CP1251 with semicolons.

Belongs here: which criteria are metrics of the day and which are people by sex, age, city or country. Not here: the
wide form (`community`), whose labels it shares. Rests on memory of the form `Дата;Критерий;Параметр 1;Параметр 2;
Значение` and on the labels of VK's charts; no file is at hand. A metric is read where nothing splits it further; other
criteria are left out and the file says so.
"""

from collections.abc import Mapping

from smm_assets import schema
from smm_assets.ingest.contract import Field, Records, Report, Signature
from smm_assets.ingest.text.plain import plain
from smm_assets.networks.vk.community import ADVICE, DAY, LABELS
from smm_assets.networks.vk.demography import GENDERS

_METRIC_OF = {plain(label): metric for metric, labels in LABELS.items() for label in labels}
_DIMENSION_OF = {
    "пол": "gender",
    "возраст": "age",
    "пол и возраст": "age+gender",
    "пол/возраст": "age+gender",
    "город": "city",
    "города": "city",
    "страна": "country",
    "страны": "country",
}
_HEADER = ("Дата", "Критерий", "Параметр 1", "Параметр 2", "Значение")
_LEFT_OUT = "Прочие критерии"
LEFT_OUT_NOTE = (
    "some criteria of the file are not read: those that split a metric further and those no metric here stands for"
)

Cells = Mapping[str, str]


def _cells(header: list[str], cells: list[str]) -> Cells:
    return {plain(name): cell.strip() for name, cell in zip(header, cells, strict=False)}


def metric_of(cells: Cells) -> str | None:
    """The metric a record holds: its criterion, or the parameter that names it; None where it holds something else."""
    said = [plain(cells.get(name, "")) for name in ("критерий", "параметр 1", "параметр 2")]
    words = [word for word in said if word]
    return _METRIC_OF.get(words[-1]) if words and len(words) <= 2 else None


def bucket_of(cells: Cells) -> tuple[str, str, str] | None:
    """(dimension, bucket, gender) of a record of people; None where it holds something else."""
    criterion, first, second = (cells.get(name, "") for name in ("критерий", "параметр 1", "параметр 2"))
    if plain(criterion) == "география":
        criterion, first, second = first, second, ""
    dimension = _DIMENSION_OF.get(plain(criterion))
    if dimension is None or not first or (second and dimension != "age+gender"):
        return None
    if dimension == "gender":
        return dimension, GENDERS.get(plain(first), first), ""
    if dimension == "age+gender":
        age, sex = (second, first) if plain(first) in GENDERS else (first, second)
        return (dimension, age, GENDERS[plain(sex)]) if age and plain(sex) in GENDERS else None
    return dimension, first, ""


def metrics(records: Records) -> tuple[list[str], Records]:
    """The records that are metrics of a day; one more, empty column where others are read by nobody."""
    header = records[0][1]
    told, others = [], False
    for line, cells in records[1:]:
        named = _cells(header, cells)
        metric = metric_of(named)
        if metric:
            told.append((line, [named.get("дата", ""), metric, "", "", named.get("значение", "")]))
        elif any(cell.strip() for cell in cells):
            others = others or bucket_of(named) is None
    return [*_HEADER, *([_LEFT_OUT] if others else [])], [
        (line, [*row, *([""] if others else [])]) for line, row in told
    ]


def people(records: Records) -> tuple[list[str], Records]:
    """The records that are people by sex, age, city or country."""
    header = records[0][1]
    told = []
    for line, cells in records[1:]:
        named = _cells(header, cells)
        bucket = bucket_of(named)
        if bucket:
            told.append((line, [named.get("дата", ""), *bucket, named.get("значение", "")]))
    return list(_HEADER), told


AUDIENCE = Report(
    network="vk",
    report="organic_audience",
    name="community_audience",
    title="VK community visitors by sex, age and place",
    table=schema.AUDIENCE,
    fields=(
        DAY,
        Field(to="dimension", names=("Критерий",)),
        Field(to="bucket", names=("Параметр 1",)),
        Field(to="gender", names=("Параметр 2",)),
        Field(to="people", names=("Значение",)),
    ),
    signature=Signature(needs=("day", "dimension", "bucket", "people"), header=("параметр 1",)),
    constants={"audience": "visitors"},
    needs_currency=False,
    reshape=people,
    advice=ADVICE,
)

REPORT = Report(
    network="vk",
    report="organic_metric",
    name="community_long",
    title="VK community statistics, long form",
    table=schema.ACCOUNT_METRIC,
    fields=(DAY, Field(to="metric", names=("Критерий",)), Field(to="value", names=("Значение",))),
    signature=Signature(needs=("day", "metric", "value"), header=("параметр 1", "параметр 2")),
    needs_currency=False,
    header_notes={plain(_LEFT_OUT): LEFT_OUT_NOTE},
    reshape=metrics,
    beside=(AUDIENCE,),
    advice=ADVICE,
)

REPORTS = (REPORT,)
