"""Header names of YouTube Studio's advanced mode in the languages known.

Belongs here: names only. Not here: what the columns become (`content`, `totals`, `audience`). German headers carry soft
hyphens, which matching takes out. English, German and Portuguese names were seen in files, others were not.
"""

CONTENT = ("Content", "Video", "Inhalt", "Inhalte", "Conteúdo", "Vídeo", "Contenido", "Contenu", "Contenuti", "Контент")
TITLE = (
    "Video title",
    "Videotitel",
    "Título do vídeo",
    "Título del vídeo",
    "Título del video",
    "Titre de la vidéo",
    "Titolo video",
    "Название видео",
)
PUBLISHED = (
    "Video publish time",
    "Veröffentlichungszeitpunkt des Videos",
    "Horário de publicação do vídeo",
    "Hora de publicación del vídeo",
    "Hora de publicación del video",
    "Date de publication de la vidéo",
    "Ora di pubblicazione video",
    "Время публикации видео",
)
DURATION = ("Duration", "Dauer", "Duração", "Duración", "Durée", "Durata", "Продолжительность")
DATE = ("Date", "Datum", "Data", "Fecha", "Дата")
VIEWS = ("Views", "Aufrufe", "Visualizações", "Visualizaciones", "Vistas", "Vues", "Visualizzazioni", "Просмотры")
ENGAGED_VIEWS = ("Engaged views", "Intentional views", "Visualizações engajadas", "Interaktive Aufrufe")
WATCH_HOURS = (
    "Watch time (hours)",
    "Wiedergabezeit (Stunden)",
    "Tempo de exibição (horas)",
    "Tiempo de visualización (horas)",
    "Tiempo de reproducción (horas)",
    "Durée de visionnage (heures)",
    "Tempo di visualizzazione (ore)",
    "Время просмотра (часы)",
)
WATCH_MINUTES = ("Watch time (minutes)", "Wiedergabezeit (Minuten)", "Tempo de exibição (minutos)")
AVERAGE = (
    "Average view duration",
    "Durchschnittliche Wiedergabedauer",
    "Duração média da visualização",
    "Duración media de las visualizaciones",
    "Duración promedio de las vistas",
    "Durée moyenne d'une vue",
    "Durata visualizzazione media",
    "Средняя продолжительность просмотра",
)
IMPRESSIONS = ("Impressions", "Impressionen", "Impressões", "Impresiones", "Impressioni", "Показы", "Показы значков")
SUBSCRIBERS = ("Subscribers", "Abonnenten", "Inscritos", "Suscriptores", "Abonnés", "Iscritti", "Подписчики")
GAINED: tuple[str, ...] = (
    "Subscribers gained",
    "Gewonnene Abonnenten",
    "Inscritos obtidos",
    "Inscritos adquiridos",
    "Suscriptores obtenidos",
)
GAINED += ("Suscriptores ganados", "Abonnés gagnés", "Iscritti acquisiti", "Новые подписчики")
LOST: tuple[str, ...] = (
    "Subscribers lost",
    "Verlorene Abonnenten",
    "Inscritos perdidos",
    "Suscriptores perdidos",
    "Abonnés perdus",
)
LOST += ("Iscritti persi", "Потерянные подписчики")
LIKES = (
    "Likes",
    "Mag ich-Bewertungen",
    "Marcações como gostei",
    'Marcações "Gostei"',
    "Me gusta",
    "J'aime",
    "Mi piace",
)
COMMENTS: tuple[str, ...] = (
    "Comments added",
    "Comments",
    "Hinzugefügte Kommentare",
    "Kommentare",
    "Comentários adicionados",
    "Comentários",
)
COMMENTS += ("Comentarios añadidos", "Comentarios", "Commentaires ajoutés", "Commenti aggiunti", "Комментарии")
SHARES = ("Shares", "Geteilte Inhalte", "Compartilhamentos", "Veces compartido", "Partages", "Condivisioni")
REVENUE = (
    "Estimated revenue",
    "Your estimated revenue",
    "Geschätzter Umsatz",
    "Geschätzte Einnahmen",
    "Dein geschätzter Umsatz",
    "Receita estimada",
    "Sua receita estimada",
    "Ingresos estimados",
    "Tus ingresos estimados",
    "Revenus estimés",
    "Entrate stimate",
    "Расчетный доход",
)
UNIQUE: tuple[str, ...] = (
    "Unique viewers",
    "Einzelne Zuschauer",
    "Espectadores únicos",
    "Usuarios únicos",
    "Spectateurs uniques",
)
UNIQUE += ("Spettatori unici", "Уникальные зрители")
NEW_VIEWERS = ("New viewers", "Neue Zuschauer", "Novos espectadores", "Nuevos espectadores")
RETURNING_VIEWERS = (
    "Returning viewers",
    "Wiederkehrende Zuschauer",
    "Espectadores recorrentes",
    "Espectadores recurrentes",
)
VIEW_SHARE: tuple[str, ...] = (
    "Views (%)",
    "Aufrufe (%)",
    "Visualizações (%)",
    "Visualizaciones (%)",
    "Vistas (%)",
    "Vues (%)",
)
VIEW_SHARE += ("Visualizzazioni (%)", "Просмотры (%)")

