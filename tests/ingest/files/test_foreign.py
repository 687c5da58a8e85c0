"""What is no table is said to be what it is, with what to do; what may be a table is left alone."""

import io
import json
import zipfile

import pytest

from smm_assets.ingest.files.foreign import binary, foreign
from smm_assets.ingest.recognition.examine import examine

NOISE = bytes(range(256)) * 8
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name in names:
            made.writestr(name, b"x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + NOISE, "a picture"),
        (b"\xff\xd8\xff\xe0" + NOISE, "a picture"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 " + NOISE, "a picture"),
        (b"\x00\x00\x00\x18ftypheic" + NOISE, "a picture"),
        (b"\x00\x00\x00\x18ftypisom" + NOISE, "a video"),
        (b"%PDF-1.7\n1 0 obj", "a PDF document"),
        (b"{\\rtf1\\ansi Dear", "RTF"),
        (b"7z\xbc\xaf\x27\x1c" + NOISE, "7-Zip"),
        (b"Rar!\x1a\x07\x00" + NOISE, "RAR"),
        (b"BZh91AY&SY" + NOISE, "bzip2"),
        (b"\xfd7zXZ\x00" + NOISE, "xz"),
        (b"\x28\xb5\x2f\xfd" + NOISE, "Zstandard"),
        (b"x.csv".ljust(257, b"\x00") + b"ustar\x0000" + NOISE, "TAR"),
        (b"SQLite format 3\x00" + NOISE, "SQLite"),
        (b"PARE" + NOISE + b"PARE", "encrypted Parquet"),
        (b"\x7fELF" + NOISE, "a program"),
        (b'{"data": [{"campaign": "Tea"}]}', "JSON"),
        (b'[{"campaign": "Tea"}]', "JSON"),
        (b'{"a": 1}\n{"a": 2}\n', "JSON"),
        (json.dumps({"error": {"message": "Token expired"}}).encode(), "reports an error ('Token expired')"),
        (b'{"error": "no access"}', "reports an error ('no access')"),
        (b"<!DOCTYPE html><html><form><input type='password'></form></html>", "asks to sign in"),
        (b"<html><head><title>Log in</title></head></html>", "asks to sign in"),
        (b"<html><body>Gone</body></html>", "a web page"),
        (b"<html><table><tr><td>Campaign</td></tr></table></html>", "a web page with a table in it"),
        (b"<?xml version='1.0'?><rows/>", "XML"),
        (NOISE[1:], "binary data"),
        (zipped("Index/Document.iwa", "preview.jpg"), "Numbers"),
        (zipped("[Content_Types].xml", "word/document.xml"), "a Word document"),
        (zipped("[Content_Types].xml", "ppt/slides/slide1.xml"), "a presentation"),
        (OLE + "WordDocument".encode("utf-16-le"), "a Word document or a presentation"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_it_is_named_and_there_is_something_to_do(data: bytes, words: str) -> None:
    (part,) = examine("export.csv", data).parts
    assert part.refusal is not None
    assert part.refusal.status == "unrecognised"
    assert words in part.refusal.message
    assert part.refusal.cure


def test_a_workbook_with_a_password_is_not_called_broken() -> None:
    (part,) = examine("export.xlsx", OLE + "EncryptedPackage".encode("utf-16-le")).parts
    assert part.refusal is not None
    assert "password" in part.refusal.message


@pytest.mark.parametrize(
    "data",
    [
        b"[Campaign],Impressions\nTea,5\n",
        b"{name},Impressions\nTea,5\n",
        b"ORCID,Clicks\n1,2\n",
        b"ID3,Clicks\n1,2\n",
        b"PARENT,Clicks\n1,2\n",
        b"MZ,Clicks\n1,2\n",
        b"BM,Clicks\n1,2\n",
        b"",
        "Кампания;Показы\n".encode("cp1251"),
        "キャンペーン,費用\n".encode("cp932"),
        b"Day\tClicks\x1b[0m\n",
    ],
    ids=repr,
)
def test_what_may_be_a_table_is_left_alone(data: bytes) -> None:
    assert foreign(data) is None
    assert binary(data) is None
