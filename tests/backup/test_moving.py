"""A backup gives back exactly the tables it was made of, in the same engine or the other, with files and archive."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipelines.cli.main import app
from smm_assets.backup import make, restore
from smm_assets.backup.contents import PAGE
from smm_assets.backup.restoring import Wish
from smm_assets.errors import ConfigurationError, StoreError, UsageError
from smm_assets.schema import RAW_TABLES
from smm_assets.settings import Project
from smm_assets.warehouse import ReadOnlyStore, StoredColumn, open_published, open_store, raw_rows
from smm_assets.warehouse.migrations import MIGRATIONS
from smm_assets.warehouse.swapping import swapped
from tests.postgres import PASSWORD, Server

ON_A_SERVER = pytest.param("postgres", marks=pytest.mark.long)
NOW = dt.datetime(2026, 11, 22, 5, 30, 0, 123456)
TEXTS = (
    "",
    " ",
    "a,b",
    'say "so"',
    "two\nlines\r\n",
    "\\.",
    "\\N",
    "NULL",
    "ქართული 🦆",
    "'; DROP TABLE x; --",
    "\t",
    None,
)
SETTINGS = "currency: EUR\nstore: ${SMM_STORE}\n"
KEPT = ("raw", "ops", "state")
MART = (
    StoredColumn(name="date", kind="day", description="day"),
    StoredColumn(name="spend", kind="DECIMAL(38,10)", description="money", unit="EUR"),
    StoredColumn(name="ratio", kind="ratio", description="a ratio"),
    StoredColumn(name="is_paid", kind="flag", description="whether"),
)


@pytest.fixture
def places(postgres_server: Server, tmp_path: Path) -> Iterator[Callable[[str, str], Project]]:
    """Project folders by name, each with a store of its own in an engine."""
    made: list[str] = []

    def place(name: str, engine: str) -> Project:
        store = "embedded" if engine == "duckdb" else postgres_server.empty()
        made.extend([store] if engine == "postgres" else [])
        home = tmp_path / name
        home.mkdir()
        (home / "smm.yaml").write_text(SETTINGS, encoding="utf-8")
        return Project.open(home, environ={"SMM_STORE": store})

    yield place
    for url in made:
        postgres_server.drop(url)


def _rows(table: Any) -> pd.DataFrame:
    """A row for each odd text, with something odd in every other column too."""
    rows = []
    for number, text in enumerate(TEXTS):
        odd: dict[str, object] = {
            "text": text,
            "day": dt.date(1969, 12, 31) + dt.timedelta(days=4000 * number),
            "moment": NOW + dt.timedelta(microseconds=number),
            "money": Decimal("-123456789012.000001") + number,
            "decimal": Decimal("0.000001") * number,
            "share": None,
            "count": 2**63 - 1 - number,
            "flag": (True, False, None)[number % 3],
        }
        must: dict[str, object] = {"text": f"t{number}"}
        rows.append({c.name: odd[c.kind] if c.nullable else (must | {**odd, **must})[c.kind] for c in table.columns})
    frame = pd.DataFrame(rows).astype(object)
    return frame.where(frame.notna(), None)


def _filled(project: Project) -> None:
    with open_store(project) as store:
        for table in RAW_TABLES.values():
            raw_rows.add(store, table.name, _rows(table))
        arrivals = pd.DataFrame({"arrival_id": list("ab"), "path": ["x", None], "seen_at": [NOW, None]})
        store.load("ops", "arrival", arrivals)
        # A file of the user's may be as large as this in one cell.
        large = pd.DataFrame({"file": ["plan.csv"], "content_base64": ["A" * 11_000_000], "size_bytes": [8_000_000]})
        store.load("state", "project_file", large)
        rows = """SELECT CAST('2026-01-01' AS DATE) AS date, CAST(1 AS DECIMAL(38,10)) / 3 AS spend, 0.1 AS ratio,
            TRUE AS is_paid UNION ALL SELECT NULL, NULL, NULL, NULL"""
        store.materialize("marts", "m", rows, "table", MART, "Grain: date")
        store.materialize("bi", "v", "SELECT * FROM marts.m", "view", MART, "Grain: date")
        store.materialize("staging", "s", "SELECT 1 AS n", "table", (StoredColumn(name="n", kind="count"),))
        store.publish()
    (project.home / "mappings").mkdir()
    (project.home / "mappings" / "net.yml").write_text("x: 1\n", encoding="utf-8")
    (project.home / "plan.csv").write_text("period_start\n", encoding="utf-8")
    (project.home / ".env").write_text(f"SMM_STORE={PASSWORD}\n", encoding="utf-8")
    (project.archive / "2026" / "11").mkdir(parents=True)
    (project.archive / "2026" / "11" / "abc-x.csv").write_bytes(b"a,b\n\xff\x00")
    project.dagster_home.mkdir()
    (project.dagster_home / "identity").write_text("one\n", encoding="utf-8")


def _tables(store: ReadOnlyStore, *schemas: str) -> dict[str, Any]:
    """Every table as columns with types, comments, and rows as text in order."""
    found: dict[str, Any] = {}
    for schema in schemas:
        for name in store.tables(schema):
            if f"{schema}.{name}" in ("ops.change", "ops.model_build"):
                continue
            rows = store.read(f'SELECT * FROM "{schema}"."{name}"')
            found[f"{schema}.{name}"] = (
                list(store.columns(schema, name).items()),
                store.comments(schema, name),
                sorted(map(str, rows.astype(object).where(rows.notna(), None).itertuples(index=False, name=None))),
            )
    return found


def _all(project: Project) -> dict[str, Any]:
    with open_store(project) as store:
        found = _tables(store, *KEPT)
    with open_published(project) as reader:
        return found | _tables(reader, "marts", "bi")


def _saved(project: Project, target: Path) -> Path:
    make(project, target, now=NOW, say=lambda _: None)
    return target


def _brought(project: Project, backup: Path, wish: Wish = Wish(), **environ: str) -> Any:
    given = environ or {"SMM_STORE": project.settings.store.get_secret_value()}
    return restore(project.home, backup, wish, environ=given, say=lambda _: None)


@pytest.mark.parametrize("target", ["duckdb", "postgres"])
@pytest.mark.parametrize("source", ["duckdb", "postgres"])
def test_every_table_and_file_comes_back_as_it_was_whichever_engine_it_goes_to(
    source: str, target: str, places: Callable[[str, str], Project], tmp_path: Path
) -> None:
    old, new = places("old", source), places("new", target)
    _filled(old)
    backup = _saved(old, tmp_path / "b.zip")
    found = _brought(new, backup)
    before, after = _all(old), _all(new)
    assert list(before) == list(after)
    assert all(before[name] == after[name] for name in before), [n for n in before if before[n] != after[n]]
    assert len(before["raw.ad_delivery"][2]) == len(TEXTS)
    assert (new.archive / "2026" / "11" / "abc-x.csv").read_bytes() == b"a,b\n\xff\x00"
    assert (new.dagster_home / "identity").read_text(encoding="utf-8") == "one\n"
    assert set(found.written) == {"plan.csv", "mappings/net.yml", "data/dagster/identity"}
    assert (new.home / "mappings" / "net.yml").read_text(encoding="utf-8") == "x: 1\n"
    assert not (new.home / ".env").exists()
    assert not list(new.data.glob("restoring*"))
    with open_store(new) as store:
        assert store.tables("staging") == []
        raw_rows.add(store, "ad_delivery", _rows(RAW_TABLES["ad_delivery"]))
    with zipfile.ZipFile(backup) as packed:
        held = b"".join(packed.read(name) for name in packed.namelist())
    assert PASSWORD.encode() not in held


def _rewritten(backup: Path, target: Path, change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> Path:
    """The backup with another page and other members."""
    with zipfile.ZipFile(backup) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    page = json.loads(members.pop(PAGE))
    change(page, members)
    with zipfile.ZipFile(target, "w") as packed:
        for name, data in (members | {PAGE: json.dumps(page).encode()}).items():
            packed.writestr(name, data)
    return target


def _put(page: dict[str, Any], members: dict[str, bytes], name: str, rows: pa.Table) -> None:
    """Another content of a table in the backup."""
    sink = pa.BufferOutputStream()
    pq.write_table(rows, sink)
    kept = next(one for one in page["tables"] if f"{one['schema']}.{one['name']}" == name)
    data = members[kept["file"]] = sink.getvalue().to_pybytes()
    columns = [one for one in kept["columns"] if one[0] in rows.column_names]
    kept |= {"sha256": sha256(data).hexdigest(), "size_bytes": len(data), "rows": len(rows), "columns": columns}


@pytest.mark.parametrize("target", ["duckdb", ON_A_SERVER])
def test_a_backup_of_an_older_version_is_brought_to_todays(
    target: str, places: Callable[[str, str], Project], tmp_path: Path
) -> None:
    old, new = places("old", "duckdb"), places("new", target)
    _filled(old)

    def of_version_1(page: dict[str, Any], members: dict[str, bytes]) -> None:
        page["schema_version"] = 1
        _put(page, members, "ops.schema_version", pa.table({"version": [1], "description": ["x"], "shape": ["y"]}))
        arrival = pq.read_table(io.BytesIO(members["tables/ops.arrival.parquet"]))
        _put(page, members, "ops.arrival", arrival.drop_columns("reason"))
        page["tables"] = [one for one in page["tables"] if one["name"] != "response_curve"]

    _brought(new, _rewritten(_saved(old, tmp_path / "b.zip"), tmp_path / "older.zip", of_version_1))
    before, after = _all(old), _all(new)
    assert after.pop("ops.schema_version")[2] != before.pop("ops.schema_version")[2]
    added = [name for name, _ in after["ops.arrival"][0]]
    assert added[-1] == "reason"
    same = [name for name in before if name != "ops.arrival"]
    assert all(before[name] == after[name] for name in same)
    with open_store(new) as store:
        found = store.read("SELECT version FROM ops.schema_version ORDER BY version")["version"].tolist()
        assert found == [migration.version for migration in MIGRATIONS]


def _newer(page: dict[str, Any], _: dict[str, bytes]) -> None:
    page["schema_version"] = 99
    page["made_with"] = "9.9"


def _newer_form(page: dict[str, Any], _: dict[str, bytes]) -> None:
    page["format"] = 2


def _changed(_: dict[str, Any], members: dict[str, bytes]) -> None:
    members["archive/2026/11/abc-x.csv"] = b"A,b\n\xff\x00"


def _shorter(page: dict[str, Any], members: dict[str, bytes]) -> None:
    del members["tables/raw.post.parquet"]


def _outside(page: dict[str, Any], members: dict[str, bytes]) -> None:
    page["project"][0]["path"] = "../evil"


def _member_outside(page: dict[str, Any], members: dict[str, bytes]) -> None:
    kept = page["project"][0]
    members["project/../../../evil"] = members.pop(kept["file"])
    kept["file"] = "project/../../../evil"


def _table_outside(page: dict[str, Any], members: dict[str, bytes]) -> None:
    kept = page["tables"][0]
    members["../evil"] = members.pop(kept["file"])
    kept["file"] = "../evil"


def _other_schema(page: dict[str, Any], _: dict[str, bytes]) -> None:
    page["tables"][0]["schema"] = "pg_catalog"


def _fewer(page: dict[str, Any], _: dict[str, bytes]) -> None:
    next(one for one in page["tables"] if one["name"] == "post")["rows"] += 1


def _pageless(page: dict[str, Any], _: dict[str, bytes]) -> None:
    page.pop("format")


WRONG = {
    _newer: "made by newer software",
    _newer_form: "made by newer software",
    _changed: "is not what was put in",
    _shorter: "the backup is damaged",
    _outside: "outside the project",
    _member_outside: "outside the project",
    _table_outside: "outside the project",
    _other_schema: "a schema that is not ours",
    _fewer: "rows of",
    _pageless: "cannot be read",
}


@pytest.mark.parametrize("target", ["duckdb", ON_A_SERVER])
def test_a_backup_that_is_wrong_in_any_way_leaves_the_project_as_it_was(
    target: str, places: Callable[[str, str], Project], tmp_path: Path
) -> None:
    old, new = places("old", "duckdb"), places("new", target)
    _filled(old)
    _filled(new)
    with open_store(new) as store:
        store.execute("UPDATE ops.arrival SET path = 'former'")
        store.publish()
    (new.home / "plan.csv").write_text("mine\n", encoding="utf-8")
    backup, before = _saved(old, tmp_path / "b.zip"), _all(new)
    for number, (change, said) in enumerate(WRONG.items()):
        wrong = _rewritten(backup, tmp_path / f"{number}.zip", change)
        with pytest.raises(StoreError, match=said):
            _brought(new, wrong, Wish(store=True, files=True))
    cut = tmp_path / "cut.zip"
    cut.write_bytes(backup.read_bytes()[:-1000])
    with pytest.raises(UsageError, match="no backup, or not a whole one"):
        _brought(new, cut, Wish(store=True, files=True))
    with pytest.raises(UsageError, match="--replace"):
        _brought(new, backup)
    if target == "postgres":
        with pytest.raises(StoreError, match="Check that the server runs"):
            _brought(new, backup, Wish(store=True), SMM_STORE="postgresql+psycopg://nobody:x@127.0.0.1:1/nowhere")
    assert _all(new) == before
    assert (new.home / "plan.csv").read_text(encoding="utf-8") == "mine\n"
    assert not list(tmp_path.rglob("evil"))
    assert not list(new.data.glob("restoring*"))
    found = _brought(new, backup, Wish(store=True))
    assert (found.kept, found.written) == (("plan.csv",), ())
    assert _all(new) == _all(old)
    assert _brought(new, backup, Wish(store=True, files=True)).written == ("plan.csv",)
    assert (new.home / "plan.csv").read_text(encoding="utf-8") == "period_start\n"


def test_files_are_put_back_when_something_fails_after_they_were_swapped(tmp_path: Path) -> None:
    for name in ("one", "new_one", "new_two", "gone"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "aside").mkdir()
    pairs = [
        (tmp_path / "new_one", tmp_path / "one"),
        (tmp_path / "new_two", tmp_path / "below" / "two"),
        (None, tmp_path / "gone"),
    ]
    with suppress(RuntimeError), swapped(pairs, tmp_path / "aside"):
        assert (tmp_path / "one").read_text(encoding="utf-8") == "new_one"
        assert not (tmp_path / "gone").exists()
        raise RuntimeError("the server went away")
    assert (tmp_path / "one").read_text(encoding="utf-8") == "one"
    assert not (tmp_path / "below" / "two").exists()
    assert (tmp_path / "gone").read_text(encoding="utf-8") == "gone"


@pytest.mark.parametrize("engine", ["duckdb", ON_A_SERVER])
def test_a_writer_at_work_is_waited_for(engine: str, places: Callable[[str, str], Project], tmp_path: Path) -> None:
    project = places("old", engine)
    _filled(project)
    told: list[str] = []
    holding = open_store(project)
    holding.__enter__()

    def waiting(text: str) -> None:
        told.append(text)
        holding.__exit__(None, None, None)

    make(project, tmp_path / "b.zip", now=NOW, on_wait=waiting, say=lambda _: None)
    assert ["waiting" in text for text in told] == [True]
    holding = open_store(project)
    holding.__enter__()
    given = {"SMM_STORE": project.settings.store.get_secret_value()}
    restore(project.home, tmp_path / "b.zip", Wish(store=True), environ=given, on_wait=waiting, say=lambda _: None)
    assert len(told) == 2


def test_a_store_that_cannot_be_opened_any_more_is_replaced(
    places: Callable[[str, str], Project], tmp_path: Path
) -> None:
    project = places("old", "duckdb")
    _filled(project)
    before, backup = _all(project), _saved(project, tmp_path / "b.zip")
    project.warehouse.write_bytes(b"a disk that failed" * 1000)
    project.warehouse.with_name("warehouse.duckdb.wal").write_bytes(b"rubbish")
    project.published.unlink()
    _brought(project, backup, Wish(store=True))
    assert _all(project) == before


def test_what_cannot_be_backed_up_or_restored_is_said(places: Callable[[str, str], Project], tmp_path: Path) -> None:
    project = places("old", "duckdb")
    target = tmp_path / "b.zip"
    with pytest.raises(UsageError, match="nothing to back up yet"):
        _saved(project, target)
    assert not target.exists()
    with open_store(project):
        pass
    with pytest.raises(UsageError, match="there is no folder"):
        _saved(project, tmp_path / "nowhere" / "b.zip")
    _saved(project, target)
    assert target.stat().st_mode & 0o077 == 0
    with pytest.raises(UsageError, match="is there already"):
        _saved(project, target)
    make(project, target, now=NOW, overwrite=True, say=lambda _: None)
    with pytest.raises(UsageError, match="there is no file"):
        restore(tmp_path / "fresh", tmp_path / "none.zip", Wish(), say=lambda _: None)
    with pytest.raises(ConfigurationError, match="SMM_STORE"):
        restore(tmp_path / "fresh", target, Wish(), environ={}, say=lambda _: None)
    assert not (tmp_path / "fresh").exists()
    assert list(tmp_path.glob(".*")) == []
    restore(tmp_path / "fresh", target, Wish(), environ={"SMM_STORE": "embedded"}, say=lambda _: None)
    assert (tmp_path / "fresh" / "smm.yaml").read_text(encoding="utf-8") == SETTINGS


def _command(*words: object) -> Any:
    return CliRunner().invoke(app, [str(word) for word in words], env={"SMM_STORE": "embedded", "COLUMNS": "200"})


def test_the_commands_say_what_they_did_and_refuse_with_a_code(
    places: Callable[[str, str], Project], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = places("shop", "duckdb")
    _filled(project)
    monkeypatch.chdir(tmp_path)
    done = _command("backup", "--home", project.home)
    assert done.exit_code == 0, done.output
    (made,) = tmp_path.glob("shop-*.zip")
    assert f"Wrote {made}" in done.output
    again = _command("backup", "--home", project.home, "--to", made, "--json")
    assert again.exit_code == 2
    assert "is there already" in json.loads(again.stdout)["error"]
    told = _command("backup", "--home", project.home, "--to", made, "--overwrite", "--json")
    assert json.loads(told.stdout)["originals"] == 1
    refused = _command("restore", made, "--home", project.home)
    assert refused.exit_code == 2
    assert "--replace" in refused.output
    moved = _command("restore", made, "--home", tmp_path / "elsewhere", "--json")
    assert moved.exit_code == 0, moved.output
    assert json.loads(moved.stdout)["written"][0] == "smm.yaml"
    back = _command("restore", made, "--home", project.home, "--replace")
    assert back.exit_code == 0
    assert f"Restored {project.home} as of" in back.output
    assert _command("restore", project.home / "smm.yaml", "--home", project.home).exit_code == 2
    assert _command("restore", _rewritten(made, tmp_path / "n.zip", _newer), "--home", tmp_path / "x").exit_code == 1
