"""YouTube Studio advanced mode by anything but content: age, gender, country, subscription status, device …

Belongs here: tables over a period and charts by day of who watched. Not here: videos (`content`), the whole channel
(`totals`). Ages and genders are shares of views without any count; where nothing says their period they stand for the
day they arrived. Views of a period nobody states are held instead: a day's snapshot of them would be wrong.
"""

from dataclasses import replace

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature, Totals
from smm_assets.networks.youtube import headers
from smm_assets.networks.youtube.dimensions import AGE, DIMENSIONS, GENDER

_PEOPLE = (AGE, GENDER)
_OTHERS = tuple(field for field in DIMENSIONS if field not in _PEOPLE)


def _names(*fields: Field) -> tuple[str, ...]:
    return tuple(name for field in fields for name in field.names)


_MEASURES = (
    Field(to="day", names=headers.DATE),
    Field(to="views", names=headers.VIEWS),
    Field(to="watch_seconds", names=headers.WATCH_HOURS, scale="3600"),
    Field(to="watch_seconds", names=headers.WATCH_MINUTES, scale="60"),
    Field(to="share", names=headers.VIEW_SHARE, percent="percent"),
    Field(to="average_watch_seconds", names=headers.AVERAGE, duration=True),
    Field(to="people", names=headers.UNIQUE),
)

AUDIENCE = Report(
    network="youtube",
    report="organic_audience",
    name="audience",
    title="YouTube Studio table or chart by dimension",
    table=schema.AUDIENCE,
    fields=(*_OTHERS, *_MEASURES, Field(to="unsupported", names=_names(*_PEOPLE))),
    signature=Signature(
        needs=("bucket", ("views", "share", "watch_seconds")),
        header=(
            *_names(*(field for field in _OTHERS if field.sets["dimension"] not in ("city", "device"))),
            "Device type",
            "Gerätetyp",
            *headers.WATCH_HOURS,
            *headers.VIEW_SHARE,
            *headers.AVERAGE,
        ),
        forbids=(*headers.CONTENT, *headers.PUBLISHED),
    ),
    totals=Totals(label=headers.TOTAL, above="places and kinds with few views have no row"),
    constants={"audience": "viewers"},
    excerpt=headers.EXCERPT,
    file_period=headers.FILE_PERIOD,
    points=True,
    period_of="totals",
    starts=True,
    needs_currency=False,
    advice=headers.ADVICE,
)

VIEWERS = replace(
    AUDIENCE,
    name="viewers",
    title="YouTube Studio viewers by age or gender",
    fields=(*_PEOPLE, *_MEASURES, Field(to="unsupported", names=_names(*_OTHERS))),
    signature=Signature(
        needs=("bucket", ("share", "views", "watch_seconds")),
        header=_names(*_PEOPLE),
        forbids=(*headers.CONTENT, *headers.PUBLISHED),
    ),
    needs_period=False,
)

REPORTS = (AUDIENCE, VIEWERS)
