"""Walks a published number back to what it was made from.

Belongs here: the names callers use. Not here: printing (`pipelines/cli`), nor computing any number again.
"""

from smm_assets.explain.cells import CellText
from smm_assets.explain.number import Number, Question, explain_number
from smm_assets.explain.parts import Change, Part, Shape

__all__ = ["CellText", "Change", "Number", "Part", "Question", "Shape", "explain_number"]
