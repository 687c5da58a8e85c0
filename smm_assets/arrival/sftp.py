"""A connection to an SFTP server whose identity is known: a server nobody vouched for is refused, not trusted.

Belongs here: host keys and logging in. Not here: listing and reading (`remote`). Imported only where an inbox is on
such a server, for its library is an extra.
"""

import getpass
from pathlib import Path
from typing import Any

import paramiko
from fsspec.implementations.sftp import SFTPFileSystem
from fsspec.utils import infer_storage_options
from pydantic import SecretStr

from smm_assets.settings import InboxAccess


class KnownServer(SFTPFileSystem):
    """SFTP with the host keys this machine knows, and those of a file."""

    cachable = False

    def __init__(self, host: str, *, known_hosts: Path | None, patience: float, **terms: Any) -> None:
        self.known_hosts, self.patience = known_hosts, patience
        super().__init__(host, host_key_policy="reject", **terms)

    def _connect(self) -> None:
        self.client = paramiko.SSHClient()
        self.client.load_system_host_keys()
        if self.known_hosts is not None:
            self.client.load_host_keys(str(self.known_hosts))
        self.client.set_missing_host_key_policy(self.host_key_policy)
        try:
            self.client.connect(self.host, **self.ssh_kwargs)
            self.ftp = self.client.open_sftp()
            self.ftp.get_channel().settimeout(self.patience)  # else one that stops answering is waited for for ever
        except (paramiko.SSHException, OSError):
            self.client.close()
            raise


def connect(url: str, access: InboxAccess, home: Path, seconds: float) -> KnownServer:
    """The server of the URL, logged in. Paths of files start in the project folder."""
    told = infer_storage_options(url)
    return KnownServer(
        told["host"],
        known_hosts=_file(home, access.known_hosts),
        patience=2 * seconds,
        port=told.get("port") or 22,
        username=told.get("username") or getpass.getuser(),
        password=_plain(access.password),
        key_filename=None if access.key_file is None else str(_file(home, access.key_file)),
        passphrase=_plain(access.key_password),
        look_for_keys=access.password is None and access.key_file is None,
        allow_agent=access.password is None and access.key_file is None,
        timeout=seconds,
        banner_timeout=seconds,
        auth_timeout=seconds,
    )


def _plain(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret is not None else None


def _file(home: Path, name: str | None) -> Path | None:
    return None if name is None else home / Path(name).expanduser()
