"""The example's page in every language: whole, as its readers write numbers, nothing of it English but names.

The sentences of its tables are all found in the phrase book.
"""

import re

import pytest

from smm_assets.language import ENGLISH, LANGUAGES, LanguageCode, speaking
from smm_assets.language.messages import catalogue_of, forms
from smm_assets.phrasebook import untold_parts
from smm_assets.registry import registry
from smm_assets.report import build
from smm_assets.warehouse import open_published
from tests.browsing import CHROMIUM

from .conftest import AS_OF

TRANSLATED = [code for code in LANGUAGES if code != ENGLISH]
SENTENCES = {
    "marts": (
        "anomaly.cure", "audience_growth.reason", "audience_growth.doubt", "blended.note", "budget_adherence.reason",
        "budget_recommendation.reason", "budget_scenario.difference", "budget_scenario.note", "budget_split.reason",
        "campaign_action.reason", "change_decomposition.reason", "channel_compare.note",
        "content_effectiveness.reason", "data_coverage.reason", "expense_justification.evidence",
        "fetch_list.settings", "fetch_list.unlocks", "fetch_list.why", "kpi_values.reason", "posting_adherence.reason",
        "recommendation.stop_if", "recommendation.summary", "recommendation.trigger_detail",
        "recommendation_review.summary", "recommendation_step.note", "retired_metric.why", "test_comparison.reason",
    ),
    "ops": ("arrival.reason", "export_file.cure", "export_file.reason", "quarantined_row.reason"),
}  # fmt: skip
NAMES = " UNION ALL ".join(
    f"SELECT {column} AS name FROM {table}"
    for table, columns in {
        "marts.channel": ["label"], "marts.campaign_action": ["campaign_name"], "marts.cost": ["item", "vendor"],
        "marts.plan": ["item"], "marts.content_effectiveness": ["value"], "marts.competitor_share": ["page"],
        "ops.arrival": ["name"], "marts.data_coverage": ["account_id", "network"], "marts.ad_daily": ["account_name"],
        "marts.decision_history": ["event"], "marts.kpi_values": ["formula"], "marts.expense_justification": ["name"],
        "marts.channel_effectiveness": ["benchmark_source"], "ops.quarantined_row": ["value"],
        "marts.recommendation": ["recommendation_id"], "marts.test_comparison": ["test_id"],
    }.items()
    for column in columns
)  # fmt: skip
WORD = re.compile(r"(?<![\w./-])[A-Za-z][a-z]{2,}(?![\w./-])")


def test_every_sentence_of_the_tables_is_in_the_phrase_book(example) -> None:
    untold = []
    with speaking("ru"):
        for schema, columns in SENTENCES.items():
            for column in columns:
                table, name = column.split(".")
                found = example.sql(f"SELECT DISTINCT {name} AS said FROM {schema}.{table} WHERE {name} IS NOT NULL")
                untold += [(column, part) for said in found["said"] for part in untold_parts(said)]
    assert untold == []


@pytest.fixture(scope="module")
def names(example) -> set[str]:
    """Words of the names people and networks gave, which no language changes."""
    said = [str(name) for name in example.sql(f"SELECT DISTINCT * FROM ({NAMES}) AS n")["name"].dropna()]
    said += [
        example.project.settings.name,
        *(example.project.file(one).read_text("utf-8") for one in ("events.csv", "kpis.yml")),
    ]
    known = registry()
    said += [one.label for one in known.networks.values()] + [one.title for one in known.reports]
    return set(re.findall(r"[A-Za-z]+", " ".join(said)))


def _known(code: LanguageCode) -> set[str]:
    """Latin words that translations themselves have: commands, files, menus of the networks."""
    said = " ".join(form for one in catalogue_of(code) if one.id for form in forms(one))
    return set(re.findall(r"[A-Za-z]+", said)) | {"approve"}  # of the command beside the advice


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this computer")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("code", TRANSLATED)
def test_the_page_is_whole_and_holds_no_english_but_names(example, browser, names, code, width) -> None:
    with open_published(example.project) as reader:
        path = build(example.project, reader, AS_OF, name=f"{code}.html", language=code)
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.lang") == code
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.evaluate("document.querySelectorAll('code, pre').forEach(one => one.remove())")
    text = page.evaluate("document.body.innerText")
    labels = page.evaluate("[...document.querySelectorAll('[aria-label]')].map(one => one.getAttribute('aria-label'))")
    page.close()
    strange = set(WORD.findall("\n".join([text, *labels]))) - names - _known(code)
    assert strange == set()
    assert re.search(r"\d\u00a0€", text)
    assert not re.search(r"[€$]\d|\d\.\d\d\u00a0€", text)
