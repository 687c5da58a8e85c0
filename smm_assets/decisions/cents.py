"""Money in whole cents: what every amount of a decision is rounded to.

Belongs here: the cent and rounding to it. Not here: which way a limit is rounded (`bounds`), coins of a currency
(`stepped`).
"""

from decimal import ROUND_HALF_EVEN, Decimal

CENT = Decimal("0.01")


def cents(amount: object) -> Decimal:
    """The amount to the nearest cent, halves to the even one; floats by their shortest decimal form."""
    return Decimal(str(amount)).quantize(CENT, ROUND_HALF_EVEN)
