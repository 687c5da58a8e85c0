"""A mailbox: the one door to IMAP. Which mails lie there, their bytes, and marking them as taken.

Belongs here: connecting as smm.yaml says, wanted senders and subjects. Not here: what a mail carries (`letters`), what
becomes of it (`ingest/landing/posting`). Nothing is changed before `settle`.
"""

import hashlib
import socket
import ssl
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.header import decode_header, make_header
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError, LoginError

from smm_assets.errors import ArrivalError
from smm_assets.settings import Mailbox

SECONDS = 20
AT_ONCE = 200
LATER = "Check host, port and network; it is tried again by itself"


@dataclass(frozen=True, kw_only=True)
class Mail:
    """One mail by its envelope. size: bytes of the whole; is_seen: somebody has opened it."""

    uid: int
    message_id: str
    sender: str
    subject: str
    sent_at: datetime | None
    received_at: datetime
    size: int
    is_seen: bool


class OpenMailbox:
    """A folder that is open; every method raises ArrivalError. validity: number of the folder; next_uid: the number
    its next mail will have.
    """

    def __init__(self, client: IMAPClient, told: Mailbox, state: Mapping[bytes, Any]) -> None:
        self.client, self.told = client, told
        self.validity = int(state[b"UIDVALIDITY"])
        self.next_uid = int(state.get(b"UIDNEXT", 0))

    def wanted(self, *, today: date, since_uid: int = 1) -> list[Mail]:
        """Mails of the last days from these senders with these subjects, oldest first."""
        since = today - timedelta(days=self.told.days)
        with _told(self.told):
            all_ = self.client.search(["SINCE", since, "UID", f"{since_uid}:*"])
            uids = sorted(uid for uid in all_ if uid >= since_uid)  # n:* names the last mail also where it is before n
            pieces = [uids[first : first + AT_ONCE] for first in range(0, len(uids), AT_ONCE)]
            found = [mail for piece in pieces for mail in self._envelopes(piece)]
        return [mail for mail in found if is_wanted(self.told, mail)]

    def _envelopes(self, uids: Sequence[int]) -> list[Mail]:
        answer = self.client.fetch(uids, ["ENVELOPE", "INTERNALDATE", "RFC822.SIZE", "FLAGS"])
        return [_mail(uid, answer[uid]) for uid in uids if uid in answer]

    def read(self, mail: Mail) -> bytes:
        """The whole mail; it stays as unread as it was."""
        with _told(self.told):
            found = self.client.fetch([mail.uid], ["BODY.PEEK[]"]).get(mail.uid, {})
        return bytes(found.get(b"BODY[]") or b"")

    def settle(self, uid: int) -> None:
        """Mark a mail as taken, the way smm.yaml says."""
        if self.told.taken == "leave":
            return
        with _told(self.told):
            self.client.add_flags([uid], [b"\\Seen"], silent=True)
            if self.told.move_to is None:
                return
            if self.client.has_capability("MOVE"):
                self.client.move([uid], self.told.move_to)
            else:
                self.client.copy([uid], self.told.move_to)
                self.client.delete_messages([uid], silent=True)
                self.client.expunge([uid])


@contextmanager
def open_mailbox(told: Mailbox, home: Path, *, readonly: bool = False) -> Iterator[OpenMailbox]:
    """The folder, open until the end. readonly: nothing can be marked. Raises ArrivalError."""
    with _told(told):
        client = _connected(told, home)
    try:
        with _told(told):
            client.login(told.user, told.password.get_secret_value())
            box = OpenMailbox(client, told, _selected(client, told, readonly))
        yield box
    finally:
        _ended(client)


@contextmanager
def _told(told: Mailbox) -> Iterator[None]:
    """Whatever the library raises becomes an ArrivalError."""
    try:
        yield
    except (IMAPClientError, OSError, EOFError) as error:
        seen, cure = _in_words(told, error)
        raise ArrivalError(f"{told.place}: {seen}", cure=cure) from None


