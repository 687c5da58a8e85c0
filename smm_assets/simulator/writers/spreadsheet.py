"""XLSX files with the same bytes for the same cells.

Belongs here: writing a sheet of text and number cells and taking the clock out of the file. Not here: columns.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from openpyxl import Workbook

Cell = str | int | float | Decimal | None
_MADE = datetime(2026, 1, 1)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def workbook(sheets: dict[str, Sequence[Sequence[Cell]]]) -> bytes:
    """An XLSX with one sheet per name. Texts are text cells, numbers are number cells, None is an empty cell."""
    book = Workbook(write_only=True)
    book.properties.creator = ""
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([float(cell) if isinstance(cell, Decimal) else cell for cell in row])
    raw = io.BytesIO()
    book.save(raw)
    return _without_clock(raw.getvalue())


def _without_clock(data: bytes) -> bytes:
    """The same archive with fixed member times and document dates."""
    stamp = _MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, date_time=_MADE.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            new.writestr(member, _STAMP.sub(rb"\g<1>" + stamp, old.read(name)))
    return out.getvalue()
