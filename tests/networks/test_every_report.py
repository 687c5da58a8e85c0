"""The registry's contract: what every report of every network must say so that the engine and people can rely on it."""

import re

import pytest

from smm_assets.ingest.recognition.headers import normalised
from smm_assets.networks import networks, reports

PERIOD_COLUMNS = {"day", "period_start", "period_end", "day_hour", "date_range"}
OTHER_TARGETS = {"currency", "unsupported"}
REPORT_KINDS = ("ads", "organic", "outcome")


def _title(report):
    return f"{report.network}/{report.name}"


each_report = pytest.mark.parametrize("report", reports(), ids=_title)


def test_networks_are_named_as_their_folder():
    import importlib
    import pkgutil

    import smm_assets.networks as package

    folders = [info.name for info in pkgutil.iter_modules(package.__path__) if info.ispkg]
    assert sorted(folders) == sorted(networks())
    for folder in folders:
        assert importlib.import_module(f"smm_assets.networks.{folder}").NETWORK.value == folder


def test_names_and_titles_are_told_apart_by_people_and_by_the_ledger():
    assert len({(report.network, report.name) for report in reports()}) == len(reports())
    assert len({report.title for report in reports()}) == len(reports())


@each_report
def test_a_report_belongs_to_a_known_network_and_kind(report):
    assert report.network in networks()
    assert report.report.startswith(REPORT_KINDS)
    assert report.title.strip()


@each_report
def test_fields_lead_to_columns_of_the_table(report):
    known = set(report.table.names("key", "dimension", "measure", "non_additive")) | PERIOD_COLUMNS | OTHER_TARGETS
    assert {field.to for field in report.fields} <= known
    assert set(report.constants) <= known


@each_report
def test_no_header_name_is_claimed_twice(report):
    whole = [field for field in report.fields if field.piece is None]
    claimed = [name for field in whole for name in {normalised(name).text for name in field.names}]
    assert sorted(claimed) == sorted(set(claimed))
    pieces = [(name, field.piece) for field in report.fields if field.piece for name in field.names]
    assert len(pieces) == len(set(pieces))
    assert not {normalised(name).text for name, _ in pieces} & set(claimed)


@each_report
def test_what_the_signature_needs_is_among_the_fields(report):
    targets = {field.target for field in report.fields} | {field.to for field in report.fields}
    for need in report.signature.needs:
        alternatives = (need,) if isinstance(need, str) else need
        assert targets & set(alternatives), need


@each_report
def test_patterns_compile_and_file_names_give_two_dates(report):
    re.compile(report.totals.label)
    re.compile(report.totals.control)
    re.compile(report.trailer)
    re.compile(report.signature.sheet)
    assert all(re.compile(pattern).groups == 2 for pattern in report.file_period)


@each_report
def test_a_person_is_told_what_to_do_about_likely_problems(report):
    topics = {"again", "day"} if report.refuse else {"again", "day", "account"}
    targets = {field.to for field in report.fields} - PERIOD_COLUMNS - OTHER_TARGETS
    money = {to for to in targets if report.table[to].kind == "money"}
    if money and not report.refuse:
        topics.add("currency")
    if report.needs_period and not report.refuse:
        topics.add("period")
    if "unsupported" in {field.to for field in report.fields}:
        topics.add("unsupported")
    assert topics <= set(report.advice)
    assert all(text.strip() for text in report.advice.values())
