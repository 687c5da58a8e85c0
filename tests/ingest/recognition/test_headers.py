"""Header cells: one normal form whatever came in between the network and us."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.ingest.recognition.headers import currency_of, match, normalised
from smm_assets.ingest.text.plain import plain
from smm_assets.networks import reports


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(text):
    assert plain(plain(text)) == plain(text)


@given(st.text(max_size=60))
def test_a_normalised_name_stays_as_it_is(text):
    once = normalised(text)
    if not once.currency:
        assert normalised(once.text).text == once.text or normalised(once.text).currency


@pytest.mark.parametrize(
    ("cell", "name", "currency"),
    [
        ("Amount spent (INR)", "amount spent", "INR"),
        ("消化金額 (JPY)", "消化金額", "JPY"),
        ("Потрачено, ₽", "потрачено", "RUB"),
        ("Потрачено, Р", "потрачено", "RUB"),
        ("Расход (руб.)", "расход", "RUB"),
        ("Valor usado (R$)", "valor usado", "BRL"),
        ("Clicks (all)", "clicks (all)", ""),
        ("クリック（すべて）", "クリック(すべて)", ""),
        ("Auf\u00adru\u00adfe", "aufrufe", ""),
        ("\ufeffAd  Set\u00a0Name", "ad set name", ""),
        ("Montant dÃ©pensÃ© (EUR)", "montant dépensé", "EUR"),
        ("Nom de l’ensemble de publicités", "nom de l'ensemble de publicités", ""),
        ("CPC (cost per link click) (USD)", "cpc (cost per link click)", "USD"),
    ],
)
def test_suffixes_and_odd_characters_are_taken_off(cell, name, currency):
    assert (normalised(cell).text, normalised(cell).currency) == (name, currency)


def test_codes_and_symbols_become_iso_codes_and_words_do_not():
    assert [currency_of(text) for text in ("usd", "€", "₽", "zł", "all", "Paused", "")] == [
        "USD",
        "EUR",
        "RUB",
        "PLN",
        "",
        "",
        "",
    ]


def test_a_header_name_that_occurs_twice_gives_two_columns():
    report = next(report for report in reports() if report.name == "ads_manager")
    sources = match(report, ["Ad name", "Purchases", "Ad name", "Amount spent (PLN)"])
    assert [(source.to, source.index) for source in sources if source.to == "ad_name"] == [
        ("ad_name", 0),
        ("ad_name", 2),
    ]
    assert [source.currency for source in sources if source.to == "spend_original"] == ["PLN"]
