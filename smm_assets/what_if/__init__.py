"""The what-if workbook: a recommendation with live formulas, and its edited copy read back as a scenario.

Belongs here: the sheets and their cells. Not here: decisions (`smm_assets/decisions`) or the command line.
"""

from smm_assets.what_if.collecting import collect
from smm_assets.what_if.facts import ChannelRow, Plate
from smm_assets.what_if.reading import read_workbook
from smm_assets.what_if.writing import write_workbook

__all__ = ["ChannelRow", "Plate", "collect", "read_workbook", "write_workbook"]