def is_wanted(told: Mailbox, mail: Mail) -> bool:
    """Whether a mail is from a sender and has a subject that smm.yaml names."""
    return _fits(mail.sender, told.senders) and (not told.subjects or _fits(mail.subject, told.subjects))


def _fits(text: str, patterns: Collection[str]) -> bool:
    return any(fnmatchcase(text.casefold(), pattern.casefold()) for pattern in patterns)


def _connected(told: Mailbox, home: Path) -> IMAPClient:
    context = ssl.create_default_context()
    if told.ca_file is not None:
        context.load_verify_locations(home / Path(told.ca_file).expanduser())
    is_wrapped = told.tls == "on"
    client = IMAPClient(
        told.host,
        port=told.port or (993 if is_wrapped else 143),
        ssl=is_wrapped,
        ssl_context=context if is_wrapped else None,
        timeout=SECONDS,
    )
    if told.tls == "starttls":
        try:
            client.starttls(context)
        except (IMAPClientError, OSError, EOFError):
            client.shutdown()
            raise
    return client


def _selected(client: IMAPClient, told: Mailbox, readonly: bool) -> Mapping[bytes, Any]:
    names = [str(name) for _, _, name in client.list_folders()]
    for folder in filter(None, (told.folder, told.move_to)):
        if folder not in names and folder.upper() != "INBOX":
            cure = f"Correct it in smm.yaml; there are: {', '.join(names[:20])}"
            raise ArrivalError(f"{told.place}: it has no folder '{folder}'", cure=cure)
    state: Mapping[bytes, Any] = client.select_folder(told.folder, readonly=readonly)
    return state


def _ended(client: IMAPClient) -> None:
    try:
        client.logout()
    except (IMAPClientError, OSError, EOFError):
        client.shutdown()


def _mail(uid: int, told: Mapping[bytes, Any]) -> Mail:
    envelope = told[b"ENVELOPE"]
    sender, subject = _address(envelope.from_), _words(envelope.subject)
    sent = _utc(envelope.date) if envelope.date is not None else None
    written = (envelope.message_id or b"").decode("ascii", "replace").strip(" <>")
    return Mail(
        uid=uid,
        message_id=written or hashlib.sha256(f"{sender} {subject} {sent}".encode()).hexdigest()[:32],
        sender=sender,
        subject=subject,
        sent_at=sent,
        received_at=_utc(told[b"INTERNALDATE"]),
        size=int(told[b"RFC822.SIZE"]),
        is_seen=b"\\Seen" in told[b"FLAGS"],
    )


def _address(addresses: Sequence[Any] | None) -> str:
    first = addresses[0] if addresses else None
    parts = [first.mailbox, first.host] if first is not None else []
    return "@".join(part.decode("utf-8", "replace") for part in parts if part).casefold()


def _words(raw: bytes | None) -> str:
    text = (raw or b"").decode("utf-8", "replace")
    try:
        return str(make_header(decode_header(text)))
    except (LookupError, ValueError):
        return text


def _utc(moment: datetime) -> datetime:
    """IMAPClient tells moments in this machine's own time, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def _in_words(told: Mailbox, error: BaseException) -> tuple[str, str]:
    said = " ".join(str(error).split())[:160]
    if isinstance(error, LoginError):
        cure = "Set the password's variable again; many providers want an app password instead of the usual one"
        return f"the mail server does not let {told.user} in with this password", cure
    if isinstance(error, ssl.SSLCertVerificationError):
        cure = "Correct host, or name the certificate to trust: mailbox: {ca_file: …}"
        return f"its certificate is not to be trusted ({error.verify_message})", cure
    if isinstance(error, ssl.SSLError):
        return f"no safe connection ({error.reason or said})", "Correct port, or write tls: starttls"
    if isinstance(error, socket.gaierror):
        return f"there is no host {told.host}", "Correct host in smm.yaml, or check the network"
    if isinstance(error, IMAPClientError):
        return f"the mail server answered: {said}", LATER
    return f"it does not answer ({getattr(error, 'strerror', None) or said or type(error).__name__})", LATER
