"""Workbooks written as XML (SpreadsheetML 2003, often named .xls): sheets of text cells.

Belongs here: that format, parsed without entities, document types or anything from outside. Not here: other workbooks
(`containers`) and what the cells mean.
"""

import io
from collections.abc import Iterator
from typing import TypeVar
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from smm_assets.errors import FileRefused

NAMESPACE = b"urn:schemas-microsoft-com:office:spreadsheet"
MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 1_048_576, 16_384, 20_000_000
_TAG = "{" + NAMESPACE.decode() + "}"
_BOOLEANS = {"0": "FALSE", "1": "TRUE"}

Sheet = tuple[str, list[list[str]]]
Item = TypeVar("Item")


def sheets(data: bytes) -> Iterator[Sheet]:
    """(name, rows of text cells) of every sheet, in order. Numbers are as written, with a decimal point.

    Raises FileRefused: half a file, or one that defines entities, which no export does.
    """
    name = ""
    rows: list[list[str]] = []
    count = 0
    try:
        for event, element in iterparse(io.BytesIO(data.lstrip()), events=("start", "end"), forbid_dtd=True):
            if element.tag == f"{_TAG}Worksheet" and event == "start":
                name, rows = element.get(f"{_TAG}Name", ""), []
            elif element.tag == f"{_TAG}Row" and event == "end":
                _place(rows, _cells(element), _index(element, len(rows), MAX_ROWS), [])
                element.clear()
                count += len(rows[-1])
                if count > MAX_CELLS:
                    raise _refused(f"it has more than {MAX_CELLS:,} cells")
            elif element.tag == f"{_TAG}Worksheet":
                yield name, rows
                element.clear()
    except DefusedXmlException:
        raise _refused("the XML defines entities or a document type, which is not opened") from None
    except ParseError as error:
        raise _refused(f"the XML is damaged or cut off ({error})") from None


def _cells(row: Element) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{_TAG}Cell"):
        _place(cells, _text(cell), _index(cell, len(cells), MAX_COLUMNS), "")
        merged = int(cell.get(f"{_TAG}MergeAcross", "0"))
        cells.extend([""] * min(merged, MAX_COLUMNS - len(cells)))
    return cells


def _place(into: list[Item], item: Item, index: int, blank: Item) -> None:
    into.extend([blank] * (index - len(into)))
    into.append(item)


def _index(element: Element, following: int, limit: int) -> int:
    """Position a cell or row states, counted from 0; else the next one. A stated one never goes back."""
    stated = element.get(f"{_TAG}Index", "")
    index = int(stated) - 1 if stated.isdigit() else following
    if not following <= index < limit:
        raise _refused(f"a cell of the XML says it stands at place {index + 1}")
    return index


def _text(cell: Element) -> str:
    data = cell.find(f"{_TAG}Data")
    if data is None:
        return ""
    text = "".join(data.itertext())
    kind = data.get(f"{_TAG}Type", "String")
    return _BOOLEANS.get(text, text) if kind == "Boolean" else ("" if kind == "Error" else text)


def _refused(why: str) -> FileRefused:
    cure = "Open it in a spreadsheet program, save it as .xlsx and drop that in; or export it again"
    return FileRefused(f"this workbook is XML, and {why}", cure=cure)
