"""Exports that went through other programs and hands: nearly all load as before, the rest is refused, none is wrong.

The long form is `make torture`: SMM_MUTANTS sets how many mutants each sample gets.
"""

import os
from collections import Counter

import pytest

from tests.mutation.judging import Sample, judged, mutants, samples

EACH = int(os.environ.get("SMM_MUTANTS", "6"))
SEED = os.environ.get("SMM_SEED", "2026")
SAMPLES = list(samples())


def name_of(sample: Sample) -> str:
    return f"{sample.path.parent.parent.name}/{sample.path.name}"


@pytest.mark.parametrize("sample", SAMPLES, ids=name_of)
def test_no_mutant_of_a_sample_is_read_wrongly(sample: Sample) -> None:
    wrong = [
        f"{mutant.what}: {why}"
        for mutant in mutants(sample, EACH, SEED)
        for verdict, why in [judged(mutant)]
        if verdict == "wrong"
    ]
    assert wrong == []


def test_nearly_all_whole_mutants_load_as_the_sample_does() -> None:
    verdicts: Counter[str] = Counter()
    refused = []
    for sample in SAMPLES:
        if sample.facts is None:
            continue
        for mutant in mutants(sample, EACH, SEED):
            verdict, why = judged(mutant)
            if not (mutant.partial or mutant.asks):
                verdicts[verdict] += 1
                refused += [f"{name_of(sample)} {mutant.what}: {why}"] if verdict == "refused" else []
    assert verdicts["right"] >= 0.99 * verdicts.total(), "\n".join(refused)
