"""What to do for a better file: what to click in the network's interface, which header was meant, what to declare.

Belongs here: choosing the advice for one part. Not here: finding what is wrong (`diagnosis.py`) and the advice each
network gives by topic (its own folder).
"""

from collections.abc import Iterator, Sequence

from smm_assets.errors import FileRefused
from smm_assets.ingest.contract import Report
from smm_assets.ingest.recognition.examine import Part
from smm_assets.ingest.recognition.language import header_language
from smm_assets.ingest.recognition.nearest import did_you_mean, unread
from smm_assets.ingest.rows.reading import Summary
from smm_assets.networks import networks

_WHOLE_FILE = "Only a part of the file was looked at; reading it whole may settle this: load it with smm ingest"
_UNSURE = ("numbers", "day_order", "share_unit")


def meant(part: Part, reports: Sequence[Report]) -> dict[str, str]:
    """Headings that look like slips, with the header name that is probably meant."""
    if part.report is None:
        return did_you_mean(part.header, reports)
    return unread(part.report, part.header, {source.to for source in part.sources}) if part.sources else {}


def advice(part: Part, summary: Summary | None, refusal: FileRefused | None, *, unclaimed: bool) -> list[str]:
    """What to do, most urgent first, nothing twice. unclaimed: which of several declared accounts it is stays open."""
    found = [refusal.cure] if refusal is not None else []
    if part.report is not None:
        found += _clicks(part.report, summary, refusal, unclaimed)
    else:
        found += _for_strangers(part)
    if refusal is not None and refusal.status in ("held", "quarantined") and part.sampled:
        found.append(_WHOLE_FILE)
    return list(dict.fromkeys(text for text in found if text))


def _clicks(report: Report, summary: Summary | None, refusal: FileRefused | None, unclaimed: bool) -> Iterator[str]:
    topics = []
    if refusal is not None and refusal.status == "quarantined":
        topics.append("again")
    if summary is not None and summary.grain == "period":
        topics.append("day")
    if summary is not None and summary.shape.split("/")[1:2] == ["name"]:
        topics.append("ids")
    if summary is not None and unclaimed:
        topics.append("account")
    yield from (report.advice[topic] for topic in topics if topic in report.advice)
    if refusal is not None and refusal.topic in _UNSURE and report.network in networks():
        yield _in_english(report.network)


def _for_strangers(part: Part) -> Iterator[str]:
    if part.nearest and header_language(part.header) not in ("", "en"):
        closest = {near.report.network for near in part.nearest if near.score == part.nearest[0].score}
        yield _in_english(*closest)


def _in_english(*network: str) -> str:
    """What to do where words, numbers or days are in doubt; several networks are not named."""
    known = networks()
    label = known[network[0]].label if len(network) == 1 and network[0] in known else "the network"
    return f"Switch the interface of {label} to English and export again: numbers and days are then beyond doubt"
