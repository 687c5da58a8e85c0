"""The tables of smm.yaml: what an entry may say, and that no URL with its password is ever shown."""

from pathlib import Path

import pytest

from smm_assets.errors import ConfigurationError
from smm_assets.masking import masked
from smm_assets.settings import Settings, read_settings

SECRET = "Geheim1"
URL = f"postgresql+psycopg://reader:{SECRET}@host/shop"


def read(tmp_path: Path, content: str, **env: str) -> Settings:
    path = tmp_path / "smm.yaml"
    path.write_text(content, encoding="utf-8")
    return read_settings(path, env)


def problems(tmp_path: Path, content: str, url: str = URL) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, content, WAREHOUSE_URL=url)
    assert caught.value.exit_code == 2
    said = [str(problem) for problem in caught.value.problems]
    assert SECRET not in " ".join(said)
    return said


def test_an_entry_needs_a_name_and_a_url_from_the_environment(tmp_path: Path) -> None:
    found = read(tmp_path, "tables:\n  - name: connector\n    url: ${WAREHOUSE_URL}\n", WAREHOUSE_URL=URL)
    (source,) = found.tables
    assert source.url.get_secret_value() == URL
    assert (source.schema_name, source.tables, source.account, source.days) == (None, (), None, 60)
    assert SECRET not in f"{found!r} {found} {found.model_dump_json()}"


def test_all_keys_of_an_entry(tmp_path: Path) -> None:
    content = (
        "accounts: [{name: Mug ads, network: meta}]\n"
        "tables:\n  - name: connector\n    url: ${WAREHOUSE_URL}\n    schema: facebook_ads\n"
        "    tables: [basic_ad, 'demographics_*']\n    account: Mug ads\n    days: 0\n"
    )
    (source,) = read(tmp_path, content, WAREHOUSE_URL=URL).tables
    assert (source.schema_name, source.tables) == ("facebook_ads", ("basic_ad", "demographics_*"))
    assert (source.account, source.days) == ("Mug ads", 0)


@pytest.mark.parametrize(
    "content",
    [
        "tables: ${WAREHOUSE_URL}",
        "tables:\n  - ${WAREHOUSE_URL}",
        "tables:\n  - name: ${WAREHOUSE_URL}\n    url: sqlite:///a.db",
        "tables:\n  - name: a\n    url: [${WAREHOUSE_URL}]",
        "tables:\n  - name: a\n    url: {x: '${WAREHOUSE_URL}'}",
        "tables:\n  - name: a\n    url: sqlite:///a.db\n    tables: ${WAREHOUSE_URL}",
        "tables:\n  - name: a\n    url: sqlite:///a.db\n    account: ${WAREHOUSE_URL}",
        "tables:\n  - name: a\n    url: sqlite:///a.db\n    days: ${WAREHOUSE_URL}",
        "currency: ${WAREHOUSE_URL}",
    ],
)
def test_a_url_in_the_wrong_place_is_shown_without_its_password(tmp_path: Path, content: str) -> None:
    assert len(problems(tmp_path, content)) == 1


def test_a_url_that_yaml_cuts_in_two_shows_no_piece_of_its_password(tmp_path: Path) -> None:
    url = f"postgresql://reader:ab, {SECRET}@host/shop: 1"
    (said,) = problems(tmp_path, "tables:\n  - {name: a, url: ${WAREHOUSE_URL}}\n", url)
    assert "one key a line" in said


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (
            "name: a\n    url: ${WAREHOUSE_URL}\n    shema: x",
            "line 4, key tables.0.shema: unknown key. Did you mean schema",
        ),
        ("name: a\n    url: ${WAREHOUSE_URL}\n    days: -1", "expected a number at least 0"),
        ("name: a\n    url: ${WAREHOUSE_URL}\n    account: nobody", "no account is named 'nobody'. Declare it"),
        ("name: a\n    url: ${WAREHOUSE_URL}\n    tables: ['']", "line 4, key tables.0.tables.0"),
        ("name: a b\n    url: ${WAREHOUSE_URL}", "no name of an entry"),
        ("name: a", "no url"),
        ("name: a\n    url:", "put the URL into the environment"),
        (
            f"name: a\n    url: {URL}",
            "line 3: a password is written into the file. Put the whole URL into an environment",
        ),
        (f"name: a\n    url: 'databricks://h/?token={SECRET}'", "a password is written into the file"),
    ],
)
def test_a_wrong_entry_is_told_with_its_line(tmp_path: Path, entry: str, words: str) -> None:
    (said,) = problems(tmp_path, f"tables:\n  - {entry}\n")
    assert words in said


def test_a_password_of_its_own_variable_is_no_written_one(tmp_path: Path) -> None:
    content = "tables:\n  - name: a\n    url: postgresql://reader:${WORD}@host/shop?token=${WORD}\n"
    (source,) = read(tmp_path, content, WORD=SECRET).tables
    assert SECRET in source.url.get_secret_value()


def test_two_entries_of_one_name_are_told(tmp_path: Path) -> None:
    (said,) = problems(tmp_path, "tables:\n  - {name: a, url: sqlite:///a}\n  - {name: A, url: sqlite:///b}\n")
    assert "two entries are named" in said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("at postgresql://a:b@c@h/d?sslmode=require", "at postgresql://a:***@h/d?sslmode=require"),
        ("x://:pw@h and x://h:5/d", "x://:***@h and x://h:5/d"),
        ("h/?AuthToken=abc&ssl=1", "h/?AuthToken=***&ssl=1"),
        ("nothing: to@hide", "nothing: to@hide"),
    ],
)
def test_passwords_are_masked_in_any_text(text: str, shown: str) -> None:
    assert masked(text) == shown
