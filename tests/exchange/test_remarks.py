"""What is remarked of a file, so that what matters is not lost among the rest."""

from sasaeai.audit.actor import Actor
from sasaeai.exchange import sections
from tests.exchange import bringing
from tests.exchange.lists import choice, csv
from tests.factories.areas import Town


def test_same_remark_behind_many_cells_is_one_line_and_stands_first() -> None:
    remarks = [
        {"level": "warning", "message": "C1：ほかのこと"},
        *({"level": "warning", "message": f"T{row}：URLとして読めません"} for row in range(2, 9)),
        {"level": "warning", "message": "400件は、どの地区か分かりません。", "each": ["A"] * 400},
    ]

    (section,) = sections.of_messages(remarks)

    assert (section.total, section.more) == (9, 0)
    assert [line.text for line in section.lines] == [
        "400件は、どの地区か分かりません。",
        "7件（T2、T3、T4、T5、T6など）：URLとして読めません",
        "C1：ほかのこと",
    ]
    assert section.lines[1].all == "T2、T3、T4、T5、T6、T7、T8"


def test_remarks_about_many_rows_are_kept_however_many_there_are_of_single_cells(
    town: Town,
) -> None:
    rows = [f"{n},集会所{n},どこか{n},,,{n}," for n in range(1100)]
    here = Actor(municipality=town.municipality.pk)
    made = bringing.taken_in(here, choice(), csv(*rows), town.municipality)

    assert len(made.messages) == 1000
    assert any("どの地区か分からない" in message["message"] for message in made.messages)
