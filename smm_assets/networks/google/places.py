"""Google Ads reports by place: targeted locations, matched locations, and the places ads showed on.

Belongs here: what sets these reports apart. Not here: whole delivery (`levels`). Only delivery that can be placed is in
them; the report's own totals call the rest "Other locations".
"""

from dataclasses import replace

from smm_assets.ingest.contract import Field, Signature
from smm_assets.networks.google import marks
from smm_assets.networks.google.columns import DELIVERY
from smm_assets.networks.google.details import COMMON, KEYWORDS

LOCATIONS = replace(
    KEYWORDS,
    name="locations",
    title="Google Ads location report",
    fields=(
        *COMMON,
        Field(to="region", names=marks.PLACE[:3]),
        Field(to="region", names=("City", *marks.PLACE[3:5])),
        Field(to="region", names=("Region", *marks.PLACE[5:])),
        Field(to="region", names=marks.LOCATION),
        Field(to="country", names=marks.COUNTRY),
        Field(to="segment", names=("Location type", "地域タイプ", "Standorttyp", "Тип местоположения")),
    ),
    signature=Signature(
        needs=("spend_original", ("region", "country"), DELIVERY),
        header=(*marks.LOCATION, *marks.COUNTRY, *marks.PLACE),
        forbids=(*marks.AD, *marks.KEYWORD, *marks.SEARCH_TERM, *marks.ASSET, *marks.ACTION, *marks.FOREIGN),
    ),
)

PLACEMENTS = replace(
    KEYWORDS,
    name="placements",
    title="Google Ads placement report",
    fields=(
        *COMMON,
        Field(to="placement", names=marks.PLACEMENT),
        Field(to="segment", names=("Placement type", "Type", "プレースメント タイプ", "Тип места размещения")),
    ),
    signature=Signature(
        needs=("spend_original", "placement", DELIVERY),
        header=marks.PLACEMENT,
        forbids=(*marks.AD, *marks.KEYWORD, *marks.ASSET, *marks.ACTION, *marks.FOREIGN),
    ),
)

REPORTS = (LOCATIONS, PLACEMENTS)
