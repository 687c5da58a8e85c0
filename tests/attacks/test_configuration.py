"""Configuration that tries to act: YAML that grows without end, formulas that are programs, plans with names that act.

What is wrong is a list of problems with file and line; nothing in it is run, evaluated or written out.
"""

import json
from pathlib import Path

import pytest

from pipelines.cli.terminal import show_error
from smm_assets.budget.user_files import read_files
from smm_assets.errors import ConfigurationError, FormulaError, Problem
from smm_assets.kpis.formula import parse_formula
from smm_assets.mappings.reading import read_mappings
from smm_assets.settings import Project
from smm_assets.settings.documents import read_document
from tests.attacks.hostile import table
from tests.attacks.payloads import ALL, PATHS
from tests.attacks.test_injection import acting

LEVELS = range(1, 9)
GROWING = {
    "lists of lists": "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in LEVELS),
    "keys of keys": "a0: &a0 {x: 1}\n"
    + "".join(f"a{n}: &a{n} {{{', '.join(f'k{k}: *a{n - 1}' for k in range(9))}}}\n" for n in LEVELS),
    "merged keys": "a0: &a0 {x0: 1}\n"
    + "".join(f"a{n}: &a{n} {{<<: [{','.join([f'*a{n - 1}'] * 9)}], y{n}: 1}}\n" for n in LEVELS),
    "itself": "a: &a [*a]\n",
    "itself as a key": "a: &a {b: *a}\n",
}
TAGS = (
    "name: !!python/object/apply:os.system ['touch smm_pwned']\n",
    "name: !!python/name:os.system\n",
    "name: !!python/object/new:subprocess.Popen [['touch', 'smm_pwned']]\n",
    "name: !!python/module:os\n",
    "name: !include /etc/passwd\n",
    "name: !!binary |\n  R0lGODlhDAAMAIQ\n",
)
DEEP = ("name: " + "[" * 5000, "name: " + "{a: " * 5000, "- " * 5000 + "a\n", "a: " + "!!str " * 5000 + "x\n")


@pytest.mark.parametrize("where", ["smm.yaml", "kpis.yml", "mappings/any.yml"])
@pytest.mark.parametrize("kind", GROWING)
def test_yaml_that_grows_without_end_is_one_problem_with_its_line(tmp_path: Path, kind: str, where: str) -> None:
    (tmp_path / where).parent.mkdir(exist_ok=True)
    (tmp_path / "smm.yaml").write_text("name: Shop\n", encoding="utf-8")
    (tmp_path / where).write_text(GROWING[kind], encoding="utf-8")
    (problem,) = _problems(tmp_path)
    assert problem.where.startswith(f"{where} line ")
    assert problem.seen in (
        "not YAML (too many values)",
        "not YAML (an alias stands inside of what it stands for)",
    )


def _problems(home: Path) -> list[Problem]:
    try:
        read_files(Project.open(home), {"meta"})
    except ConfigurationError as error:
        return list(error.problems)
    return []


def test_an_alias_that_is_used_sparingly_is_nothing_special(tmp_path: Path) -> None:
    (tmp_path / "smm.yaml").write_text("split: &s {content: 0.6, promotion: 0.4}\nchannels: {a: &c {low: 1}, b: *c}\n")
    assert Project.open(tmp_path).settings.channels["b"].low == 1


