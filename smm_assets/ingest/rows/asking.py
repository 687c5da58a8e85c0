"""The question a file leaves open, put to a person.

Belongs here: asking. Not here: what is asked (`marks`, `calendar`, `decide`).
"""

from smm_assets.errors import FileRefused
from smm_assets.ingest.rows.layout import Layout


def held(layout: Layout, topic: str, question: str, cure: str) -> FileRefused:
    """A question only a person can answer; the report's own advice on the topic comes first."""
    return FileRefused(question, cure=layout.report.advice.get(topic, cure), status="held", topic=topic)
