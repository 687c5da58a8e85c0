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
    """Access key of S3, such as `${S3_KEY}`."""
    secret: Secret = None
    """Its secret, in quotes, such as `'${S3_SECRET}'`."""
    token: Secret = None
    """Session token of S3, where the key is one for a while, such as `'${S3_TOKEN}'`."""
    region: str | None = None
    """Region of the bucket, such as `eu-central-1`."""
    endpoint: str | None = None
    """URL of a server that speaks S3, such as `https://minio.example.org`."""
    password: Secret = None
    """Password of SFTP, such as `'${SFTP_PASSWORD}'`."""
    key_file: str | None = None
    """Private key of SFTP, such as `~/.ssh/reports`."""
    key_password: Secret = None
    """Password of the private key, such as `'${KEY_PASSWORD}'`."""
    known_hosts: str | None = None
    """File with the server's key, such as `~/.ssh/known_hosts`."""
    taken: Literal["remove", "leave"] = "remove"
    """What becomes of a file that was taken: removed there, or left where the inbox may not be written to, such as
    `leave`.
    """


class Mailbox(Strict):
    """A mailbox that scheduled reports are sent to. A mail must fit one of the senders, and one of the
    subjects where any are given.
    """

    host: Text
    """Server that speaks IMAP, such as `imap.example.org`."""
    user: Text
    """Who logs in, such as `reports@example.org`."""
    password: Annotated[SecretStr, BeforeValidator(_secret)]
    """Often an app password, such as `'${MAIL_PASSWORD}'`."""
    port: int | None = Field(default=None, ge=1, le=65535)
    """993 unless said, without implicit TLS 143, such as `993`."""
    tls: Annotated[Literal["on", "starttls", "off"], BeforeValidator(_switched)] = "on"
    """How the connection is protected, such as `starttls`."""
    ca_file: str | None = None
    """Certificates to trust beside the system's, such as `ca.pem`."""
    folder: Text = "INBOX"
    """Folder that is looked into, such as `Reports`."""
    senders: tuple[Text, ...] = Field(min_length=1)
    """Shell patterns, case ignored; mails of nobody else are looked into, such as `["*@example.com"]`."""
    subjects: tuple[Text, ...] = ()
    """Shell patterns of subjects; left out, all, such as `["*report*"]`."""
    taken: Literal["seen", "move", "leave"] = "seen"
    """What becomes of a mail whose reports were taken, such as `move`."""
    move_to: str | None = Field(default=None, min_length=1)
    """Folder it is moved to, such as `Taken`."""
    account: str | None = None
    """Name of the declared account the reports belong to where they do not say it, such as `eu`."""
    days: int = Field(default=30, ge=1)
    """How many days back mails are looked at, such as `30`."""
    max_mb: int = Field(default=50, ge=1)
    """Larger mails are not fetched, in megabytes, such as `50`."""

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