@pytest.mark.parametrize("text", [*TAGS, *DEEP], ids=lambda text: text[:24].strip())
def test_tags_that_are_programs_and_nests_without_end_are_problems(tmp_path: Path, text: str) -> None:
    (tmp_path / "smm.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        Project.open(tmp_path)
    assert all(problem.where.startswith("smm.yaml line ") or problem.seen for problem in caught.value.problems)
    assert not list(tmp_path.rglob("smm_pwned"))
    assert not Path("smm_pwned").exists()


@pytest.mark.parametrize("name", ALL)
def test_a_text_in_quotes_stays_that_text(tmp_path: Path, name: str) -> None:
    path = tmp_path / "smm.yaml"
    path.write_text(f"name: {json.dumps(name)}\n", encoding="utf-8")
    problems: list[Problem] = []
    document = read_document(path, problems)
    assert document is not None
    assert document.content == {"name": name}
    assert Project.open(tmp_path).settings.name == name


PROGRAMS = (
    "__import__('os').system('touch smm_pwned')", "open('/etc/passwd').read()", "spend.__class__.__bases__",
    "[spend for x in (1,)]", "lambda: spend", "(spend := 1)", "spend if 1 else 2", "f'{spend}'", "9**9**9",
    "'a' * 999999999", "spend; DROP TABLE raw.ad_delivery", "spend) FROM ad_daily; --", "spend -- clicks )",
    "spend /* x */ / clicks", "spend\x00", "spend[0]", "{spend}", "await spend", "yield spend", "*spend", "~spend",
    "not spend", "spend and clicks", "spend < clicks", "spend @ clicks", "spend // clicks", "spend % clicks",
    "1j * spend", "True * spend", "None * spend", "... * spend", "b'x' * spend", "(SELECT 1) * spend",
    "1e999 * spend", "1" + "0" * 400 + " * spend", "spend / 0", "spend / 1e-400", "(" * 240 + "spend" + ")" * 240,
    "spend * 2" + " * 2" * 120, "a" * 501, '"spend"', "getattr(spend, 'x')", "spend.real", "print(spend)", "`spend`",
)  # fmt: skip


@pytest.mark.parametrize("formula", PROGRAMS, ids=lambda formula: formula[:30].replace("\0", "0"))
def test_a_formula_that_is_a_program_is_refused_in_words(formula: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse_formula(formula)
    assert caught.value.message
    assert not Path("smm_pwned").exists()


PLACES = ("channel", "category", "item", "currency", "period_start", "amount")


@pytest.mark.parametrize("column", PLACES)
def test_names_that_act_in_a_plan_are_text_or_problems_that_say_their_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], column: str
) -> None:
    """Each name in each column of a line of its own; a line that is refused is told without anything that acts."""
    good = {
        "period_start": "2026-11-01", "period_end": "2026-11-30", "channel": "meta", "category": "content",
        "item": "ads", "amount": "10.00", "currency": "EUR",
    }  # fmt: skip
    (tmp_path / "smm.yaml").write_text("name: Shop\ncurrency: EUR\n", encoding="utf-8")
    lines = [tuple((good | {column: name}).values()) for name in ALL]
    (tmp_path / "plan.csv").write_text(table(",".join(good), *lines), encoding="utf-8", newline="")
    problems = _problems(tmp_path)
    if column == "item":
        assert problems == []
        rows = read_files(Project.open(tmp_path), {"meta"}).plan
        assert len(rows) == len(ALL)
        return
    told = [problem for problem in problems if problem.where.endswith(f", column {column}") and problem.seen]
    assert len({problem.where for problem in told}) == len(ALL)
    show_error(ConfigurationError(told))
    said = capsys.readouterr().err
    assert acting(said) == []
    assert len([line for line in said.split("\n") if line.startswith("  plan.csv line ")]) >= len(ALL)


@pytest.mark.parametrize("name", PATHS)
def test_no_name_in_configuration_leads_to_a_file(tmp_path: Path, name: str) -> None:
    """Where a name becomes part of a path or a table it is refused; elsewhere it is text."""
    said = json.dumps(name)
    for text in (f"channels: {{{said}: {{}}}}\n", f"naming: {{values: {{{said}: [a]}}, campaign: '{{a}}'}}\n"):
        (tmp_path / "smm.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(ConfigurationError):
            Project.open(tmp_path)


@pytest.mark.parametrize(
    "name", ["x\u2215..\u2215escape.yml", "$(touch smm_pwned).yml", "a b.yml", "'; DROP TABLE x; --.yml"]
)
def test_the_name_of_a_mapping_is_a_word_or_a_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / "mappings").mkdir()
    (tmp_path / "mappings" / name).write_text("report: ads\n", encoding="utf-8")
    problems: list[Problem] = []
    read_mappings(tmp_path, problems)
    assert problems
    assert not Path("smm_pwned").exists()
