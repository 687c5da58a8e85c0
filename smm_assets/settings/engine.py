"""What `engine:` and `spark:` of smm.yaml may say.

Belongs here: which engine builds the tables, and where Spark and its files are. Not here: opening it
(`smm_assets/warehouse/spark`).
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from smm_assets.settings.kinds import Strict

Engine = Literal["store", "spark"]
_MASTER = re.compile(r"local(\[(\d+|\*)\])?|spark://[^\s/]+:\d+(,[^\s/]+:\d+)*|sc://\S+|k8s://\S+|yarn")


def master_said(value: Any) -> str:
    """Where Spark runs, as Spark itself writes it. Raises ValueError for anything else."""
    text = value.strip() if isinstance(value, str) else ""
    if not _MASTER.fullmatch(text):
        raise ValueError(
            "is not where a Spark runs; Write spark://host:7077, sc://host:15002 (Spark Connect) or local[*] (this "
            "machine alone)"
        )
    return text


def settings_said(value: Any) -> Any:
    """Settings of Spark by their names; numbers and flags of YAML become the text Spark wants."""
    if not isinstance(value, Mapping):
        return value
    said = {
        str(name): str(one).lower() if isinstance(one, bool) else str(one) if isinstance(one, int | float) else one
        for name, one in value.items()
    }
    odd = [name for name in said if not name.startswith("spark.")]
    if odd:
        raise ValueError(f"'{odd[0]}' is no setting of Spark; Write its whole name, such as spark.executor.memory")
    return said


class SparkTerms(Strict):
    """Where Spark runs, and where the files of its tables lie."""

    master: Annotated[str, BeforeValidator(master_said)] = "local[*]"
    """Where Spark runs, such as `spark://host:7077`."""
    folder: str = "data/tables"
    """The folder that holds the tables; every worker of Spark must see it under the same path, such as `/mnt/shop`."""
    small_mb: int = Field(default=64, ge=0)
    """Questions that read less than that are answered by the process itself, without Spark, such as `64`."""
    settings: Annotated[Mapping[str, str], BeforeValidator(settings_said)] = Field(default_factory=dict)
    """Settings of Spark, such as `{spark.executor.memory: 4g}`."""

    @property
    def sql_settings(self) -> Mapping[str, str]:
        """Those that a session takes after it has started."""
        return {name: value for name, value in self.settings.items() if name.startswith("spark.sql.")}
