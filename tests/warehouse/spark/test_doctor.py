"""What `smm doctor` says of a project whose engine is Spark, in plain words and without starting it."""

import json
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipelines.cli.serving import engine
from smm_assets.settings import Project, Settings
from tests.standalone import free_port


def _found(folder: Path, **spark: object) -> Mapping[str, tuple[str, str]]:
    settings = Settings.model_validate({"engine": "spark", "spark": spark})
    return {one.seen: (one.state, one.cure) for one in engine(Project(folder, settings))}


@contextmanager
def _listening() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as place:
        yield int(place.getsockname()[1])


def test_a_project_without_spark_is_told_nothing(tmp_path: Path) -> None:
    assert list(engine(Project(tmp_path, Settings()))) == []


def test_a_master_that_answers_and_a_folder_that_can_be_written_are_good(tmp_path: Path) -> None:
    with _listening() as port:
        found = _found(tmp_path, master=f"spark://127.0.0.1:{port}")
    assert found == {
        f"spark://127.0.0.1:{port} answers": ("good", ""),
        f"tables in {tmp_path / 'data' / 'tables'}": ("good", ""),
    }


def test_a_master_that_does_not_answer_is_named_with_what_to_do(tmp_path: Path) -> None:
    master = f"spark://127.0.0.1:{free_port()}"
    (seen,) = [text for text in _found(tmp_path, master=master) if master in text]
    assert "does not answer" in seen
    assert _found(tmp_path, master=master)[seen] == (
        "bad",
        "Start a master there, or correct spark.master in smm.yaml",
    )


def test_the_token_of_a_connect_server_is_not_shown(tmp_path: Path) -> None:
    found = str(_found(tmp_path, master=f"sc://127.0.0.1:{free_port()}/;token=s3cret"))
    assert "Spark Connect server" in found
    assert "s3cret" not in found


def test_a_machine_without_java_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    (state, cure) = _found(tmp_path)["there is no Java on this machine"]
    assert state == "bad"
    assert "Install Java 17" in cure


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    assert _found(tmp_path, folder=str(folder / "tables"))[f"{folder / 'tables'} cannot be written"][0] == "bad"


@pytest.mark.parametrize("said", ["http://host", "spark://host", "local[x]", 7])
def test_a_master_that_is_none_is_refused_with_what_to_write(said: object) -> None:
    with pytest.raises(ValueError, match="spark://host:7077"):
        Settings.model_validate({"spark": {"master": said}})


def test_settings_of_spark_are_text_and_have_whole_names() -> None:
    given = {"spark.executor.cores": 2, "spark.ui.enabled": True, "spark.executor.memory": "4g"}
    found = Settings.model_validate(json.loads(json.dumps({"spark": {"settings": given}}))).spark.settings
    assert found == {"spark.executor.cores": "2", "spark.ui.enabled": "true", "spark.executor.memory": "4g"}
    with pytest.raises(ValueError, match="'executor'"):
        Settings.model_validate({"spark": {"settings": {"executor": "4g"}}})
