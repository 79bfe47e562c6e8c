"""Organisations beside a need: why, why not, whom to spare; asking one of them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sasaeai.areas.models import Area, Role
from sasaeai.areas.visibility import Visibility
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.matching import actions, bodies, words
from sasaeai.matching.models import Ask, Match
from sasaeai.needs.models import Need
from sasaeai.organisations import queries as organisations
from sasaeai.organisations.models import Organisation
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import AreaFactory, Town
from tests.factories.needs import make_need, make_visit
from tests.factories.organisations import make_organisation
from tests.factories.vocabulary import term

pytestmark = pytest.mark.django_db
HERE = {"longitude": 139.5, "latitude": 35.6}
NEAR = {"longitude": 139.505, "latitude": 35.6}
NEARER = {"longitude": 139.502, "latitude": 35.6}
FAR = {"longitude": 139.6, "latitude": 35.6}


@pytest.fixture
def need(town: Town) -> Need:
    """Return a need in a 町丁 of 桜台."""
    block = AreaFactory(parent=town.sakuradai, name="桜台一丁目", level="town", **HERE)
    return make_need(town, area=block)


def able(town: Town, need: Need, name: str, **values: object) -> Organisation:
    """Write down an organisation of 柏木 that helps with what is asked."""
    where = {"area": town.kashiwagi} | values
    made = make_organisation(town, name=name, **where)
    made.categories.set([need.category])
    return made


def asked(organisation: Organisation, need: Need, *, days_ago: int = 1, **values: object) -> Match:
    """Let an organisation have been asked for a need."""
    at = timezone.now() - timedelta(days=days_ago)
    match = Match.objects.create(
        municipality=need.municipality, need=need, organisation=organisation,
        asked_by=need.owner, asked_on=at.date(), answer_by=at.date(),
        **{"state": Match.State.ASKED} | values,
    )  # fmt: skip
    Ask.objects.create(match=match, asked_at=at, asked_by=need.owner)
    return match


def found(town: Town, need: Need, role: Role = Role.COORDINATOR2) -> bodies.Bodies:
    return bodies.bodies(town.viewer(role), need)


def names(rows: list[bodies.Body]) -> list[str]:
    return [one.row.name for one in rows]


def test_organisation_of_the_area_stands_before_near_ones_and_far_ones_are_left_out(
    town: Town, need: Need
) -> None:
    able(town, need, "近い会", **NEAR)
    able(town, need, "遠い会", **FAR)
    able(town, need, "桜台の会", area=town.sakuradai, **FAR)
    able(town, need, "もっと近い会", **NEARER)
    beside = found(town, need)
    assert names(beside.best) == ["桜台の会", "もっと近い会", "近い会"]
    assert names(beside.missed) == ["遠い会"]


def test_organisation_without_a_point_stands_at_its_area(town: Town, need: Need) -> None:
    Area.objects.filter(pk=town.kashiwagi.pk).update(**FAR)
    able(town, need, "遠い会")
    able(town, need, "だれも知らない会", area=town.aoume)
    beside = found(town, need)
    assert (names(beside.best), names(beside.missed)) == (["だれも知らない会"], ["遠い会"])


def test_need_of_which_nobody_knows_the_place_keeps_nobody_out(town: Town) -> None:
    need = make_need(town)
    able(town, need, "遠い会", **FAR)
    assert names(found(town, need).best) == ["遠い会"]


def test_parent_and_parts_of_the_category_count_and_others_do_not(town: Town, need: Need) -> None:
    trash = need.category
    bulky = term(town.municipality, Kind.SUPPORT_CATEGORY, "bulky_trash", parent=trash)
    garden = term(town.municipality, Kind.SUPPORT_CATEGORY, "garden")
    for name, terms in (
        ("親", [trash]),
        ("子", [bulky]),
        ("両方", [trash, bulky]),
        ("庭", [garden]),
    ):
        able(town, need, name, area=town.sakuradai).categories.set(terms)
    part = make_need(town, "家具を動かす", category=bulky)
    for asks in (need, part):
        assert sorted(names(found(town, asks).best)) == ["両方", "子", "親"]
    (both,) = (one for one in found(town, part).best if one.row.name == "両方")
    assert both.category == bulky


def test_hidden_and_retired_organisations_are_not_proposed(town: Town, need: Need) -> None:
    able(town, need, "職員だけの会", area=town.sakuradai, visibility=Visibility.STAFF)
    able(town, need, "元の会", area=town.sakuradai, retired_on=timezone.localdate())
    assert names(found(town, need).best) == ["職員だけの会"]
    assert found(town, need, Role.VIEWER).everybody == {}


def test_organisation_that_was_asked_lately_comes_later_though_it_is_nearer(
    town: Town, need: Need
) -> None:
    near = able(town, need, "近くて頼んだ会", **NEARER)
    able(town, need, "すこし遠い会", **NEAR)
    old = able(town, need, "前に頼んだ会", **NEAR)
    asked(near, make_need(town, "ほかの"), state=Match.State.DECLINED)
    asked(old, make_need(town, "前の"), days_ago=40, state=Match.State.DECLINED)
    assert names(found(town, need).best)[-1] == "近くて頼んだ会"
    assert {one.row.name: one.asks for one in found(town, need).best} == {
        "近くて頼んだ会": 1, "すこし遠い会": 0, "前に頼んだ会": 0,
    }  # fmt: skip


def test_times_it_came_lately_spare_an_organisation_too(town: Town, need: Need) -> None:
    busy, idle = (able(town, need, name, area=town.sakuradai) for name in ("来た会", "待つ会"))
    done = asked(busy, make_need(town, "前の"), days_ago=40, state=Match.State.DONE)
    make_visit(done, days_ago=3)
    assert [one.row for one in found(town, need).best] == [idle, busy]


def test_one_that_did_it_before_comes_first_of_those_asked_alike(town: Town, need: Need) -> None:
    able(town, need, "はじめての会", **NEARER)
    did = able(town, need, "前にした会", **NEAR)
    asked(did, make_need(town, "前の"), days_ago=90, state=Match.State.ENDED,
          agreed_on=timezone.localdate() - timedelta(days=89))  # fmt: skip
    assert names(found(town, need).best) == ["前にした会", "はじめての会"]


@pytest.mark.parametrize(
    ("values", "stands"),
    [
        ({"state": "asked"}, ([], True, False)),
        ({"state": "declined", "why": "busy"}, ([], False, True)),
        ({"state": "ended", "apart": True}, ([], False, True)),
        ({"state": "declined", "why": "silent"}, (["会"], False, False)),
    ],
)
def test_what_became_of_asking_for_this_need_counts(
    town: Town, need: Need, values: dict, stands: tuple
) -> None:
    body = able(town, need, "会", area=town.sakuradai)
    asked(body, need, **values)
    beside = found(town, need)
    one = beside.everybody[body.pk]
    assert (names(beside.best), one.is_asked, bool(one.bars)) == stands


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_order_of_the_rows_changes_nothing(town: Town, need: Need, data: st.DataObject) -> None:
    if not Organisation.objects.exists():
        for number in range(7):
            where = (HERE, NEAR, NEARER, FAR)[number % 4]
            able(town, need, f"会{number}", **where)
    rows = list(organisations.helping_with(town.viewer(Role.COORDINATOR2), need.category))
    some = {row.pk for row in data.draw(st.sets(st.sampled_from(rows)))}
    past = bodies.Past(asks=dict.fromkeys(some, 2), visits={}, did=some)
    straight = bodies.ranked(need, rows, past)
    shuffled = bodies.ranked(need, data.draw(st.permutations(rows)), past)
    assert names(shuffled.best) == names(straight.best)
    assert names(shuffled.missed) == names(straight.missed)


def test_nothing_of_the_category_is_nothing(town: Town, need: Need) -> None:
    make_organisation(town)
    beside = found(town, need)
    assert (beside.best, beside.missed, beside.everybody) == ([], [], {})


def test_reasons_are_said_in_words_of_every_day(town: Town, need: Need) -> None:
    body = able(town, need, "会", area=town.sakuradai)
    near = able(town, need, "近い会", **NEAR)
    asked(body, make_need(town, "前の"), state="ended", agreed_on=timezone.localdate())
    beside = found(town, need).everybody
    assert words.reasons_of_body(beside[body.pk]) == [
        "受け持つ地区の中です",
        f"「{need.category}」を手伝えます",
        "前にもお願いしたことがあります",
        "この4週間のお願いは1回",
    ]
    assert words.reasons_of_body(beside[near.pk])[0] == "歩いて約6分"


def test_far_organisation_says_why_not_and_what_would_change_it(town: Town, need: Need) -> None:
    far = able(town, need, "遠い会", **FAR)
    said_no = able(town, need, "断った会", area=town.sakuradai)
    asked(said_no, need, state="declined", why="busy")
    beside = found(town, need).everybody
    told = [
        (words.why_not_body(beside[one.pk]), words.if_changed_of_body(beside[one.pk]))
        for one in (far, said_no)
    ]
    assert told == [
        ("受け持つ地区の外で、遠いです", "「地区」を、受け持つ広さに直せば"),
        ("このお願いは、前に見送りました", ""),
    ]


def test_page_shows_organisations_with_reasons_and_who_was_left_out(
    coordinator: Client, town: Town, need: Need
) -> None:
    able(town, need, "桜台の会", area=town.sakuradai)
    able(town, need, "遠い会", **FAR)
    page = coordinator.get(f"/matching/needs/{need.pk}/").content.decode()
    said = (
        "頼めそうな団体",
        "桜台の会",
        "受け持つ地区の中です",
        "遠い会",
        "受け持つ地区の外で、遠いです",
    )
    assert [one in page for one in said] == [True] * 5


def test_many_organisations_take_as_many_queries_as_one(
    town: Town, need: Need, django_assert_max_num_queries
) -> None:
    viewer = town.viewer(Role.COORDINATOR2)

    def taken() -> int:
        fresh = Need.objects.select_related("area", "category__parent").get(pk=need.pk)
        with django_assert_max_num_queries(40) as made:
            bodies.bodies(viewer, fresh)
        return len(made)

    asked(able(town, need, "一", area=town.sakuradai), need, state="declined")
    of_one = taken()
    for number in range(6):
        body = able(town, need, f"会{number}", area=town.sakuradai)
        asked(body, need, state="declined")
        make_visit(asked(body, make_need(town, "前の"), state="done"))
    assert taken() == of_one


def test_script_shows_whom_to_call_and_records_the_look(
    coordinator: Client, town: Town, need: Need
) -> None:
    body = able(town, need, "桜台の会", area=town.sakuradai, phone="042-000-2001",
                contact_name="森さん", contact_phone="090-0000-2222")  # fmt: skip
    url = f"/matching/needs/{need.pk}/organisations/{body.pk}/"
    page = coordinator.get(url).content.decode()
    said = ("桜台の会への電話", "042-000-2001", "森さん", "090-0000-2222", f"{url}ask/")
    assert [one in page for one in said] == [True] * 5
    look = Entry.objects.get(verb="organisations.look")
    assert (look.subjects, look.fields) == ([str(body.pk)], ["contact_name", "contact_phone"])


def test_asked_organisation_is_a_match_with_its_reasons(
    coordinator: Client, town: Town, need: Need
) -> None:
    body = able(town, need, "桜台の会", area=town.sakuradai)
    response = coordinator.post(f"/matching/needs/{need.pk}/organisations/{body.pk}/ask/")
    match = Match.objects.get()
    assert (response["Location"], match.organisation) == (match.get_absolute_url(), body)
    assert (match.state, match.reasons[0], match.asks.count()) == (
        "asked",
        "受け持つ地区の中です",
        1,
    )
    coordinator.post(f"/matching/{match.pk}/said/", {"said": "yes"})
    need.refresh_from_db()
    assert need.state == Need.State.CONNECTED


def test_organisation_is_asked_once(coordinator: Client, town: Town, need: Need) -> None:
    body = able(town, need, "桜台の会", area=town.sakuradai)
    url = f"/matching/needs/{need.pk}/organisations/{body.pk}/ask/"
    coordinator.post(url)
    page = coordinator.post(url, follow=True).content.decode()
    assert ("もう頼んであります" in page, Match.objects.count()) == (True, 1)


def test_far_organisation_and_one_that_helps_with_other_things_are_not_asked(
    town: Town, need: Need
) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    far, other = able(town, need, "遠い会", **FAR), make_organisation(town)
    for body, sentence in ((far, "受け持つ地区の外で、遠いです"), (other, "一覧にありません")):
        with pytest.raises(DomainError, match=sentence):
            actions.ask_organisation(viewer, need, body.pk)
    assert Match.objects.count() == 0


def test_page_of_an_organisation_that_does_no_such_thing_is_not_there(
    coordinator: Client, town: Town, need: Need
) -> None:
    url = f"/matching/needs/{need.pk}/organisations/{make_organisation(town).pk}/"
    assert [coordinator.get(url).status_code, coordinator.post(f"{url}ask/").status_code] == [
        404,
        404,
    ]


def test_need_that_is_over_asks_no_organisation(town: Town, need: Need) -> None:
    body = able(town, need, "会", area=town.sakuradai)
    Need.objects.update(state="done", closed_on=timezone.localdate())
    with pytest.raises(DomainError, match="終わっています"):
        actions.ask_organisation(town.viewer(Role.COORDINATOR2), need, body.pk)
