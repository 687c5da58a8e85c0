"""Google Ads reports of one delivery in several languages, and from the API: the same facts under the same keys."""

import pytest

from smm_assets.ingest.text.plain import plain
from smm_assets.networks.google.types import NETWORKS

SPENT = ("10.00", "2.00", "3.00", "1.00")
ENGLISH = (
    "Day,Campaign ID,Campaign,Campaign type,Network,Device,Clicks,Impr.,Currency code,Cost",
    ("Google search", "Search partners", "Google Display Network", "Cross-network"),
    ("Computers", "Mobile phones", "Tablets", "TV screens"),
)
TRANSLATED = {
    "German": (
        "Tag,Kampagnen-ID,Kampagne,Kampagnentyp,Werbenetzwerk,Gerät,Klicks,Impr.,Währungscode,Kosten",
        ("Google Suche", "Suchnetzwerk-Partner", "Google Displaynetzwerk", "Netzwerkübergreifend"),
        ("Computer", "Mobiltelefone", "Tablets", "Fernsehbildschirme"),
    ),
    "Japanese": (
        "日,キャンペーン ID,キャンペーン,キャンペーン タイプ,ネットワーク,デバイス,クリック数,表示回数,通貨コード,費用",
        ("Google 検索", "検索パートナー", "Google ディスプレイ ネットワーク", "クロスネットワーク"),
        ("パソコン", "スマートフォン", "タブレット", "テレビ画面"),
    ),
    "Russian": (
        "День,Идентификатор кампании,Кампания,Тип кампании,Сеть,Устройство,Клики,Показы,Код валюты,Расход",
        ("Google Поиск", "Поисковые партнеры", "Контекстно-медийная сеть", "Несколько сетей"),
        ("Компьютеры", "Мобильные телефоны", "Планшеты", "Экраны телевизоров"),
    ),
    "Portuguese": (
        "Dia,ID da campanha,Campanha,Tipo de campanha,Rede,Dispositivo,Cliques,Impressões,Código da moeda,Custo",
        ("Pesquisa Google", "Parceiros de pesquisa", "Rede de Display do Google", "Várias redes"),
        ("Computadores", "Smartphones", "Tablets", "Telas de TV"),
    ),
}


def _table(header: str, networks: tuple[str, ...], devices: tuple[str, ...]) -> bytes:
    lines = [
        f"2026-06-01,5550001,Mugs,Search,{network},{device},5,100,EUR,{spent}"
        for network, device, spent in zip(networks, devices, SPENT, strict=True)
    ]
    return "\n".join((header, *lines, "")).encode()


@pytest.mark.parametrize("language", TRANSLATED)
def test_networks_and_devices_have_the_same_keys_in_every_language(read_bytes, language):
    known = {"account_id": "1002003004"}
    (english,) = read_bytes("english.csv", _table(*ENGLISH), **known)
    (other,) = read_bytes("other.csv", _table(*TRANSLATED[language]), **known)
    said = ["publisher", "device", "spend_original", "row_key"]
    assert english.frame["publisher"].tolist() == ["search", "search_partners", "display", "cross_network"]
    assert english.frame["device"].tolist() == ["desktop", "mobile", "tablet", "tv"]
    assert other.frame[said].to_dict("records") == english.frame[said].to_dict("records")
    assert english.frame["row_key"].is_unique


def test_a_download_and_the_api_have_the_same_keys(read_bytes):
    known = {"account_id": "1002003004", "currency": "EUR"}
    (downloaded,) = read_bytes("english.csv", _table(*ENGLISH), **known)
    header = "customer_id,date,ad_network_type,base_campaign,clicks,cost_micros,device,id,impressions"
    pairs = zip(
        ("SEARCH", "SEARCH_PARTNERS", "CONTENT", "MIXED"), ("DESKTOP", "MOBILE", "TABLET", "CONNECTED_TV"), strict=True
    )
    lines = [f"1002003004,2026-06-01,{network},,5,1000000,{device},5550001,100" for network, device in pairs]
    (pulled,) = read_bytes("campaign_stats.csv", "\n".join((header, *lines)).encode(), **known)
    assert pulled.frame["row_key"].tolist() == downloaded.frame["row_key"].tolist()


def test_names_of_networks_are_written_as_they_are_compared():
    assert {name for name in NETWORKS if plain(name) != name} == set()
