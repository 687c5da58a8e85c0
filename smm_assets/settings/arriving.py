"""What smm.yaml says of files that come over a network: access to a remote inbox, and a mailbox.

Belongs here: the keys and their checks. Not here: opening either (`smm_assets/arrival`).
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, SecretStr, field_validator, model_validator

from smm_assets.masking import holds_secret
from smm_assets.settings.kinds import Strict


def _secret(value: Any) -> Any:
    """A secret as text; anything else is told without it."""
    if value is None or isinstance(value, SecretStr | str):
        return value
    raise ValueError("is no text; Write '${NAME}' in quotes and put the secret into that variable of the environment")


def _switched(value: Any) -> Any:
    """What YAML makes of on and off, as words again."""
    return {True: "on", False: "off"}.get(value, value) if isinstance(value, bool) else value


def inbox_said(value: Any) -> Any:
    """A folder or URL without a password, for it is shown. Raises ValueError without repeating it."""
    if isinstance(value, str) and holds_secret(value):
        raise ValueError("holds a password; Take it out of the URL and write inbox_access: {password: '${NAME}'}")
    return value


Secret = Annotated[SecretStr | None, BeforeValidator(_secret)]
Text = Annotated[str, Field(min_length=1)]


class InboxAccess(Strict):
    """How a remote inbox is opened. What is left out is as the machine is set up for (AWS_… variables, ~/.ssh).

    key, secret, token, region, endpoint: of S3, endpoint where it is not Amazon's. password, key_file (with
    key_password), known_hosts: of SFTP. taken: what becomes of a file there once its bytes are in the archive; leave
    for an inbox that may not be written to.
    """

    key: Secret = None
    secret: Secret = None
    token: Secret = None
    region: str | None = None
    endpoint: str | None = None
    password: Secret = None
    key_file: str | None = None
    key_password: Secret = None
    known_hosts: str | None = None
    taken: Literal["remove", "leave"] = "remove"


class Mailbox(Strict):
    """A mailbox that scheduled reports are sent to. senders, subjects: shell patterns, case ignored; a mail must fit
    one of each that is given.

    port: 993, without implicit TLS 143. ca_file: certificates to trust beside the system's. taken: what becomes of a
    mail whose reports were taken; move: into the folder move_to. account: name of the declared account the reports
    belong to where they do not say it. days: how far back mails are looked at; max_mb: no larger mail is fetched.
    """

    host: Text
    user: Text
    password: Annotated[SecretStr, BeforeValidator(_secret)]
    port: int | None = Field(default=None, ge=1, le=65535)
    tls: Annotated[Literal["on", "starttls", "off"], BeforeValidator(_switched)] = "on"
    ca_file: str | None = None
    folder: Text = "INBOX"
    senders: tuple[Text, ...] = Field(min_length=1)
    subjects: tuple[Text, ...] = ()
    taken: Literal["seen", "move", "leave"] = "seen"
    move_to: str | None = Field(default=None, min_length=1)
    account: str | None = None
    days: int = Field(default=30, ge=1)
    max_mb: int = Field(default=50, ge=1)

    @property
    def place(self) -> str:
        """The mailbox as messages and the ledger name it."""
        return f"{'imaps' if self.tls == 'on' else 'imap'}://{self.user}@{self.host}/{self.folder}"

    @field_validator("senders", "subjects", mode="before")
    @classmethod
    def _one_is_a_list(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _moves_somewhere(self) -> "Mailbox":
        if (self.taken == "move") != (self.move_to is not None):
            raise ValueError("taken: move and move_to: FOLDER belong together; Write both, or neither")
        return self
