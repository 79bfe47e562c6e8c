"""Reports, plans, the evidence and stories on paper: tagged, with page numbers, and no table torn apart."""

import re

import pytest

from tests.paper import report_samples as samples
from tests.paper.reading import needs_pdftotext, pages, set_now, words
from tests.paper.test_pdf import NASTY, replaced

SHEETS = {
    "report": samples.report_sheet,
    "plan": samples.plan_sheet,
    "evidence": samples.evidence_sheet,
    "story": samples.story_sheet,
}
every_sheet = pytest.mark.parametrize("template", SHEETS)
LINE = re.compile(r"行(\d\d)番")


@every_sheet
def test_report_is_tagged_in_japanese(template):
    sheet = set_now(template, SHEETS[template]())

    assert b"/Lang(ja-JP)" in sheet
    assert b"/MarkInfo<</Marked true" in sheet
    assert b"pdfuaid:part>1<" in sheet


@every_sheet
@pytest.mark.parametrize("written", NASTY[:3], ids=lambda words: ascii(words[:12]))
def test_nasty_words_are_set_as_words(template, written):
    assert set_now(template, replaced(SHEETS[template](many=1), written)).startswith(b"%PDF-1.7")


@every_sheet
@needs_pdftotext
def test_each_sheet_tells_its_page(template, tmp_path):
    data = SHEETS[template]()
    told = words(set_now(template, data), tmp_path)

    assert [f"{at}/{len(told)}ページ" in page for at, page in enumerate(told, 1)] == [True] * len(
        told
    )


@pytest.mark.parametrize("template", ["report", "evidence", "story"])
def test_little_stands_on_one_sheet(template):
    assert pages(set_now(template, SHEETS[template](many=1))) == 1


@needs_pdftotext
@pytest.mark.parametrize("above", range(3, 24, 2))
def test_no_row_of_a_long_table_is_left_alone_on_a_sheet(above, tmp_path):
    data = samples.report_sheet(story="\n".join(["物語"] * above), many=30)
    told = words(set_now("report", data), tmp_path)
    rows = [LINE.findall(page) for page in told]

    assert sorted(row for page in rows for row in page) == [f"{at:02d}" for at in range(30)]
    assert [page for page in rows if len(page) == 1] == []


@needs_pdftotext
@pytest.mark.parametrize("above", range(1, 13, 3))
def test_short_table_is_never_parted(above, tmp_path):
    data = samples.report_sheet(story="\n".join(["物語"] * above), many=8)
    told = words(set_now("report", data), tmp_path)

    assert [len(LINE.findall(page)) for page in told if LINE.search(page)] == [8]


@needs_pdftotext
def test_head_stands_again_above_what_goes_on(tmp_path):
    told = words(set_now("report", samples.report_sheet(many=60)), tmp_path)
    going_on = [page for page in told if LINE.search(page)]

    assert len(going_on) > 1
    assert ["数えたもの" in page for page in going_on] == [True] * len(going_on)


@needs_pdftotext
def test_records_of_an_item_stay_with_its_answer(tmp_path):
    told = words(set_now("evidence", samples.evidence_sheet(many=9)), tmp_path)

    for at in range(9):
        assert [f"項目{at:02d}番" in page for page in told] == [
            f"行{at:02d}番" in page for page in told
        ]


@needs_pdftotext
def test_goal_of_a_plan_is_never_parted(tmp_path):
    told = words(set_now("plan", samples.plan_sheet(many=12)), tmp_path)

    for at in range(12):
        assert [f"目標{at:02d}番" in page for page in told] == [
            f"指標{at:02d}番" in page for page in told
        ]
