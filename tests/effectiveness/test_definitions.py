"""Ways to count: each has one name, every result a project may declare has one, and words people read."""

from smm_assets.effectiveness import DEFINITIONS
from smm_assets.settings import DEFAULT_RESULTS, RESULT_METRICS

BY_NAME = {one.name: one for one in DEFINITIONS}


def test_every_metric_a_project_may_choose_can_be_counted_and_belongs_to_one_family():
    assert len(BY_NAME) == len(DEFINITIONS)
    families = {}
    for one in DEFINITIONS:
        families.setdefault(one.metric, set()).add(one.family)
    assert set(RESULT_METRICS) <= set(families)
    assert all(len(names) == 1 for names in families.values())
    assert {rule.metric for rule in DEFAULT_RESULTS.values()} <= set(families)


def test_money_is_counted_in_the_events_it_is_of():
    assert {one.name: one.event_metric for one in DEFINITIONS if one.event_metric} == {
        "crm_revenue": "orders", "analytics_revenue": "orders", "platform_conversion_value": "conversions",
    }  # fmt: skip


def test_labels_say_what_is_counted_and_by_whom():
    assert BY_NAME["crm_orders"].label == "orders in your own records"
    assert BY_NAME["analytics_sessions"].label == "sessions as web analytics counts them"
    assert BY_NAME["platform_clicks"].label == "clicks of any kind as the networks report them"
    assert len({one.label for one in DEFINITIONS}) == len(DEFINITIONS)
