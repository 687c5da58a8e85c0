"""The example after its morning run, for the tests of this folder."""

from tests.example import AS_OF, NOW, Example, example

__all__ = ("AS_OF", "NOW", "Example", "example")
