"""VK community statistics, wide form: one row a day with the lines of VK's own charts as columns.

Belongs here: the labels of those charts and what each measures. Not here: the long form (`community_long`) and ads
(`ads`). Rests on the labels VK's charts had in 2012, as a public importer lists them; no file is at hand. Followers
reached and mentions have no metric here and are not read.
"""

from smm_assets import schema
from smm_assets.ingest.contract import Field, Report, Signature

LABELS = {
    "visitors": ("Уникальные посетители", "Посетители"),
    "page_views": ("Просмотры", "Просмотры страниц"),
    "followers_gained": ("Новые участники", "Новые подписчики", "Вступившие участники"),
    "followers_lost": ("Вышедшие участники", "Отписавшиеся участники", "Вышедшие подписчики"),
    "followers": ("Всего участников", "Всего подписчиков"),
    "reach": ("Полный охват", "Суммарный охват", "Охват", "Охват аудитории"),
    "likes": ("Мне нравится", "Отметки «Мне нравится»"),
    "comments": ("Комментарии",),
    "shares": ("Рассказать друзьям", "Рассказали друзьям", "Поделились"),
}
DAY = Field(to="day", names=("Дата", "День"))
METRICS = tuple(Field(to="value", fact={"metric": name}, names=names) for name, names in LABELS.items())

ADVICE = {
    "day": "In the community choose Управление > Статистика > Выгрузить статистику and the days wanted: rows are days",
    "ids": "Community statistics hold no posts or ads",
    "period": "Every row says its day; choose the range in Управление > Статистика > Выгрузить статистику",
    "account": "Declare the community in smm.yaml and put the file into its sub-folder of the inbox: the export does "
    "not name it",
    "again": "Export again in Управление > Статистика > Выгрузить статистику and drop the file in unopened",
}

REPORT = Report(
    network="vk",
    report="organic_metric",
    name="community",
    title="VK community statistics",
    table=schema.ACCOUNT_METRIC,
    fields=(DAY, *METRICS),
    signature=Signature(
        needs=("day", tuple(field.target for field in METRICS)),
        header=(
            "уникальные посетители",
            "новые участники",
            "новые подписчики",
            "вышедшие участники",
            "всего участников",
            "всего подписчиков",
            "полный охват",
            "охват подписчиков",
            "мне нравится",
            "рассказать друзьям",
            "рассказали друзьям",
        ),
        forbids=("клики", "показы", "потрачено", "id объявления", "возраст", "пол"),
    ),
    needs_currency=False,
    advice=ADVICE,
)

REPORTS = (REPORT,)
