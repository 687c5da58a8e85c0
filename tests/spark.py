"""Spark on this machine, for tests: projects whose tables it builds.

Belongs here: its terms, and whether it can be started. Not here: what is in the tables; that stands in each test.
"""

from pathlib import Path
from typing import Any

import pytest

from smm_assets.settings import Project
from smm_assets.settings.engine import SparkTerms
from smm_assets.warehouse.spark.starting import lacking

# Two hundred small SELECTs: to plan them for large data, or to compile each, would take longer than to run them.
SETTINGS = {
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.adaptive.enabled": "false",
    "spark.driver.memory": "2g",
}
TERMS = SparkTerms(master="local[2]", settings=SETTINGS)


def needed() -> None:
    """Skip the test where Spark cannot be started."""
    found = lacking(TERMS)
    if found is not None:
        pytest.skip(f"needs Spark: {found[0]}")


def on_spark(home: Path) -> Project:
    """The project of a folder, with Spark as its engine; its books lie in an embedded store."""
    needed()
    found = Project.open(home)
    given: dict[str, Any] = {"engine": "spark", "spark": TERMS}
    return Project(home, found.settings.model_copy(update=given))
