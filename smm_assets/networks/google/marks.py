"""Header names that tell Google Ads reports apart, in every language known.

Belongs here: those lists. Not here: what the columns become (`columns`) and which report needs which (`levels` …).
"""

# Columns that only Google writes so; one of them must be in a campaign or ad group report.
OWN = (
    "Impr.",
    "Currency code",
    "Campaign type",
    "Campaign status",
    "Avg. CPC",
    "Avg. cost",
    "キャンペーン タイプ",
    "通貨コード",
    "キャンペーンの状態",
    "平均クリック単価",
    "Währungscode",
    "Kampagnentyp",
    "Durchschn. CPC",
    "Kampagnenstatus",
    "Код валюты",
    "Тип кампании",
    "Ср. цена за клик",
    "Статус кампании",
    "Código da moeda",
    "Tipo de campanha",
    "CPC méd.",
    "Status da campanha",
)
AD = (
    "Ad status",
    "Ad type",
    "Ad strength",
    "広告のステータス",
    "広告の状態",
    "広告タイプ",
    "Anzeigentyp",
    "Anzeigenstatus",
    "Тип объявления",
    "Статус объявления",
    "Tipo de anúncio",
    "Status do anúncio",
)
KEYWORD = (
    "Keyword",
    "Search keyword",
    "Keyword status",
    "検索キーワード",
    "キーワード",
    "Keyword-Status",
    "Suchkeyword",
    "Ключевое слово",
    "Palavra-chave",
    "Palavra-chave de pesquisa",
    "Palabra clave",
)
MATCH_TYPE: tuple[str, ...] = (
    "Match type",
    "Search keyword match type",
    "マッチタイプ",
    "Keyword-Option",
    "Тип соответствия",
)
MATCH_TYPE += ("Tipo de correspondência", "Tipo de concordancia")
SEARCH_TERM = ("Search term", "検索語句", "Suchbegriff", "Поисковый запрос", "Termo de pesquisa", "Término de búsqueda")
LOCATION = (
    "Location",
    "Targeted location",
    "Matched location",
    "地域",
    "ターゲット地域",
    "Standort",
    "Местоположение",
    "Local",
    "Ubicación",
)
COUNTRY = (
    "Country/Territory",
    "Country/Territory (Matched)",
    "Country/Territory (User location)",
    "国/地域",
    "Land/Gebiet",
    "Страна/территория",
    "País/território",
)
PLACE = (
    "Most specific location",
    "Most specific location (Matched)",
    "Most specific location (User location)",
    "City (Matched)",
    "City (User location)",
    "Region (Matched)",
    "Region (User location)",
)
ASSET = (
    "Asset",
    "Asset type",
    "Asset status",
    "アセット",
    "アセット タイプ",
    "Asset-Typ",
    "Объект",
    "Тип объекта",
    "Recurso",
)
VIDEO = ("Video", "Video title", "Video ID", "動画", "動画のタイトル", "Videotitel", "Видео", "Название видео", "Vídeo")
AGE = ("Age", "Age range", "年齢", "Alter", "Возраст", "Idade", "Edad")
GENDER = ("Gender", "性別", "Geschlecht", "Пол", "Gênero", "Sexo")
SEGMENT = (
    "Audience segment",
    "Audience",
    "オーディエンス",
    "オーディエンス セグメント",
    "Zielgruppe",
    "Zielgruppensegment",
    "Сегмент аудитории",
    "Аудитория",
    "Segmento de público",
    "Household income",
    "世帯収入",
    "Haushaltseinkommen",
    "Parental status",
)
PLACEMENT = ("Placement", "Where ads showed", "プレースメント", "Placement-Typ", "Место размещения", "Canal")
ACTION = (
    "Conversion action",
    "コンバージョン アクション",
    "Conversion-Aktion",
    "Действие-конверсия",
    "Ação de conversão",
)
# Tables of things that are not read: the rows of each leave most delivery out.
UNREAD = ("Product ID", "Item ID", "Asset group", "Listing group", "Landing page", "Expanded landing page", "Topic")
# All columns of reports below or beside campaigns, ad groups and ads.
BESIDE = (
    *KEYWORD,
    *MATCH_TYPE,
    *SEARCH_TERM,
    *LOCATION,
    *COUNTRY,
    *PLACE,
    *ASSET,
    *(name for name in VIDEO if name != "Video ID"),
    *AGE,
    *GENDER,
    *SEGMENT,
    *PLACEMENT,
    *ACTION,
    *UNREAD,
)
# Other networks share many names with Google, but never write these.
FOREIGN = ("Campaign name", "Ad group name", "Ad set name", "Clicks (all)", "Clicks (destination)", "Amount spent")
