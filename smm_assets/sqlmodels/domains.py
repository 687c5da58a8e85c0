"""What models are about: the domains their front matter names among its tags.

Belongs here: the domains in words. Not here: how anybody shows them (`assets/labels`, `dictionary`).
"""

from smm_assets.sqlmodels.model import Model

DOMAINS = {
    "ads": "Paid delivery as networks report it, every unit counted once",
    "results": "What came of it by the shop's, the CRM's and the analytics' own records",
    "coverage": "Which days are known, held back or still filling up",
    "channels": "Delivery and results of channels and campaigns, day by day",
    "content": "Posts, pages, audiences and competitors",
    "money": "Plan, budgets and costs",
    "quality": "What is missing, odd, told twice, renamed or changed afterwards",
    "effectiveness": "What money brings, compared between channels, campaigns, windows and expenses",
    "decision": "What recommendations, campaign actions and tests rest on and say",
}


def domain(model: Model) -> str:
    """The domain its front matter names among its tags; "" without one."""
    return next((tag for tag in model.tags if tag in DOMAINS), "")
