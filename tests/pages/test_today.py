"""今日, the search and the round: what each viewer finds there."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import viewer_of
from sasaeai.areas.visibility import Visibility
from sasaeai.assets import actions as assets
from sasaeai.audit.models import Entry
from tests.factories.activities import ActivityFactory, ActivitySuggestionFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, SuggestionFactory
from tests.factories.needs import make_helper, make_match, make_need, make_visit
from tests.factories.organisations import make_approach, make_organisation
from tests.factories.people import make_person
from tests.factories.voices import make_voice


def shown(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def looks() -> list[tuple[str, list[str]]]:
    return list(Entry.objects.filter(verb="people.look").values_list("kind", "subjects"))


def test_today_shows_only_what_was_told_of_ones_own_areas(town: Town) -> None:
    here, there = (AssetFactory(area=area) for area in (town.sakuradai, town.aoume))
    SuggestionFactory(listed=here, words="階段に手すりがつきました")
    SuggestionFactory(listed=there, words="鍵の場所が変わりました")
    gathering = ActivityFactory(area=town.aoume)
    ActivitySuggestionFactory(listed=gathering, words="会場が変わりました")

    page = shown(town.client(Role.COORDINATOR2), "/today/")

    found = [words in page for words in ("階段に手すり", "鍵の場所", "会場が変わ")]
    assert found == [True, False, False]


def test_today_notes_whose_words_it_showed(town: Town) -> None:
    hall = AssetFactory(area=town.sakuradai)
    client = town.client(Role.COORDINATOR2)
    client.get("/today/")
    SuggestionFactory(listed=hall)
    client.get("/today/")

    noted = Entry.objects.filter(verb="pages.look_today").values_list("subjects", "fields")
    assert list(noted) == [([str(hall.pk)], ["words"])]


def test_today_leads_to_everything_that_was_told(town: Town) -> None:
    SuggestionFactory(listed=AssetFactory(area=town.sakuradai))

    page = shown(town.client(Role.COORDINATOR2), "/today/")

    found = [f'href="/{room}/suggestions/"' in page for room in ("assets", "activities")]
    assert found == [True, True]


def test_town_leads_officers_to_what_they_set_and_everybody_to_the_exports(town: Town) -> None:
    pages = [shown(town.client(role), "/town/") for role in (Role.OFFICER, Role.VIEWER)]

    doors = ("/assets/half-lives/", "/matching/pace/", "/contacts/", "/exchange/exports/")
    assert [[f'href="{door}"' in page for door in doors] for page in pages] == [
        [True, True, True, True],
        [False, False, False, True],
    ]


@pytest.mark.parametrize(
    ("path", "door"),
    [
        ("/today/", "/today/"),
        ("/round/", "/assets/"),
        ("/map/", "/assets/"),
        ("/search/", "/assets/"),
        ("/town/", None),
    ],
)
def test_navigation_shows_behind_which_door_one_is(town: Town, path: str, door: str | None) -> None:
    page = shown(town.client(Role.COORDINATOR2), path)

    doors = re.search(r'<nav class="verbs".*?</ul>', page, re.DOTALL)[0]
    current = re.findall(r'href="([^"]+)"[^>]*aria-current="page"', doors)
    assert current == [door] * bool(door)


def test_today_without_a_posting_says_so(town: Town) -> None:
    client = Client()
    user = town.user(Role.OFFICER)
    user.postings.all().delete()
    client.force_login(user)

    assert "いまは受け持ちがありません" in shown(client, "/today/")


def test_search_finds_what_the_viewer_may_see_and_nothing_else(town: Town) -> None:
    for name, visibility in (("みかん畑", Visibility.PUBLIC), ("みかん倉庫", Visibility.STAFF)):
        asset = AssetFactory(area=town.sakuradai, name=name, visibility=visibility)
        assets.index([asset])

    pages = [
        shown(town.client(role), "/search/?q=ミカン")
        for role in (Role.COORDINATOR2, Role.COUNCIL_MEMBER)
    ]

    assert [("みかん畑" in page, "みかん倉庫" in page) for page in pages] == [
        (True, True),
        (True, False),
    ]


def test_search_by_a_whole_family_name_shows_the_person_and_records_the_look(town: Town) -> None:
    person = make_person(town, family_name="鈴懸", given_name="あやめ")

    page = shown(town.client(Role.COORDINATOR2), "/search/?q=鈴懸")

    assert "鈴懸 あやめ" in page
    assert looks() == [("person", [str(person.pk)])]


def test_search_by_a_part_of_a_name_shows_nobody(town: Town) -> None:
    make_person(town, family_name="鈴懸", given_name="あやめ")

    assert "あやめ" not in shown(town.client(Role.COORDINATOR2), "/search/?q=懸")
    assert looks() == []


def test_search_by_a_council_member_shows_no_person(town: Town) -> None:
    make_person(town, family_name="鈴懸", given_name="あやめ")

    assert "あやめ" not in shown(town.client(Role.COUNCIL_MEMBER), "/search/?q=鈴懸")


def test_search_with_nonsense_says_what_to_do(town: Town) -> None:
    page = shown(town.client(Role.OFFICER), "/search/?q=" + "あ" * 101)

    assert "さがすことばは100文字までです" in page


def test_round_leads_from_one_stale_place_to_the_nearest_next(town: Town) -> None:
    town.west.longitude, town.west.latitude = 139.50, 35.60
    town.west.save()
    for name, longitude in (("遠い集会所", 139.53), ("近い集会所", 139.51), ("中の集会所", 139.52)):
        AssetFactory(area=town.sakuradai, name=name, longitude=longitude, latitude=35.60)

    page = shown(town.client(Role.COORDINATOR2), "/round/")

    places = sorted(("近い", "中の", "遠い"), key=page.index)
    assert places == ["近い", "中の", "遠い"]


def test_round_says_where_it_leads_before_anybody_chooses(town: Town) -> None:
    page = shown(town.client(Role.COORDINATOR2), "/round/")

    assert f'<option value="{town.west.pk}" selected>　川西</option>' in page


def test_round_on_paper_is_a_sheet_and_one_entry(town: Town) -> None:
    AssetFactory(area=town.sakuradai, private_phone="042-000-7777")

    response = town.client(Role.COORDINATOR2).get("/round/?print=1")

    assert response.content[:5] == b"%PDF-"
    assert Entry.objects.filter(verb="pages.print_round").count() == 1


def test_record_book_pages_back_by_key(town: Town) -> None:
    officer = town.client(Role.OFFICER)
    newest = Entry.objects.order_by("-id").values_list("id", flat=True)[0]

    page = shown(officer, f"/audit/?before={newest}")

    assert (
        page.count("<tr>")
        == Entry.objects.filter(municipality=town.municipality.pk, id__lt=newest).count() + 1
    )


def test_today_says_how_many_agreements_it_has_no_room_for(town: Town) -> None:
    user, today = town.user(Role.COORDINATOR2), timezone.localdate()
    for number in range(7):
        group = make_organisation(town, name=f"団体{number}")
        make_approach(viewer_of(user, today), group, next_on=today)
    client = Client()
    client.force_login(user)

    page = client.get("/today/").content.decode()

    assert "ほかに2件の働きかけがあります。" in page


def test_today_says_how_many_promises_it_has_no_room_for(town: Town) -> None:
    user = town.user(Role.COORDINATOR2, area=town.sakuradai, employer=town.centre)
    for _promise in range(7):
        make_voice(town, heard_by=user, follow_up_on=timezone.localdate())

    client = Client()
    client.force_login(user)
    page = shown(client, "/today/")

    link = '<a href="/voices/?waits=answer">ほかに2件の約束があります。お返事を待つ声を見る</a>'
    assert page.count(link) == 1


def test_today_names_a_need_once_where_it_is_most_urgent(town: Town) -> None:
    user = town.user(Role.COORDINATOR2)
    today = timezone.localdate()
    mine = {"owner": user, "answer_by": today}
    asked, other = (
        make_need(town, "柿の木の枝切り", **mine),
        make_need(town, "雨の日の買い物", **mine),
    )
    for _number in range(2):
        match = make_match(town, asked, make_helper(town))
        match.asked_by = user
        match.save()
    client = Client()
    client.force_login(user)

    page = shown(client, "/today/")

    assert (page.count(asked.what), page.count(other.what)) == (1, 1)
    leads = [f'href="{need.get_absolute_url()}"' in page for need in (asked, other)]
    assert leads == [False, True]
    assert "お返事を聞く日です" in page


@pytest.mark.parametrize(
    ("need", "is_shown"),
    [
        ({"often": "once", "state": "connected"}, True),
        ({"often": "once", "state": "arranging"}, True),
        ({"often": "weekly", "state": "connected"}, False),
        ({"often": "once", "state": "done", "closed_on": timezone.localdate()}, False),
    ],
)
def test_today_asks_whether_what_happened_once_can_be_ended(town: Town, need, is_shown) -> None:
    user = town.user(Role.COORDINATOR2)
    mine = make_need(town, "電球の交換", owner=user, **need)
    others = make_need(town, "棚の修理", **need)
    for one in (mine, others):
        make_visit(make_match(town, one, make_helper(town), state="done"))
    client = Client()
    client.force_login(user)

    page = shown(client, "/today/")

    assert (page.count("電球の交換"), "棚の修理" in page) == (int(is_shown), False)
    assert ("済みましたか" in page) == is_shown


@pytest.mark.parametrize(
    ("match", "said"),
    [
        ({"state": "agreed"}, "約束の日を決める"),
        ({"state": "agreed", "first_on": timezone.localdate()}, "にはじめて会う"),
        ({"state": "ended"}, ""),
    ],
)
def test_today_leads_to_what_somebody_said_yes_to(town: Town, match, said: str) -> None:
    user, need = town.user(Role.COORDINATOR2), make_need(town, "昼ごはんの相手", state="connected")
    agreed = {"agreed_on": timezone.localdate(), "asked_by": user}
    make_match(town, need, make_helper(town), **agreed | match)
    client = Client()
    client.force_login(user)

    page = shown(client, "/today/")

    found = [words for words in ("約束の日を決める", "にはじめて会う") if words in page]
    assert ("昼ごはんの相手" in page, found) == (bool(said), [said] if said else [])
