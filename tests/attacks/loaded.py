"""Importing this loads what a morning's work needs, so that processes forked afterwards begin at once.

Belongs here: nothing but that. No store is opened and no thread started, for those do not survive a fork.
"""

import pkgutil
import warnings
from importlib import import_module

warnings.simplefilter("ignore")
for package in ("pipelines", "smm_assets"):
    for found in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
        import_module(found.name)
for name in ("great_expectations", "openpyxl", "psycopg", "tests.attacks.morning"):
    import_module(name)
