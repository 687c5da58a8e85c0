"""Units, containers and proxies as delivered: sound by their own schemas, and nothing in them that is not there.

What they start is started in `tests/integration/test_production.py`.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.deploy import units
from tests.deploy.commands import parsed

DEPLOY = units.ROOT / "deploy"
DOCKER = DEPLOY / "docker"
COMPOSE: dict[str, Any] = yaml.safe_load((DOCKER / "compose.yaml").read_text(encoding="utf-8"))
SERVERS = ("code", "webserver", "daemon")
LINTER = shutil.which("hadolint", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
DOCKERFILE = (DOCKER / "Dockerfile").read_text(encoding="utf-8")
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ReadWritePaths": "/srv/smm/shop",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "CapabilityBoundingSet": "",
    "Restart": "on-failure",
    "RestartPreventExitStatus": "2",
    "User": "smm-shop",
    "EnvironmentFile": "/etc/smm/shop.env",
}
SECRETS = re.compile(r"(?i)(password|token|secret)\s*[=:]\s*[^\s'\"]")
PASSWORD_IN_URL = re.compile(r"://[^/:@\s]*:[^@\s]+@")


@pytest.mark.parametrize("name", units.SERVICES)
def test_a_unit_is_hardened_never_gives_up_and_may_write_its_own_client_only(name: str) -> None:
    unit = units.read(name, "shop")
    service = unit["Service"]
    assert unit["Unit"]["StartLimitIntervalSec"] == ["0"], "a database that is away for an hour comes back"
    assert {key: service[key] for key in HARDENED} == {key: [value] for key, value in HARDENED.items()}


@pytest.mark.parametrize("name", units.SERVICES)
def test_a_unit_starts_its_own_server_with_options_there_are(name: str) -> None:
    words = units.command(units.read(name, "shop"), {"SMM_PORT": "3001"})
    found = parsed(words[1:])
    assert words[0] == "/opt/smm/bin/smm"
    assert found["only"] == name.removeprefix("smm-").removesuffix("@.service")
    assert found["host"] == "127.0.0.1", "behind a proxy, never before it"


def test_the_target_starts_all_of_a_client_and_code_comes_first() -> None:
    target = units.read("smm@.target", "shop")
    assert sorted(target["Unit"]["Wants"][0].split()) == [name.replace("@", "@shop") for name in units.SERVICES]
    for name in units.SERVICES:
        unit = units.read(name, "shop")["Unit"]
        assert unit["PartOf"] == ["smm@shop.target"]
        assert ("smm-code@shop.service" in unit["After"][0].split()) is not name.startswith("smm-code")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    for path in units.SYSTEMD.iterdir():
        program = path.read_text(encoding="utf-8").replace("/opt/smm/bin/smm", sys.executable)
        (tmp_path / path.name).write_text(program, encoding="utf-8")
    named = [str(tmp_path / name.replace("@", "@shop")) for name in [*units.SERVICES, "smm@.target"]]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *named],
        env={"PATH": "/usr/bin:/bin", "SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(find_spec("check_jsonschema") is None, reason="check-jsonschema is not installed")
def test_the_compose_file_fits_the_schema_of_the_compose_specification() -> None:
    from jsonschema import Draft202012Validator

    text = (resources.files("check_jsonschema") / "builtin_schemas/vendor/compose-spec.json").read_text("utf-8")
    assert [error.message for error in Draft202012Validator(json.loads(text)).iter_errors(COMPOSE)] == []


def test_containers_start_what_there_is_in_order_and_can_be_asked_for_their_health() -> None:
    services = COMPOSE["services"]
    assert sorted(services) == sorted(["postgres", *SERVERS])
    for name in SERVERS:
        service, check = services[name], services[name]["healthcheck"]["test"]
        started, asked = parsed(service["command"][1:]), parsed(check[2:])
        assert (service["command"][0], check[1]) == ("smm", "smm")
        assert (started["only"], started["check"]) == (name, False)
        assert (asked["only"], asked["check"], asked["port"]) == (name, True, started["port"])
        assert (service["read_only"], service["cap_drop"], service["init"]) == (True, ["ALL"], True)
        before = "postgres" if name == "code" else "code"
        assert service["depends_on"] == {before: {"condition": "service_healthy"}}
        assert service["volumes"] == ["project:/srv/project"]
    assert set(COMPOSE["volumes"]) == {"project", "postgres"}


def test_only_the_page_is_published_and_on_loopback() -> None:
    published = {name: service["ports"] for name, service in COMPOSE["services"].items() if "ports" in service}
    assert published == {"webserver": ["127.0.0.1:${SMM_PORT:-3000}:3000"]}


def test_the_image_is_made_of_files_there_are_and_locked_packages() -> None:
    copied = [
        line.split()[1:-1] for line in DOCKERFILE.splitlines() if line.startswith("COPY") and "--from" not in line
    ]
    sources = [source for line in copied for source in line]
    assert [source for source in sources if not (units.ROOT / source).exists()] == []
    let_in = re.findall(r"^!(.+)$", (DOCKER / "Dockerfile.dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(let_in) == sorted(sources)
    assert "--require-hashes -r locks/production.txt" in DOCKERFILE
    assert "\nUSER 10001:10001\n" in DOCKERFILE
    for line in re.findall(r"/opt/smm/bin/(smm .+?)(?: \\| \|\|)?$", DOCKERFILE, re.MULTILINE):
        parsed(shlex.split(line.split(" ||")[0])[1:])


@pytest.mark.skipif(LINTER is None, reason="hadolint is not installed")
def test_the_linter_finds_nothing_wrong_with_the_dockerfile() -> None:
    done = subprocess.run([str(LINTER), str(DOCKER / "Dockerfile")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_what_runs_in_production_is_what_is_tested_with_the_drivers_of_postgresql() -> None:
    def locked(name: str) -> dict[str, str]:
        text = (units.ROOT / "locks" / name).read_text(encoding="utf-8")
        return dict(re.findall(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==(\S+)", text, re.MULTILINE))

    everywhere, production = locked("run.txt"), locked("production.txt")
    assert {name: everywhere[name] for name in production if name in everywhere} == {
        name: version for name, version in production.items() if name in everywhere
    }
    assert set(production) - set(everywhere) == {"dagster-postgres", "psycopg", "psycopg-binary", "psycopg2-binary"}


def test_no_secret_stands_in_what_is_delivered() -> None:
    lines = [
        (path.name, re.sub(r"\$\{.*?\}|#.*|change-me", "", line))
        for path in DEPLOY.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len({name for name, _ in lines}) >= 9
    assert [(name, line) for name, line in lines if SECRETS.search(line) or PASSWORD_IN_URL.search(line)] == []
