"""Keys: what is the same stays the same, what differs stays apart."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.ingest.rows.arrays import text_array
from smm_assets.ingest.rows.keys import ad_shape, hashed


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), min_size=1, max_size=30, unique=True))
def test_different_rows_get_different_hashes_of_128_bits(pairs):
    keep = [pair for pair in pairs if "\x1f" not in "".join(pair)]
    if not keep:
        return
    keys = hashed([text_array([pair[0] for pair in keep]), text_array([pair[1] for pair in keep])]).to_pylist()
    assert len(set(keys)) == len(keep)
    assert all(re.fullmatch(r"[0-9a-f]{32}", key) for key in keys)


def test_ranks_order_ids_before_names_then_levels_then_splits():
    split = frozenset({"publisher"})
    ordered = [
        ad_shape("campaign", False, frozenset(), ""),
        ad_shape("campaign", False, split, ""),
        ad_shape("ad", False, frozenset(), ""),
        ad_shape("campaign", True, frozenset(), ""),
        ad_shape("ad", True, frozenset(), ""),
        ad_shape("ad", True, frozenset({"publisher", "attribution_setting"}), ""),
    ]
    ranks = [rank for _, rank in ordered]
    assert ranks == sorted(set(ranks))
    assert ad_shape("ad", True, frozenset(), "")[1] > ad_shape("ad", True, frozenset(), "age")[1]


DAY = "2026-06-01,2026-06-01"


def test_an_id_is_the_key_and_a_name_is_a_hash_below_its_parents(read, export):
    by_id = read(export(f"{DAY},Tea,1201,1,1.25")).frame.iloc[0]
    assert (by_id["campaign_key"], by_id["ad_group_key"], by_id["ad_key"]) == ("1201", "", "")
    assert (by_id["level"], by_id["key_quality"]) == ("campaign", "id")
    by_name = read(export(f"{DAY},Tea,,1,1.25")).frame.iloc[0]
    assert re.fullmatch("n:[0-9a-f]{32}", by_name["campaign_key"])
    assert by_name["key_quality"] == "name"


def test_names_are_compared_without_case_and_odd_spaces(read, export):
    first, second = (read(export(f'{DAY},"{name}",,1,1.25')).frame.iloc[0] for name in ("Green Tea", "green\u00a0 tea"))
    assert first["campaign_key"] == second["campaign_key"]
    assert first["row_key"] == second["row_key"]


def test_equal_names_on_one_day_are_kept_apart_by_occurrence(read, export):
    frame = read(export(f"{DAY},Tea,,1,1.25", f"{DAY},Tea,,2,2.25", "2026-06-02,2026-06-02,Tea,,3,3.25")).frame
    assert frame["row_key"].is_unique
    assert frame["campaign_key"].nunique() == 2
    assert frame["campaign_key"][0] == frame["campaign_key"][2]


def test_a_later_export_of_the_same_day_has_the_same_row_keys(read, export):
    lines = [f"{DAY},Tea,1201,1,1.25", f"{DAY},Milk,1202,2,2.25"]
    again = [f"{DAY},Milk renamed,1202,2,2.75", f"{DAY},Tea,1201,1,1.25"]
    first, second = read(export(*lines)).frame, read(export(*again), name="later.csv").frame
    assert sorted(first["row_key"]) == sorted(second["row_key"])


@pytest.mark.parametrize(
    ("column", "one", "other"),
    [
        ("Age", "18-24", "25-34"),
        ("Platform", "Facebook", "Instagram"),
        ("Attribution setting", "7-day click", "1-day view"),
    ],
)
def test_every_dimension_of_the_export_is_part_of_the_row_key(read, export, column, one, other):
    header = f"Day,Campaign ID,{column},Amount spent (EUR)"
    frame = read(export(f"2026-06-01,1201,{one},1.25", f"2026-06-01,1201,{other},1.25", header=header)).frame
    assert frame["row_key"].nunique() == 2
    assert frame["campaign_key"].nunique() == 1


_ENGLISH = (
    "Day,Campaign ID,Attribution setting,Country,Gender,Impression device,Amount spent (EUR)\n"
    "2026-06-01,1201,7-day click or 1-day view,Germany,female,Desktop,1.25\n"
    "2026-06-01,1201,7-day click or 1-day view,Spain,male,Mobile app,2.50\n"
)
_SPANISH = (
    "Día,Identificador de la campaña,Configuración de atribución,País,Sexo,Dispositivo,Importe gastado (EUR)\n"
    "2026-06-01,1201,7 días después del clic o 1 día después de la visualización,Alemania,Mujer,Ordenador,1.25\n"
    "2026-06-01,1201,7 días después del clic o 1 día después de la visualización,España,Hombre,mobile_app,2.50\n"
)
_GERMAN = (
    "Tag,Kampagnen-ID,Attributionseinstellung,Land,Geschlecht,Device platform,Ausgegebener Betrag (EUR)\n"
    "2026-06-01,1201,7 Tage nach Klick oder 1 Tag nach Ansicht,Deutschland,Weiblich,desktop,1.25\n"
    "2026-06-01,1201,7 Tage nach Klick oder 1 Tag nach Ansicht,Spanien,Männlich,mobile_app,2.50\n"
)


@pytest.mark.parametrize("translated", [_SPANISH, _GERMAN], ids=["Spanish", "German"])
def test_a_table_exported_in_another_language_has_the_same_row_keys(read, translated):
    first, second = read(_ENGLISH).frame, read(translated, name="other.csv").frame
    said = ["breakdown_set", "attribution_setting", "country", "gender", "device", "row_key"]
    assert first["breakdown_set"][0] == "gender+country+device"
    assert first[said].to_dict("records") == second[said].to_dict("records")
    assert first["row_key"].is_unique


@pytest.mark.parametrize("by", ["", "age"])
def test_the_result_type_adds_two_to_a_rank_as_models_take_off_again(by):
    other = frozenset({"publisher", "attribution_setting"})
    for carried in (frozenset(), other):
        ranks = [ad_shape("ad", True, carried | more, by)[1] for more in (frozenset(), frozenset({"result_type"}))]
        assert ranks[1] - ranks[0] == 2
