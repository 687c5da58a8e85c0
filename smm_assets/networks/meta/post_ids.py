"""Ids of Facebook posts as the Graph API and old exports write them: page, underscore, post (600000000000001_1001).

Belongs here: reading them as content exports do, page and post apart, so that a post in both is one. Not here: which
columns hold them, and addresses of posts, which stay as they are.
"""

import pandas as pd

from smm_assets.ingest.contract import FileContext, Preamble

_COMPOUND = r"^(\d+)_(\d+)$"


def without_page(frame: pd.DataFrame, preamble: Preamble, context: FileContext) -> pd.DataFrame:
    """Post ids without their page, which is the account where none was declared. Grain and row count stay."""
    parts = frame["post_id"].str.extract(_COMPOUND)
    frame = frame.assign(post_id=parts[1].fillna(frame["post_id"]))
    return frame if context.account_id else frame.assign(account_id=parts[0].fillna(frame["account_id"]))
