"""One spelling for the address of a post, however it was copied: from an export, a browser, a phone's share button.

Belongs here: what in an address does not tell posts apart. Not here: which posts there are, or addresses of one post
that differ in their path (a network's short links).
"""

import re
from collections.abc import Iterable

_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff]")
_SCHEME = re.compile(r"^(?:https?:)?//", re.IGNORECASE)
_DOORS = re.compile(r"^(?:(?:www|m|mobile)\.)+(?=[^.]+\.)")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_TRACKING = re.compile(
    r"utm_\w*|__(?:cft|tn|xts)__.*"
    r"|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|yclid|ymclid|msclkid|ttclid|twclid|li_fat_id|rdt_cid|epik|sccid"
    r"|igsh|igshid|ig_rid|img_index|mibextid|rdid|si|s|t|feature|ref|ref_src|ref_url|refsrc|refid|paipv|eav|_rdr|hl"
    r"|_r|_t|is_from_webapp|is_copy_url|sender_device|sender_web_id|web_id|u_code|tt_from|share_\w+"
    r"|trk|trackingid|lipi|rcm|mc_cid|mc_eid|_ga|_gl",
    re.IGNORECASE,
)


def normal_permalink(text: str) -> str | None:
    """The address without scheme, www., m., closing slash, fragment and tracking parameters; the others in order.

    Upper and lower case count in the path (ids do), not in the host. None when it is no address of a page.
    """
    address = _UNSEEN.sub("", text).strip()
    if len(address.split()) != 1:
        return None
    place, _, query = _SCHEME.sub("", address).partition("#")[0].partition("?")
    door, slash, path = place.partition("/")
    host = _DOORS.sub("", door.lower())
    kept = sorted(part for part in set(query.split("&")) if part and not _TRACKING.fullmatch(part.partition("=")[0]))
    found = host + (slash + path).rstrip("/") + ("?" + "&".join(kept) if kept else "")
    return found if _HOST.fullmatch(host) and found != host else None


def permalink_rows(exported: Iterable[str]) -> list[dict[str, object]]:
    """Rows of seed_permalink: the one spelling of each exported address; those that are none are left out."""
    keys = ((permalink, normal_permalink(permalink)) for permalink in exported)
    return [{"permalink": permalink, "permalink_key": key} for permalink, key in keys if key is not None]
