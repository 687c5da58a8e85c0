"""Starting Spark, once for a process, and what is told when it cannot be.

Belongs here: the terms every session gets, so that it answers as the other engines do. Not here: questions (`hand`).
"""

import atexit
import os
import shutil
import subprocess
import warnings
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smm_assets.errors import StoreError
from smm_assets.masking import masked
from smm_assets.settings.engine import SparkTerms

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PACKAGE = "pip install 'smm-budget[spark]'"
JAVA = (
    "Install Java 17 or 21 (Debian: apt install openjdk-17-jre-headless) and set JAVA_HOME where it is not on the path"
)
# Sums do not overflow in silence, products of decimals keep their places, moments know no zone, names in quotes are
# names; small jobs stay small.
TERMS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.sources.parallelPartitionDiscovery.threshold": "1000",
    "spark.sql.parquet.mergeSchema": "false",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "50000",
}
# What only a driver of ours can be given, before it starts.
_DRIVER = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.locality.wait": "0s",
    "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version": "2",
    "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.scheduler.mode": "FIFO",
}
_STARTED: dict[str, Any] = {}


def is_connect(master: str) -> bool:
    """Whether a master is the address of a Spark Connect server."""
    return master.startswith("sc://")


def plainly(master: str) -> str:
    """A master as people may see it: the address of a Spark Connect server may hold a token after a semicolon."""
    return master.partition(";")[0].rstrip("/")


def lacking(terms: SparkTerms) -> tuple[str, str] | None:
    """What Spark lacks on this machine before it can be started, and what to do; None when nothing."""
    if find_spec("pyspark") is None:
        return "pyspark is not installed", PACKAGE
    if is_connect(terms.master):
        absent = [name for name in ("grpc", "google.rpc") if _spec(name) is None]
        return (f"{absent[0]} is not installed, which Spark Connect needs", PACKAGE) if absent else None
    return None if java() else ("there is no Java on this machine", JAVA)


def java() -> str:
    """The Java that would be started; "" when there is none."""
    home = os.environ.get("JAVA_HOME")
    found = shutil.which(str(Path(home) / "bin" / "java")) if home else shutil.which("java")
    return found or ""


def started(terms: SparkTerms, said: Path) -> "SparkSession":
    """A session with views of its own. said: file that takes what Spark itself writes.

    Raises StoreError when Java or pyspark lacks, or the master is not reached.
    """
    found = lacking(terms)
    if found is not None:
        raise StoreError(found[0], cure=found[1])
    # Rows go to and from Spark as Arrow; its own way to pandas is never taken.
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)
    session = _connected(terms) if is_connect(terms.master) else _driven(terms, said)
    for name, value in {**TERMS, **terms.sql_settings}.items():
        if session.conf.isModifiable(name):
            session.conf.set(name, value)
    return session


def _spec(name: str) -> object:
    try:
        return find_spec(name)
    except ModuleNotFoundError:
        return None


def _connected(terms: SparkTerms) -> "SparkSession":
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    try:
        session = SparkSession.builder.remote(terms.master).create()
        session.conf.get("spark.sql.ansi.enabled")
    except (PySparkException, OSError, ValueError) as error:
        raise unreached(terms, error) from error
    return session


def _driven(terms: SparkTerms, said: Path) -> "SparkSession":
    """The process has one driver; another master needs another process, as Spark wants it."""
    key = repr((terms.master, sorted(terms.settings.items())))
    if key not in _STARTED or _STARTED[key].sparkContext._jsc is None:
        stop()
        _STARTED[key] = _launched(terms, said)
    session: SparkSession = _STARTED[key].newSession()
    return session


def _launched(terms: SparkTerms, said: Path) -> "SparkSession":
    from py4j.protocol import Py4JError
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    conf = SparkConf(loadDefaults=False).setMaster(terms.master).setAppName("smm")
    for name, value in {**_DRIVER, **terms.settings}.items():
        conf.set(name, value)
    said.parent.mkdir(parents=True, exist_ok=True)
    try:
        with said.open("ab") as taken:
            gateway = launch_gateway(conf, {"stdout": taken, "stderr": subprocess.STDOUT})
        context = SparkContext(gateway=gateway, conf=conf)
    except (PySparkException, Py4JError, OSError, RuntimeError) as error:
        raise unreached(terms, error) from error
    context.setLogLevel("ERROR")
    atexit.register(stop)
    return SparkSession(context)


def unreached(terms: SparkTerms, error: BaseException) -> StoreError:
    """What is told of a Spark that could not be started."""
    first = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
    cure = "Check spark.master in smm.yaml and that it runs; data/spark.log holds what Spark said"
    return StoreError(f"Spark at {plainly(terms.master)} could not be reached ({masked(first[:300])})", cure=cure)


def stop() -> None:
    """Let go of Spark; the next question starts it again."""
    if not _STARTED:
        return

    while _STARTED:
        _key, session = _STARTED.popitem()
        with suppress(Exception):
            session.stop()
