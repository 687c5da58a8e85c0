"""What results are called, in every number a language has.

Belongs here: the vocabulary of result metrics. Not here: formatting numbers (`words`) or any sentence.
"""

from dataclasses import dataclass

from smm_assets.language import gettext, mark, mark_many, ngettext


@dataclass(frozen=True, kw_only=True)
class Noun:
    """A result's name. one, many: alone; counted: beside a whole number; parts: beside a broken one; more: what comes
    on top.
    """

    one: str
    many: str
    counted: tuple[str, str]
    parts: str
    more: tuple[str, str]

    def beside(self, whole: int | None, shown: str) -> str:
        """ "1 order", "2 orders", "0.3 orders". whole: None where the number is shown with places."""
        if whole is None:
            return gettext(self.parts, part=shown)
        return ngettext(*self.counted, abs(whole), count=shown)


NOUNS = {
    "orders": Noun(
        one=mark("order"),
        many=mark("orders"),
        counted=mark_many("{count} order", "{count} orders"),
        parts=mark("{part} orders"),
        more=mark_many("{count} more order", "{count} more orders"),
    ),
    "new_customers": Noun(
        one=mark("new customer"),
        many=mark("new customers"),
        counted=mark_many("{count} new customer", "{count} new customers"),
        parts=mark("{part} new customers"),
        more=mark_many("{count} more new customer", "{count} more new customers"),
    ),
    "leads": Noun(
        one=mark("lead"),
        many=mark("leads"),
        counted=mark_many("{count} lead", "{count} leads"),
        parts=mark("{part} leads"),
        more=mark_many("{count} more lead", "{count} more leads"),
    ),
    "conversions": Noun(
        one=mark("conversion"),
        many=mark("conversions"),
        counted=mark_many("{count} conversion", "{count} conversions"),
        parts=mark("{part} conversions"),
        more=mark_many("{count} more conversion", "{count} more conversions"),
    ),
    "link_clicks": Noun(
        one=mark("click"),
        many=mark("clicks"),
        counted=mark_many("{count} click", "{count} clicks"),
        parts=mark("{part} clicks"),
        more=mark_many("{count} more click", "{count} more clicks"),
    ),
    "engagements": Noun(
        one=mark("engagement"),
        many=mark("engagements"),
        counted=mark_many("{count} engagement", "{count} engagements"),
        parts=mark("{part} engagements"),
        more=mark_many("{count} more engagement", "{count} more engagements"),
    ),
    "follows": Noun(
        one=mark("new follower"),
        many=mark("new followers"),
        counted=mark_many("{count} new follower", "{count} new followers"),
        parts=mark("{part} new followers"),
        more=mark_many("{count} more new follower", "{count} more new followers"),
    ),
    "video_views": Noun(
        one=mark("video view"),
        many=mark("video views"),
        counted=mark_many("{count} video view", "{count} video views"),
        parts=mark("{part} video views"),
        more=mark_many("{count} more video view", "{count} more video views"),
    ),
    "impressions": Noun(
        one=mark("impression"),
        many=mark("impressions"),
        counted=mark_many("{count} impression", "{count} impressions"),
        parts=mark("{part} impressions"),
        more=mark_many("{count} more impression", "{count} more impressions"),
    ),
    "sessions": Noun(
        one=mark("visit"),
        many=mark("visits"),
        counted=mark_many("{count} visit", "{count} visits"),
        parts=mark("{part} visits"),
        more=mark_many("{count} more visit", "{count} more visits"),
    ),
}
AMOUNTS = {"revenue": mark("revenue"), "conversion_value": mark("conversion value")}
OF_AMOUNT = {"revenue": mark("{money} revenue"), "conversion_value": mark("{money} conversion value")}
MORE_OF_AMOUNT = {"revenue": mark("{money} more revenue"), "conversion_value": mark("{money} more conversion value")}


def named(metric: str) -> Noun:
    """The noun of a metric; one that nobody translated is called as its column, in every number."""
    plain = metric.replace("_", " ")
    counted, more = (f"{{count}} {plain}",) * 2, (f"{{count}} more {plain}",) * 2
    return NOUNS.get(metric) or Noun(one=plain, many=plain, counted=counted, parts=f"{{part}} {plain}", more=more)
