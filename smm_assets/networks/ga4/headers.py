"""Header names of GA4 in the languages known and of its Data API, by what the column holds.

Belongs here: names only. Not here: which table they make up (`traffic`, `users`, `audience`, `not_loaded`).
"""

DATE = ("Date", "Datum", "Fecha", "Data")
DAY_NUMBER = ("Nth day", "Día N", "Dia N", "Nº dia", "N. dia")
WEEK_NUMBER = ("Nth week", "Nth month", "Nth year", "Semana N", "Mes N", "Nº semana", "Nº mês")

GROUP = (
    "Session primary channel group (Default channel group)",
    "Session primary channel group",
    "Session default channel group",
    "Session default channel grouping",
    "sessionDefaultChannelGroup",
    "sessionPrimaryChannelGroup",
    "Sitzung – primäre Channelgruppe (Standard-Channelgruppe)",
    "Sitzung – primäre Channelgruppe",
    "Sitzung – Standard-Channelgruppe",
    "Sitzung – Standardchannelgruppe",
    "Grupo de canales principal de la sesión (Grupo de canales predeterminado)",
    "Grupo de canales principal de la sesión",
    "Grupo de canales predeterminado de la sesión",
    "Grupo principal de canais da sessão (Grupo de canais padrão)",
    "Grupo principal de canais da sessão (Grupo de Canais)",
    "Grupo principal de canais da sessão",
    "Grupo de canais padrão da sessão",
    "Groupe de canaux principal de la session (Groupe de canaux par défaut)",
    "Groupe de canaux principal de la session",
    "Groupe de canaux par défaut pour la session",
)
SOURCE_MEDIUM = (
    "Session source / medium",
    "Session source/medium",
    "sessionSourceMedium",
    "Sitzung – Quelle/Medium",
    "Fuente/medio de la sesión",
    "Origem / mídia da sessão",
    "Source/Support de la session",
)
SOURCE = ("Session source", "sessionSource", "Sitzung – Quelle", "Fuente de la sesión", "Origem da sessão")
MEDIUM = ("Session medium", "sessionMedium", "Sitzung – Medium", "Medio de la sesión", "Mídia da sessão")
CAMPAIGN = (
    "Session campaign",
    "Session campaign name",
    "sessionCampaignName",
    "Sitzung – Kampagne",
    "Campaña de la sesión",
    "Campanha da sessão",
    "Campagne de la session",
)
LANDING = ("Landing page", "landingPage", "Landingpage", "Página de destino", "Page de destination")
LANDING_QUERY = (
    "Landing page + query string",
    "landingPagePlusQueryString",
    "Landingpage + Abfragestring",
    "Página de destino y cadena de consulta",
)
DEVICE = (
    "Device category",
    "deviceCategory",
    "Gerätekategorie",
    "Categoría de dispositivo",
    "Categoria do dispositivo",
)
OF_SESSION = (*GROUP, *SOURCE_MEDIUM, *SOURCE, *MEDIUM, *CAMPAIGN, *LANDING, *LANDING_QUERY)

SESSIONS = ("Sessions", "Sitzungen", "Sesiones", "Sessões")
ALL_USERS = (
    "Total users",
    "Users",
    "totalUsers",
    "Nutzer insgesamt",
    "Usuarios totales",
    "Total de usuarios",
    "Total de usuários",
    "Total utilisateurs",
)
ACTIVE_USERS = (
    "Active users",
    "activeUsers",
    "Aktive Nutzer",
    "Usuarios activos",
    "Usuários ativos",
    "Utilisateurs actifs",
)
NEW_USERS = (
    "New users",
    "newUsers",
    "Neue Nutzer",
    "Usuarios nuevos",
    "Nuevos usuarios",
    "Novos usuários",
    "Nouveaux utilisateurs",
)
KEY_EVENTS = ("Key events", "keyEvents", "Conversions", "Schlüsselereignisse", "Eventos clave", "Eventos principais")
ORDERS = ("Transactions", "transactions", "Transaktionen", "Transacciones", "Transações")
PURCHASES = ("Ecommerce purchases", "ecommercePurchases")
BUYERS = ("First time purchasers", "First-time purchasers", "firstTimePurchasers")
REVENUE = (
    "Total revenue",
    "totalRevenue",
    "Gesamtumsatz",
    "Ingresos totales",
    "Receita total",
    "Revenu total",
)
PURCHASE_REVENUE = ("Purchase revenue", "purchaseRevenue")
CURRENCY = ("Currency code", "currencyCode")
# Ratios, averages and counts that stand beside users and sessions and do not split rows.
BESIDE = (
    "Views",
    "screenPageViews",
    "Event count",
    "eventCount",
    "Engaged sessions",
    "engagedSessions",
    "Engagement rate",
    "engagementRate",
    "Bounce rate",
    "bounceRate",
    "Average engagement time",
    "Average engagement time per session",
    "Average engagement time per active user",
    "averageSessionDuration",
    "Average session duration",
    "Events per session",
    "Engaged sessions per user",
    "Engaged sessions per active user",
    "Sessions per user",
    "Views per session",
    "Views per user",
    "User engagement",
    "userEngagementDuration",
    "User key event rate",
    "Session key event rate",
    "Returning users",
    "ARPU",
    "Average purchase revenue",
    "Average revenue per user",
)

COUNTRY = ("Country", "country", "Land", "País", "Pays")
REGION = ("Region", "region", "Región", "Região", "Région")
CITY = ("City", "Town/City", "city", "Stadt", "Ort", "Ciudad", "Cidade", "Ville")
LANGUAGE = ("Language", "Language code", "language", "Sprache", "Idioma", "Langue")
AGE = ("Age", "userAgeBracket", "Alter", "Edad", "Idade", "Âge")
GENDER = ("Gender", "userGender", "Geschlecht", "Género", "Sexo", "Gênero")
BROWSER = ("Browser", "browser", "Navegador", "Navigateur")
SYSTEM = ("Operating system", "operatingSystem", "Betriebssystem", "Sistema operativo", "Sistema operacional")
PLATFORM = ("Platform", "platform", "Plattform", "Plataforma", "Plate-forme")
EVENT = ("Event name", "eventName", "Ereignisname", "Nombre del evento", "Nome do evento", "Nom de l'événement")
ITEM = ("Item name", "itemName", "Artikelname", "Nombre del artículo", "Nome do item", "Nom de l'article")
PAGE = (
    "Page title and screen class",
    "Page title and screen name",
    "Page path and screen class",
    "Page path + query string",
    "Page title",
    "Page location",
    "pagePath",
    "pageTitle",
    "unifiedPageScreen",
    "unifiedScreenClass",
    "Seitentitel und Bildschirmklasse",
    "Título de página y clase de pantalla",
    "Ruta de página y clase de pantalla",
    "Título da página e classe da tela",
)
FIRST_USER = (
    "First user default channel group",
    "First user primary channel group (Default channel group)",
    "First user primary channel group",
    "First user source / medium",
    "First user source",
    "First user medium",
    "First user campaign",
    "firstUserSource",
    "firstUserMedium",
    "firstUserSourceMedium",
    "firstUserCampaignName",
    "firstUserDefaultChannelGroup",
    "firstUserPrimaryChannelGroup",
    "Primer grupo de canales principal del usuario (Grupo de canales predeterminado)",
    "Primer grupo de canales principal del usuario",
    "Primera fuente/medio del usuario",
    "Grupo principal de canais do primeiro usuário (Grupo de canais padrão)",
    "Grupo principal de canais do primeiro usuário",
)
