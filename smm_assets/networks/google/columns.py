"""Columns shared by Google Ads reports: header names in every language known, totals rows, meaning of measures.

Belongs here: what all reports have alike. Not here: how a report is told apart (`levels`, `details`, `places` …).
Interactions are clicks, views or engagements by campaign type and are not read as clicks; ratios are recomputed.
"""

import pandas as pd

from smm_assets.ingest.contract import Field, FileContext, Preamble, Totals
from smm_assets.ingest.rows.budgets import READ, with_budget
from smm_assets.networks.google.types import NETWORKS, publisher_of

ACCOUNT = (
    Field(to="account_id", names=("Customer ID", "Account ID", "お客様 ID", "Kunden-ID", "Идентификатор клиента")),
    Field(to="account_name", names=("Account", "Account name", "アカウント", "Konto", "Аккаунт", "Conta")),
)
CAMPAIGN = (
    Field(
        to="campaign_id",
        names=("Campaign ID", "キャンペーン ID", "Kampagnen-ID", "Идентификатор кампании", "ID da campanha"),
    ),
    Field(to="campaign_name", names=("Campaign", "キャンペーン", "Kampagne", "Кампания", "Campanha", "Campaña")),
    Field(
        to="campaign_type",
        names=(
            "Campaign type",
            "キャンペーン タイプ",
            "Kampagnentyp",
            "Тип кампании",
            "Tipo de campanha",
            "Tipo de campaña",
        ),
    ),
)
BUDGET = (
    Field(to="campaign_budget", names=("Budget", "予算", "Бюджет", "Orçamento", "Presupuesto")),
    Field(to="budget_type", names=("Budget type", "予算タイプ", "Budgettyp", "Тип бюджета", "Tipo de orçamento")),
    Field(
        to="campaign_status",
        names=("Campaign status", "キャンペーンの状態", "Kampagnenstatus", "Статус кампании", "Status da campanha"),
    ),
    Field(to="ad_group_status", names=("Ad group status", "Anzeigengruppenstatus")),
)
AD_GROUP = (
    Field(
        to="ad_group_id",
        names=(
            "Ad group ID",
            "広告グループ ID",
            "Anzeigengruppen-ID",
            "Идентификатор группы объявлений",
            "ID do grupo de anúncios",
        ),
    ),
    Field(
        to="ad_group_name",
        names=("Ad group", "広告グループ", "Anzeigengruppe", "Группа объявлений", "Grupo de anúncios"),
    ),
)
AD = (
    Field(to="ad_id", names=("Ad ID", "広告 ID", "Anzeigen-ID", "Идентификатор объявления", "ID do anúncio")),
    Field(to="ad_name", names=("Ad name", "広告名", "Anzeigenname", "Название объявления", "Nome do anúncio")),
    Field(to="ad_name", names=("Headline 1", "広告見出し 1", "Anzeigentitel 1", "Заголовок 1", "Título 1")),
    Field(
        to="ad_name",
        names=("Headline", "Long headline", "広告見出し", "長い広告見出し", "Titel", "Заголовок", "Título"),
    ),
    Field(to="ad_name", names=("Final URL", "最終ページ URL", "Finale URL", "Конечный URL", "URL final")),
)
DELIVERY = ("impressions", "clicks", "conversions", "video_views")
HOURS = {str(hour): f"{hour:02d}" for hour in range(24)} | {
    f"{hour % 12 or 12} {half}": f"{hour + add:02d}" for half, add in (("am", 0), ("pm", 12)) for hour in range(12)
}
PERIODS = (
    Field(to="day", names=("Day", "日", "日付", "Tag", "День", "Dia", "Día", "Date")),
    Field(
        to="hour",
        names=(
            "Hour of day",
            "Hour of the day",
            "時間帯",
            "時刻",
            "Tageszeit",
            "Stunde",
            "Час",
            "Время суток",
            "Hora do dia",
        ),
        values=HOURS,
    ),
    Field(to="date_range", names=("Week", "週", "Woche", "Неделя", "Semana"), span="week"),
    Field(to="date_range", names=("Month", "月", "Monat", "Месяц", "Mês", "Mes"), span="month"),
    Field(to="date_range", names=("Quarter", "四半期", "Quartal", "Квартал", "Trimestre"), span="quarter"),
    Field(to="date_range", names=("Year", "年", "Jahr", "Год", "Ano", "Año"), span="year"),
    Field(
        to="unsupported",
        names=("Day of week", "Day of the week", "曜日", "Wochentag", "День недели", "Dia da semana"),
        if_several=True,
    ),
    Field(to="unsupported", names=("Top vs. other", "Click type", "Ad event type", "Slot"), if_several=True),
    Field(to="unsupported", names=("Conversion category", "Conversion source"), if_several=True),
)
BREAKDOWNS = (
    Field(
        to="publisher",
        names=(
            "Network",
            "Network (with search partners)",
            "ネットワーク",
            "ネットワーク(検索パートナーを含む)",
            "Werbenetzwerk",
            "Netzwerk",
            "Netzwerk (mit Suchnetzwerk-Partnern)",
            "Сеть",
            "Сеть (с поисковыми партнерами)",
            "Rede",
            "Rede (com parceiros de pesquisa)",
            "Red",
            "Red (con partners de búsqueda)",
            "Réseau",
            "Réseau (avec partenaires du Réseau de Recherche)",
            "Rete",
        ),
        values=NETWORKS,
    ),
    Field(to="device", names=("Device", "デバイス", "Gerät", "Устройство", "Dispositivo", "Appareil")),
)
MEASURES = (
    Field(
        to="spend_original", names=("Cost", "費用", "Kosten", "Расход", "Custo", "Coste", "Coût", "Costo", "Стоимость")
    ),
    Field(
        to="impressions",
        names=("Impr.", "Impressions", "表示回数", "Impressionen", "Показы", "Impressões", "Impresiones"),
    ),
    Field(to="clicks", names=("Clicks", "クリック数", "Klicks", "Клики", "Cliques", "Clics")),
    Field(to="conversions", names=("Conversions", "コンバージョン", "Conversions-Anzahl", "Конверсии", "Conversões")),
    Field(
        to="conversion_value_original",
        names=("Conv. value", "Conversion value", "コンバージョン値", "Conv.-Wert", "Ценность конв.", "Valor conv."),
    ),
    Field(
        to="video_views", names=("TrueView views", "Views", "TrueView 視聴回数", "視聴回数", "Aufrufe", "Visualizações")
    ),
    Field(to="engagements", names=("Engagements", "エンゲージメント", "Engagements-Anzahl")),
    Field(
        to="currency",
        names=("Currency code", "Currency", "通貨コード", "Währungscode", "Код валюты", "Código da moeda", "Moeda"),
    ),
)
TOTAL_LABEL = r"^(total: |total$|合計: |合計$|gesamt: |gesamt$|insgesamt: |итого: |всего: |итого$|всего$|total geral)"
_OF_ROWS = (
    r"campaigns|ad groups|ads|(search )?keywords|search terms|(matched |targeted )?locations|assets|videos|"
    r"placements|age|ages|age ranges|genders?|audiences?|audience segments|household incomes?|demographics|devices|"
    r"campanhas|grupos de anúncios|anúncios|palavras-chave|termos de pesquisa|locais|recursos|vídeos"
)
TOTALS = Totals(
    label=TOTAL_LABEL,
    control=rf"^(total: (all but removed |all enabled |your |filtered )?({_OF_ROWS})$|"
    r"合計: (キャンペーン|広告グループ|広告|検索キーワード|キーワード|検索語句|地域|アセット|動画)|"
    r"(gesamt|insgesamt): (kampagnen|anzeigengruppen|anzeigen|keywords|suchbegriffe|standorte|assets|videos)|"
    r"(итого|всего): (кампании|группы объявлений|объявления|ключевые слова|поисковые запросы|местоположения|видео))",
    control_else=r"^((total|合計|gesamt|insgesamt|итого|всего)(: (account|アカウント|konto|аккаунт|conta|cuenta))?$|"
    r"total geral)",
)
CONSTANTS = {"conversion_definition": "google_conversions", "video_view_definition": "trueview"}
FILE_PERIOD = (r"\((\d{4}\.\d{2}\.\d{2})-(\d{4}\.\d{2}\.\d{2})\)",)
ADVICE = {
    "day": "In Google Ads add Segment > Time > Day before Download",
    "ids": "Add the columns Campaign ID, Ad group ID and Ad ID: names can change, ids cannot",
    "currency": "Add the column Currency code, or declare the account with its currency in smm.yaml",
    "account": "Declare the account in smm.yaml; the report does not name it",
    "period": "Choose a date range other than All time, best with Segment > Time > Day, and download again",
    "again": "Download the campaign, ad group or ad report again (Download > .csv) and drop the file in unopened",
    "numbers": "Download again as .csv in an English interface and drop the file in unopened",
    "unsupported": "Remove that segment (keep Day) and download again",
    "totals": "Download the report again without filters; rows removed by hand would explain the difference",
}


PUBLISHERS_READ = (
    *READ,
    *("campaign_type", "publisher", "conversions", "conversion_definition", "video_views", "video_view_definition"),
)


def publishers(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """Say which publisher a campaign buys, from its type, where no network column tells; keep only known meanings."""
    frame = frame.copy()
    known = {text: publisher_of(text) for text in frame["campaign_type"].dropna().unique()}
    by_type = frame["campaign_type"].map(known).astype("str")
    frame["publisher"] = frame["publisher"].fillna(by_type)
    for measure, definition in (("conversions", "conversion_definition"), ("video_views", "video_view_definition")):
        frame[definition] = frame[definition].where(frame[measure].notna())
    return with_budget(frame)
