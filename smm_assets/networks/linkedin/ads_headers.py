"""Header names that all Campaign Manager exports of LinkedIn share, and which entity each means in which generation.

Belongs here: columns, totals, file names, advice. Not here: which export has which of them (`ads_performance`,
`ads_conversions`, `ads_demographics`). No file could be read whole; English and Dutch names and formats are those that
public importers of these exports meet, German and French ones are from memory.
"""

from smm_assets.ingest.contract import Field

DAY = Field(
    to="day",
    names=(
        "Start Date (in UTC)",
        "Start Date",
        "Begindatum (in UTC)",
        "Startdatum (in UTC)",
        "Date de début (en UTC)",
        "Fecha de inicio (en UTC)",
    ),
)
OWN_HEADERS = (
    "start date (in utc)",
    "begindatum (in utc)",
    "startdatum (in utc)",
    "date de début (en utc)",
    "fecha de inicio (en utc)",
    "total social actions",
    "clicks to landing page",
    "clicks to linkedin page",
    "klikken naar bestemmingspagina",
    "lead forms opened",
)

_CAMPAIGN_NAMES = ("Campaign Name", "Campagnenaam", "Kampagnenname", "Nom de la campagne", "Nombre de la campaña")
_CAMPAIGN_IDS = ("Campaign ID", "Campagne-ID", "Kampagnen-ID", "ID de campagne", "ID de la campaña")
_CAMPAIGN_OBJECTIVES = (
    "Campaign Objective",
    "Campaign Objective Type",
    "Doelstelling van campagne",
    "Kampagnenziel",
    "Objectif de la campagne",
)
ACCOUNT = (
    Field(to="account_id", names=("Account ID", "Accountnummer", "Account-ID", "Konto-ID", "ID du compte")),
    Field(to="account_name", names=("Account Name", "Accountnaam", "Kontoname", "Nom du compte")),
    Field(to="currency", names=("Currency", "Valuta", "Währung", "Devise", "Moneda")),
)
AD = (
    Field(to="ad_id", names=("Ad ID", "Creative ID", "Advertentie-ID", "Anzeigen-ID", "ID de la publicité")),
    Field(
        to="ad_name",
        names=("Ad Name", "Creative Name", "Advertentienaam", "Anzeigenname", "Nom de la publicité"),
    ),
)

NEW_HIERARCHY = (
    Field(to="campaign_id", names=_CAMPAIGN_IDS),
    Field(to="campaign_name", names=_CAMPAIGN_NAMES),
    Field(to="ad_group_id", names=("Ad Set ID", "Advertentieset-ID", "Anzeigengruppen-ID")),
    Field(to="ad_group_name", names=("Ad Set Name", "Naam van advertentieset", "Name der Anzeigengruppe")),
    Field(to="objective_exported", names=("Ad Set Objective", "Doelstelling van advertentieset")),
    Field(to="objective_exported", names=_CAMPAIGN_OBJECTIVES),
    Field(to="campaign_type", names=("Campaign Type",)),
)
OLD_HIERARCHY = (
    Field(
        to="campaign_id",
        names=("Campaign Group ID", "Campagnegroep-ID", "Kampagnengruppen-ID", "ID du groupe de campagnes"),
    ),
    Field(
        to="campaign_name",
        names=(
            "Campaign Group Name",
            "Campaign Group",
            "Naam van campagnegroep",
            "Kampagnengruppenname",
            "Nom du groupe de campagnes",
        ),
    ),
    Field(to="ad_group_id", names=_CAMPAIGN_IDS),
    Field(to="ad_group_name", names=_CAMPAIGN_NAMES),
    Field(to="objective_exported", names=_CAMPAIGN_OBJECTIVES),
    Field(to="campaign_type", names=("Campaign Type", "Campagnetype", "Kampagnentyp", "Type de campagne")),
)
# Of these, one in the header settles the generation.
NEW_MARKS = (
    "ad set id",
    "ad set name",
    "ad set objective",
    "ad set status",
    "advertentieset-id",
    "naam van advertentieset",
    "doelstelling van advertentieset",
    "anzeigengruppen-id",
    "name der anzeigengruppe",
)
OLD_MARKS = (
    "campaign group id",
    "campaign group name",
    "campaign group",
    "campaign group status",
    "campaign type",
    "campaign objective",
    "campaign objective type",
    "creative id",
    "creative name",
    "creative status",
    "campagnegroep-id",
    "naam van campagnegroep",
    "campagnetype",
    "doelstelling van campagne",
    "kampagnengruppen-id",
    "kampagnengruppenname",
    "kampagnentyp",
    "id du groupe de campagnes",
    "nom du groupe de campagnes",
)
ENTITIES = ("campaign_id", "campaign_name", "ad_group_id", "ad_group_name", "ad_id", "ad_name")

# Viral figures are earned, not bought, and stand beside the paid ones: they are not read.
MEASURES = (
    Field(to="spend_original", names=("Total Spent", "Totaal besteed", "Gesamtausgaben", "Total dépensé")),
    Field(to="impressions", names=("Impressions", "Weergaven", "Impressionen")),
    Field(to="clicks", names=("Clicks", "Klikken", "Klicks", "Clics")),
    Field(to="link_clicks", names=("Clicks to Landing Page", "Klikken naar bestemmingspagina")),
    Field(to="engagements", names=("Total Engagements", "Aantal interacties")),
    Field(to="likes", names=("Reactions",)),
    Field(to="comments", names=("Comments",)),
    Field(to="shares", names=("Shares", "Reposts")),
    Field(to="follows", names=("Follows",)),
    Field(to="leads", names=("Leads",)),
    Field(to="conversions", names=("Conversions", "Conversies", "Conversions (Total)")),
    Field(to="conversion_value_original", names=("Total Conversion Value", "Conversion Value")),
    Field(to="video_views", names=("Video Views", "Videoweergaven")),
    Field(to="reach", names=("Reach", "Bereik", "Reichweite")),
)
CONSTANTS = {"conversion_definition": "linkedin_conversions", "video_view_definition": "two_seconds_half_in_view"}
BREAKDOWNS = (
    Field(to="asset", names=("Carousel Card", "Carousel Card Index")),
    Field(to="placement", names=("Placement", "Placement Name")),
    Field(to="device", names=("Device Type", "Impression Device Type")),
)
NO_DELIVERY = r"\((?:in|en) utc\)$"

ADVICE = {
    "day": "In Campaign Manager > Export choose the time breakdown Daily, then export again",
    "ids": "Choose the report Ad performance, which has Ad ID (formerly Creative ID): names can change, ids cannot",
    "period": "Export again from Campaign Manager and keep the lines above the table: they say Report Start and Report "
    "End; or choose the time breakdown Daily",
    "currency": "The column Currency says it; where it is gone, declare the account with its currency in smm.yaml",
    "account": "Declare the account in smm.yaml; the export names it but has no account number",
    "unsupported": "Choose a report that is not split by carousel card",
    "generation": "In Campaign Manager > Export choose the report Ad performance: it says which generation it is",
    "again": "In Campaign Manager > Export export the report again and drop the file in unopened, without saving it "
    "from a spreadsheet program",
}
