"""The sheet that says in plain words what the workbook is.

Belongs here: its sentences. Not here: cells.
"""

from smm_assets.report.words import AMOUNTS, Words, long_day, noun
from smm_assets.what_if.facts import Plate


def read_me(plate: Plate) -> list[str]:
    """Lines of the sheet, top to bottom."""
    words = Words(plate.currency)
    held = [row.label for row in plate.rows if row.fixed == "held"]
    unknown = [row.label for row in plate.rows if row.curve is None]
    lines = [
        "What this workbook is",
        f"It prices any split of the money on what is known on the morning of {long_day(plate.as_of)}. It was made "
        f"from recommendation {plate.recommendation_id}: {words.money(plate.total)} a day for {plate.objective}. All "
        f"amounts are {plate.currency} per day, all results {_results(plate)} per day.",
        plate.summary,
        "",
        "What to change",
        "Yellow cells are yours: your spend of each channel, whether it is frozen (yes or no), your least and your "
        "most, and the total. Everything else follows by itself. Red: outside your limits, or more than the largest "
        "step at once. Amber: more than was ever spent there, so the figure is a guess; or a total that your spends "
        "do not add up to.",
        "",
        "How sure the figures are",
        "Expected results are the middle of what may happen on a usual day, not a promise. In nine of ten cases the "
        "average day should lie between 'likely from' and 'likely to'. Beyond the last amount of a curve, more money "
        "is taken to bring nothing more.",
        "",
        "What to do with it",
        "Save it and ask: smm recommend --scenario, followed by the name of this file. With your spends changed, they "
        "are priced and set beside the best split of the same total. With only the total, the limits or Freeze "
        "changed, the advice is made again under these terms. An emptied limit means that the one of smm.yaml or the "
        "plan stays. Nothing is recorded either way.",
        "The next morning has another recommendation: export the workbook again then.",
    ]
    if held:
        lines.append(f"Held, their data do not carry a move: {', '.join(held)}. smm recommend says what is missing.")
    if unknown:
        lines.append(f"Without figures, because nothing can be expected of them yet: {', '.join(unknown)}.")
    return lines


def _results(plate: Plate) -> str:
    """What results are; where they are an amount, a cost per result is what one unit of it costs."""
    many = noun(plate.metric, many=True)
    return (
        f"{many} in {plate.currency} (so the cost per result is that of 1.00 of it)"
        if plate.metric in AMOUNTS
        else many
    )
