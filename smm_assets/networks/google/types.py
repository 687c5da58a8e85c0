"""Campaign types and networks of Google Ads in the languages known, and the publisher each one is.

Belongs here: what a campaign type or a network means. Not here: header names (`columns`).
"""

VIDEO = ("Video", "動画", "Видео", "Відео", "Vídeo", "Vidéo")
DEMAND_GEN = (
    "Demand Gen",
    "Demand generation",
    "デマンド ジェネレーション",
    "ファインド",
    "Discovery",
    "Генерация спроса",
    "Geração de demanda",
    "Generación de demanda",
    "Génération de la demande",
)
_PUBLISHERS = {
    "search": (
        "Search",
        "検索",
        "Suche",
        "Suchnetzwerk",
        "Поиск",
        "Поисковая сеть",
        "Pesquisa",
        "Búsqueda",
        "Recherche",
    ),
    "display": ("Display", "ディスプレイ", "Displaynetzwerk", "КМС", "Контекстно-медийная сеть", "Rede de Display"),
    "shopping": ("Shopping", "ショッピング", "Покупки", "Торговая"),
    "performance_max": ("Performance Max", "P-MAX", "Máximo rendimiento", "Макс. эффективность"),
    "smart": ("Smart", "スマート", "Умная", "Inteligente"),
    "app": ("App", "アプリ", "Приложение", "Aplicativo"),
    "local": ("Local", "ローカル", "Hotel", "ホテル"),
}
# Several networks of one publisher stay apart: rows of both may stand side by side.
NETWORKS = {
    **dict.fromkeys(
        (
            *("google search", "google suche", "google-suche", "google 検索", "поиск google", "google поиск"),
            *("pesquisa google", "pesquisa do google", "google pesquisa", "búsqueda de google", "google búsqueda"),
            *("recherche google", "ricerca google", "google 검색"),
        ),
        "search",
    ),
    **dict.fromkeys(
        (
            *("search partners", "suchnetzwerk-partner", "suchnetzwerkpartner", "suchpartner", "検索パートナー"),
            *("検索ネットワーク パートナー", "поисковые партнеры", "поисковые партнёры", "parceiros de pesquisa"),
            *("parceiros da rede de pesquisa", "partners de búsqueda", "partners de la red de búsqueda"),
            *("socios de búsqueda", "partenaires de recherche", "partenaires du réseau de recherche"),
            *("partner di ricerca", "partner della rete di ricerca", "검색 파트너"),
        ),
        "search_partners",
    ),
    **dict.fromkeys(
        (
            *("google display network", "display network", "google displaynetzwerk", "google display-netzwerk"),
            *("displaynetzwerk", "google ディスプレイ ネットワーク", "ディスプレイ ネットワーク", "кмс"),
            *("кмс google", "контекстно-медийная сеть", "контекстно-медийная сеть google", "rede de display"),
            *("rede de display do google", "red de display", "red de display de google", "réseau display"),
            *("réseau display de google", "réseau display google", "rete display", "rete display di google"),
            *("google 디스플레이 네트워크", "디스플레이 네트워크"),
        ),
        "display",
    ),
    **dict.fromkeys(
        (
            *("youtube", "youtube videos", "youtube-videos", "youtube 動画", "видео youtube", "видео на youtube"),
            *("vídeos do youtube", "vídeos de youtube", "videos de youtube", "vidéos youtube", "video di youtube"),
            *("youtube 동영상",),
        ),
        "youtube",
    ),
    **dict.fromkeys(
        (
            *("youtube search", "youtube-suche", "youtube suche", "youtube 検索", "поиск youtube"),
            *("поиск на youtube", "pesquisa do youtube", "pesquisa no youtube", "búsqueda de youtube"),
            *("búsqueda en youtube", "recherche youtube", "recherche sur youtube", "ricerca di youtube"),
            *("ricerca youtube", "youtube 검색"),
        ),
        "youtube_search",
    ),
    "google tv": "google_tv",
    **dict.fromkeys(
        (
            *("cross-network", "netzwerkübergreifend", "クロスネットワーク", "クロス ネットワーク", "várias redes"),
            *("несколько сетей", "межсетевой", "entre redes", "multired", "multirrede", "multiréseau"),
            *("inter-réseaux", "교차 네트워크"),
        ),
        "cross_network",
    ),
}


def publisher_of(campaign_type: str) -> str | None:
    """youtube for Video and Demand Gen, else by the type's own network; None for a type not known."""
    folded = campaign_type.strip().casefold()
    if folded in {name.casefold() for name in (*VIDEO, *DEMAND_GEN)}:
        return "youtube"
    for publisher, names in _PUBLISHERS.items():
        if folded in {name.casefold() for name in names}:
            return publisher
    return None
