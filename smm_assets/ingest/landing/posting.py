"""The round over the mailbox: every attachment that is an export arrives like a file.

Belongs here: what is known already, handing over to `filing`, what is told of a mail without an export. Not here: IMAP
(`arrival/mailbox`), taking a mail apart (`arrival/letters`). One bad mail never stops the others.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from smm_assets.arrival.letters import Attachment, Letter, Unreadable, opened
from smm_assets.arrival.mailbox import Mail, OpenMailbox, open_mailbox
from smm_assets.errors import ArrivalError
from smm_assets.ingest.landing import arrivals
from smm_assets.ingest.landing.accounts import hinted
from smm_assets.ingest.landing.archive import readable
from smm_assets.ingest.landing.filing import Filing
from smm_assets.ingest.landing.ledger import Arrival, LedgerRow
from smm_assets.settings import Mailbox

OnMail = Callable[[str, int, int], None]
TOLD = ("link_only", "no_table", "too_large", "unreadable")
BY_HAND = "Open the mail, save the export into the inbox; marking the mail as read settles this"
ATTACH = f"{BY_HAND}. Set the schedule to attach the file as CSV, if the network can"


class Posting:
    """One round. account: name of the account that rows belong to where neither they nor smm.yaml say one.

    on_mail: told (subject, number, of) of each mail before it is read.
    """

    def __init__(self, filing: Filing, account: str | None, on_mail: OnMail) -> None:
        self.filing, self.account, self.on_mail = filing, account, on_mail
        self.project, self.store, self.now = filing.project, filing.store, filing.now

    def fetch(self) -> list[LedgerRow]:
        """Take what is new; returns a row for every part seen, and one for each mail that needs a person."""
        told = self.project.settings.mailbox
        if told is None:
            return []
        rows: list[LedgerRow] = []
        try:
            with open_mailbox(told, self.project.home) as box:
                self._all(told, box, rows)
        except ArrivalError as error:
            rows.append(arrivals.enter_unread(self.store, "mailbox (smm.yaml)", error, at=self.now))
        return rows

    def _all(self, told: Mailbox, box: OpenMailbox, rows: list[LedgerRow]) -> None:
        known = self._known(told, box.validity)
        mails = box.wanted(today=self.now.date())
        new = [mail for mail in mails if mail.uid not in known]
        for mail in mails:
            if known.get(mail.uid, ("", ""))[0] in TOLD and not mail.is_seen:
                rows.append(self._unfit(mail, *known[mail.uid]))
        for number, mail in enumerate(new, start=1):
            self.on_mail(f"mail: {readable(mail.subject)}", number, len(new))
            rows += self._one(told, box, mail)

    def _known(self, told: Mailbox, validity: int) -> dict[int, tuple[str, str]]:
        sql = "SELECT uid, outcome, reason FROM ops.mail WHERE mailbox = :mailbox AND uid_validity = :validity"
        found = self.store.read(sql, {"mailbox": told.place, "validity": validity})
        rows = zip(found["uid"], found["outcome"], found["reason"].fillna(""), strict=True)
        return {int(uid): (str(outcome), str(reason)) for uid, outcome, reason in rows}

    def _one(self, told: Mailbox, box: OpenMailbox, mail: Mail) -> list[LedgerRow]:
        path = readable(f"{told.place}/{mail.message_id}")
        letter, outcome, reason = self._opened(told, box, mail)
        new = [one for one in letter.attachments if not self._arrived(path, one)] if letter else []
        hint = hinted(self.project.settings.accounts, told.account or "", self.account)
        rows = [row for one in new for row in self.filing.file(self._arrival(path, one), one.data, hint)]
        if outcome == "taken" and not new:
            outcome = "repeated"
        self._enter(told, box.validity, mail, path, len(letter.attachments) if letter else 0, (outcome, reason))
        if outcome in TOLD:
            return [*rows, self._unfit(mail, outcome, reason)] if not mail.is_seen else rows
        if outcome in ("taken", "repeated"):
            box.settle(mail.uid)
        return rows

    def _opened(self, told: Mailbox, box: OpenMailbox, mail: Mail) -> tuple[Letter | None, str, str]:
        """What the mail carries, and the outcome with its reason."""
        if mail.size > told.max_mb * 2**20:
            return None, "too_large", f"it has {mail.size / 2**20:.0f} MB, more than max_mb: {told.max_mb} allows"
        try:
            letter = opened(box.read(mail))
        except Unreadable as error:
            return None, "unreadable", str(error)
        if letter.attachments:
            more = f"{letter.dropped} more attachments were not taken" if letter.dropped else ""
            return letter, "taken", more
        if letter.has_link:
            return letter, "link_only", "it says that a report is ready, but holds only a link, which is never opened"
        if letter.others:
            return letter, "no_table", f"it holds no table, only {readable(', '.join(letter.others[:3]))}"
        return letter, "nothing", "it holds no attachment"

    def _arrived(self, path: str, one: Attachment) -> bool:
        sql = "SELECT 1 AS there FROM ops.arrival WHERE path = :path AND sha256 = :sha256"
        return not self.store.read(sql, {"path": path, "sha256": _hash(one)}).empty

    def _arrival(self, path: str, one: Attachment) -> Arrival:
        return Arrival(
            arrival_id=arrivals.next_arrival_id(self.store, path),
            path=path,
            name=readable(one.name),
            size_bytes=len(one.data),
            seen_at=self.now,
            sha256=_hash(one),
        )

    def _unfit(self, mail: Mail, outcome: str, reason: str) -> LedgerRow:
        """A mail a person has to look at, for as long as nobody has opened it."""
        name = readable(f"mail '{mail.subject[:60]}' from {mail.sender}, {mail.received_at:%d %b}")
        error = ArrivalError(reason, cure=ATTACH if outcome in ("link_only", "no_table") else BY_HAND)
        row = arrivals.enter_unread(self.store, name, error, at=self.now)
        return replace(row, name=name)

    def _enter(
        self, told: Mailbox, validity: int, mail: Mail, path: str, attachments: int, end: tuple[str, str]
    ) -> None:
        row = {
            "mailbox": told.place,
            "uid_validity": validity,
            "uid": mail.uid,
            "path": path,
            "message_id": readable(mail.message_id),
            "sender": readable(mail.sender),
            "subject": readable(mail.subject),
            "sent_at": mail.sent_at,
            "received_at": mail.received_at,
            "seen_at": self.now,
            "attachments": attachments,
            "outcome": end[0],
            "reason": end[1] or None,
        }
        self.store.load("ops", "mail", pd.DataFrame([row]))


def _hash(one: Attachment) -> str:
    return hashlib.sha256(one.data).hexdigest()
