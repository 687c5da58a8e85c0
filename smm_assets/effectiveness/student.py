"""Student's t (Student, 1908, The probable error of a mean): how far the mean of a few values may be off.

Belongs here: its quantiles as a table, because SQL has none. Not here: the intervals made with it
(`dbt_like_sql/marts/content_effectiveness`).
"""

from collections.abc import Mapping

MOST_DEGREES = 400
ON_EACH_SIDE = 0.95  # a 90 % interval leaves 5 % on each side


def student_rows() -> list[Mapping[str, object]]:
    """Rows of seed_student."""
    from scipy.special import stdtrit

    degrees = range(1, MOST_DEGREES + 1)
    return [{"degrees": number, "quantile": float(stdtrit(number, ON_EACH_SIDE))} for number in degrees]
