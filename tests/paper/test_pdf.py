import re
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sasaeai.paper import pdf
from sasaeai.paper import words as own_words
from sasaeai.paper.pdf import set_pdf
from tests.english import CONTEXT
from tests.paper import samples
from tests.paper.reading import (
    MOMENT,
    alternatives,
    baselines,
    needs_pdftotext,
    pages,
    raw_words,
    set_now,
    type_sizes,
    words,
)

pytestmark = pytest.mark.once

SHEETS = {
    "area": samples.area_sheet,
    "list": samples.list_sheet,
    "walk": samples.walk_sheet,
    "round": samples.round_sheet,
    "slip": samples.slip_sheet,
    "card": samples.card_sheet,
    "voice": samples.voice_sheet,
    "pack": samples.pack_sheet,
}
NASTY = (
    '#panic("ran")',
    "*太字* _斜体_ `code` <label> @ref = 見出し",
    "$x^2$ \\ #{1 + 1} #sys.inputs",
    "]} ) #show: it => []\n#set page(width: 1pt)",
    "😀🏠👨‍👩‍👧 각 葛󠄀 \x00\x07\u202e",
    "𠮷野家の髙﨑さん か\u3099",
    "長" * 1000,
    "A" * 1000,
    "",
)
JAPANESE = re.compile(r"[ぁ-ヿ㐀-鿿]")
every_sheet = pytest.mark.parametrize("template", SHEETS)


def replaced(value, words):
    """The same data with every word people write replaced, but for names of shapes, signs and papers."""
    if isinstance(value, dict):
        return {
            key: part if key in {"shape", "sign", "paper"} else replaced(part, words)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [replaced(part, words) for part in value]
    return words if isinstance(value, str) else value


@every_sheet
def test_set_pdf_typical_sheet_is_tagged_japanese_pdf_ua(template):
    sheet = set_now(template, SHEETS[template]())

    assert sheet.startswith(b"%PDF-1.7")
    assert b"/Lang(ja-JP)" in sheet
    assert b"/MarkInfo<</Marked true" in sheet
    assert b"pdfuaid:part>1<" in sheet


@every_sheet
@pytest.mark.parametrize("written", NASTY, ids=lambda words: ascii(words[:12]))
def test_set_pdf_nasty_words_are_set_as_words(template, written):
    data = {**replaced(SHEETS[template](), written), "link": "https://sasae.example.jp/"}

    assert set_now(template, data).startswith(b"%PDF-1.7")


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1))
def test_set_pdf_any_text_is_set(written):
    data = {**samples.card_sheet(), "title": written, "words": written}

    assert set_now("card", data).startswith(b"%PDF-1.7")


@every_sheet
def test_set_pdf_without_what_may_be_left_out_is_set(template):
    kept = SHEETS[template].__annotations__["return"].__required_keys__
    data = {key: value for key, value in SHEETS[template]().items() if key in kept}

    assert pages(set_now(template, data)) >= 1


@every_sheet
def test_set_pdf_same_data_and_moment_is_same_bytes(template):
    assert set_now(template, SHEETS[template]()) == set_now(template, SHEETS[template]())


@every_sheet
@needs_pdftotext
def test_set_pdf_own_words_are_in_the_language_of_the_reader(template, read_in_english, tmp_path):
    contexts = ("", f"紙{CONTEXT}", f"地図{CONTEXT}", f"サインイン票{CONTEXT}")
    own = own_words.said().values()
    data = replaced(SHEETS[template](), "x")

    assert JAPANESE.search("".join(words(set_now(template, data), tmp_path)))
    read_in_english({context + word: "Word" for word in own for context in contexts})
    sheet = set_now(template, data)

    assert JAPANESE.search("".join(words(sheet, tmp_path))) is None
    assert b"/Lang(en-GB)" in sheet


def test_set_pdf_every_word_is_said_on_a_sheet():
    said = {
        name
        for file in pdf.TEMPLATES.glob("*.typ")
        for name in re.findall(r"say\.(\w+)", file.read_text("utf-8"))
    }
    assert said == set(own_words.WORDS)


@needs_pdftotext
def test_set_pdf_page_is_counted_in_its_sentence(read_in_english, tmp_path):
    read_in_english({"%(page)s / %(pages)s ページ": "Page %(page)s of %(pages)s"})

    read = words(set_now("round", samples.round_sheet(stops=5)), tmp_path)

    assert [f"Page{number}of2" in page for number, page in enumerate(read, 1)] == [True, True]


