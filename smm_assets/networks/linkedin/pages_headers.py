"""What all exports of LinkedIn Page analytics share: the day column, metric columns, demographic sheets, advice.

Belongs here: parts used by several of them. Not here: the exports (`pages_content`, `pages_followers`,
`pages_visitors`, `pages_competitors`).
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature

# Days are text, month first in the files seen: 02/14/2025.
DATE = Field(to="day", names=("Date", "Datum", "Fecha"), order="mdy")

DIMENSIONS = {
    "region": ("Location", "Standort", "Locatie", "Lieu"),
    "job_function": ("Job function", "Tätigkeitsbereich", "Functie", "Fonction"),
    "seniority": ("Seniority", "Karrierestufe", "Senioriteit", "Niveau d'expérience"),
    "industry": ("Industry", "Branche", "Sector", "Secteur"),
    "company_size": ("Company size", "Unternehmensgröße", "Bedrijfsgrootte", "Taille de l'entreprise"),
}

ADVICE = {
    "day": "In the Page's admin view > Analytics choose Content, Followers or Visitors, then Export",
    "ids": "Put each Page's files into its own sub-folder of the inbox, declared as an account in smm.yaml",
    "period": "Choose a date range in Analytics and export the whole workbook; keep the name LinkedIn gave it",
    "account": "Declare the Page as an account in smm.yaml and put its files into that account's inbox sub-folder",
    "again": "Export again from the Page's admin view > Analytics and drop the file in unopened",
}


def metric(name: str, *names: str) -> Field:
    """A column of one daily metric."""
    return Field(to="value", names=names, fact={"metric": name})


def demographics(
    name: str, title: str, audience: str, counted: str, heading: tuple[str, ...], *, period_of: str = ""
) -> Report:
    """The sheets Location, Job function, Seniority, Industry and Company size of one export.

    counted: the canonical column its second column fills. period_of: the sheet whose days its numbers cover.
    """
    buckets = tuple(Field(to="bucket", names=names, sets={"dimension": to}) for to, names in DIMENSIONS.items())
    known = (*heading, *(word for names in DIMENSIONS.values() for word in names))
    return Report(
        network="linkedin",
        report="organic_audience",
        name=name,
        title=title,
        table=schema.AUDIENCE,
        fields=(*buckets, Field(to=counted, names=heading)),
        signature=Signature(needs=("bucket", counted), only=known),
        constants={"audience": audience},
        needs_currency=False,
        needs_period=bool(period_of),
        period_of=period_of,
        advice=ADVICE,
    )
