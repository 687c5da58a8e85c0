"""A real IMAP server (dovecot) on loopback, with a mailbox that tests put mails into.

Belongs here: its settings, certificate and mails. Not here: what a mail holds; that stands in each test.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from imapclient import IMAPClient

from .servers import SECRET, find, free_port, served

USER = "reports"
SENDER = "noreply@ads.example"
SETTINGS = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
ssl_dh =
auth_mechanisms = plain
auth_failure_delay = 0
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
passdb {{
  driver = static
  args = password={secret}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True, kw_only=True)
class Post:
    """A running server. port: with TLS from the start; plain: without, or STARTTLS."""

    port: int
    plain: int
    ca_file: Path

    @contextmanager
    def owner(self, folder: str = "INBOX") -> Iterator[IMAPClient]:
        """The mailbox as its owner sees it."""
        with IMAPClient("127.0.0.1", port=self.plain, ssl=False) as client:
            client.login(USER, SECRET)
            if not client.folder_exists(folder):
                client.create_folder(folder)
            client.select_folder(folder)
            yield client

    def put(self, mail: EmailMessage | bytes, folder: str, received: datetime | None = None) -> None:
        """A mail arrives."""
        with self.owner(folder) as client:
            client.append(folder, bytes(mail), msg_time=received or datetime.now(UTC))

    def flags(self, folder: str) -> list[bool]:
        """Of each mail whether it counts as read."""
        with self.owner(folder) as client:
            return [b"\\Seen" in one[b"FLAGS"] for one in client.fetch(client.search(), ["FLAGS"]).values()]


def mail(
    *attachments: tuple[str, bytes], subject: str = "Your report", sender: str = SENDER, text: str = "", name: str = ""
) -> EmailMessage:
    """A mail with these attachments. name: its Message-ID, made from the subject where it is left out."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = f"Ads <{sender}>", "shop@example.org", subject
    message["Date"] = datetime.now(UTC)
    plain = subject.replace(" ", "-").encode("ascii", "replace").decode()
    message["Message-ID"] = f"<{name or plain}@ads.example>"
    message.set_content(text or "See the attachment.")
    for filename, data in attachments:
        message.add_attachment(data, maintype="text", subtype="csv", filename=filename)
    return message


@contextmanager
def dovecot() -> Iterator[Post]:
    """A server of this user's own. As root it keeps mail as nobody, for it refuses to do so as root."""
    program = find("dovecot")
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True, timeout=30).stdout
    if not version.startswith("2.3"):
        pytest.skip(f"needs dovecot 2.3, this is {version.split()[0]}")
    is_root = os.geteuid() == 0
    keeper = pwd.getpwnam("nobody") if is_root else pwd.getpwuid(os.geteuid())
    folder = Path(tempfile.mkdtemp(prefix="smm-post-"))
    folder.chmod(0o755)
    try:
        for name in ("mail", "state"):
            (folder / name).mkdir()
        os.chown(folder / "mail", keeper.pw_uid, keeper.pw_gid)
        _certificate(folder)
        post = Post(port=free_port(), plain=free_port(), ca_file=folder / "cert.pem")
        users = {"internal": "dovecot", "internal_group": "dovecot", "login": "dovenull"}
        if not is_root:
            group = subprocess.run(["id", "-gn"], capture_output=True, text=True, check=True, timeout=30).stdout
            users = {"internal": keeper.pw_name, "internal_group": group.strip(), "login": keeper.pw_name}
        told = {"folder": folder, "secret": SECRET, "uid": keeper.pw_uid, "gid": keeper.pw_gid, **users}
        text = SETTINGS.format(**told, plain=post.plain, port=post.port)
        (folder / "dovecot.conf").write_text(text)
        command = [program, "-F", "-c", str(folder / "dovecot.conf")]
        with served(command, post.port, folder / "said"):
            yield post
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _certificate(folder: Path) -> None:
    """A certificate for 127.0.0.1 that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(key.private_bytes(*form))
