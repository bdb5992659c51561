"""Markdown and plain text: every typed line is a line, with its number."""

from tests.readers.shown import of, parts
from toolkit.readers.reading import read
from toolkit.readers.source import Line, Where

AGENDA = """---
title: 'Water and Work'
lang: en
layout: default
date: 2027-03-11
---
# Day **one**
**Morning**
9:00 Welcome  
9:30 [Break](https://x.example) in `Hall`

- first
  - second

| Time | What |
|------|------|
| 9:00 | **Talk** <br> by A |
| | more |
"""  # noqa: W291  (two blanks at the end of a line are a line break)


def test_markdown_gives_headings_lists_lines_and_tables():
    found = read(AGENDA.encode(), "x.md")
    assert parts(found) == [
        "date: 2027-03-11",
        "# Day one",
        "* Morning",
        "9:00 Welcome",
        "9:30 Break in Hall",
        "- first",
        "-- second",
        [["Time", "What"], ["9:00", "Talk \n by A"], ["", "more"]],
    ]
    assert (found.format, found.title, found.language) == ("md", "Water and Work", "en")
    assert [part.where.line for part in found.lines] == [5, 7, 8, 9, 10, 12, 13]
    assert [row.where for row in found.grids[0].rows] == [Where(line=n, table=1, row=r) for r, n in enumerate((15, 17, 18), 1)]
    assert [row.heads for row in found.grids[0].rows] == [True, False, False]


def test_markdown_is_known_without_its_name():
    assert read(AGENDA.encode(), "x.txt").format == "md"
    for text in ("# Day 1\n9:00 x", "| a | b |\n|---|---|\n| c | d |", "see [here](https://x.example)", "**a**\nx\n**b**\ny"):
        assert read(text.encode()).format == "md", text
    for text in ("#tag\n9:00 x", "a * b * c", "a -- b", "Title\n=====\n9:00 x"):
        assert read(text.encode()).format == "txt", text


def test_markdown_that_is_nested_deeper_than_anybody_writes_is_read_line_by_line():
    text = ">" * 300 + " deep"
    assert of(text, "x.md") == [text]


def test_plain_text_is_its_lines():
    found = read(b"\n 9:00\tWelcome\n\n10:00  Break \n\n", "x.txt")
    assert found.parts == tuple(Line(words, Where(line=n)) for n, words in enumerate(["", " 9:00\tWelcome", "", "10:00  Break"], 1))
