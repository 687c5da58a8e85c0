"""Published shares of social media in marketing budgets, each with the date of its survey: context, never a target.

Belongs here: the figures and where they come from. Not here: the project's own targets (`smm_assets/settings`).

The CMO Survey asks marketing leaders of companies in the United States, most of them larger than this product's users.
What they expected for five years later (18 to 23 %) did not come true, so forecasts are not kept.
"""

SURVEY = "The CMO Survey"
SOURCE = "The CMO Survey, Duke University (cmosurvey.org), as quoted by others; not checked against its reports"
SHARES = {
    "2009": 0.035,
    "2011-02": 0.056,
    "2012-02": 0.074,
    "2013": 0.084,
    "2016-08": 0.117,
    "2018-02": 0.12,
    "2018-08": 0.138,
    "2019-02": 0.114,
}


def survey_rows() -> list[dict[str, object]]:
    """Rows of seed_marketing_survey, oldest first."""
    return [
        {"survey": SURVEY, "surveyed": surveyed, "social_share": share, "source": SOURCE}
        for surveyed, share in SHARES.items()
    ]
