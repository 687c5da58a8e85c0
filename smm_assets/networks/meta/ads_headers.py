"""Header names of Meta Ads exports in every language known: Ads Manager tables and Ads Reporting.

Belongs here: names only. Not here: what the report is (`ads_manager`). French names may arrive with broken accents;
the engine mends those before comparing.
"""

from smm_assets.ingest.contract import Field

ENTITIES = (
    Field(
        to="account_id", names=("Account ID", "アカウントID", "Идентификатор аккаунта", "Identificador de la cuenta")
    ),
    Field(
        to="account_name",
        names=(
            "Account name",
            "アカウント名",
            "Название аккаунта",
            "Назва облікового запису",
            "Nombre de la cuenta",
            "Nome da conta",
            "Name des Werbekontos",
            "Kontoname",
            "Nom du compte",
            "Nome dell'account",
        ),
    ),
    Field(
        to="campaign_id",
        names=(
            "Campaign ID",
            "キャンペーンID",
            "ID кампании",
            "Идентификатор кампании",
            "ID кампанії",
            "Identificador de la campaña",
            "ID da campanha",
            "Identificação da campanha",
            "Kampagnen-ID",
            "ID de campagne",
            "ID campagna",
        ),
    ),
    Field(
        to="campaign_name",
        names=(
            "Campaign name",
            "キャンペーン名",
            "Название кампании",
            "Назва кампанії",
            "Nombre de la campaña",
            "Nome da campanha",
            "Kampagnenname",
            "Nom de la campagne",
            "Nome della campagna",
        ),
    ),
    Field(
        to="ad_group_id",
        names=(
            "Ad set ID",
            "広告セットID",
            "ID группы объявлений",
            "Идентификатор группы объявлений",
            "ID групи оголошень",
            "Identificador del conjunto de anuncios",
            "ID do conjunto de anúncios",
            "Identificação do conjunto de anúncios",
            "Anzeigengruppen-ID",
            "ID de l'ensemble de publicités",
            "ID gruppo di inserzioni",
        ),
    ),
    Field(
        to="ad_group_name",
        names=(
            "Ad set name",
            "広告セット名",
            "Название группы объявлений",
            "Назва групи оголошень",
            "Nombre del conjunto de anuncios",
            "Nome do conjunto de anúncios",
            "Name der Anzeigengruppe",
            "Anzeigengruppenname",
            "Nom de l'ensemble de publicités",
            "Nome del gruppo di inserzioni",
        ),
    ),
    Field(
        to="ad_id",
        names=(
            "Ad ID",
            "広告ID",
            "ID объявления",
            "Идентификатор объявления",
            "ID оголошення",
            "Identificador del anuncio",
            "ID do anúncio",
            "Identificação do anúncio",
            "Anzeigen-ID",
            "ID de la publicité",
            "ID inserzione",
        ),
    ),
    Field(
        to="ad_name",
        names=(
            "Ad name",
            "広告名",
            "Название объявления",
            "Назва оголошення",
            "Nombre del anuncio",
            "Nome do anúncio",
            "Anzeigenname",
            "Name der Werbeanzeige",
            "Nom de la publicité",
            "Nome dell'inserzione",
        ),
    ),
    Field(
        to="objective_exported",
        names=("Objective", "目的", "Цель", "Objetivo", "Ziel", "Objectif", "Obiettivo", "Campaign objective"),
    ),
)

