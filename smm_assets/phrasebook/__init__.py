"""The phrase book: English sentences that stand in tables, said in the spoken language.

Belongs here: the templates of those sentences, finding them in a text, and writing their values as the language writes
them. Not here: texts the page makes itself (they ask gettext), nor any translation (`smm_assets/language/catalogues`).
Why sentences are found and not remembered: docs/decisions/0049-phrase-book.md.
"""

from smm_assets.phrasebook.told import ENGLISH_BEGINS, ENGLISH_ENDS, told, untold_parts

__all__ = ["ENGLISH_BEGINS", "ENGLISH_ENDS", "told", "untold_parts"]
