"""Campaign types of Google Ads in the languages known, and the publisher each one buys.

Belongs here: what a campaign type means. Not here: header names (`columns`).
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


def publisher_of(campaign_type: str) -> str | None:
    """youtube for Video and Demand Gen, else by the type's own network; None for a type not known."""
    folded = campaign_type.strip().casefold()
    if folded in {name.casefold() for name in (*VIDEO, *DEMAND_GEN)}:
        return "youtube"
    for publisher, names in _PUBLISHERS.items():
        if folded in {name.casefold() for name in names}:
            return publisher
    return None
