"""Mapping files: everything wrong is told at once, each with its file and line and in plain words."""

from collections.abc import Callable

import pytest

from smm_assets.registry import Registry

Problems = Callable[..., list[str]]
Known = Callable[..., Registry]
GOOD = "label: My network\nreport: ads\ncolumns:\n  day: Date\n  campaign_name: Campaign\n  spend_original: Cost\n"


def test_problems_of_all_files_come_at_once_with_file_and_line(problems: Problems) -> None:
    said = problems(
        first="report: ads\ncolums: {}\ncolumns:\n  day: Date\n  spnd_original: Cost\n  clicks: Clicks\n",
        second=GOOD + "decimal: ';'\ntotals: '('\n",
        third="report: [",
    )
    assert [line.split(": ")[0] for line in said] == [
        "mappings/first.yml line 2, key colums",
        "mappings/first.yml line 5, key columns.spnd_original",
        "mappings/second.yml line 7, key decimal",
        "mappings/second.yml line 8, key totals.label",
        "mappings/third.yml line 1",
    ]
    assert "Did you mean columns?" in said[0]
    assert "Did you mean spend_original?" in said[1]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("report: adds\ncolumns: {day: A}\n", 1, "Did you mean ads?"),
        ("columns: {day: A}\n", 1, "no report"),
        (GOOD + "currency: Euro\n", 7, "'Euro' is not an ISO 4217 currency code"),
        (GOOD + "currency:\n", 7, "has no value yet"),
        (GOOD + "network: My Network\n", 7, "a-z, 0-9 and _ only"),
        (GOOD + "network: meta\n", 7, "the network 'meta' is known already. Choose another name, or say extends: true"),
        (GOOD.replace("label: My network\n", "extends: true\n"), 1, "there is no network 'one' to extend"),
        (GOOD + "network: meta\nextends: true\n", 1, "keeps its own habits"),
        (GOOD + "period_in_name: '(\\d+)'\n", 7, "two groups"),
        (GOOD + "dates: dd.mm\n", 7, "one of auto, dmy, mdy, ymd"),
        (GOOD + "level: ad\n", 7, "no column names them"),
        (GOOD + "constants: {currency: EUR}\n", 7, "Write it as currency:"),
        (GOOD + "constants: {campaign_type: 5}\n", 7, "a text; put it in quotes"),
        (GOOD + "constants: {is_partition: maybe}\n", 7, "true or false"),
        (GOOD + "constants: {row_key: a}\n", 7, "no constant 'row_key'"),
        (GOOD + "  clicks: {name: Clicks}\n", 7, "Did you mean names?"),
        (GOOD + "  clicks: Cost\n", 7, "the column 'Cost' is already read as spend_original"),
        (GOOD + "  clicks: []\n", 7, "at least one"),
        (GOOD + "  clicks: {names: C, scale: 0.0000001}\n", 7, "from 0.000001 to 9999"),
        (GOOD + "  clicks: {names: C, percent: percent}\n", 7, "clicks is no share"),
        (GOOD + "  ad_name: {names: C, scale: 2}\n", 7, "ad_name is no number"),
        (GOOD + "  permalink: Link\n", 7, "It belongs to a report of kind organic_post"),
        (GOOD + "unsupported: [campaign]\n", 7, "is read as campaign_name"),
        (GOOD + "  day: Tag\n", 7, "is already on line 4"),
        ("report: ads\ncolumns: {day: Date}\n", 2, "nothing fills any of spend_original"),
        ("report: organic_audience\ncolumns: {bucket: City, share: Share}\n", 2, "nothing fills audience"),
        ("report: organic_post\ncolumns: {likes: Likes}\n", 2, "nothing fills any of post_id, permalink"),
        ("report: outcome\ncolumns: {day: Date, orders: Orders}\n", 1, "measured_by: analytics or crm"),
        ("report: organic_metric\nlevel: ad\ncolumns: {day: D, likes: L}\n", 2, "has no level"),
        ("report: organic_metric\ncolumns: {day: D, likez: L}\n", 2, "Did you mean likes?"),
        ("- a\n", 1, "not a list of keys"),
        ("report: ads\ncolumns: Date\n", 2, "keys with values"),
    ],
)
def test_wrong_mappings_are_told_in_plain_words(problems: Problems, text: str, line: int, words: str) -> None:
    found = problems(one=text)
    assert any(said.startswith(f"mappings/one.yml line {line}") and words in said for said in found), found
    assert not any("Input should" in said for said in found), found