@needs_pdftotext
def test_set_pdf_english_sentences_stand_apart(read_in_english, tmp_path):
    read_in_english({"電話でもどうぞ。": "Or ring us."})
    data = {**samples.list_sheet(), "reply": "Cut it out."}
    file = tmp_path / "list.pdf"
    file.write_bytes(set_now("list", data))

    assert "Cut it out. Or ring us." in " ".join(raw_words(file).split())


@needs_pdftotext
def test_set_pdf_card_gives_long_labels_their_room(tmp_path):
    data = {**samples.card_sheet(), "rows": [{"label": "Organisation", "value": "VALUE"}]}
    file = tmp_path / "card.pdf"
    file.write_bytes(set_now("card", data))

    boxes = raw_words(file, "-bbox")
    (ends,) = re.findall(r'xMax="([\d.]+)"[^>]*>Organisation<', boxes)
    (begins,) = re.findall(r'xMin="([\d.]+)"[^>]*>VALUE<', boxes)
    assert float(ends) < float(begins)


@needs_pdftotext
def test_set_pdf_breaks_a_long_title_between_its_words(tmp_path):
    file = tmp_path / "list.pdf"
    file.write_bytes(
        set_now("list", {**samples.list_sheet(), "title": "となり町全域 支え合い地図"})
    )

    lines = [line.strip() for line in raw_words(file).splitlines()]
    assert {"となり町全域", "支え合い地図"} <= set(lines)


def test_set_pdf_later_moment_is_written_into_the_file():
    later = set_pdf("card", samples.card_sheet(), printed_at=MOMENT + timedelta(minutes=1))

    assert b"D:20261123010000" in set_now("card", samples.card_sheet())
    assert b"D:20261123010100" in later


def test_set_pdf_title_and_town_are_its_metadata():
    sheet = set_now("card", {**samples.card_sheet(), "title": "TITLE", "town": "TOWN"})

    assert b"/Title(TITLE)" in sheet
    assert b"/Author(TOWN)" in sheet


@every_sheet
def test_set_pdf_no_type_is_smaller_than_12_points(template):
    assert min(type_sizes(set_now(template, SHEETS[template]()))) == 12


def test_set_pdf_list_is_set_in_large_type():
    assert 13.5 in type_sizes(set_now("list", samples.list_sheet()))


def test_set_pdf_lines_stand_at_least_one_and_a_half_apart():
    data = {**samples.card_sheet(), "words": "だれでも来られます。" * 30, "rows": []}

    lines = baselines(set_now("card", data), size=18)
    gaps = [above - below for above, below in pairwise(lines)]

    assert len(gaps) > 5
    assert min(gaps) >= 18 * 1.5


@pytest.mark.parametrize(
    ("template", "data", "expected"),
    [
        ("list", samples.list_sheet(entries=8), 1),
        ("list", samples.list_sheet(entries=60, groups=4), 5),
        ("walk", samples.walk_sheet(known=6, blank_rows=7), 2),
        ("walk", samples.walk_sheet(known=6, blank_rows=8), 3),
        ("walk", {**samples.walk_sheet(known=6, blank_rows=7), "paper": "a3"}, 2),
        ("round", samples.round_sheet(stops=5), 2),
        ("slip", samples.slip_sheet(), 1),
        ("card", samples.card_sheet(), 1),
    ],
)
def test_set_pdf_sample_takes_the_expected_pages(template, data, expected):
    assert pages(set_now(template, data)) == expected


def test_set_pdf_round_holds_four_stops_a_page_when_all_is_asked():
    data = samples.round_sheet(stops=8)
    asked = [
        {
            "field": "曜日と時間",
            "now": "月・水 午前10時〜正午、第2土曜 午後1時〜3時",
            "age": "7か月前",
        },
        {"field": "連絡先", "now": "042-000-1234", "age": "13か月前"},
        {"field": "費用", "now": "まだ分かりません"},
        {"field": "場所", "now": "ささえ市桜台1-2-3", "age": "3年前"},
    ]
    stops = [{**stop, "private_telephone": "042-000-9999", "ask": asked} for stop in data["stops"]]
    bare = {name: data[name] for name in ("town", "title", "date", "note")}

    assert pages(set_now("round", {**bare, "stops": stops})) == 2


