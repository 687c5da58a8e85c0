"""What every store must do, done by the store of Spark: the tests of the other two, on a real cluster."""

from collections.abc import Callable, Iterator
from types import ModuleType

from tests.warehouse import test_loading, test_opening, test_publishing, test_store


def _tests_of_every_engine(module: ModuleType) -> Iterator[tuple[str, Callable[..., None]]]:
    for name, found in vars(module).items():
        marks = getattr(found, "pytestmark", [])
        if name.startswith("test_") and not any(mark.args[:1] == ("engine",) for mark in marks):
            yield name, found


table = test_loading.table
for _module in (test_loading, test_opening, test_publishing, test_store):
    globals().update(_tests_of_every_engine(_module))
