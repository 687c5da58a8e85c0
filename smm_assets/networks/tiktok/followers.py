"""The followers of a TikTok account: their number by day, who they are, and when they are active.

Belongs here: Studio's four follower files and the audience file of business accounts. Not here: views and likes of the
account (`overview`). Net growth of a day is told by several files; they are versions of one fact.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature
from smm_assets.networks.tiktok.overview import ADVICE, DAY, of_day, unmeasured

SHARE = ("Distribution", "Distribuição", "Distribución", "Verteilung", "Répartition", "Dağılım", "Распределение")
_GENDERS = {
    **dict.fromkeys(("female", "feminino", "mulheres", "mujer", "mujeres", "femenino", "frauen", "weiblich"), "female"),
    **dict.fromkeys(("male", "masculino", "homens", "hombre", "hombres", "männer", "männlich"), "male"),
    **dict.fromkeys(("other", "outro", "outros", "otro", "otros", "andere"), "other"),
}
_HOURS = {str(hour): f"{hour:02d}" for hour in range(10)}

HISTORY = Report(
    network="tiktok",
    report="organic_metric",
    name="follower_history",
    title="TikTok Studio follower history",
    table=schema.ACCOUNT_METRIC,
    fields=(
        DAY,
        of_day("followers", "Followers", "Seguidores"),
        of_day(
            "followers_net",
            "Difference in followers from previous day",
            "Diferença de seguidores em relação ao dia anterior",
        ),
    ),
    signature=Signature(needs=("day", "value:followers", "value:followers_net")),
    needs_currency=False,
    finish=unmeasured("followers"),
    advice=ADVICE,
)

AUDIENCE_DAYS = Report(
    network="tiktok",
    report="organic_metric",
    name="business_audience",
    title="TikTok business account audience by day",
    table=schema.ACCOUNT_METRIC,
    fields=(
        DAY,
        of_day("followers_gained", "New followers"),
        of_day("followers", "Total followers"),
        of_day("reach", "Reached audience"),
        of_day("engaged_people", "Engaged audience"),
    ),
    signature=Signature(needs=("day", "value:followers", "value:engaged_people")),
    needs_currency=False,
    advice=ADVICE,
)


def _of_followers(name: str, title: str, *fields: Field, needs: tuple[str, ...], header: tuple[str, ...]) -> Report:
    """A report on who the followers are. header: names of the column that holds the buckets."""
    return Report(
        network="tiktok",
        report="organic_audience",
        name=name,
        title=title,
        table=schema.AUDIENCE,
        fields=fields,
        signature=Signature(needs=needs, header=header),
        constants={"audience": "followers"},
        needs_currency=False,
        needs_period=False,
        advice=ADVICE,
    )


_GENDER = ("Gender", "Gênero", "Género", "Geschlecht")
_TERRITORY = ("Top territories", "Principais territórios", "Territórios", "Principales territorios")
_ACTIVE = ("Active followers", "Seguidores ativos", "Seguidores activos")
GENDER = _of_followers(
    "follower_gender",
    "TikTok Studio followers by gender",
    Field(to="bucket", names=_GENDER, values=_GENDERS, sets={"dimension": "gender"}),
    Field(to="share", names=SHARE),
    needs=("bucket", "share"),
    header=_GENDER,
)
TERRITORIES = _of_followers(
    "follower_territories",
    "TikTok Studio followers by territory",
    Field(to="bucket", names=_TERRITORY, sets={"dimension": "country"}),
    Field(to="share", names=SHARE),
    needs=("bucket", "share"),
    header=_TERRITORY,
)
ACTIVITY = _of_followers(
    "follower_activity",
    "TikTok Studio follower activity by hour",
    DAY,
    Field(to="bucket", names=("Hour", "Hora"), values=_HOURS, sets={"dimension": "hour"}),
    Field(to="people", names=_ACTIVE),
    needs=("day", "bucket", "people"),
    header=_ACTIVE,
)

REPORTS = (HISTORY, AUDIENCE_DAYS, GENDER, TERRITORIES, ACTIVITY)
