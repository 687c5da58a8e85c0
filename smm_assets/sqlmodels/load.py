"""All models and audits of `dbt_like_sql`, found, never listed, with their references resolved.

Belongs here: the folder, the glossary of columns, resolving ref() to schemas. Not here: one file's content (`parse`).
"""

import dataclasses
import difflib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import dbt_like_sql
from smm_assets.budget.seed_tables import SEEDS
from smm_assets.errors import ModelError
from smm_assets.schema import RAW_TABLES
from smm_assets.settings import Project
from smm_assets.sqlmodels import days
from smm_assets.sqlmodels.model import LAYERS, Audit, Model
from smm_assets.sqlmodels.parse import REFERENCE, SOURCE, front_matter, keep, loaded, parse_model

ROOT = Path(next(iter(dbt_like_sql.__path__)))
SEED_SCHEMA = "staging"
GLOSSARY = "columns.yml"


def load_models(project: Project | None = None, root: Path | None = None) -> dict[str, Model]:
    """Every model by name, the KPI model included (with the project's own KPIs when a project is given).

    Raises ModelError for a file that is wrong, an unknown reference or a name used twice.
    """
    from smm_assets.kpis.model import kpi_model

    folder = root or ROOT
    models = folder_models(folder)
    if root is None:
        kpis = kpi_model(models, project, folder)
        models[kpis.name] = kpis
    return resolve(models)


def folder_models(folder: Path) -> dict[str, Model]:
    """The models that are files of the folder, references not yet resolved. Raises ModelError for a wrong file."""
    paths = [path for layer in LAYERS for path in sorted((folder / layer).glob("*.sql"))]
    stamps = [path.stat() for path in (*paths, *folder.glob(GLOSSARY))]
    return dict(_read(folder, tuple(paths), tuple((stamp.st_mtime_ns, stamp.st_size) for stamp in stamps)))


@lru_cache(maxsize=4)
def _read(folder: Path, paths: tuple[Path, ...], stamps: tuple[tuple[int, int], ...]) -> dict[str, Model]:
    """The files as they were when they bore these stamps: reading all of them again costs more than looking."""
    found = dict(_files(paths, _glossary(folder)))
    keep()
    return found


def resolve(models: Mapping[str, Model]) -> dict[str, Model]:
    """The models with the schema of each reference filled in. Raises ModelError naming file and line."""
    schemas = _schemas(models)
    found = {name: _resolved(model, schemas) for name, model in models.items()}
    _check_parts(found)
    days.check(found)
    return found


def _check_parts(models: Mapping[str, Model]) -> None:
    for model in models.values():
        whole = models.get(model.part_of)
        if model.part_of and (whole is None or whole.part_of or whole.grain != model.grain):
            raise ModelError(
                f"{model.where()}: part_of '{model.part_of}' names no model of the same grain",
                cure="Name a model that has all rows of this one and is no part of another, or take part_of out",
            )


def load_audits(models: Mapping[str, Model], root: Path | None = None) -> list[Audit]:
    """Every audit of the folder `audits`, by name. Raises ModelError like `load_models`."""
    folder = (root or ROOT) / "audits"
    schemas = _schemas(models)
    found = [_audit(path, schemas) for path in sorted(folder.glob("*.sql"))]
    days.check({**models, **{f"audits/{one.name}": one.model for one in found}})
    keep()
    return found


def _files(paths: Iterable[Path], own: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Model]]:
    """Every file with the glossary of the raw tables it is made from. own: columns.yml, which comes first."""
    found: dict[str, Path] = {}
    for path in paths:
        if path.stem in found:
            raise ModelError(f"{path} and {found[path.stem]} have the same name", cure="Rename one of them")
        found[path.stem] = path
    texts = {name: path.read_text(encoding="utf-8") for name, path in found.items()}
    made_from: dict[str, frozenset[str]] = {}
    glossaries: dict[frozenset[str], _Frozen] = {}
    for name, path in found.items():
        tables = _raw_tables(name, texts, made_from)
        glossary = glossaries.setdefault(tables, _Frozen({**_canonical(tables), **own}))
        yield name, _parsed(path, texts[name], path.parent.name, glossary)


def _raw_tables(name: str, texts: Mapping[str, str], known: dict[str, frozenset[str]]) -> frozenset[str]:
    """The raw tables a model is made from, through all models before it. known: those found so far, added to."""
    if name not in known:
        known[name] = frozenset()  # of a model that leads back to itself, which is refused elsewhere
        text = texts.get(name, "")
        own = {table for schema, table in SOURCE.findall(text) if schema == "raw"}
        known[name] = frozenset(own).union(*(_raw_tables(ref, texts, known) for ref in REFERENCE.findall(text)))
    return known[name]


def _glossary(folder: Path) -> Mapping[str, Mapping[str, Any]]:
    path = folder / GLOSSARY
    return loaded(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _canonical(tables: frozenset[str]) -> dict[str, Mapping[str, Any]]:
    """Names of these raw tables, as the canonical schema defines them; not those the tables define differently."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for column in (column for name, table in RAW_TABLES.items() if name in tables for column in table.columns):
        meaning = {"type": column.kind, "description": column.description, "unit": column.unit} | {
            "additive": column.role == "measure"
        }
        found.setdefault(column.name, []).append(meaning)
    return {name: one for name, (one, *others) in found.items() if all(other == one for other in others)}


class _Frozen(dict[str, Mapping[str, Any]]):
    """The glossary, hashable by identity so that parsed files can be kept."""

    __hash__ = object.__hash__  # type: ignore[assignment]


@cache
def _parsed(path: Path, text: str, layer: str, glossary: _Frozen) -> Model:
    return parse_model(path, text, layer, glossary)


def _schemas(models: Mapping[str, Model]) -> dict[str, str]:
    """Where everything that can be referred to is built, by name."""
    return {**dict.fromkeys(SEEDS, SEED_SCHEMA), **{name: model.layer for name, model in models.items()}}


def _resolved(model: Model, schemas: Mapping[str, str]) -> Model:
    return dataclasses.replace(model, tables={ref: _schema(ref, model, schemas) for ref in model.refs})


def _schema(ref: str, model: Model, schemas: Mapping[str, str]) -> str:
    if ref in schemas:
        return schemas[ref]
    line = next(
        n for n, row in enumerate(model.sql.split("\n"), 1) if any(found == ref for found in REFERENCE.findall(row))
    )
    close = difflib.get_close_matches(ref, sorted(schemas), n=1)
    cure = f"Did you mean {close[0]}?" if close else "Add a file of that name or correct the name"
    raise ModelError(f"{model.where(line)}: ref('{ref}') names no model", cure=cure)


def _audit(path: Path, schemas: Mapping[str, str]) -> Audit:
    text = path.read_text(encoding="utf-8")
    content, sql, body_line = front_matter(path, text)
    if not content.get("description") or content.get("severity") not in ("error", "warn"):
        raise ModelError(f"audits/{path.name} line 1: an audit needs description and severity (error or warn)")
    shell = Model(
        name=path.stem,
        layer="audits",
        path=path,
        description=str(content["description"]),
        grain=(),
        columns=(),
        materialization="view",
        owner=str(content.get("owner", "")),
        checks=(),
        tags=(),
        sql=sql,
        body_line=body_line,
        refs=tuple(dict.fromkeys(REFERENCE.findall(sql))),
        sources=tuple(dict.fromkeys(SOURCE.findall(sql))),
        time_column=str(content.get("time_column", "")),
    )
    model = _resolved(shell, schemas)
    return Audit(name=path.stem, description=shell.description, severity=content["severity"], model=model)
