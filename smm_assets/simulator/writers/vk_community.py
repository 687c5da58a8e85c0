"""VK community statistics in wide form: a row for each day, semicolons, UTF-8 with byte order mark.

Belongs here: its columns. Not here: ads (`vk`).
"""

import pandas as pd

from smm_assets.simulator.writers.delimited import table

HEADER = (
    *("Дата", "Уникальные посетители", "Просмотры", "Новые участники", "Вышедшие участники", "Всего участников"),
    *("Полный охват", "Мне нравится", "Комментарии", "Рассказать друзьям"),
)


def write_vk_community(frame: pd.DataFrame) -> bytes:
    """Rows as `pages.audience_days` gives them."""
    rows = [
        [
            *(f"{row['date']:%d.%m.%Y}", str(row["seen"] // 7), str(row["seen"] // 3)),
            *(str(row[key]) for key in ("gained", "lost", "followers", "seen", "likes", "comments", "shares")),
        ]
        for row in frame.to_dict("records")
    ]
    return table([HEADER, *rows], delimiter=";", line_end="\r\n").encode("utf-8-sig")
