"""A real Spark for tests: a standalone master with two workers on loopback, by Spark's own programs.

Belongs here: starting and stopping it. Not here: what runs on it; that stands in each test.
"""

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

WAIT_SECONDS, STOP_SECONDS = 180, 3
# A short life: compiling thoroughly and collecting in parallel would cost more than they save.
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def installed() -> Path:
    """Where Spark is; skips where it cannot run."""
    spec = find_spec("pyspark")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("needs Spark: pyspark is not installed")
    if shutil.which("java") is None:
        pytest.skip("needs Spark: there is no Java")
    return Path(spec.submodule_search_locations[0])


@contextmanager
def running(workers: int = 2) -> Iterator[str]:
    """A master and its workers, each of one core; yields the master's address."""
    home, port = installed(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="smm-spark-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    master = f"spark://127.0.0.1:{port}"
    with ExitStack() as closing:
        closing.callback(shutil.rmtree, folder, ignore_errors=True)
        started = _start(home, folder, "master", "master.Master", "--port", str(port))
        closing.callback(_stop, started)
        _wait_for(folder / "master", r"I have been elected leader")
        for number in range(workers):
            name = f"worker{number}"
            given = ("--cores", "1", "--memory", "1g", "--work-dir", str(folder / f"work{number}"), master)
            closing.callback(_stop, _start(home, folder, name, "worker.Worker", *given))
            _wait_for(folder / name, r"Successfully registered with master")
        yield master


@contextmanager
def connect_server(master: str) -> Iterator[str]:
    """A server of Spark Connect on a master; yields its address."""
    home, port = installed(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="smm-connect-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    terms = {
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": str(port),
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executor.memory": "512m",
        "spark.executor.extraJavaOptions": QUICK,
        "spark.ui.enabled": "false",
    }
    given = [text for name, value in terms.items() for text in ("--conf", f"{name}={value}")]
    kind = "org.apache.spark.sql.connect.service.SparkConnectServer"
    command = [str(home / "bin" / "spark-submit"), "--class", kind, "--master", master, *given, "spark-internal"]
    own = {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
    with ExitStack() as closing:
        closing.callback(shutil.rmtree, folder, ignore_errors=True)
        with (folder / "connect").open("wb") as said:
            closing.callback(
                _stop, subprocess.Popen(command, env=os.environ | own, stdout=said, stderr=said, cwd=folder)
            )
        _wait_for(folder / "connect", r"Spark Connect server started")
        yield f"sc://127.0.0.1:{port}"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _start(home: Path, folder: Path, name: str, kind: str, *arguments: str) -> subprocess.Popen[bytes]:
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{kind}"]
    terms = ("--host", "127.0.0.1", "--webui-port", "0")
    own = {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "256m"}
    env = os.environ | own | {"SPARK_DAEMON_JAVA_OPTS": QUICK}
    with (folder / name).open("wb") as said:
        return subprocess.Popen([*command, *terms, *arguments], env=env, stdout=said, stderr=said, cwd=folder)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait_for(path: Path, said: str) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while not re.search(said, path.read_text(encoding="utf-8", errors="replace")):
        if time.monotonic() > end:
            raise TimeoutError(f"{path.name} did not start:\n{path.read_text(encoding='utf-8', errors='replace')}")
        time.sleep(0.1)
