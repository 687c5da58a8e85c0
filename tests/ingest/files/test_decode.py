"""Bytes to text: the encoding is told from the bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.ingest.files.decode import decode
from smm_assets.ingest.recognition.detect import vocabulary
from smm_assets.networks import reports

RUSSIAN = "Дата;Название объявления;Показы\n01.06.2026;Летняя распродажа;1200\n"
JAPANESE = "キャンペーン名,コスト,インプレッション\n夏のセール,1200,45000\n"
GERMAN = "Kampagne;Größe;Währung\nFrühjahr für Mädchen;1;EUR\n"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00\ufeff"), max_size=200))
def test_utf8_text_comes_back_as_it_was_unless_it_was_saved_twice(text):
    decoded = decode(text.encode())
    assert decoded.text == text or decoded.repaired


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (b"\xff\xfe", "utf-16-le", "utf-16le"),
        (b"\xfe\xff", "utf-16-be", "utf-16be"),
        (b"", "utf-16-le", "utf-16le"),
        (b"", "utf-16-be", "utf-16be"),
        (b"\xef\xbb\xbf", "utf-8", "utf-8-sig"),
        (b"", "utf-8", "utf-8"),
    ],
)
@pytest.mark.parametrize("text", [RUSSIAN, JAPANESE, GERMAN])
def test_unicode_is_read_with_and_without_a_mark(mark, codec, name, text):
    decoded = decode(mark + text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, name)


@pytest.mark.parametrize(("text", "codec"), [(RUSSIAN, "cp1251"), (JAPANESE, "cp932"), (GERMAN, "cp1252")])
def test_code_pages_are_told_apart_without_knowing_any_header(text, codec):
    decoded = decode(text.encode(codec))
    assert (decoded.text, decoded.encoding) == (text, codec)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Показы;1\n", "cp1251"),
        ("Клики,5\n", "cp1251"),
        ("Итого\n", "cp1251"),
        ("コスト,5\n", "cp932"),
        ("通貨,JPY\n", "cp932"),
        ("全2件の結果,-\n", "cp932"),
        ("Währung;EUR\n", "cp1252"),
    ],
)
def test_even_one_short_line_is_enough(text, codec):
    assert decode(text.encode(codec), vocabulary(reports()).familiar).text == text


def test_a_file_cut_off_inside_a_character_is_still_utf8():
    assert decode("имя".encode()[:-1]).text == "им"


def test_utf8_that_was_saved_twice_is_put_right():
    twice = "Nom de la publicité,Montant dépensé (EUR)\nÉté,5\n".encode().decode("cp1252").encode()
    decoded = decode(twice)
    assert decoded.repaired
    assert decoded.text.startswith("Nom de la publicité,Montant dépensé")