# Columns that are not read: ratios, and figures no table has a column for.
RATIOS = (
    "Impressions click-through rate (%)",
    "Klickrate der Impressionen (%)",
    "Taxa de cliques de impressões (%)",
    "Average percentage viewed (%)",
    "Durchschnittlich angesehener Anteil in Prozent (%)",
    "Porcentagem visualizada média (%)",
    "Stayed to watch (%)",
    "Viewed (vs. swiped away) (%)",
    "Likes (vs. dislikes) (%)",
    "Average views per viewer",
    "Watch time (hours) (%)",
    "Click-through rate (%)",
    "RPM",
    "CPM",
    "Playback-based CPM",
)
BESIDE = (
    "Shown in feed",
    "Dislikes",
    "Estimated ad revenue",
    "Estimated monetized playbacks",
    "Ad impressions",
    "YouTube Premium",
    "YouTube ad revenue",
    "Gross revenue",
    "Transactions",
    "Transaction revenue",
    "Videos published",
    "Videos added",
    "Casual viewers",
    "Regular viewers",
    "Hypes",
    "Hype points",
    "Remix views",
    "Remix count",
    "Saved from playlists",
    "Saved to playlists",
    "Card clicks",
    "Card teaser clicks",
    "Cards shown",
    "Card teasers shown",
    "End screen element clicks",
    "End screen elements shown",
    "Post likes",
    "Post impressions",
    "Peak concurrent viewers",
    "Average concurrent viewers",
)
EXCERPT = (
    r"showing top \d+ results|die \d+ besten ergebnisse werden angezeigt|mostrando os (?:primeiros )?\d+ |"
    r"se muestran los \d+ |mostrando los \d+ |affichage des \d+ |\d+ (?:лучших|первых) результат"
)
TOTAL = r"^(total|gesamt|totale|итого|всего)$"
FILE_PERIOD = (r"(\d{4}-\d{2}-\d{2})[_ ]+(\d{4}-\d{2}-\d{2})",)
ADVICE = {
    "day": "In YouTube Studio > Analytics > Advanced mode set the chart to Daily, then Export current view (arrow, top "
    "right) > Comma-separated values (.csv)",
    "ids": "Keep the column Content: it holds the ids of the videos",
    "period": "Drop in the ZIP as YouTube Studio wrote it: its name and its Totals.csv say which days it covers; where "
    "a table was taken out, put them into its name, such as Table 2026-06-01_2026-06-30.csv",
    "currency": "Revenue names its currency in the header; export the table again without renaming columns",
    "account": "Declare the channel as an account in smm.yaml; put its exports into that account's inbox sub-folder",
    "again": "Export again: YouTube Studio > Analytics > Advanced mode > Export current view (arrow, top right) > "
    "Comma-separated values (.csv), and drop the ZIP in unopened",
    "limit": "YouTube Studio exports 500 rows at most: choose a shorter period or a group of videos for the rest",
    "totals": "YouTube counts deleted videos in the total but gives them no row; if rows were removed by hand, export "
    "again",
    "unsupported": "Remove the second breakdown in advanced mode and export again",
}
