"""Wrong KPIs are caught and right ones are never refused, over thousands of small changes of right ones."""

import random
from collections import Counter

import pytest

from smm_assets.kpis.entry import Entry
from smm_assets.kpis.metrics import vocabulary
from smm_assets.kpis.read import FILE
from smm_assets.settings.documents import read_document
from smm_assets.sqlmodels.load import ROOT, folder_models
from tests.kpis.mutants import CHANGES, mutants, right_entries
from tests.kpis.oracle import is_wrong

ROUNDS = 1


@pytest.fixture(scope="module")
def words():
    return vocabulary(folder_models(ROOT))


def shipped():
    problems = []
    document = read_document(ROOT / FILE, problems)
    assert problems == []
    return document.content


def refused(entry, words):
    """What the compiler says against the entry."""
    lines = {key: number for number, key in enumerate(entry, 1)}
    made = Entry(file="kpis.yml", content=entry, line=1, lines=lines, words=words)
    kpi = made.kpi([])
    assert (kpi is None) == bool(made.faults)
    return [str(fault) for fault in made.faults]


@pytest.fixture(scope="module")
def corpus():
    """(change, entry, why it is wrong) of every different mutant."""
    drawn = random.Random(20)
    bases = [*shipped(), *right_entries()]
    found = {}
    for _ in range(ROUNDS):
        for entry in bases:
            for change, mutant in mutants(entry, drawn):
                found.setdefault(repr(sorted(mutant.items(), key=str)), (change, mutant, is_wrong(mutant)))
    return list(found.values())


def test_right_entries_are_right_by_both_accounts(words):
    bases = [*shipped(), *right_entries()]
    assert len(bases) > 100
    assert [(entry, is_wrong(entry)) for entry in bases if is_wrong(entry)] == []
    assert [(entry, refused(entry, words)) for entry in bases if refused(entry, words)] == []


def test_at_least_95_in_100_wrong_mutants_are_caught_in_all_and_of_every_change(corpus, words):
    wrong, missed = Counter(), Counter()
    examples = {}
    for change, entry, why in corpus:
        if why:
            wrong[change] += 1
            if not refused(entry, words):
                missed[change] += 1
                examples[change] = (entry, why)
    caught = 1 - missed.total() / wrong.total()
    print(f"{wrong.total()} wrong mutants of {len(wrong)} changes, {caught:.2%} caught; missed: {dict(missed)}")
    assert wrong.total() > 3000
    assert set(wrong) == set(CHANGES)
    assert caught >= 0.95, examples
    assert {change: number for change, number in missed.items() if number > 0.05 * wrong[change]} == {}, examples


def test_mutants_that_are_right_are_never_refused(corpus, words):
    right = [(change, entry) for change, entry, why in corpus if not why]
    alarms = [(change, entry, refused(entry, words)) for change, entry in right if refused(entry, words)]
    print(f"{len(right)} mutants are right, {len(alarms)} of them refused")
    assert len(right) > 300
    assert alarms == [], alarms[:5]


def test_every_refusal_names_file_line_kpi_and_key_and_says_what_to_do(corpus, words):
    for _, entry, why in corpus[::17]:
        for told in refused(entry, words) if why else ():
            assert told.startswith("kpis.yml line "), told
            assert ", key " in told
            assert "name" not in entry or ", KPI k, key " in told or f", KPI {entry['name']}, key " in told
            assert ". " in told, told
