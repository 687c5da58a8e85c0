"""Exports that went through other programs and hands: nearly all load as before, the rest is refused, none is wrong.

The long form is `make torture`: SMM_MUTANTS sets how many mutants each sample gets.
"""

import os
from collections import Counter
from functools import cache

import pytest

from tests.mutation.judging import Mutant, Sample, Verdict, judged, mutants, samples

EACH = int(os.environ.get("SMM_MUTANTS", "3"))
SEED = os.environ.get("SMM_SEED", "2026")
SAMPLES = list(samples())


def name_of(sample: Sample) -> str:
    return f"{sample.path.parent.parent.name}/{sample.path.name}"


@cache
def verdicts(number: int) -> list[tuple[Mutant, Verdict, str]]:
    """Every mutant of a sample with what came of it."""
    return [(mutant, *judged(mutant)) for mutant in mutants(SAMPLES[number], EACH, SEED)]


@pytest.mark.parametrize("number", range(len(SAMPLES)), ids=map(name_of, SAMPLES))
def test_no_mutant_of_a_sample_is_read_wrongly(number: int) -> None:
    assert [f"{mutant.what}: {why}" for mutant, verdict, why in verdicts(number) if verdict == "wrong"] == []


def test_nearly_all_whole_mutants_load_as_the_sample_does() -> None:
    """Left out: samples that are refused themselves, files cut off, and figures or days nothing in the file tells."""
    judgements: Counter[str] = Counter()
    refused = []
    for number, sample in enumerate(SAMPLES):
        for mutant, verdict, why in verdicts(number):
            if sample.facts is not None and not mutant.partial and not mutant.asks:
                judgements[verdict] += 1
                refused += [f"{name_of(sample)} {mutant.what}: {why}"] if verdict == "refused" else []
    assert judgements.total() >= 1.5 * len(SAMPLES)
    assert judgements["right"] >= 0.99 * judgements.total(), "\n".join(refused)
