"""What smm.yaml says of the store, and of Dagster's runs: a file, or a database whose password stands elsewhere."""

from pathlib import Path

import pytest

from smm_assets.errors import ConfigurationError
from smm_assets.settings import Settings, read_settings

SECRET = "Tr0ub4dor"
URL = f"postgresql+psycopg://shop:{SECRET}@host/shop"


def _read(folder: Path, text: str, **environ: str) -> Settings:
    path = folder / "smm.yaml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path, environ)


def _problem(folder: Path, text: str, **environ: str) -> str:
    with pytest.raises(ConfigurationError) as caught:
        _read(folder, text, **environ)
    assert SECRET not in str(caught.value)
    return str(caught.value)


def test_without_the_key_the_store_is_a_file(tmp_path: Path) -> None:
    assert _read(tmp_path, "name: Shop\n").store.get_secret_value() == "embedded"


@pytest.mark.parametrize("written", [URL, URL.replace("+psycopg", ""), URL.replace("postgresql+psycopg", "postgres")])
def test_the_address_comes_from_the_environment_and_is_never_shown(tmp_path: Path, written: str) -> None:
    settings = _read(tmp_path, "store: ${SMM_STORE}\n", SMM_STORE=written)
    assert settings.store.get_secret_value() == URL
    assert SECRET not in repr(settings)
    assert SECRET not in settings.model_dump_json()


@pytest.mark.parametrize(
    "line", [f"store: {URL}", f'"store": "{URL}"', f"store: {URL.replace(SECRET, '${PART}' + SECRET)}"]
)
def test_a_password_in_the_file_is_refused_by_line(tmp_path: Path, line: str) -> None:
    said = _problem(tmp_path, f"name: Shop\n{line}\n", PART="x")
    assert "smm.yaml line 2: a password is written into the file" in said
    assert "store: ${NAME}" in said


def test_a_variable_that_is_not_set_is_named(tmp_path: Path) -> None:
    assert "${SMM_STORE} is not set" in _problem(tmp_path, "store: ${SMM_STORE}\n")


@pytest.mark.parametrize("value", [f"mysql://u:{SECRET}@h/d", f"shop:{SECRET}", "duckdb:////tmp/x.duckdb"])
def test_another_kind_of_store_is_refused_with_what_to_write(tmp_path: Path, value: str) -> None:
    said = _problem(tmp_path, "store: ${SMM_STORE}\n", SMM_STORE=value)
    assert "neither embedded nor the URL of a PostgreSQL database" in said
    assert "postgresql+psycopg://" in said


@pytest.mark.parametrize("written", [URL, URL.replace("+psycopg", ""), URL.replace("+psycopg", "+psycopg2")])
def test_runs_are_kept_in_files_unless_an_address_is_given_and_dagster_gets_its_own_driver(
    tmp_path: Path, written: str
) -> None:
    assert not _read(tmp_path, "name: Shop\n").has_run_database
    settings = _read(tmp_path, "runs: ${SMM_RUNS}\n", SMM_RUNS=written)
    assert settings.has_run_database
    assert settings.runs.get_secret_value() == URL.replace("+psycopg", "+psycopg2")
    assert SECRET not in repr(settings) + settings.model_dump_json()


def test_a_password_or_another_database_of_runs_is_refused_without_being_repeated(tmp_path: Path) -> None:
    assert "write runs: ${NAME}" in _problem(tmp_path, f"name: Shop\nruns: {URL}\n")
    said = _problem(tmp_path, "runs: ${SMM_RUNS}\n", SMM_RUNS=f"mysql://u:{SECRET}@h/d")
    assert "neither embedded nor the URL of a PostgreSQL database" in said
    assert "runs: ${SMM_RUNS}" in said
