"""Proxies with the files of deploy/proxy, one password, and a port of loopback before and behind.

Belongs here: their commands and the places of this machine put into the files. Not here: what they must let in.
"""

import os
import shutil
import subprocess
from pathlib import Path

from tests.deploy import units

PROXIES = {name: shutil.which(name) or shutil.which(name, path="/usr/sbin") for name in ("nginx", "caddy")}
SECRET = "secret of anna"


def delivered(name: str, changes: dict[str, str]) -> str:
    """A file of deploy/proxy with its own places for the machine's."""
    text = (units.ROOT / "deploy/proxy" / name).read_text(encoding="utf-8")
    for written, meant in changes.items():
        assert written in text, written
        text = text.replace(written, meant)
    return text


def nginx(folder: Path, port: int, behind: int) -> list[str]:
    """The command that starts nginx with the file as delivered."""
    hashed = subprocess.run(
        ["openssl", "passwd", "-6", "-stdin"], input=SECRET, capture_output=True, text=True, check=True
    ).stdout
    (folder / "smm.shop").write_text(f"anna:{hashed}", encoding="utf-8")
    changes = {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "/etc/ssl/smm": str(folder),
        "/etc/nginx/smm.shop": str(folder / "smm.shop"),
        "127.0.0.1:3001": f"127.0.0.1:{behind}",
    }
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}} "
        f"http {{ access_log off; {places}\n{delivered('nginx.conf', changes)} }}",
        encoding="utf-8",
    )
    return [str(PROXIES["nginx"]), "-p", str(folder), "-c", str(folder / "nginx.conf")]


def caddy(folder: Path, port: int, behind: int) -> list[str]:
    """The command that starts Caddy with the file as delivered."""
    program = str(PROXIES["caddy"])
    hashed = subprocess.run(
        [program, "hash-password", "--plaintext", SECRET], capture_output=True, text=True, check=True
    )
    changes = {
        "shop.example.org {": f"https://shop.example.org:{port} {{\n bind 127.0.0.1\n"
        f" tls {folder}/fullchain.pem {folder}/privkey.pem",
        "$2a$14$replace.this.by.what.caddy.hash-password.prints": hashed.stdout.strip(),
        "127.0.0.1:3001": f"127.0.0.1:{behind}",
    }
    alone = "{\n admin off\n auto_https disable_redirects\n }\n"
    (folder / "Caddyfile").write_text(alone + delivered("Caddyfile", changes), encoding="utf-8")
    return [program, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
