"""Exports of networks nobody coded, written by hand: invented names, numbers and ids in real people's odd formats.

Belongs here: the bytes of the files. Their sums are counted by hand in the tests.
"""

import datetime as dt
import io

from openpyxl import Workbook

RUSSIAN = (
    "Кампания;№ Кампании;Дата;Показы;Клики;CTR (%);Расход (руб.);Ср. цена клика (руб.);Конверсии\r\n"
    "Кружки поиск;70010001;14.06.2026;1200;36;3,00;1 080,50;30,01;2\r\n"
    "Кружки сети;70010002;14.06.2026;5400;27;0,50;405,25;15,01;-\r\n"
    "Кружки поиск;70010001;15.06.2026;900;30;3,33;990,00;33,00;1\r\n"
    "Итого;;;7500;93;1,24;2 475,75;26,62;3\r\n"
).encode("cp1251")

PREAMBLE = (
    '"Report Name: Campaign performance"\n"Report Time: 6/14/2026,6/15/2026"\n"Time Zone: Berlin"\n\n'
    '"Day","Account name","Campaign","Campaign ID","Currency code","Impressions","Clicks","CTR","Spend","Conv."\n'
    '"6/14/2026","Mugs","Mugs - Search","512340001","EUR","1,200","36","3.00%","1,108.05","2"\n'
    '"6/14/2026","Mugs","Mugs - Shopping","512340002","EUR","540","27","5.00%","40.52","1"\n'
    '"6/15/2026","Mugs","Mugs - Search","512340001","EUR","900","30","3.33%","99.00","0"\n'
    '"Total","","","","","2,640","93","3.52%","1,247.57","3"\n'
    '"©2026 An Invented Company. All rights reserved. "\n'
).encode("utf-8-sig")

GERMAN = (
    "Datum;Kampagne;Anzeigengruppe;Impressionen;Klicks;Kosten;Währung\n"
    "14.06.2026;Tassen;Sommer;1.200;36;1.080,50;EUR\n"
    "15.06.2026;Tassen;Sommer;900;30;99,00;EUR\n"
    "Gesamt;;;2.100;66;1.179,50;\n"
).encode("latin-1")

FOLLOWERS = (
    b"date,subscribers,subscribed,unsubscribed,post reach\n"
    b"2026-06-13,1000,12,2,450\n"
    b"2026-06-14,1010,15,5,n/a\n"
    b"2026-06-15,1019,12,3,512\n"
)


def influencers() -> bytes:
    """Posts of an influencer platform: a title, a blank line, the table."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Posts"
    for row in (
        ["Creator report June"],
        [],
        ["Creator", "Post link", "Publication date", "Views", "Likes", "Comments", "Saves", "Engagement rate"],
        ["ceramics_example", "https://social.example/p/1", dt.datetime(2026, 6, 3), 12000, 640, 31, 55, 0.0605],
        ["tea_example", "https://social.example/p/2", dt.datetime(2026, 6, 9), 8000, 410, 12, 20, 0.0553],
        ["cups_example", "https://social.example/p/3", dt.datetime(2026, 6, 17), 3000, 90, 4, 2, 0.032],
    ):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
