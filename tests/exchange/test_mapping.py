"""What the columns of a file mean: guessed, put right by somebody, remembered of the source."""

import json
from typing import Any

import pytest
from django.test import Client

from sasaeai.areas.models import Area, Population
from sasaeai.areas.models.area import Level
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import MACHINE
from sasaeai.audit.models import Entry
from sasaeai.exchange import actions
from sasaeai.exchange.forms import ColumnsForm
from sasaeai.exchange.models import Import, Source
from sasaeai.exchange.readers import columns, headings, kinds
from sasaeai.organisations.models import Organisation
from sasaeai.vocabulary import actions as vocabulary
from tests.exchange.bringing import made_of, page, settle, take_in, upload
from tests.exchange.lists import csv, run
from tests.factories.areas import AreaFactory, Town

pytestmark = pytest.mark.django_db
ODD = "おなまえ,ばしょ,ひとこと"
ROW = "すずかぜ会館,ささえ市桜台1-2,窓が大きい"


def mapped(officer: Client, made: str, **meanings: str) -> str:
    """Say what headings mean, have the file read anew, and return the import's page."""
    response = officer.post(f"{made}columns/", chosen(made, meanings))
    settle()
    assert response.status_code == 302
    return page(officer, made)


def chosen(made: str, meanings: dict[str, str]) -> dict[str, str]:
    """Return the form of an import's columns as it stands, with other meanings of some headings."""
    form = ColumnsForm(made=made_of(made))
    stands = {field: str(form.fields[field].initial or "") for field in form.names}
    return stands | {f: meanings[n] for f, n in form.names.items() if n in meanings}


def test_page_says_how_each_column_is_read(officer: Client) -> None:
    shown = page(officer, upload(officer, csv(ROW + ",3", head="名称,住所,備考,階数")))

    told = [cell.split("<")[0].strip() for cell in shown.split('<th scope="row">')[-4:]]
    assert told == ["名称", "住所", "備考", "階数"]
    assert ("<td>名前</td>" in shown, "<td>住所</td>" in shown) == (True, True)
    assert shown.count("覚え書きに残す") == 1
    assert "ささえ市桜台1-2" in shown


def test_list_whose_headings_nobody_knows_is_read_as_somebody_says(officer: Client) -> None:
    made = upload(officer, csv(ROW, head=ODD))
    assert "見出しの行が見つかりません" in page(officer, made)

    shown = mapped(officer, made, おなまえ="name", ばしょ="address", ひとこと="description")

    assert "まだ取り込んでいません" in shown
    take_in(officer, made)
    asset = Asset.objects.get()
    assert (asset.name, asset.address, asset.description) == (
        "すずかぜ会館", "ささえ市桜台1-2", "窓が大きい",
    )  # fmt: skip


def test_next_edition_of_the_source_is_read_the_same(officer: Client) -> None:
    made = upload(officer, csv(ROW, head=ODD))
    mapped(officer, made, おなまえ="name", ばしょ="address", ひとこと="description")
    take_in(officer, made)

    newer = upload(officer, csv(ROW, "ゆうなぎ会館,ささえ市桜台3-4,", head=ODD))

    assert made_of(newer).counts["created"] == 1
    assert made_of(newer).counts["unchanged"] == 1


def test_command_reads_the_next_edition_the_same(officer: Client, town: Town, home: Any) -> None:
    made = upload(officer, csv(ROW, head=ODD))
    mapped(officer, made, おなまえ="name", ばしょ="address", ひとこと="description")
    take_in(officer, made)
    file = home / "list.csv"
    file.write_bytes(csv(ROW, head=ODD))

    code, told = run("facilities", file, "--source", "施設一覧", code=town.municipality.code)

    assert (code, told["unchanged"], told["created"]) == (0, 1, 0)
    assert Source.objects.get().mapping["おなまえ"] == "name"


def test_another_source_is_guessed_as_ever(officer: Client) -> None:
    made = upload(officer, csv(ROW, head=ODD))
    mapped(officer, made, おなまえ="name", ばしょ="address", ひとこと="description")
    take_in(officer, made)

    assert made_of(upload(officer, csv(ROW, head=ODD), source="ほか")).state == "refused"


def test_what_somebody_says_goes_before_what_is_known(officer: Client) -> None:
    made = upload(officer, csv("本館,すずかぜ会館,桜台1-2", head="名称,建物,住所"))

    mapped(officer, made, 名称="", 建物="name")

    take_in(officer, made)
    asset = Asset.objects.get()
    assert (asset.name, asset.notes) == ("すずかぜ会館", "名称：本館")


