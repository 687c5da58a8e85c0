"""What YouTube Studio's advanced mode breaks a channel's views down by, beside videos and days.

Belongs here: header names of the dimensions and their values. Not here: the measures beside them (`audience`). Values
that Studio translates and that matter across languages get one spelling; others stay as exported.
"""

from smm_assets.ingest.contract import Field


def _ages() -> dict[str, str]:
    found = {}
    for bucket in ("13-17", "18-24", "25-34", "35-44", "45-54", "55-64"):
        first, last = bucket.split("-")
        for between in ("–", "-", " a ", " à ", " bis ", "–"):
            for years in ("years", "jahre", "anos", "años", "ans", "anni", "лет"):
                found[f"{first}{between}{last} {years}"] = bucket
    for oldest in ("65+ years", "65+ jahre", "65+ anos", "65 anos ou mais", "65 jahre und älter", "mais de 65 anos"):
        found[oldest] = "65+"
    return found | {"65 años o más": "65+", "65 ans et plus": "65+", "65+ anni": "65+", "65+ лет": "65+"}


AGES = _ages()
GENDERS = {
    "female": "female",
    "male": "male",
    "user-specified": "user-specified",
    "weiblich": "female",
    "männlich": "male",
    "nutzerdefiniert": "user-specified",
    "feminino": "female",
    "masculino": "male",
    "especificado pelo usuário": "user-specified",
    "mujer": "female",
    "hombre": "male",
    "женский": "female",
    "мужской": "male",
}
SUBSCRIPTIONS = {
    "subscribed": "subscribed",
    "not subscribed": "not subscribed",
    "abonniert": "subscribed",
    "nicht abonniert": "not subscribed",
    "inscrito": "subscribed",
    "não inscrito": "not subscribed",
}

AGE = Field(
    to="bucket",
    names=("Viewer age", "Alter der Zuschauer", "Idade do espectador", "Edad del espectador", "Возраст зрителя"),
    values=AGES,
    sets={"dimension": "age"},
)
GENDER = Field(
    to="bucket",
    names=("Viewer gender", "Geschlecht der Zuschauer", "Gênero do espectador", "Género del espectador", "Пол зрителя"),
    values=GENDERS,
    sets={"dimension": "gender"},
)
_GEOGRAPHY = ("Geography", "Geografie", "Região geográfica", "Geografia", "Geografía", "Geographie", "География")


def _dimension(name: str, *names: str, **values: dict[str, str]) -> Field:
    return Field(to="bucket", names=names, sets={"dimension": name}, values=values.get("values", {}))


DIMENSIONS = (
    AGE,
    GENDER,
    _dimension("country", *_GEOGRAPHY),
    _dimension("city", "City", "Cities", "Stadt", "Städte", "Cidade", "Cidades", "Ciudad"),
    _dimension(
        "subscription",
        "Subscription status",
        "Abostatus",
        "Status da inscrição",
        "Status de inscrição",
        "Estado de la suscripción",
        values=SUBSCRIPTIONS,
    ),
    _dimension("traffic_source", "Traffic source", "Zugriffsquelle", "Origem do tráfego", "Fuente de tráfico"),
    _dimension("device", "Device type", "Gerätetyp", "Tipo de dispositivo"),
    _dimension("operating_system", "Operating system", "Betriebssystem", "Sistema operacional", "Sistema operativo"),
    _dimension("format", "Content type", "Inhaltstyp", "Tipo de conteúdo", "Tipo de contenido"),
    _dimension("product", "YouTube product", "YouTube-Produkt", "Produto do YouTube"),
    _dimension("playback_location", "Playback location", "Wiedergabeort", "Local de reprodução"),
    _dimension("viewer_kind", "New and returning viewers", "Neue und wiederkehrende Zuschauer", "Viewer type"),
    _dimension("subtitles", "Subtitles and CC", "Untertitel", "Legendas"),
    _dimension("language", "Video info language", "Translation use"),
    _dimension("sharing_service", "Sharing service", "Serviço de compartilhamento"),
    _dimension("player", "Player type", "Playertyp"),
)
