"""Measures of Meta Ads exports: header names in every language known and what they count.

Belongs here: names only. Ratios and costs per something are left out on purpose: they are recomputed. Not here: what
the report is (`ads_manager`).
"""

from smm_assets.ingest.contract import Field

SPEND = Field(
    to="spend_original",
    names=(
        "Amount spent",
        "消化金額",
        "Потраченная сумма",
        "Сумма затрат",
        "Витрачена сума",
        "Importe gastado",
        "Valor usado",
        "Valor gasto",
        "Ausgegebener Betrag",
        "Montant dépensé",
        "Importo speso",
    ),
)

MEASURES = (
    SPEND,
    Field(
        to="impressions",
        names=(
            "Impressions",
            "インプレッション",
            "Показы",
            "Покази",
            "Impresiones",
            "Impressões",
            "Impressionen",
            "Impressioni",
        ),
    ),
    Field(
        to="clicks",
        names=(
            "Clicks (all)",
            "クリック(すべて)",
            "Клики (все)",
            "Кліки (усі)",
            "Clics (todos)",
            "Cliques (todos)",
            "Klicks (alle)",
            "Clics (tous)",
            "Clic (tutti)",
        ),
    ),
    Field(
        to="link_clicks",
        names=(
            "Link clicks",
            "リンクのクリック",
            "Клики по ссылке",
            "Кліки посилання",
            "Clics en el enlace",
            "Cliques no link",
            "Link-Klicks",
            "Clics sur un lien",
            "Clic sul link",
        ),
    ),
    Field(
        to="landing_page_views",
        names=(
            "Landing page views",
            "ランディングページビュー",
            "Просмотры целевой страницы",
            "Visitas a la página de destino",
            "Visualizações da página de destino",
            "Landingpage-Aufrufe",
            "Vues de page de destination",
            "Visualizzazioni della pagina di destinazione",
        ),
    ),
    Field(
        to="conversions",
        names=("Purchases", "購入", "Покупки", "Compras", "Käufe", "Achats", "Acquisti"),
    ),
    Field(
        to="conversion_value_original",
        names=(
            "Purchases conversion value",
            "購入のコンバージョン値",
            "Ценность конверсии покупок",
            "Valor de conversión de compras",
            "Valor de conversão de compras",
            "Valor de conversão da compra",
            "Conversion-Wert von Käufen",
            "Valeur de conversion des achats",
            "Valore di conversione degli acquisti",
        ),
    ),
    Field(to="leads", names=("Leads", "リード", "Лиды", "Ліди", "Clientes potenciales", "Prospects", "Contatti")),
    Field(to="video_views", names=("ThruPlays", "ThruPlay")),
    Field(
        to="engagements",
        names=(
            "Post engagements",
            "Post engagement",
            "投稿のエンゲージメント",
            "Вовлеченность для публикации",
            "Interacciones con la publicación",
            "Engajamentos com o post",
            "Beitragsinteraktionen",
            "Interactions avec la publication",
            "Interazioni con il post",
        ),
    ),
    Field(
        to="results",
        names=(
            "Results",
            "結果",
            "Результаты",
            "Результат(ы)",
            "Результат",
            "Результати",
            "Resultados",
            "Ergebnisse",
            "Résultats",
            "Risultati",
        ),
    ),
    Field(to="likes", names=("Post reactions", "Reacciones a publicaciones", "Reações ao post")),
    Field(to="comments", names=("Post comments", "Comentarios de publicaciones", "Comentários no post")),
    Field(to="shares", names=("Post shares", "Veces que se compartieron las publicaciones")),
    Field(to="saves", names=("Post saves",)),
    # What Instagram counts and what Facebook has called page likes, Facebook likes and follows or likes in turn: no
    # follow is in both, so the two add up.
    Field(to="follows", names=("Instagram follows",), adds=True),
    Field(to="follows", names=("Follows or likes", "Facebook likes", "Page likes"), adds=True),
    Field(
        to="reach",
        names=(
            "Reach",
            "Accounts Center accounts reached",
            "Accounts Centre accounts reached",
            "リーチ",
            "Охват",
            "Охоплення",
            "Alcance",
            "Reichweite",
            "Couverture",
            "Portée",
            "Copertura",
        ),
    ),
)
