"""Google Ads reports by age, gender and audience: campaigns that cannot be split so are not in them.

Belongs here: what sets these reports apart. Not here: whole delivery (`levels`). One person may be in several audience
segments, so their rows may count delivery several times.
"""

from dataclasses import replace

from smm_assets.ingest.contract import Field, Signature
from smm_assets.networks.google import marks
from smm_assets.networks.google.columns import DELIVERY
from smm_assets.networks.google.details import COMMON, KEYWORDS

GENDERS = {
    "male": "male",
    "female": "female",
    "unknown": "unknown",
    "undetermined": "unknown",
    "男性": "male",
    "女性": "female",
    "不明": "unknown",
    "männlich": "male",
    "weiblich": "female",
    "unbekannt": "unknown",
    "мужчины": "male",
    "женщины": "female",
    "мужской": "male",
    "женский": "female",
    "неизвестно": "unknown",
    "masculino": "male",
    "feminino": "female",
    "desconhecido": "unknown",
}

PEOPLE = replace(
    KEYWORDS,
    name="people",
    title="Google Ads report by age, gender or audience",
    fields=(
        *COMMON,
        Field(to="age", names=marks.AGE),
        Field(to="gender", names=marks.GENDER, values=GENDERS),
        Field(to="segment", names=marks.SEGMENT),
        Field(to="unsupported", names=("Audience type", "Targeting setting", "Type"), if_several=True),
    ),
    signature=Signature(
        needs=("spend_original", ("age", "gender", "segment"), DELIVERY),
        header=(*marks.AGE, *marks.GENDER, *marks.SEGMENT),
        forbids=(
            *marks.AD,
            *marks.KEYWORD,
            *marks.SEARCH_TERM,
            *marks.LOCATION,
            *marks.ASSET,
            *marks.ACTION,
            *marks.FOREIGN,
        ),
    ),
)

REPORTS = (PEOPLE,)