def test_a_mapping_that_would_never_win_against_a_known_report_is_told(problems: Problems) -> None:
    sessions = "report: outcome\nmeasured_by: crm\ncolumns: {day: Date, order_id: Order ID, revenue_original: Total}\n"
    (said,) = problems(till=sessions)
    assert said.startswith("mappings/till.yml line 3, key columns: an export with these columns is read as ")
    assert "name one that only it has under header:" in said


def test_two_mappings_of_the_same_columns_are_told(problems: Problems) -> None:
    said = problems(one=GOOD, two=GOOD.replace("My network", "Other"))
    assert len(said) == 2
    assert "is read as Other: two already" in said[0]


def test_two_files_of_one_network_share_it_and_must_agree(known: Known, problems: Problems) -> None:
    posts = "network: one\nreport: organic_post\ncolumns: {permalink: Link, likes: Hearts}\n"
    found = known(one=GOOD, posts=posts)
    assert (found.networks["one"].label, found.networks["one"].kind) == ("My network", "mixed")
    assert found.tables_of("one") == ["ad_delivery", "post"]
    (said,) = problems(posts=posts + "label: Another\n")
    assert "one has another label in mappings/one.yml" in said


def test_the_name_of_the_file_is_the_network_and_the_export(known: Known) -> None:
    found = known(adland=GOOD)
    network, (report,) = found.networks["adland"], [one for one in found.reports if one.network == "adland"]
    assert (report.name, report.title, network.label) == ("adland", "My network: adland", "My network")
    assert (network.kind, network.click_kind, network.channel_rules) == ("ads", "all", (("adland", {}),))


def test_a_file_name_that_can_be_no_network_is_told(problems: Problems) -> None:
    assert any("cannot be one" in said for said in problems(**{"Ad-Land": GOOD}))


def test_an_export_can_be_added_to_a_known_network_on_purpose(known: Known) -> None:
    extended = GOOD.replace("label: My network\n", "network: meta\nextends: true\n")
    found = known(agency=extended)
    assert found.networks["meta"].label != "meta"
    assert ("meta", "agency") in found.mapped


def test_nothing_and_comments_are_no_mapping(known: Known) -> None:
    without = known()
    commented = known(example="# network: a\n# report: ads\n")
    assert (commented.fingerprint, without.fingerprint) == ("", "")
    assert commented.reports == without.reports


def test_the_fingerprint_follows_the_files_and_the_reports_stay_the_same_objects(known: Known) -> None:
    first, again = known(one=GOOD), known(one=GOOD)
    assert first.fingerprint == again.fingerprint
    assert first.reports == again.reports
    assert known(one=GOOD + "currency: EUR\n").fingerprint != first.fingerprint


def test_a_mapping_without_report_is_told_which_reports_there_are(problems: Problems) -> None:
    (said,) = problems(one="columns: {day: Date, spend_original: Cost}\n")
    assert "no report; expected one of " in said
    assert {"ads", "organic_post"} <= {word.strip(",. ") for word in said.split()}


def test_a_constant_of_no_known_kind_is_one_problem_in_plain_words(problems: Problems) -> None:
    text = "report: ads\ncolumns: {day: Date, spend_original: Cost}\nconstants: {publisher: [campaign]}\n"
    (said,) = problems(one=text)
    assert "line 3, key constants.publisher" in said
    assert "expected a text, true or false or a whole number" in said