def test_set_pdf_a3_map_page_is_a3_and_its_table_a4():
    sheet = set_now("walk", {**samples.walk_sheet(blank_rows=7), "paper": "a3"})

    assert sheet.count(b"/MediaBox[0 0 841.8898 1190.5511]") == 1
    assert sheet.count(b"/MediaBox[0 0 595.2756 841.8898]") == 1


@needs_pdftotext
def test_set_pdf_code_in_words_is_printed_not_run(tmp_path):
    data = {**samples.card_sheet(), "words": "#{1 + 1} *x* $y$ \\z"}

    (page,) = words(set_now("card", data), tmp_path)

    assert "#{1+1}*x*$y$\\z" in page


@needs_pdftotext
def test_set_pdf_list_never_parts_an_entry(tmp_path):
    data = samples.list_sheet(entries=60, groups=4)
    for group in data["groups"]:
        for entry in group["entries"]:
            entry["name"] = f"名前{entry['number']:03d}"
            # Letters of one word stay on one line, which two columns read side by side ask for.
            entry["place"] = "集会所の二階の和室。" * 4 + f"end{entry['number']:03d}"

    read = words(set_now("list", data), tmp_path)

    for number in range(1, 61):
        on_page = [f"名前{number:03d}" in page for page in read]
        assert on_page.count(True) == 1
        assert [f"end{number:03d}" in page for page in read] == on_page


@needs_pdftotext
def test_set_pdf_entry_longer_than_a_page_goes_on_over_the_edge(tmp_path):
    data = samples.list_sheet(entries=2)
    data["groups"][0]["entries"][1]["place"] = "長い話。" * 500 + "おわり"

    read = words(set_now("list", data), tmp_path)

    assert "".join(read).count("長") == 500
    assert "おわり" in read[-1]


@needs_pdftotext
def test_set_pdf_list_has_the_reply_slip_on_its_last_page_only(tmp_path):
    read = words(set_now("list", samples.list_sheet(entries=60, groups=4)), tmp_path)

    assert ["まちがい・変更を知らせる" in page for page in read] == [False] * 4 + [True]


def test_set_pdf_reply_slip_stands_at_the_foot_of_the_page():
    (heading,) = baselines(set_now("list", samples.list_sheet(entries=2)), size=16)

    assert heading < 842 / 4


@needs_pdftotext
def test_set_pdf_round_never_parts_a_stop(tmp_path):
    data = samples.round_sheet(stops=20)
    for stop in data["stops"]:
        stop["name"], stop["ask"][-1]["age"] = (
            f"名前{stop['number']:03d}",
            f"日{stop['number']:03d}",
        )

    read = words(set_now("round", data), tmp_path)

    for number in range(1, 21):
        on_page = [f"名前{number:03d}" in page for page in read]
        assert on_page.count(True) == 1
        assert [f"日{number:03d}" in page for page in read] == on_page


@needs_pdftotext
def test_set_pdf_walk_table_numbers_go_on_after_the_known_spots(tmp_path):
    read = words(set_now("walk", samples.walk_sheet(known=6, blank_rows=7)), tmp_path)

    assert "".join(str(number) for number in range(7, 14)) in read[1]
    assert all("12-034" in page for page in read)


@needs_pdftotext
def test_set_pdf_slip_says_where_until_when_and_to_shred_it(tmp_path):
    (page,) = words(set_now("slip", samples.slip_sheet()), tmp_path)

    for part in (
        "青木春子",
        "kawanishi-07",
        "7KQ4M2XD9RTB",
        "11月30日",
        "細かくして捨ててください",
    ):
        assert part in page


@pytest.mark.parametrize(
    ("link", "said"),
    [("https://sasae.example.jp/", ["QRコード。https://sasae.example.jp/"]), ("", []), (None, [])],
)
def test_set_pdf_qr_code_only_with_a_public_address(link, said):
    assert alternatives("list", "image", {**samples.list_sheet(), "link": link}) == said


def test_fonts_are_the_bundled_ones_only():
    assert sorted(pdf.fonts().families()) == ["BIZ UDPGothic", "Noto Sans JP"]
