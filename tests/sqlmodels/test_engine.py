"""Reading models: front matter, references, order, and errors that name file and line."""

import pytest

from smm_assets.errors import ModelError
from smm_assets.sqlmodels import load_models, order, reading, render, selected

SEED = "SELECT version AS id FROM source('ops', 'schema_version')"


def test_a_model_is_its_file_and_knows_what_it_reads(folder):
    models = load_models(root=folder(one=SEED, two="SELECT id FROM ref('one')"))
    assert sorted(models) == ["one", "two"]
    assert models["two"].refs == ("one",)
    assert models["two"].tables == {"one": "staging"}
    assert models["one"].sources == (("ops", "schema_version"),)
    assert models["one"].columns[0].description == "number"


ENGAGED = """\
/* ---
description: Test model. Grain - engagements.
grain: [engagements]
owner: tests
columns: [{columns}]
checks: [not_null: [engagements]]
--- */
SELECT engagements FROM {table}
"""


def test_a_column_is_described_by_the_raw_tables_the_model_is_made_from(folder):
    ads, posts = (
        ENGAGED.format(columns="engagements", table=f"source('raw', '{name}')") for name in ("ad_delivery", "post")
    )
    models = load_models(
        root=folder(ads=ads, posts=posts, later=ENGAGED.format(columns="engagements", table="ref('ads')"))
    )
    said = {name: model.columns[0].description for name, model in models.items()}
    assert said["ads"] == said["later"] == "reactions, comments, shares and saves as the network totals them"
    assert said["posts"] == "engagements as the network totals them"


def test_raw_tables_that_describe_a_column_differently_give_no_description(folder):
    one, two = (f"SELECT engagements FROM source('raw', '{name}')" for name in ("ad_delivery", "post"))
    both = ENGAGED.format(columns="engagements", table=f"({one} UNION ALL {two}) AS e")
    with pytest.raises(ModelError, match=r"both\.sql line 2: column 'engagements' lacks type or description"):
        load_models(root=folder(both=both))
    own = ENGAGED.format(
        columns="engagements: {type: count, description: of ads and posts}", table=f"({one} UNION ALL {two}) AS e"
    )
    assert load_models(root=folder(both=own))["both"].columns[0].description == "of ads and posts"


def test_order_puts_what_is_read_first_and_is_stable(folder):
    models = load_models(root=folder(a="SELECT id FROM ref('c')", b=SEED, c=SEED))
    assert order(models) == ["c", "a", "b"]


def test_a_circle_is_named(folder):
    circle = {name: f"SELECT id FROM ref('{other}')" for name, other in ("ab", "bc", "ca")}
    models = load_models(root=folder(**circle))
    with pytest.raises(ModelError, match="a → b → c → a"):
        order(models)


def test_an_unknown_reference_names_file_and_line_and_what_was_meant(folder):
    root = folder(orders=SEED, two="SELECT id\nFROM ref('order')")
    with pytest.raises(ModelError, match=r"staging/two\.sql line 11: ref\('order'\).*Did you mean orders\?"):
        load_models(root=root)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT 1 AS id", "line 1: no front matter"),
        ("/* ---\ndescription: x\n  bad: [\n--- */\nSELECT 1", "front matter is not YAML"),
        ("/* ---\ndescription: x\ngrains: [id]\n--- */\nSELECT 1", "line 3: unknown key 'grains'"),
        ("/* ---\ndescription: x\n--- */\nSELECT 1", "lacks 'grain'"),
        (
            "/* ---\ndescription: x\ngrain: [id]\nowner: o\ncolumns: [id]\nchecks: [not_null: [id]]\n--- */\nSELECT 1",
            "line 3: column 'id' lacks type or description",
        ),
    ],
)
def test_wrong_front_matter_names_file_and_line(tmp_path, text, message):
    (tmp_path / "marts").mkdir()
    (tmp_path / "marts" / "bad.sql").write_text(text)
    with pytest.raises(ModelError, match=message) as caught:
        load_models(root=tmp_path)
    assert "marts/bad.sql" in str(caught.value)


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("grain: [nope]", "grain names 'nope'"),
        ("materialization: cube", "materialization 'cube'"),
        ("checks:\n  - not_null: [nope]", "check not_null names 'nope'"),
        ("checks:\n  - nothing: [id]", "is not one of"),
    ],
)
def test_front_matter_that_contradicts_itself_is_refused(folder, part, message):
    parts = {"description": "x", "grain": "[id]", "owner": "o", "columns": "\n  id: {type: count, description: n}",
             "checks": "\n  - not_null: [id]"}  # fmt: skip
    key = part.split(":", 1)[0]
    lines = [f"{name}: {value}" for name, value in parts.items() if name != key]
    with pytest.raises(ModelError, match=message):
        load_models(root=folder(bad="/* ---\n" + "\n".join([*lines, part]) + "\n--- */\nSELECT 1 AS id"))


def test_broken_sql_names_file_and_line(folder):
    models = load_models(root=folder(bad="SELECT\n    1 AS id\nFROM WHERE ("))
    with pytest.raises(ModelError, match=r"staging/bad\.sql line 12"):
        render(models["bad"], "duckdb")


def test_what_a_dialect_cannot_say_is_refused_not_dropped(folder):
    pivot = "SELECT id FROM (PIVOT source('ops', 'schema_version') ON version USING SUM(version)) AS p"
    models = load_models(root=folder(bad=pivot))
    with pytest.raises(ModelError, match="cannot be said in postgres"):
        render(models["bad"], "postgres")


def test_two_files_of_one_name_are_refused(folder):
    folder(one=SEED)
    with pytest.raises(ModelError, match="same name"):
        load_models(root=folder(layer="marts", one=SEED))


def test_models_are_selected_by_name_tag_and_neighbours(folder):
    models = load_models(root=folder(a=SEED, b="SELECT id FROM ref('a')", c="SELECT id FROM ref('b')"))
    assert selected(models, ["b"]) == {"b"}
    assert selected(models, ["+b"]) == {"a", "b"}
    assert selected(models, ["b+"]) == {"b", "c"}
    assert reading(models, "ops") == {"a", "b", "c"}
    with pytest.raises(ModelError, match="'d' selects no model"):
        selected(models, ["d"])


def test_references_become_quoted_tables_in_every_dialect(folder):
    models = load_models(root=folder(a=SEED, b="SELECT id FROM ref('a')"))
    assert '"staging"."a"' in render(models["b"], "duckdb")
    assert '"staging"."a"' in render(models["b"], "postgres")
    assert "`staging`.`a`" in render(models["b"], "spark")
