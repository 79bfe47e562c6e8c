"""宝探し: the sheet that goes out, and what comes back typed in one pass."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from sasaeai.activities.models import Activity
from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset, Walk
from sasaeai.audit.models import Entry
from sasaeai.pages import actions, walks
from sasaeai.pages.walk_form import MOST_LINES
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.pages.walking import POINT, printed, rows
from tests.paper import reading


@pytest.fixture
def coordinator(town: Town) -> Client:
    return town.client(Role.COORDINATOR2)


def test_walk_leads_to_typing_back_what_every_area_brought(town: Town, coordinator: Client) -> None:
    page = coordinator.get("/walk/").content.decode()
    areas = (town.west, town.sakuradai, town.kashiwagi)
    leads = [f'href="/walk/rows/?area={area.pk}"' in page for area in areas]
    assert ('href="/walk/rows/"' in page, leads) == (True, [True, True, True])


def test_lines_become_assets_and_activities(town: Town, coordinator: Client) -> None:
    walk = printed(town, coordinator)
    sent = rows(
        town,
        {
            "kind": "place",
            "name": "縁側",
            "whose": "角の家",
            "when": "火曜の午後",
            "note": "猫がいる",
        },
        {"kind": "activity", "name": "朝の体操", "whose": "町会", "area": str(town.sakuradai.pk)},
        sheet=walk.number,
        opened=walk.number,
    )
    response = coordinator.post("/walk/rows/", sent, follow=True)
    place, gathering = Asset.objects.get(), Activity.objects.get()
    assert (place.name, place.owner_words, place.times_words, place.notes) == (
        "縁側", "角の家", "火曜の午後", "猫がいる",
    )  # fmt: skip
    assert (place.area, place.origin, place.visibility) == (town.west, "found", Visibility.STAFF)
    assert (place.source, place.source_id) == ("宝探し", walk.number)
    assert (gathering.area, gathering.organiser_words) == (town.sakuradai, "町会")
    assert "場所1件、活動1件を書きました" in response.content.decode()


def test_typed_lines_are_one_entry_of_the_record_book(town: Town, coordinator: Client) -> None:
    lines = [{"kind": kind, "name": kind} for kind in ("place", "thing", "activity")]
    before = Entry.objects.count()
    coordinator.post("/walk/rows/", rows(town, *lines))
    added = Entry.objects.order_by("pk")[before:]
    assert [(entry.verb, len(entry.subjects)) for entry in added] == [("pages.take_in", 3)]


def test_typed_lines_are_taken_back_at_once(town: Town, coordinator: Client) -> None:
    lines = [{"kind": "place", "name": "縁側"}, {"kind": "activity", "name": "体操"}]
    page = coordinator.post("/walk/rows/", rows(town, *lines), follow=True)
    (message,) = page.context["messages"]
    coordinator.post(message.extra_tags.removeprefix("undo="))
    assert Asset.objects.get().retired_on == timezone.localdate()
    assert Activity.objects.get().state == Activity.State.ENDED
    entry = Entry.objects.latest("pk")
    assert (entry.verb, len(entry.subjects)) == ("pages.take_back", 2)


@pytest.mark.parametrize("kind", ["place", "activity"])
def test_what_was_typed_of_one_kind_alone_is_taken_back(
    kind: str, town: Town, coordinator: Client
) -> None:
    page = coordinator.post("/walk/rows/", rows(town, {"kind": kind, "name": "縁側"}), follow=True)
    (message,) = page.context["messages"]
    before = Entry.objects.count()
    coordinator.post(message.extra_tags.removeprefix("undo="))
    left = Asset.objects.filter(retired_on=None), Activity.objects.exclude(state="ended")
    assert [rows.count() for rows in left] == [0, 0]
    assert Entry.objects.count() == before + 1


def test_receipt_of_yesterday_takes_nothing_back(town: Town, coordinator: Client) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=1, seconds=1)):
        token = actions.receipt(town.viewer(Role.COORDINATOR2), [AssetFactory(area=town.west).pk])
    page = coordinator.post(f"/walk/undo/{token}/", follow=True)
    assert "元に戻せる時間が過ぎました。" in page.content.decode()
    assert Asset.objects.get().retired_on is None


def test_taking_back_is_for_who_typed(town: Town, coordinator: Client) -> None:
    page = coordinator.post(
        "/walk/rows/", rows(town, {"kind": "place", "name": "縁側"}), follow=True
    )
    (message,) = page.context["messages"]
    undo = message.extra_tags.removeprefix("undo=")
    other = town.client(Role.COORDINATOR1).post(undo, follow=True)
    garbled = coordinator.post("/walk/undo/nonsense/", follow=True)
    assert (
        "元に戻せるのは、書いた人だけです。書いた人に頼むか、1件ずつ引退か終わりにしてください。"
        in other.content.decode()
    )
    assert "元に戻せる時間が過ぎました" in garbled.content.decode()
    assert Asset.objects.get().retired_on is None


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ({"kind": "place"}, "名前を書いてください。呼び名でかまいません。"),
        ({"name": "縁側"}, "種類を選んでください。"),
        ({"kind": "nonsense", "name": "x"}, "種類を一覧から選んでください。"),
        (
            {"kind": "place", "name": "x", "area": "nonsense"},
            "受け持ちの地区の中から選んでください。",
        ),
        ({"kind": "place", "name": "あ" * 121}, "名前は120字までで書いてください。"),
        ({}, "まだ1行も書かれていません。"),
    ],
)
def test_wrong_line_is_said_and_nothing_is_kept(
    line: dict[str, str], sentence: str, town: Town, coordinator: Client
) -> None:
    good = {"kind": "place", "name": "よい行"}
    response = coordinator.post("/walk/rows/", rows(town, *([good, line] if line else [])))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Asset.objects.count() == 0


def test_what_is_amiss_is_said_at_the_top_with_the_line(town: Town, coordinator: Client) -> None:
    good = {"kind": "place", "name": "よい行"}
    page = coordinator.post("/walk/rows/", rows(town, good, {"name": "縁側"})).content.decode()
    summary = page[page.index('aria-labelledby="rows-errors-title"') : page.index("<table")]
    assert re.findall(r'<a href="#([^"]+)">([^<]+)</a>', summary) == [
        ("id_form-1-kind", "2行目：種類を選んでください。")
    ]


def test_garbled_management_form_is_no_error(town: Town, coordinator: Client) -> None:
    sent = rows(town, {"kind": "place", "name": "x"}) | {"form-TOTAL_FORMS": "nonsense"}
    assert coordinator.post("/walk/rows/", sent).status_code == 422


def test_more_lines_than_a_sheet_has_are_refused(town: Town, coordinator: Client) -> None:
    sent = rows(town, {"kind": "place", "name": "x"}) | {"form-TOTAL_FORMS": str(MOST_LINES + 1)}
    response = coordinator.post("/walk/rows/", sent)
    said = "1枚に書けるのは29行までです。残りは、つぎの1枚として書き写してください。"
    assert (response.status_code, said in response.content.decode()) == (422, True)
    assert response.content.count(b'name="form-28-name"') == 1
    assert b'name="form-29-name"' not in response.content


def test_area_beyond_the_posting_is_refused(town: Town, coordinator: Client) -> None:
    sent = rows(town, {"kind": "place", "name": "x"}, area=str(town.aoume.pk))
    assert coordinator.post("/walk/rows/", sent).status_code == 422
    assert coordinator.get(f"/walk/sheet/?area={town.aoume.pk}").status_code == 302
    assert Asset.objects.count() == 0


@reading.needs_pdftotext
def test_sheet_holds_what_is_public_and_is_recorded(
    town: Town, coordinator: Client, tmp_path: Path
) -> None:
    AssetFactory(area=town.sakuradai, name="桜台集会所", **POINT)
    AssetFactory(area=town.sakuradai, name="ないしょの家", visibility="staff", **POINT)
    AssetFactory(area=town.sakuradai, name="ふせた家", confidential=True, **POINT)
    response = coordinator.get(f"/walk/sheet/?area={town.west.pk}")
    made = "".join(reading.words(response.content, tmp_path))
    assert ("桜台集会所" in made, "ないしょ" in made, "ふせた" in made) == (True, False, False)
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.subjects) == ("pages.print_walk", [str(town.west.pk)])


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.VIEWER])
def test_walk_is_for_staff(role: Role, town: Town) -> None:
    client = town.client(role)
    found = {client.get(f"/walk/{page}").status_code for page in ("", "sheet/", "rows/")}
    assert found == {403}


@reading.needs_pdftotext
def test_page_has_a_line_for_every_blank_line_of_a_full_sheet(
    town: Town, coordinator: Client, tmp_path: Path
) -> None:
    for number in range(walks.KNOWN):
        AssetFactory(area=town.sakuradai, name=f"集会所{number}", **POINT)
    file = tmp_path / "walk.pdf"
    file.write_bytes(coordinator.get(f"/walk/sheet/?area={town.west.pk}").content)
    lines = {word for word in reading.raw_words(file, "-layout").split() if len(word) < 3}
    page = coordinator.get(f"/walk/rows/?sheet={Walk.objects.get().number}").content.decode()
    last = max(int(word) for word in lines if word.isdecimal())
    assert (last, len(re.findall(r'name="form-\d+-name"', page))) == (
        MOST_LINES,
        last - walks.KNOWN,
    )
