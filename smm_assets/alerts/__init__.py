"""Alerts and digests: what is worth telling, told once, to whom smm.yaml says.

Belongs here: which matters arise from a morning's facts (`arising`), what is known of each and what is due
(`memory`), messages (`message`, `digest`), the books (`books`) and one round of it all (`round`). Not here: dagster, or
when a round is held (`pipelines/alerts.py`). Only `sending` knows apprise.
"""
