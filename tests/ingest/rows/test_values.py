"""One spelling for countries, devices, genders and attribution windows, whatever the language of the export."""

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.ingest.contract import Field
from smm_assets.ingest.recognition.headers import Source
from smm_assets.ingest.rows import value_words
from smm_assets.ingest.rows.values import CANONICAL, COUNTRY_LANGUAGES, canonical, countries, meaning
from smm_assets.ingest.text.plain import plain

CODES = sorted(set(countries().values()) - {"unknown"})
KNOWN = sorted(
    {word for groups in (value_words.DEVICES, value_words.GENDERS) for words in groups.values() for word in words}
)
WORDS = sorted({word for words in value_words.WINDOW.values() for word in words})
TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from([*KNOWN, *countries()]),
    st.lists(st.sampled_from([*WORDS, "1", "7", "28", ",", "-"]), max_size=9).map(" ".join),
)
BOTH = "7-day click, 1-day view"
ALL = "7-day click, 1-day view, 1-day engaged view"


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("7-day click or 1-day view", BOTH),
        ("7-day click, 1-day view or 1-day engaged view", ALL),
        ("1d_view_7d_click", BOTH),
        ("7d_click_1d_view_1d_ev", ALL),
        ("7-day click", "7-day click"),
        ("28-day click", "28-day click"),
        ("7 días después del clic o 1 día después de la visualización", BOTH),
        ("7 días después del clic, 1 día después de la visualización o 1 día después de la visualización con "
         "interacción", ALL),
        ("7 Tage nach Klick oder 1 Tag nach Ansicht", BOTH),
        ("7-Tage-Klick oder 1-Tages-View", BOTH),
        ("7 jours après un clic ou 1 jour après une vue", BOTH),
        ("Clic de 7 jours, vue de 1 jour ou vue engagée de 1 jour", ALL),
        ("7 dias após o clique ou 1 dia após a visualização", BOTH),
        ("7 giorni dopo il clic o 1 giorno dopo la visualizzazione", BOTH),
        ("7 дней после клика или 1 день после просмотра", BOTH),
        ("クリックから7日間またはビューから1日間", BOTH),
        ("クリックスルー7日間、ビュースルー1日間、エンゲージビュー1日間", ALL),
        ("클릭 후 7일 또는 조회 후 1일", BOTH),
        ("点击后7天或浏览后1天", BOTH),
        ("Incremental", "incremental"),
        ("Inkrementell", "incremental"),
    ],
)  # fmt: skip
def test_an_attribution_window_has_one_spelling(text, window):
    assert canonical("attribution_setting", text) == window


@pytest.mark.parametrize(
    "text",
    ["7-day click or view", "7-day click, excluding 1-day view", "7-day click or 1-day click", "7 click 1 day view",
     "1-day view or 7 weeks after a click", "Multiple attribution settings", "1234-day click", "-", ""],
)  # fmt: skip
def test_a_window_not_understood_in_every_word_stays_as_exported(text):
    assert canonical("attribution_setting", text) == text


@pytest.mark.parametrize(
    ("target", "texts", "spelling"),
    [
        ("device", ("Computers", "Computer", "DESKTOP", "Ordenadores", "Компьютеры", "パソコン"), "desktop"),
        ("device", ("Mobile phones", "Mobiltelefone", "MOBILE", "スマートフォン", "Teléfonos móviles"), "mobile"),
        ("device", ("Tablets", "TABLET", "Tablettes", "Планшеты", "タブレット"), "tablet"),
        ("device", ("TV screens", "CONNECTED_TV", "Fernsehbildschirme"), "tv"),
        ("device", ("Android smartphone", "android_smartphone"), "android smartphone"),
        ("country", ("Germany", "Deutschland", "DE", "de", "DEU", "Alemania", "ドイツ", "독일", "德国"), "DE"),
        ("country", ("United Kingdom", "UK", "GB", "Vereinigtes Königreich", "Великобритания"), "GB"),
        ("country", ("Turkey", "Türkiye", "Турция"), "TR"),
        ("country", ("Bosnia & Herzegovina", "Bosnia and Herzegovina"), "BA"),
        ("country", ("Nga", "Russia", "RUS", "Россия"), "RU"),
        ("country", ("NGA", "Nigeria", "NG"), "NG"),
        ("country", ("St. Lucia", "Saint Lucia", "LC"), "LC"),
        ("country", ("Unknown Region", "Unbekannte Region", "Unknown", "ZZ"), "unknown"),
        ("gender", ("Female", "Weiblich", "Mujer", "Женщины", "女性", "여성", "Femme", "Donne"), "female"),
        ("gender", ("Male", "Männlich", "Hombre", "Мужской", "男性", "남성", "Homme", "Uomini"), "male"),
        ("gender", ("Unknown", "Unbekannt", "Не определён", "不明", "Desconocido"), "unknown"),
    ],
)
def test_words_of_one_meaning_have_one_spelling(target, texts, spelling):
    assert {canonical(target, text) for text in texts} == {spelling}


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("country", "Kongo"),  # two countries in languages read
        ("country", "(not set)"),
        ("country", "DDR"),
        ("gender", "user-specified"),
        ("gender", "M"),  # male in English, mujer in Spanish
        ("device", "Toaster"),
        ("region", "Deutschland"),
        ("campaign_name", "Computers"),
    ],
)
def test_what_is_not_known_or_not_of_a_key_stays_as_exported(target, text):
    assert canonical(target, text) == text


@given(st.sampled_from(sorted(CANONICAL)), TEXTS)
def test_a_canonical_text_stays_as_it_is(target, text):
    once = canonical(target, text)
    assert canonical(target, once) == once


@given(st.sampled_from(CODES), st.sampled_from(CODES), *[st.sampled_from(COUNTRY_LANGUAGES)] * 2)
def test_two_countries_never_become_one(one, other, first, second):
    names = [Locale.parse(language).territories.get(code) for code, language in ((one, first), (other, second))]
    if one != other and all(names) and plain(names[0]) != plain(names[1]):
        assert canonical("country", names[0]) != canonical("country", names[1])


@pytest.mark.parametrize("language", COUNTRY_LANGUAGES)
def test_countries_are_known_in_every_language_that_is_read(language):
    names = Locale.parse(language).territories
    missed = [code for code in CODES if code in names and canonical("country", names[code]) != code]
    assert set(missed) <= {"CD", "CG"}


@pytest.mark.parametrize("groups", [value_words.DEVICES, value_words.GENDERS, value_words.WINDOW])
def test_no_word_says_two_things(groups):
    said: dict[str, str] = {}
    for name, words in groups.items():
        for word in words:
            assert said.setdefault(plain(word), name) == name, word


def test_a_bucket_says_what_its_column_is_of():
    place = Field(to="bucket", names=("Place",), sets={"dimension": "country"})
    plain_bucket = Field(to="bucket", names=("Bucket",))
    assert meaning(Source(to="bucket", index=0, heading="Place", field=place)) == "country"
    assert meaning(Source(to="bucket", index=0, heading="Bucket", field=plain_bucket)) == ""
