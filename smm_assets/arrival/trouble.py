"""What went wrong at a remote inbox, in words a person can act on.

Belongs here: from the errors of half a dozen libraries to an ArrivalError. Not here: connecting (`remote`).
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from smm_assets.errors import ArrivalError
from smm_assets.masking import masked

LONGEST = 160
EXTRA = "Install what that kind of address needs: pip install 'smm-budget[remote]'"
GONE = "Correct inbox in smm.yaml, or make it there again"
REFUSED = "Correct inbox_access in smm.yaml, or the variables its secrets come from"
LATER = "Check host, port and network; it is tried again by itself"
UNKNOWN_HOST = "Add its key after comparing it with what its owner says: ssh-keyscan HOST >> ~/.ssh/known_hosts"
_LIBRARIES = (
    ("botocore.exceptions", "BotoCoreError"),
    ("botocore.exceptions", "ClientError"),
    ("paramiko.ssh_exception", "SSHException"),
    ("aiohttp", "ClientError"),
    ("asyncio", "TimeoutError"),
)
_BAD_LOGIN = ("NoCredentialsError", "PartialCredentialsError", "AuthenticationException", "PasswordRequiredException")
_BAD_KEYS = ("InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied", "Forbidden", "ExpiredToken")


@contextmanager
def in_words(url: str) -> Iterator[None]:
    """Whatever a library raises about the inbox becomes an ArrivalError."""
    try:
        yield
    except _kinds() as error:
        seen, cure = _told(error)
        raise ArrivalError(f"{masked(url)}: {seen}", cure=cure) from None


def _kinds() -> tuple[type[BaseException], ...]:
    """What may be raised: of libraries only the errors of those that are loaded by then."""
    found = [getattr(sys.modules.get(module), name, None) for module, name in _LIBRARIES]
    return (OSError, ImportError, ValueError, *(kind for kind in found if isinstance(kind, type)))


def _told(error: BaseException) -> tuple[str, str]:
    kind, said = type(error).__name__, _one_line(error)
    if isinstance(error, ImportError) or "Protocol not known" in said:
        return f"the packages for it are not installed ({said})", EXTRA
    if isinstance(error, FileNotFoundError):
        return "there is no such bucket or folder", GONE
    if kind == "BadHostKeyException":
        return "the server shows another key than the one that is known of it", UNKNOWN_HOST
    if "not found in known_hosts" in said:
        return "nothing vouches for the server: its key is not known on this machine", UNKNOWN_HOST
    if isinstance(error, PermissionError) or kind in _BAD_LOGIN or any(word in said for word in _BAD_KEYS):
        return f"it lets nobody in with these credentials ({said or kind})", REFUSED
    return f"it cannot be reached ({said or kind})", LATER


def _one_line(error: BaseException) -> str:
    said = getattr(error, "strerror", None) or str(error)
    text = " ".join(masked(said).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
