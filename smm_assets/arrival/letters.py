"""What a mail carries: its exports, and whether it only says where one can be had.

Belongs here: from the bytes of a message to its attachments; nothing is opened, followed or run. Not here: fetching it
(`mailbox`), which mails are wanted, or loading an attachment (`ingest/landing`).
"""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".zip", ".gz", ".parquet")
MOST = 50
LONGEST_NAME = 200
_BY_TYPE = {
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
    "application/gzip": ".gz",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
_LINK = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_REPORT = re.compile(
    r"report|export|download|\.csv|\.xlsx|bericht|rapport|informe|relat[oó]rio|отч[её]т|скачать|レポート|报告",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """One export. name: as its sender calls it, without folders."""

    name: str
    data: bytes


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What a message carries. others: names of attachments that are no tables. has_link: it holds no attachment at all,
    but a link it says leads to a report. dropped: exports beyond the most that are taken.
    """

    attachments: tuple[Attachment, ...]
    others: tuple[str, ...]
    has_link: bool
    dropped: int = 0


class Unreadable(ValueError):
    """The bytes are no message that can be taken apart."""


def opened(data: bytes) -> Letter:
    """Take a message apart, also those forwarded inside it. Raises Unreadable."""
    try:
        return _letter(message_from_bytes(data, policy=policy.default))
    except (RecursionError, MessageError, LookupError, ValueError, TypeError, AttributeError) as error:
        raise Unreadable(f"it is no mail that can be taken apart ({type(error).__name__})") from None


def _letter(message: Message) -> Letter:
    found: list[Attachment] = []
    others: list[str] = []
    texts = [str(message.get("subject", ""))]
    for part in message.walk():
        if part.is_multipart():
            continue
        name = _name(part, len(found) + 1)
        if name and name.lower().endswith(ENDINGS):
            found.append(Attachment(name=name, data=_bytes(part)))
        elif name and part.get_content_disposition() == "attachment":
            others.append(name)
        elif part.get_content_maintype() == "text":
            texts.append(_text(part))
    return Letter(
        attachments=tuple(found[:MOST]),
        others=tuple(others),
        has_link=not found and any(_LINK.search(text) for text in texts) and any(map(_REPORT.search, texts)),
        dropped=len(found[MOST:]),
    )


def _name(part: Message, number: int) -> str:
    """The name of an attachment, harmless; for an export without a name one by its type; "" for what is none."""
    said = part.get_filename()
    kind = _BY_TYPE.get(part.get_content_type(), "")
    if said is None:
        return f"attachment-{number}{kind}" if kind else ""
    name = re.split(r"[/\\]", _decoded(str(said)))[-1]
    name = "".join(sign for sign in name if sign.isprintable()).strip().lstrip(".")
    stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
    name = f"{stem[: LONGEST_NAME - 12] or f'attachment-{number}'}{dot}{ending[:10]}"
    return name if name.lower().endswith(ENDINGS) or not kind else f"{name}{kind}"


def _decoded(text: str) -> str:
    """Encoded words, also where a sender put them into quotes."""
    if "=?" not in text:
        return text
    try:
        return str(make_header(decode_header(text)))
    except (LookupError, ValueError, MessageError):
        return text


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text(part: Message) -> str:
    charset = part.get_content_charset() or "utf-8"
    try:
        return _bytes(part).decode(charset, "replace")
    except LookupError:
        return _bytes(part).decode("latin-1")