PERIODS = (
    Field(to="day", names=("Day", "日", "День", "Día", "Dia", "Tag", "Jour", "Giorno")),
    Field(
        to="date_range",
        names=(
            "Month",
            "Week",
            "月",
            "週",
            "Месяц",
            "Неделя",
            "Mes",
            "Semana",
            "Mês",
            "Monat",
            "Woche",
            "Mois",
            "Mese",
        ),
    ),
    Field(
        to="period_start",
        names=(
            "Reporting starts",
            "レポート開始日",
            "Дата начала отчетности",
            "Дата начала отчётности",
            "Начало отчетности",
            "Початок звітності",
            "Inicio del informe",
            "Início dos relatórios",
            "Berichtsstart",
            "Début des rapports",
            "Inizio report",
            "Inizio della creazione dei report",
        ),
    ),
    Field(
        to="period_end",
        names=(
            "Reporting ends",
            "レポート終了日",
            "Дата окончания отчетности",
            "Дата окончания отчётности",
            "Окончание отчетности",
            "Кінець звітності",
            "Fin del informe",
            "Encerramento dos relatórios",
            "Término dos relatórios",
            "Berichtsende",
            "Fin des rapports",
            "Fine report",
            "Fine della creazione dei report",
        ),
    ),
)

BREAKDOWNS = (
    Field(
        to="publisher",
        names=(
            "Platform",
            "Publisher platform",
            "プラットフォーム",
            "配信面プラットフォーム",
            "Платформа",
            "Plataforma",
            "Plattform",
            "Plateforme",
            "Piattaforma",
        ),
        values={
            "audience network": "audience_network",
            "facebook": "facebook",
            "instagram": "instagram",
            "messenger": "messenger",
            "threads": "threads",
            "whatsapp": "whatsapp",
        },
    ),
    Field(to="age", names=("Age", "年齢", "Возраст", "Вік", "Edad", "Idade", "Alter", "Âge", "Età")),
    Field(
        to="gender",
        names=("Gender", "性別", "Пол", "Стать", "Sexo", "Género", "Gênero", "Geschlecht", "Sexe", "Genre", "Genere"),
    ),
    Field(to="country", names=("Country", "国", "Страна", "Країна", "País", "Land", "Pays", "Paese")),
    Field(
        to="region", names=("Region", "DMA region", "地域", "Регион", "Регіон", "Región", "Região", "Région", "Regione")
    ),
    Field(
        to="placement",
        names=(
            "Placement",
            "配置",
            "Плейсмент",
            "Место размещения",
            "Ubicación",
            "Posicionamento",
            "Platzierung",
            "Emplacement",
            "Posizionamento",
            "Placements",
        ),
    ),
    Field(
        to="device",
        names=("Impression device", "Device platform", "Impression devices", "Device", "Устройство", "Dispositivo"),
    ),
    Field(to="segment", names=("Audience segments", "Audience segment")),
)

UNSUPPORTED = (
    Field(
        to="unsupported",
        names=(
            "Time of day (ad account time zone)",
            "Time of day (viewer's time zone)",
            "Product ID",
            "Conversion device",
            "Media asset",
            "Time of day",
        ),
    ),
)

BUDGETS = (
    Field(to="campaign_budget", names=("Campaign budget", "Kampagnenbudget", "Бюджет кампании", "キャンペーン予算")),
    Field(
        to="ad_group_budget",
        names=("Ad set budget", "Anzeigengruppenbudget", "Бюджет группы объявлений", "広告セット予算"),
    ),
    Field(to="budget_type", names=("Ad set budget type", "Campaign budget type")),
    Field(to="campaign_status", names=("Campaign delivery", "キャンペーンの配信", "Показ кампании")),
    Field(to="ad_group_status", names=("Ad set delivery", "広告セットの配信", "Показ группы объявлений")),
)

SETTINGS = (
    Field(
        to="attribution_setting",
        names=(
            "Attribution setting",
            "アトリビューション設定",
            "Настройки атрибуции",
            "Налаштування атрибуції",
            "Configuración de atribución",
            "Configuração de atribuição",
            "Attributionseinstellung",
            "Attributions-Einstellung",
            "Paramètre d'attribution",
            "Impostazione di attribuzione",
        ),
    ),
    Field(
        to="result_type",
        names=(
            "Result indicator",
            "Result type",
            "Indicador de resultado",
            "Indicador de resultados",
            "Tipo de resultado",
            "Тип результата",
        ),
    ),
    Field(
        to="currency", names=("Currency", "通貨", "Валюта", "Divisa", "Moneda", "Moeda", "Währung", "Devise", "Valuta")
    ),
)
