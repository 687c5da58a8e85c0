"""post_tags.csv: one line per post, found again by one spelling of its address."""

import openpyxl
import pytest

from smm_assets.budget.post_tags import read_post_tags

HEAD = "permalink,tone,theme,author\n"


def _tags(tmp_path, text, encoding="utf-8"):
    (tmp_path / "post_tags.csv").write_text(text, encoding=encoding)
    problems = []
    return read_post_tags(tmp_path, problems), [str(problem) for problem in problems]


def test_a_tagged_post_keeps_its_address_as_written_beside_the_one_spelling(tmp_path):
    rows, problems = _tags(tmp_path, HEAD + "https://www.instagram.com/p/Cx/?igsh=a,funny,mugs,Ada L.\n")
    assert problems == []
    assert rows == [
        {
            "tag_line": 2, "permalink": "https://www.instagram.com/p/Cx/?igsh=a", "permalink_key": "instagram.com/p/Cx",
            "tone": "funny", "theme": "mugs", "author": "Ada L.",
        }
    ]  # fmt: skip


def test_the_author_may_be_left_out_and_so_may_any_tag(tmp_path):
    rows, problems = _tags(tmp_path, "permalink,theme\na.example/1,mugs\na.example/2,\n")
    assert problems == []
    assert [(row["tone"], row["theme"], row["author"]) for row in rows] == [(None, "mugs", None), (None, None, None)]


def test_one_tone_spelt_in_two_ways_is_one_tone(tmp_path):
    rows, _ = _tags(tmp_path, HEAD + "a.example/1,Very  funny,Funny,\na.example/2,very FUNNY,funny,\n")
    assert [(row["tone"], row["theme"]) for row in rows] == [("Very funny", "Funny")] * 2


def test_every_problem_of_the_tags_is_told_with_line_and_column(tmp_path):
    _, problems = _tags(
        tmp_path,
        HEAD + "https://vk.com/wall-1_2,funny,,\n,funny,,\npost 17,funny,,\n"
        "http://m.vk.com/wall-1_2/?utm_source=x,dry,,\nhttps://vk.com/wall-1_3,dry,,\n",
    )
    expected = [
        ("post_tags.csv line 3, column permalink", "blank"),
        ("post_tags.csv line 4, column permalink", "'post 17'; expected the post's address"),
        ("post_tags.csv line 5, column permalink", "is the post of line 2"),
    ]
    assert len(problems) == len(expected), problems
    for problem, (where, what) in zip(problems, expected, strict=True):
        assert problem.startswith(where)
        assert what in problem


@pytest.mark.parametrize(
    ("head", "what"),
    [
        ("permalnk,tone", ["Did you mean permalink?", "no column 'permalink'"]),
        ("permalink,Ton", ["Did you mean tone?", "none of the columns tone, theme, author"]),
        ("permalink", ["none of the columns tone, theme, author"]),
        ("permalink,tone,Tone", ["two columns are called 'tone'"]),
    ],
)
def test_a_wrong_header_is_told(tmp_path, head, what):
    _, problems = _tags(tmp_path, f"# My tags; by hand; and late\n\n{head}\n")
    assert len(problems) == len(what), problems
    for problem, words in zip(problems, what, strict=True):
        assert problem.startswith("post_tags.csv line 3: ")
        assert words in problem


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("fröhlich", "cp1252"),
        ("très drôle", "cp1252"),
        ("весёлый", "cp1251"),
        ("весёлый", "utf-16"),
        ("楽しい", "utf-8-sig"),
    ],
)
def test_tags_in_any_language_survive_what_spreadsheet_programs_write(tmp_path, text, encoding):
    rows, problems = _tags(tmp_path, f"permalink;tone\na.example/1;{text}\n", encoding)
    assert problems == []
    assert rows[0]["tone"] == text


def test_tags_may_be_a_spreadsheet(tmp_path):
    book = openpyxl.Workbook()
    for row in (["Permalink", "Theme"], ["https://a.example/1/", 2026], [None, None], [1234567, "mugs"]):
        book.active.append(row)
    book.save(tmp_path / "post_tags.xlsx")
    problems = []
    rows = read_post_tags(tmp_path, problems)
    assert (rows[0]["permalink_key"], rows[0]["theme"]) == ("a.example/1", "2026")
    assert [str(problem).split(";")[0] for problem in problems] == [
        "post_tags.xlsx line 4, column permalink: '1234567'"
    ]
