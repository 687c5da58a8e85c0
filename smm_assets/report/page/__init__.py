"""The HTML page of one morning: one folder that opens offline.

Belongs here: cells, shapes, markup and styles of the page. Not here: facts (`report`'s other modules collect them) or
the words shared with the terminal (`report/words`, `report/verdict`).
"""
