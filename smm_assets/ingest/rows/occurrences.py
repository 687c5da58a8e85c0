"""How often each key was seen so far among the rows of a part.

Belongs here: counting, in 16 bytes a row. Not here: what a second row of a key means (`identity`).
"""

import numpy as np

_FEW = 4


class Occurrences:
    """Keys of a part as they come, chunk after chunk, each a pair of 64-bit numbers."""

    def __init__(self) -> None:
        self._runs: list[np.ndarray] = []  # rows of keys seen, each run sorted by the first number
        self._again: dict[tuple[int, int], int] = {}  # of keys that came again, or only seemed to: how often

    def number(self, keys: np.ndarray, counted: np.ndarray) -> np.ndarray:
        """0 for the first row of a key, 1 for the second …; rows not counted get 0 and leave no trace."""
        numbers = np.zeros(len(keys), dtype=np.int64)
        own = keys if counted.all() else keys[counted]
        if not len(own):
            return numbers
        order = np.argsort(own[:, 0], kind="stable")
        sorted_ = own[order]
        doubtful = self._seen_before(sorted_[:, 0])
        same = sorted_[1:, 0] == sorted_[:-1, 0]
        doubtful[1:] |= same
        doubtful[:-1] |= same
        if doubtful.any():
            found = np.zeros(len(own), dtype=np.int64)
            for position in np.sort(order[doubtful]):
                found[position] = self._counted(own[position])
            numbers[counted] = found
        self._add(sorted_[~doubtful])
        return numbers

    def _counted(self, key: np.ndarray) -> int:
        """How often a key came before this row; counts the row."""
        pair = (int(key[0]), int(key[1]))
        before = self._again.get(pair)
        if before is None:
            before = sum(self._in_run(run, key) for run in self._runs)
        self._again[pair] = before + 1
        return before

    def _in_run(self, run: np.ndarray, key: np.ndarray) -> int:
        first, last = np.searchsorted(run[:, 0], key[0], "left"), np.searchsorted(run[:, 0], key[0], "right")
        return int((run[first:last, 1] == key[1]).sum())

    def _seen_before(self, firsts: np.ndarray) -> np.ndarray:
        """Whether the first half of each key was seen in an earlier chunk."""
        found = np.zeros(len(firsts), dtype=bool)
        for run in self._runs:
            places = np.searchsorted(run[:, 0], firsts)
            found |= run[np.minimum(places, len(run) - 1), 0] == firsts
        if self._again:
            found |= np.isin(firsts, np.array([first for first, _ in self._again], dtype=np.uint64))
        return found

    def _add(self, sorted_: np.ndarray) -> None:
        """Keep the keys of a chunk; small runs are put together, so that there are never many."""
        if not len(sorted_):
            return
        self._runs.append(sorted_)
        while len(self._runs) > _FEW and len(self._runs[-2]) <= 2 * len(self._runs[-1]):
            joined = np.concatenate([self._runs.pop(), self._runs.pop()])
            self._runs.append(joined[np.argsort(joined[:, 0], kind="stable")])
