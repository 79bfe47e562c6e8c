"""Reports, plans, the evidence and stories on paper: tagged, with page numbers, and no table torn apart."""

import re

import pytest

from tests.paper import report_samples as samples
from tests.paper.reading import needs_pdftotext, pages, raw_words, set_now, type_sizes, words
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


def lines(template, data, folder) -> list[str]:
    """Return what stands on each line."""
    file = folder / "sheet.pdf"
    file.write_bytes(set_now(template, data))
    return [line.strip() for line in raw_words(file).splitlines()]


@needs_pdftotext
def test_head_of_a_column_breaks_at_its_marks(tmp_path):
    data = samples.report_sheet()
    heads = ["訪問", "電話", "来所", "会議", "行事・通いの場へ参加", "LINE等", "オンライン"]
    heads += ["まち歩き・立ち話", "その他", "計"]
    data["table"] = {
        "head": ["要綱の機能", *heads],
        "rows": [["資源開発", *["10"] * 10]],
        "foot": [],
    }
    told = lines("report", data, tmp_path)
    assert {"行事・", "通いの場へ参加", "まち歩き・", "立ち話", "オンライン", "LINE等"} <= {
        word for line in told for word in line.split()
    }


@needs_pdftotext
def test_no_letter_of_a_change_stands_alone_on_its_last_line(tmp_path):
    data = samples.report_sheet()
    note = "この期間に受けたニーズのうち、期間の終わりまでに引き受ける方が決まったもの"
    data["changed"] = [{**data["changed"][0], "note": note}] * 3
    assert {"た", "の"}.isdisjoint(lines("report", data, tmp_path))


@needs_pdftotext
def test_no_letter_of_a_goal_on_the_wall_stands_alone_on_its_last_line(tmp_path):
    goals = ["坂の上の3町から、週2回は買い物に行ける", "帰り便の曜日と時間を全戸が知っている"]
    serves = "「坂の上の3町から、週2回は買い物に行ける」のために"
    card = {"figure": "", "source": ""}
    data = {
        "town": "ささえ市", "title": "声をかければ誰かがいる", "date": "令和8年12月1日", "note": "",
        "telephone": None,
        "times": [{"label": f"{year}年後", "about": ""} for year in range(4)],
        "rows": [
            {"cells": [[{**card, "words": words, "serves": serves}]] * 4, "doing": [], "steps": []}
            for words in goals * 4
        ],
    }  # fmt: skip
    told = lines("board", data, tmp_path)
    assert [line for line in told if len(line) == 1] == []
    assert any(line.endswith("のために") for line in told)


def wall(*, rows: int) -> dict:
    """Return a board of so many rows, each as full as those of towns are."""
    goal = {"words": "歩いて十五分のところに、顔を知っている集まり", "serves": ""}
    card = {**goal, "figure": "17240 ／ 20680人（83％）", "source": "地図と人口、令和8年5月26日"}
    doing = [
        "ボランティアルーム",
        "桜台ふれあいサロン",
        "帰り便の試し乗り",
        "お茶の会",
        "ほかに8件",
    ]
    steps = ["隣の集まりを、二人ずつ見にいく"]
    return {
        "town": "ささえ市", "title": "困ったと言えて、いいよと言えるまち", "date": "令和8年12月1日",
        "note": "令和8年12月1日に印刷", "telephone": {"label": "電話", "number": "042-000-1234"},
        "times": [{"label": f"{year}年後", "about": "令和18年3月"} for year in range(4)],
        "rows": [{"cells": [[card]] * 4, "doing": doing, "steps": steps}] * rows,
    }  # fmt: skip


def test_board_of_usual_length_is_one_sheet_and_none_of_its_letters_under_twelve_points():
    sheet = set_now("board", wall(rows=4))
    assert (pages(sheet), min(type_sizes(sheet)) >= 12) == (1, True)


def test_board_of_few_goals_fills_its_sheet_with_large_letters():
    assert max(type_sizes(set_now("board", wall(rows=1)))) > max(
        type_sizes(set_now("board", wall(rows=4)))
    )


def test_board_too_long_for_small_letters_goes_on_on_a_second_sheet():
    sheet = set_now("board", wall(rows=9))
    assert (pages(sheet) > 1, min(type_sizes(sheet))) == (True, 12)