def test_columns_read_together_stay_so_unless_somebody_says_otherwise(officer: Client) -> None:
    head = "名称,住所,月曜開始時間,月曜終了時間,備考"
    made = upload(officer, csv("すずかぜ会館,桜台1-2,9:00,12:00,古い", head=head))

    mapped(officer, made, 備考="description")

    assert "月曜開始時間" not in made_of(made).mapping
    take_in(officer, made)
    assert Asset.objects.get().times != []


def test_one_meaning_for_two_columns_is_refused_and_what_was_chosen_stays(officer: Client) -> None:
    made = upload(officer, csv(ROW, head=ODD))

    response = officer.post(f"{made}columns/", chosen(made, {"おなまえ": "name", "ばしょ": "name"}))

    assert response.status_code == 422
    answer = response.content.decode()
    assert "「名前」を、ほかの列でも選んでいます。どれか1つだけにしてください。" in answer
    assert answer.count('value="name" selected') == 2


def test_columns_of_what_was_taken_in_are_not_read_anew(officer: Client) -> None:
    made = upload(officer, csv(ROW, head="名称,住所,備考"))
    take_in(officer, made)

    officer.post(f"{made}columns/", chosen(made, {"備考": ""}))

    assert made_of(made).state == Import.State.APPLIED
    assert "もう終わっています。" in page(officer, made)


def test_deciding_is_written_into_the_record_book(officer: Client) -> None:
    made = upload(officer, csv(ROW, head=ODD))

    mapped(officer, made, おなまえ="name", ばしょ="address")

    entry = Entry.objects.get(verb="exchange.map_columns")
    assert entry.subjects == [str(made_of(made).pk)]


def test_json_keys_are_shown_by_their_labels(officer: Client) -> None:
    data = {
        "header": {"list": {"n": "おなまえ", "b": "ばしょ"}},
        "list": [{"n": "会館", "b": "桜台1"}],
    }

    made = upload(officer, json.dumps(data).encode(), name="list.json")

    assert [told["label"] for told in made_of(made).headings] == ["おなまえ", "ばしょ"]


def test_organisations_and_population_are_mapped_too(officer: Client, town: Town) -> None:
    vocabulary.load_national(MACHINE, town.municipality)
    AreaFactory(parent=town.root, name="平尾一丁目", level=Level.TOWN)
    body = upload(officer, csv("桜会,鈴木", head="なまえ,せわ役"), kind="organisations")
    mapped(officer, body, なまえ="name", せわ役="representative")
    take_in(officer, body)
    assert Organisation.objects.get().contact_name == "鈴木"

    head = "ところ,いつ,0-64歳の男性,65歳以上の男性,0-64歳の女性,65歳以上の女性"
    data = csv("平尾一丁目,2026-04-01,1,2,3,4", head=head)
    people = upload(officer, data, kind="population", name="j.csv")
    mapped(officer, people, ところ="area", いつ="date")
    take_in(officer, people)
    assert Population.objects.filter(area=Area.objects.get(name="平尾一丁目")).count() == 4


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_every_meaning_has_a_name_for_people(kind: str) -> None:
    assert set(columns.aliases(kind)) - set(headings.meanings(kind)) == set()


def test_file_of_boundaries_has_no_columns_to_map(officer: Client) -> None:
    made = upload(officer, b"name\n", kind="boundaries", name="b.geojson")

    assert "どの列が何かを選ぶ" not in page(officer, made)


def test_file_without_any_headings_has_none_to_map(officer: Client) -> None:
    made = upload(officer, b"1\n2\n3\n")

    assert (made_of(made).state, made_of(made).headings) == ("refused", [])


def test_mapping_of_an_import_that_is_read_right_now_is_refused(officer: Client) -> None:
    made = upload(officer, csv(ROW, head=ODD))
    first, second = (chosen(made, {"おなまえ": "name", "ばしょ": "address"}) for _twice in range(2))
    officer.post(f"{made}columns/", first)

    officer.post(f"{made}columns/", second)

    assert Entry.objects.filter(verb="exchange.map_columns").count() == 1


def test_actions_do_not_apply_what_is_read_anew(officer: Client) -> None:
    made = upload(officer, csv(ROW, head="名称,住所,備考"))
    officer.post(f"{made}columns/", chosen(made, {"備考": "description"}))

    officer.post(f"{made}apply/")
    settle()

    assert (made_of(made).state, Asset.objects.count()) == (Import.State.READ, 0)
    assert actions.READ == "exchange.read"
