"""Work that is done ahead: the next item is made while the present one is used.

Belongs here: that, for any iterator. Not here: what is made. One thread makes the items, in their order; most of its
work and of the store's is outside of Python, so that both go on at once.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
_END = object()


def ahead(items: Iterator[Item]) -> Iterator[Item]:
    """The same items, one of them ready before it is asked for. What making one raises is raised in its place."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="ahead") as worker:
        coming = worker.submit(next, items, _END)
        while (item := coming.result()) is not _END:
            coming = worker.submit(next, items, _END)
            yield item  # type: ignore[misc]
