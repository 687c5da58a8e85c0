"""The page of the example in a browser: its figures are those of the tables, read from the page by another way."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from smm_assets.report.page.proving import all_proofs
from tests.browsing import NEEDS_BROWSER, Opened, opened

from .conftest import Example

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = NEEDS_BROWSER
MORNING = date(2026, 11, 22)
SHOWN = """() => Array.from(document.querySelectorAll("[data-proof]")).map(block => {
  const rows = new Map();
  for (const cell of block.querySelectorAll("[data-column]")) {
    const row = cell.closest("tr, li, .figure");
    if (!rows.has(row)) { rows.set(row, {}); }
    rows.get(row)[cell.dataset.column] = cell.textContent.trim();
  }
  return {proof: block.dataset.proof, part: "part" in block.dataset, rows: Array.from(rows.values())};
})"""


@pytest.fixture(scope="module")
def page(browser: "Browser", example: Example) -> Iterator[Opened]:
    with opened(browser, (example.project.report / "index.html").as_uri()) as found:
        yield found


def is_told(said: str, value: Any) -> bool:
    """Whether "€1,234.50", "+3 %" or "2.2 orders" is this value to the decimals said; "" and "–" tell nothing."""
    number = re.search(r"[+−]?\d[\d,]*(\.\d+)?", said)
    if number is None:
        return True
    if value is None or value != value:
        return False
    digits = number.group().replace(",", "").replace("−", "-")
    places = len(digits.partition(".")[2]) + (2 if "%" in said else 0)
    told = Decimal(digits) / (100 if "%" in said else 1)
    return abs(told - Decimal(str(value))) <= Decimal("0.5001") * Decimal(1).scaleb(-places)


def test_every_figure_on_the_page_is_the_one_its_query_gives(page: Opened, example: Example) -> None:
    blocks = page.page.evaluate(SHOWN)
    rows = {
        name: example.sql(all_proofs()[name].sql(MORNING)).to_dict("records") for name in {b["proof"] for b in blocks}
    }
    met: dict[str, set[int]] = {block["proof"]: set() for block in blocks if not block["part"]}
    for block in blocks:
        for shown in block["rows"]:
            found = enumerate(rows[block["proof"]])
            fits = {n for n, row in found if all(is_told(shown[name], row[name]) for name in shown)}
            assert fits, f"{block['proof']}: {shown} is in no row"
            met.get(block["proof"], set()).update(fits)
    assert {"advice", "pacing", "split", "campaigns", "other_totals"} <= set(met)
    assert {name: len(found) for name, found in met.items()} == {name: len(rows[name]) for name in met}
    assert sum(len(shown) for block in blocks for shown in block["rows"]) > 60


def test_a_figure_that_is_off_by_one_in_the_last_place_is_seen() -> None:
    assert is_told("€1,234.50", Decimal("1234.5"))
    assert not is_told("€1,234.51", Decimal("1234.5"))
    assert is_told("−18 %", -0.1771)
    assert not is_told("−18 %", 0.1771)
    assert is_told("–", None)
    assert not is_told("0", None)


@pytest.mark.parametrize("name", sorted(all_proofs()))
def test_every_query_runs_on_the_published_tables(example: Example, name: str) -> None:
    assert len(example.sql(all_proofs()[name].sql(MORNING)).columns) > 1


def test_every_proof_is_linked_from_the_page(page: Opened) -> None:
    shown = page.page.locator("article.proof").evaluate_all("all => all.map(one => one.id)")
    linked = page.page.locator("a.how").evaluate_all("all => all.map(one => one.getAttribute('href').slice(1))")
    assert set(shown) == set(linked)
    assert {f"proof-{name}" for name in all_proofs()} - set(shown) <= {"proof-since"}  # there was no morning before


def test_every_table_named_leads_to_its_place_in_the_dictionary(page: Opened, example: Example) -> None:
    links = page.page.locator("a[href^=dictionary]").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    dictionary = (example.project.report / "dictionary.html").read_text(encoding="utf-8")
    assert len(set(links)) > 5
    lost = {link for link in links if f'id="{link.partition("#")[2]}"' not in dictionary}
    assert lost == set()


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "light"), (1280, "dark")])
def test_the_example_reads_well_on_every_screen(browser: "Browser", example: Example, width: int, scheme: str) -> None:
    address = (example.project.report / "index.html").as_uri()
    with opened(browser, address, width=width, color_scheme=scheme) as found:
        assert found.asked == [address]
        assert found.wider() == []
        assert found.barriers() == []
        assert found.said == []
        found.keep(f"report_example_{width}_{scheme}")
