"""宝探し: the sheet that goes out, and what comes back typed in one pass."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from sasaeai.activities.models import Activity
from sasaeai.areas.models import LevelName, Role
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset, Check, Suggestion, Walk
from sasaeai.audit.models import Entry
from sasaeai.pages import actions, walks
from sasaeai.pages.found import FEWEST_BLANKS as LINES
from sasaeai.pages.walk_form import MOST_LINES
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.paper import reading

POINT = {"longitude": 139.511, "latitude": 35.631}


@pytest.fixture
def coordinator(town: Town) -> Client:
    return town.client(Role.COORDINATOR2)


def rows(town: Town, *lines: dict[str, str], **more: str) -> dict[str, str]:
    """Return the form as a browser sends it, empty lines and all."""
    blank = dict.fromkeys(("kind", "name", "whose", "when", "note", "area"), "")
    sent = {"form-TOTAL_FORMS": str(LINES), "form-INITIAL_FORMS": "0", "area": str(town.west.pk)}
    for number in range(LINES):
        line = blank | (lines[number] if number < len(lines) else {})
        sent |= {f"form-{number}-{name}": value for name, value in line.items()}
    return sent | more


def test_walk_leads_to_typing_back_what_every_area_brought(town: Town, coordinator: Client) -> None:
    page = coordinator.get("/walk/").content.decode()
    areas = (town.west, town.sakuradai, town.kashiwagi)
    leads = [f'href="/walk/rows/?area={area.pk}"' in page for area in areas]
    assert ('href="/walk/rows/"' in page, leads) == (True, [True, True, True])


def test_lines_become_assets_and_activities(town: Town, coordinator: Client) -> None:
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
        sheet="1-1124",
    )
    response = coordinator.post("/walk/rows/", sent, follow=True)
    place, gathering = Asset.objects.get(), Activity.objects.get()
    assert (place.name, place.owner_words, place.times_words, place.notes) == (
        "縁側", "角の家", "火曜の午後", "猫がいる",
    )  # fmt: skip
    assert (place.area, place.origin, place.visibility) == (town.west, "found", Visibility.STAFF)
    assert (place.source, place.source_id) == ("宝探し", "1-1124")
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


def printed(town: Town, client: Client, *spots: Asset) -> Walk:
    """Return the sheet as it was printed for 川西."""
    client.get(f"/walk/sheet/?area={town.west.pk}")
    walk = Walk.objects.latest("created_at")
    assert walk.spots == [str(spot.pk) for spot in spots]
    return walk


def seen(walk: Walk, asset: Asset, state: str, note: str = "") -> dict[str, str]:
    """Return what the page sends of one spot that stood on the paper."""
    return {"sheet": walk.number, f"seen-{asset.pk}-state": state, f"seen-{asset.pk}-note": note}


def test_page_has_the_numbers_of_the_paper(town: Town, coordinator: Client) -> None:
    spots = [AssetFactory(area=town.sakuradai, name=name, **POINT) for name in ("一番", "二番")]
    walk = printed(town, coordinator, *spots)
    Asset.objects.filter(pk=spots[0].pk).update(retired_on=timezone.localdate())

    paper = coordinator.get(f"/walk/rows/?sheet={walk.number}").context["paper"]

    assert [(spot.number, spot.asset) for spot in paper.spots] == [(2, spots[1])]
    assert [row.number for row in paper.rows][:2] == [3, 4]
    assert paper.head.initial["area"] == town.west.pk


def test_sheet_is_found_by_its_number_however_it_is_typed(town: Town, coordinator: Client) -> None:
    walk = printed(town, coordinator)
    wide = walk.number.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})

    paper = coordinator.get("/walk/rows/", {"sheet": f" {wide} "}).context["paper"]

    assert paper.walk == walk


def test_same_sheet_printed_again_keeps_its_number(town: Town, coordinator: Client) -> None:
    first = printed(town, coordinator)
    again = printed(town, coordinator)
    spot = AssetFactory(area=town.sakuradai, **POINT)
    other = printed(town, coordinator, spot)

    assert (again, other.number) == (first, f"{first.number}-2")


def test_printed_sheets_lead_to_typing_them_back(town: Town, coordinator: Client) -> None:
    walk = printed(town, coordinator)

    pages = [coordinator.get(page).content.decode() for page in ("/walk/", "/walk/rows/")]

    assert [f"/walk/rows/?sheet={walk.number}" in page for page in pages] == [True, True]


def test_what_is_still_there_is_checked_by_the_walk(town: Town, coordinator: Client) -> None:
    spot = AssetFactory(area=town.sakuradai, **POINT)
    walk = printed(town, coordinator, spot)

    page = coordinator.post(
        "/walk/rows/", rows(town, **seen(walk, spot, "there", "花壇がきれい")), follow=True
    )

    check = Check.objects.get()
    spot.refresh_from_db()
    assert (check.listed, check.means, check.result, check.words) == (
        spot, "visit", "same", "花壇がきれい",
    )  # fmt: skip
    assert spot.checked_on == timezone.localdate()
    assert "はじめから書いてあった1件のようすを記録しました。" in page.content.decode()


@pytest.mark.parametrize(
    ("state", "said"), [("changed", "変わっていました"), ("gone", "見つかりませんでした")]
)
def test_what_was_otherwise_waits_for_an_answer(
    town: Town, coordinator: Client, state: str, said: str
) -> None:
    spot = AssetFactory(area=town.sakuradai, **POINT)
    walk = printed(town, coordinator, spot)

    coordinator.post("/walk/rows/", rows(town, **seen(walk, spot, state, "閉店の張り紙")))

    told = Suggestion.objects.get()
    assert (told.listed, told.state) == (spot, "new")
    assert all(words in told.words for words in (walk.number, said, "閉店の張り紙"))
    assert Check.objects.count() == 0


def test_note_without_a_mark_is_told_with_the_number_of_its_line(
    town: Town, coordinator: Client
) -> None:
    spot = AssetFactory(area=town.sakuradai, **POINT)
    walk = printed(town, coordinator, spot)

    page = coordinator.post("/walk/rows/", rows(town, **seen(walk, spot, "", "閉店の張り紙")))

    assert page.status_code == 422
    assert "1行目：メモがあるときは、どうだったかも選んでください。" in page.content.decode()
    assert "閉店の張り紙" in page.content.decode()


def test_what_was_seen_and_found_is_taken_back_in_one(town: Town, coordinator: Client) -> None:
    spots = [AssetFactory(area=town.sakuradai, name=name, **POINT) for name in ("一番", "二番")]
    walk = printed(town, coordinator, *spots)
    sent = seen(walk, spots[0], "there") | seen(walk, spots[1], "gone")
    page = coordinator.post("/walk/rows/", rows(town, **sent), follow=True)
    (message,) = page.context["messages"]
    before = Entry.objects.count()

    coordinator.post(message.extra_tags.removeprefix("undo="))

    spots[0].refresh_from_db()
    assert (Check.objects.count(), spots[0].checked_on) == (0, None)
    assert Suggestion.objects.get().state == "declined"
    assert Entry.objects.count() == before + 1


def test_sheet_of_the_next_town_or_area_is_not_opened(
    town: Town, next_town: Town, coordinator: Client
) -> None:
    walk = printed(town, coordinator)
    theirs = town.client(Role.COORDINATOR2, area=town.east)
    next_door = next_town.client(Role.COORDINATOR2)

    opened = [
        client.get(f"/walk/rows/?sheet={walk.number}").context["paper"].walk
        for client in (theirs, next_door)
    ]

    assert opened == [None, None]


def test_number_of_the_sheet_stands_on_what_came_of_it(town: Town, coordinator: Client) -> None:
    coordinator.post("/walk/rows/", rows(town, {"kind": "place", "name": "縁側"}, sheet="2-1129"))

    page = coordinator.get(Asset.objects.get().get_absolute_url()).content.decode()

    assert "宝探し（2-1129）" in page


def test_what_is_kept_is_in_the_language_of_the_house(town: Town, coordinator: Client) -> None:
    spot = AssetFactory(area=town.sakuradai, **POINT)
    walk = printed(town, coordinator, spot)
    coordinator.post("/language/", {"language": "en"})

    sent = rows(town, {"kind": "place", "name": "縁側"}, **seen(walk, spot, "gone"))
    coordinator.post("/walk/rows/", sent, headers={"Accept-Language": "en"})

    assert Asset.objects.latest("created_at").source == "宝探し"
    assert "見つかりませんでした" in Suggestion.objects.get().words


def test_walk_calls_levels_as_the_town_calls_them(town: Town, coordinator: Client) -> None:
    LevelName.objects.create(municipality=town.municipality, level="district", name="小学校区")

    page = coordinator.get("/walk/").content.decode()

    assert ('<p class="small soft">小学校区</p>' in page, ">地区</p>" in page) == (True, False)
