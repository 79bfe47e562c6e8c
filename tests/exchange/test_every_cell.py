"""A sentence for many rows names the first few cells, and lets all of them be seen."""

from pathlib import Path

from sasaeai.areas.models import Role
from sasaeai.exchange import sections
from sasaeai.exchange.models import Import
from tests.exchange.bringing import take_in, upload
from tests.exchange.lists import HEAD, csv, run
from tests.factories.areas import Town

CELLS = [f"B{row}" for row in range(2, 42)]
ALL = "、".join(CELLS)


def without_area(number: int) -> bytes:
    """Return a list of places that say nothing of where they are."""
    return csv(*(f"{n},集会所{n:03},,,,," for n in range(number)))


def test_preview_and_kept_page_show_the_cells_of_every_row(town: Town) -> None:
    client = town.client(Role.OFFICER)
    preview = upload(client, without_area(40))
    applied = take_in(client, preview)
    again = upload(client, without_area(40), source="ほかの名簿")
    for address in (again, applied):
        page = client.get(address).content.decode()
        assert ("40件をすべて見る" in page, ALL in page) == (True, True)


def test_cells_that_the_sentence_names_itself_are_not_told_twice(town: Town) -> None:
    client = town.client(Role.OFFICER)
    page = client.get(upload(client, without_area(5))).content.decode()
    assert ("（例：B2、B3、B4、B5、B6）" in page, "すべて見る" in page) == (True, False)


def test_json_holds_the_cell_of_every_row(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(without_area(40))
    code = town.municipality.code
    (message,) = run("facilities", file, "--dry-run", code=code)[1]["messages"]
    assert (message["row"], message["each"]) == (None, CELLS)


def test_rows_of_another_town_are_named_each(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    rows = (f"{n},集会所{n},桜台{n},,,,,132250" for n in range(6))
    file.write_bytes(csv(*rows, head=f"{HEAD},全国地方公共団体コード"))
    told = run("facilities", file, "--dry-run", code=town.municipality.code)[1]["messages"]
    (message,) = [one for one in told if "ほかの市区町村" in one["message"]]
    assert message["each"] == [f"B{row}" for row in range(2, 8)]
    assert "（例：B2、B3、B4、B5、B6）" in message["message"]


def test_rows_that_left_a_list_are_named_each_on_the_kept_page(town: Town) -> None:
    client = town.client(Role.OFFICER)
    rows = [f"{n},集会所{n},桜台{n},,,," for n in range(8)]
    take_in(client, upload(client, csv(*rows)))
    applied = take_in(client, upload(client, csv(*rows[:1])))
    page = client.get(applied).content.decode()
    assert "、".join(f"集会所{n}" for n in range(1, 8)) in page


def test_import_of_before_shows_the_sentences_that_it_has(town: Town) -> None:
    client = town.client(Role.OFFICER)
    applied = take_in(client, upload(client, without_area(40)))
    made = Import.objects.get()
    for message in made.messages:
        message.pop("each", None)
    made.save()
    assert "すべて見る" not in client.get(applied).content.decode()
    (section,) = sections.of_messages(made.messages)
    assert [line.text for line in section.lines] == [made.messages[0]["message"]]
