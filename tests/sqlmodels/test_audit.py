"""Every kind of check can fail, and says how many rows broke it."""

import datetime as dt

import pytest

from smm_assets.errors import ModelError
from smm_assets.settings import Project
from smm_assets.sqlmodels import audit, build, load_audits, load_models
from smm_assets.warehouse import changes, open_store

MODEL = """\
/* ---
description: Test model. Grain - id.
grain: [id]
owner: tests
columns:
  id: {type: count, description: number}
  word: {type: text, description: word}
  other: {type: count, description: other number}
checks:
  - not_null: [word]
  - unique: [word]
  - accepted: {word: [a, b]}
  - {expression: other > 0, severity: warn}
  - relation: {other: base.id}
--- */
SELECT id, word, other FROM (VALUES (1, 'a', 1), (1, 'a', 9), (2, NULL, 0), (3, 'z', NULL)) AS v (id, word, other)
WHERE other IS NULL OR other >= 0 OR id IN (SELECT id FROM ref('base'))
"""
AUDIT = """\
/* ---
description: no number above 2
severity: warn
--- */
SELECT id, word FROM ref('bad') WHERE id > 2
"""
BASE = "SELECT id FROM (VALUES (1), (2)) AS v (id)"


@pytest.fixture
def results(tmp_path, folder):
    root = folder(base=BASE, bad=MODEL)
    (root / "audits").mkdir()
    (root / "audits" / "too_many.sql").write_text(AUDIT)
    models = load_models(root=root)
    (tmp_path / "smm.yaml").write_text("name: T\n")
    with open_store(Project.open(tmp_path)) as store:
        build(store, models=models)
        found = audit(store, models, dt.datetime(2026, 6, 15), audits=load_audits(models, root=root))
    return {(r.expectation, r.column_name): r for r in found if r.suite != "model base"}


@pytest.mark.parametrize(
    ("check", "count"),
    [
        (("unique", "id"), 1),
        (("not_null", "word"), 1),
        (("unique", "word"), 1),
        (("accepted", "word"), 1),
        (("expression", ""), 1),
        (("relation", "other"), 2),
    ],
)
def test_a_broken_check_is_found_with_its_rows(results, check, count):
    assert (results[check].success, results[check].unexpected_count) == (False, count)


def test_severity_and_expectation_are_said_in_words(results):
    assert results["expression", ""].severity == "warning"
    assert results["accepted", "word"].expected == "one of a, b"
    assert results["unique", "id"].expected == "one row per id"


def test_an_audit_shows_the_rows_that_should_not_be_there(results):
    found = results["too_many", ""]
    assert (found.table_name, found.severity, found.unexpected_count) == ("staging.bad", "warning", 1)
    assert (found.observed, found.expected) == ("id: 3, word: z", "no number above 2")


VIEW = """\
/* ---
description: Part of the test model. Grain - id.
grain: [id]
owner: tests
materialization: view
part_of: {whole}
columns:
  id: {{type: count, description: number}}
  word: {{type: text, description: word}}
checks:
  - not_null: [word]
  - accepted: {{word: [a]}}
--- */
SELECT id, word FROM ref('bad') WHERE {where}
"""


WHOLE = MODEL.replace("owner: tests", "owner: tests\nmaterialization: view")


def audited(tmp_path, root, changed=""):
    """What an audit after the first build found and asked. changed: a table that is another one since it was built."""
    models = load_models(root=root)
    (tmp_path / "smm.yaml").write_text("name: T\n")
    with open_store(Project.open(tmp_path)) as store:
        build(store, models=models)
        if changed:
            changes.note(store, changed, None)
        asked = []
        read = store.read
        store.read = lambda sql, *given: asked.append(sql) or read(sql, *given)
        found = audit(store, models, dt.datetime(2026, 6, 15), audits=[])
    return {(r.suite, r.expectation, r.column_name): r.unexpected_count for r in found}, " ".join(asked)


def test_what_holds_in_the_whole_is_not_asked_of_its_part(tmp_path, folder):
    root = folder(
        base=BASE, bad=WHOLE.replace("(1, 'a', 9), (2, NULL, 0), ", ""), view=VIEW.format(whole="bad", where="TRUE")
    )
    found, asked = audited(tmp_path, root)
    assert found["model view", "unique", "id"] == found["model view", "not_null", "word"] == 0
    assert found["model view", "accepted", "word"] == 1, "a demand of its own is asked"
    assert asked.count('FROM "staging"."view"') == 1
    alone = """SELECT 0 AS look, COUNT(CASE WHEN "word" NOT IN ('a') THEN 1 END) AS c0 FROM "staging"."view\""""
    assert alone in asked


def test_what_is_broken_in_the_whole_is_asked_of_its_part(tmp_path, folder):
    found, _ = audited(tmp_path, folder(base=BASE, bad=WHOLE, view=VIEW.format(whole="bad", where="id = 1")))
    assert found["model bad", "unique", "id"] == found["model view", "unique", "id"] == 1
    assert found["model bad", "not_null", "word"] == 1
    assert found["model view", "not_null", "word"] == 0


def test_a_table_that_may_be_older_than_its_part_proves_nothing(tmp_path, folder):
    held = MODEL.replace("(1, 'a', 9), (2, NULL, 0), ", "")
    root = folder(base=BASE, bad=held, view=VIEW.format(whole="bad", where="TRUE"))
    _, asked = audited(tmp_path, root, changed="staging.base")
    assert 'COUNT(DISTINCT HASH("id"))' in asked.rpartition('FROM "staging"."view"')[0].rpartition("SELECT")[2]


@pytest.mark.parametrize("whole", ["nothing", "other", "view"])
def test_a_part_names_a_model_of_its_grain(folder, whole):
    other = MODEL.replace("grain: [id]", "grain: [word]")
    root = folder(base=BASE, bad=MODEL, other=other, view=VIEW.format(whole=whole, where="TRUE"))
    with pytest.raises(ModelError, match=rf"staging/view\.sql.*part_of '{whole}' names no model of the same grain"):
        load_models(root=root)
