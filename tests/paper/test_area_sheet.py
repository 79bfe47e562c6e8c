"""The sheet of an area's map: where map and index stand, on A4 and on A3, and whom it is for."""

import re

import pytest

from tests.paper import samples
from tests.paper.reading import (
    drawing,
    needs_pdftotext,
    pages,
    raw_words,
    set_now,
    type_sizes,
    words,
)

LONG = "長い名前の集会所" * 20
papers = pytest.mark.parametrize(("paper", "columns"), [("a4", 2), ("a4", 3), ("a3", 3), ("a3", 1)])


def sheet(**more):
    return set_now("area", {**samples.area_sheet(), **more})


def boxes(pdf, folder, word):
    """Return left and top of each place where a word is printed, page by page."""
    file = folder / "sheet.pdf"
    file.write_bytes(pdf)
    found = []
    for number, page in enumerate(raw_words(file, "-bbox").split("<page ")[1:], 1):
        for left, top in re.findall(rf'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>{word}<', page):
            found.append((number, float(left), float(top)))
    return found


@pytest.mark.parametrize(
    ("paper", "columns", "size"),
    [
        ("a4", 2, b"595.2756 841.8898"),
        ("a4", 3, b"841.8898 595.2756"),
        ("a3", 3, b"1190.5511 841.8898"),
    ],
)
def test_sheet_stands_or_lies_as_its_map_does(paper, columns, size):
    made = set_now("area", samples.area_sheet(paper=paper, columns=columns))

    assert made.count(b"/MediaBox[0 0 " + size) == pages(made)


@needs_pdftotext
def test_index_begins_beside_the_map_on_a3_and_goes_on_over_all_columns(tmp_path):
    made = set_now("area", samples.area_sheet(entries=40))

    calls = boxes(made, tmp_path, r"☎042-000-0001")
    (last,) = boxes(made, tmp_path, r"☎042-000-0038")
    beside = 3 * (93 + 6) / 25.4 * 72
    assert [(page, left > beside) for page, left, _top in calls] == [(1, True)]
    assert last[0] == 2
    assert {round(left) for page, left, _top in boxes(made, tmp_path, "無料") if page == 2}


@needs_pdftotext
def test_index_begins_below_the_map_on_a4(tmp_path):
    made = set_now("area", samples.area_sheet(paper="a4", columns=2, entries=40))

    (first,) = boxes(made, tmp_path, r"☎042-000-0001")
    assert (first[0], first[2] > 842 / 2) == (1, True)


@needs_pdftotext
def test_map_over_all_columns_has_its_index_below_it(tmp_path):
    data = samples.area_sheet(columns=4, entries=8)
    data["pages"][0]["map"] = samples.area_map(width=390, height=120)

    (first,) = boxes(set_now("area", data), tmp_path, r"☎042-000-0001")
    assert (first[0], first[1] < 400, first[2] > 842 / 2) == (1, True, True)


@needs_pdftotext
@papers
def test_every_page_says_whom_the_sheet_is_for(paper, columns, tmp_path):
    made = set_now("area", samples.area_sheet(paper=paper, columns=columns, entries=100))

    read = words(made, tmp_path)
    assert len(read) > 1
    assert ["職員用" in page for page in read] == [True] * len(read)


@needs_pdftotext
def test_sheet_for_everybody_has_no_stamp(tmp_path):
    assert "職員用" not in "".join(words(sheet(stamp=""), tmp_path))


@needs_pdftotext
def test_each_map_begins_a_page_with_its_own_title(tmp_path):
    data = samples.area_sheet(entries=2, pages=2)
    data["pages"] = [data["pages"][0], {**data["pages"][1], "title": "柏木 支え合い地図"}]

    read = words(set_now("area", data), tmp_path)
    assert [title in page for page, title in zip(read, ("川西", "柏木"), strict=True)] == [True] * 2


@needs_pdftotext
def test_page_without_a_map_is_an_index_with_what_must_be_told(tmp_path):
    data = samples.area_sheet(entries=2)
    data["pages"] = [{**data["pages"][0], "map": None, "notes": ["一覧だけの紙です。"]}]

    (read,) = words(set_now("area", data), tmp_path)
    said = ["一覧だけの紙です。", "北", "500m", "地図の出典"]
    assert [word in read for word in said] == [True, False, False, False]


@needs_pdftotext
@papers
def test_names_of_160_letters_stay_on_the_page(paper, columns, tmp_path):
    data = samples.area_sheet(paper=paper, columns=columns, entries=9)
    for entry in data["pages"][0]["groups"][0]["entries"]:
        entry["name"] = LONG

    read = "".join(words(set_now("area", data), tmp_path))
    assert read.count("長") == 20 * 9


@pytest.mark.parametrize(("letters", "size"), [(20, 24), (21, 18), (41, 14)])
def test_long_title_is_set_smaller(letters, size):
    data = samples.area_sheet(entries=1)
    data["pages"] = [{**data["pages"][0], "title": "長" * letters}]

    assert size in type_sizes(set_now("area", data))


@needs_pdftotext
def test_numbers_of_three_digits_are_printed_whole(tmp_path):
    data = samples.area_sheet(entries=3)
    data["pages"][0]["groups"][1]["entries"][0]["number"] = 104

    assert "104" in "".join(words(set_now("area", data), tmp_path))


def test_line_without_a_number_has_the_sign_of_the_key():
    data = samples.area_sheet(entries=2)
    bare = {key: value for key, value in samples.entry(1).items() if key != "number"}
    data["pages"][0]["groups"] = [{"heading": "", "entries": [bare]}]
    other = samples.area_sheet(entries=2)
    other["pages"][0]["groups"] = [{"heading": "", "entries": [{**bare, "shape": "square"}]}]

    one, another = (next(drawing(set_now("area", sample))) for sample in (data, other))
    assert one != another


def test_sheet_of_nothing_is_set():
    data = samples.area_sheet(entries=1)
    data["pages"] = [{**data["pages"][0], "groups": []}]

    assert pages(set_now("area", data)) == 1


@needs_pdftotext
def test_first_of_several_maps_tells_on_which_page_each_begins(tmp_path):
    whole = samples.area_sheet(entries=40)
    (first,) = whole["pages"]
    parts = [first | {"part": "桜台（1〜40番）"}, first | {"part": "柏木", "title": "柏木"}]
    made = set_now("area", {**whole, "pages": parts})

    said = words(made, tmp_path)[0]
    one = words(set_now("area", whole), tmp_path)[0]

    begins = 1 + pages(set_now("area", whole))
    assert ("桜台（1〜40番）1ページ" in said, f"柏木{begins}ページ" in said) == (True, True)
    assert "川西1ページ" not in one


@needs_pdftotext
def test_map_whose_index_begins_a_page_later_is_told_where_it_stands(tmp_path):
    whole = samples.area_sheet(paper="a4", columns=2, entries=40)
    (first,) = whole["pages"]
    tall = first | {"map": samples.area_map(spots=40, width=180, height=230)}
    parts = [
        tall | {"part": "桜台", "title": "桜台"},
        tall | {"part": "柏木", "title": "柏木の地図"},
    ]
    made = set_now("area", {**whole, "pages": parts})

    said = words(made, tmp_path)

    begins = 1 + next(number for number, page in enumerate(said) if "柏木の地図" in page)
    assert ("桜台1ページ" in said[0], f"柏木{begins}ページ" in said[0]) == (True, True)
