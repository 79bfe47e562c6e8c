"""What keeps two from meeting counts at every step: also after they were asked, and after a yes."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.base.errors import DomainError
from sasaeai.matching import actions, promises, queries
from sasaeai.matching.models import Ask, Match, Visit
from sasaeai.needs.models import Need
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.needs import make_ask, make_helper, make_match, make_need, make_visit
from tests.factories.people import make_person
from tests.factories.vocabulary import make_rule, term

pytestmark = pytest.mark.django_db
TUESDAY = {"tue": [["06:00", "07:00"]]}


def becomes_their_own(town: Town, match: Match) -> None:
    Need.objects.filter(pk=match.need_id).update(person=match.person_id)


def kept_apart(town: Town, match: Match) -> None:
    who = make_person(town)
    Need.objects.filter(pk=match.need_id).update(person=who)
    other = make_need(town, "前の", person=who)
    make_match(town, other, match.person, state="ended", apart=True)


def kept_apart_the_other_way(town: Town, match: Match) -> None:
    who = make_helper(town)
    Need.objects.filter(pk=match.need_id).update(person=who)
    other = make_need(town, "前の", person=match.person)
    make_match(town, other, who, state="declined", why="not_them")


def has_what_they_avoid(town: Town, match: Match) -> None:
    dog = term(town.municipality, Kind.TRAIT, "dog")
    match.need.has.add(dog)
    match.person.avoids.add(dog)


def avoids_what_they_have(town: Town, match: Match) -> None:
    smoke = term(town.municipality, Kind.TRAIT, "smoke")
    who = make_person(town)
    who.avoids.add(smoke)
    Need.objects.filter(pk=match.need_id).update(person=who)
    match.person.has.add(smoke)


def goes_to_others(town: Town, match: Match) -> None:
    make_rule(match.need.category, "refer")


def may_not_be_passed_on(town: Town, match: Match) -> None:
    Need.objects.filter(pk=match.need_id).update(consent="")


def is_seen_no_more(town: Town, match: Match) -> None:
    match.person.employer = town.council
    match.person.save()


changes = pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (becomes_their_own, "ご本人です"),
        (kept_apart, "前に見送りました"),
        (kept_apart_the_other_way, "前に見送りました"),
        (has_what_they_avoid, "できれば避けたいこと"),
        (avoids_what_they_have, "できれば避けたいこと"),
        (goes_to_others, "専門のところ"),
        (may_not_be_passed_on, "お手伝いの方に伝えてよいか"),
        (is_seen_no_more, "同意が、いまはありません"),
    ],
)


@changes
def test_yes_is_not_heard_where_the_two_may_not_meet_by_now(
    town: Town, viewer, change, sentence: str
) -> None:
    match = make_match(town, make_need(town), make_helper(town))
    change(town, match)
    with pytest.raises(DomainError, match=sentence):
        actions.hear_answer(viewer, match, said=Ask.Said.YES)
    assert Match.objects.get(pk=match.pk).state == Match.State.ASKED


@changes
def test_no_day_is_promised_where_the_two_may_not_meet_by_now(
    town: Town, viewer, change, sentence: str
) -> None:
    promise = {"state": "agreed", "agreed_on": viewer.today}
    match = make_match(town, make_need(town), make_helper(town), **promise)
    change(town, match)
    with pytest.raises(DomainError, match=sentence):
        actions.arrange(viewer, match, times=TUESDAY, first_on=viewer.today, companion="")
    assert Match.objects.get(pk=match.pk).first_on is None


@changes
@pytest.mark.parametrize("state", ["ended", "declined"])
def test_nothing_goes_on_where_the_two_may_not_meet_by_now(
    town: Town, viewer, change, sentence: str, state: str
) -> None:
    match = make_match(town, make_need(town), make_helper(town), state=state)
    change(town, match)
    with pytest.raises(DomainError, match=sentence):
        actions.take_up_again(viewer, match)
    assert Match.objects.get(pk=match.pk).state == state


@changes
def test_page_says_what_stands_in_the_way_by_now(
    town: Town, coordinator: Client, change, sentence: str
) -> None:
    promise = {"state": "agreed", "agreed_on": timezone.localdate()}
    match = make_match(town, make_need(town), make_helper(town), **promise)
    assert "ニーズのページを見る" not in coordinator.get(match.get_absolute_url()).content.decode()
    change(town, match)
    page = coordinator.get(match.get_absolute_url()).content.decode()
    assert (sentence in page, "ニーズのページを見る" in page) == (True, True)


def test_nickname_that_may_not_be_seen_is_not_shown(town: Town, coordinator: Client) -> None:
    need = make_need(town)
    helper = make_helper(town, nickname="桃の木の人")
    match = make_match(town, need, helper)
    pages = [match.get_absolute_url(), f"/matching/needs/{need.pk}/"]
    seen = ["桃の木の人" in coordinator.get(page).content.decode() for page in pages]
    helper.employer = town.council
    helper.save()
    left = [coordinator.get(page).content.decode() for page in pages]
    assert seen == [True, True]
    assert ["桃の木の人" in page for page in left] == [False, False]
    assert ["お手伝いの方" in page for page in left] == [True, True]


def test_no_of_another_day_stays_and_they_are_asked_once_more(town: Town, viewer) -> None:
    match = make_match(town, make_need(town), make_helper(town))
    with time_machine.travel(timezone.now() - timedelta(days=9), tick=False):
        actions.hear_answer(town.viewer(Role.COORDINATOR2), match, said=Ask.Said.NO, why="busy")
    back = actions.take_up_again(viewer, match)
    said = [one.said for one in back.asks.order_by("asked_at")]
    assert (back.state, back.why, said) == (Match.State.ASKED, "", ["no", ""])
    assert (back.asked_on, back.answer_by) == (viewer.today, viewer.today + timedelta(days=2))


def test_no_of_today_was_a_slip_of_the_finger(town: Town, viewer) -> None:
    match = make_match(town, make_need(town), make_helper(town))
    actions.hear_answer(viewer, match, said=Ask.Said.NO)
    back = actions.take_up_again(viewer, match)
    assert [one.said for one in back.asks.all()] == [""]


def test_many_who_said_no_are_not_all_asked_again_at_once(town: Town, viewer) -> None:
    need = make_need(town)
    for _number in range(2):
        make_match(town, need, make_helper(town))
    declined = make_match(town, need, make_helper(town), state="declined")
    make_ask(declined, "no", said_at=timezone.now())
    with pytest.raises(DomainError, match="お返事を待っている方"):
        actions.take_up_again(viewer, declined)


@pytest.mark.parametrize(("often", "is_refused"), [("once", True), ("weekly", False)])
def test_what_is_asked_once_and_promised_is_asked_of_nobody_else(
    town: Town, viewer, often: str, is_refused
) -> None:
    need, other = make_need(town, often=often), make_helper(town)
    make_match(town, need, make_helper(town), state="agreed", agreed_on=viewer.today)
    if is_refused:
        with pytest.raises(DomainError, match="もう引き受けた方"):
            actions.ask(viewer, need, other.pk)
    else:
        assert actions.ask(viewer, need, other.pk).state == Match.State.ASKED


@pytest.mark.parametrize(("often", "is_told"), [("once", True), ("weekly", False)])
def test_second_yes_to_what_is_asked_once_is_told(
    town: Town, coordinator: Client, often: str, is_told
) -> None:
    need = make_need(town, often=often)
    make_match(town, need, make_helper(town), state="agreed", agreed_on=timezone.localdate())
    match = make_match(town, need, make_helper(town))
    page = coordinator.post(f"/matching/{match.pk}/said/", {"said": "yes"}, follow=True)
    assert ("もう引き受けた方がいます" in page.content.decode()) is is_told


def test_page_of_the_need_says_that_somebody_has_promised(town: Town, coordinator: Client) -> None:
    need = make_need(town)
    make_helper(town)
    make_match(town, need, make_helper(town), state="agreed", agreed_on=timezone.localdate())
    page = coordinator.get(f"/matching/needs/{need.pk}/").content.decode()
    told = ("引き受けた方がいます", "お返事を待っている方がいます")
    assert [one in page for one in told] == [True, False]


def test_place_is_asked_once_for_a_need(town: Town, viewer) -> None:
    need, hall = make_need(town), AssetFactory(area=town.sakuradai, kind="place")
    turn = {"kind": "asset", "target": hall.pk, "reasons": []}
    first = actions.turn_to(viewer, need, **turn)
    with pytest.raises(DomainError, match="もうたずねてあります"):
        actions.turn_to(viewer, need, **turn)
    actions.end(viewer, first, apart=False)
    assert actions.turn_to(viewer, need, **turn).state == Match.State.ASKED


@pytest.mark.parametrize(("start", "is_told"), [("09:00", True), ("14:00", False)])
def test_place_that_is_promised_twice_at_one_time_is_told(
    town: Town, coordinator: Client, viewer, start: str, is_told
) -> None:
    hall = AssetFactory(area=town.sakuradai, kind="place")
    friday = viewer.today + timedelta(days=(4 - viewer.today.weekday()) % 7)
    for number, at in enumerate(("09:00", start)):
        match = actions.turn_to(
            viewer, make_need(town, f"体操{number}"), kind="asset", target=hall.pk, reasons=[]
        )
        actions.hear_answer(viewer, match, said=Ask.Said.YES)
        plan = {"day": "fri", "start": at, "first_on": friday.isoformat()}
        page = coordinator.post(f"/matching/{match.pk}/arrange/", plan, follow=True)
    assert Match.objects.exclude(first_on=None).count() == 2
    assert ("「体操0」でも使うことになっています" in page.content.decode()) is is_told


def test_place_of_another_body_is_told_without_what_for(town: Town, viewer) -> None:
    hall = AssetFactory(area=town.sakuradai, kind="place")
    plan = {"state": "agreed", "first_on": viewer.today, "times": TUESDAY, "asset": hall}
    theirs = make_need(town, "ないしょの集まり", employer=town.council)
    own, _other = (
        make_match(town, need, None, **plan) for need in (make_need(town, "体操"), theirs)
    )
    assert promises.sharing(own) is not None
    assert not queries.is_visible(viewer, promises.sharing(own))


@pytest.mark.parametrize(("minutes", "is_told"), [(60, False), (61, True)])
def test_promise_that_has_become_too_short_is_told(
    town: Town, coordinator: Client, minutes: int, is_told
) -> None:
    promise = {"state": "agreed", "agreed_on": timezone.localdate(), "times": TUESDAY}
    match = make_match(
        town, make_need(town, minutes=minutes), make_helper(town), first_on=timezone.localdate(), **promise
    )  # fmt: skip
    page = coordinator.get(match.get_absolute_url()).content.decode()
    assert ("お願いの長さが、約束のあとで変わっています" in page) is is_told


def test_names_and_numbers_close_again_with_the_end(town: Town, coordinator: Client) -> None:
    who = make_person(town, nickname="ハルさん", address="桜台3-1", phone="042-000-0001")
    helper = make_helper(town, phone="042-000-0002")
    promise = {"state": "agreed", "agreed_on": timezone.localdate()}
    match = make_match(town, make_need(town, person=who), helper, **promise)
    data = ("桜台3-1", "042-000-0001", "042-000-0002")

    def shown() -> list[bool]:
        page = coordinator.get(match.get_absolute_url()).content.decode()
        return [one in page for one in data]

    before = shown()
    coordinator.post(f"/matching/{match.pk}/end/")
    assert (before, shown()) == ([True] * 3, [False] * 3)


@pytest.mark.parametrize(
    ("state", "agreed", "label"),
    [("declined", False, "もう一度お願いする"), ("ended", True, "もう一度つづける")],
)
def test_page_of_what_is_over_leads_back(
    town: Town, coordinator: Client, state: str, agreed, label: str
) -> None:
    today = timezone.localdate()
    match = make_match(
        town, make_need(town), make_helper(town), state=state, agreed_on=today if agreed else None
    )
    undo = f"/matching/{match.pk}/take-up-again/"
    page = coordinator.get(match.get_absolute_url()).content.decode()
    Match.objects.update(apart=True)
    apart = coordinator.get(match.get_absolute_url()).content.decode()
    assert (label in page, f'action="{undo}"' in page) == (True, True)
    assert ("もう提案しません" in apart, f'action="{undo}?together=1"' in apart) == (True, True)


def test_visit_of_another_day_stays(town: Town, coordinator: Client) -> None:
    promise = {"state": "done", "agreed_on": timezone.localdate()}
    match = make_match(town, make_need(town), make_helper(town), **promise)
    visit = make_visit(match)
    url = f"/matching/{match.pk}/visits/{visit.pk}/take-back/"
    Visit.objects.update(created_at=timezone.now() - timedelta(days=1))
    page = coordinator.post(url, follow=True).content.decode()
    assert ("今日書いたものだけ" in page, match.visits.count()) == (True, 1)


def test_day_long_before_anybody_was_asked_is_a_mistake(town: Town, viewer) -> None:
    promise = {"state": "agreed", "agreed_on": viewer.today}
    match = make_match(town, make_need(town), make_helper(town), **promise)
    with pytest.raises(DomainError, match="ひと月以上も前"):
        actions.note_visit(viewer, match, Visit(on=viewer.today - timedelta(days=32)))
    assert actions.note_visit(viewer, match, Visit(on=viewer.today - timedelta(days=31)))


def test_what_happened_once_goes_on_no_more(town: Town) -> None:
    said = [
        make_match(town, make_need(town, often=often), make_helper(town), state="done").get_state_said()
        for often in ("once", "weekly")
    ]  # fmt: skip
    assert said == ["済んだ", "来てくださっている"]


def test_place_that_was_not_free_is_asked_once_more(town: Town, viewer) -> None:
    hall = AssetFactory(area=town.sakuradai, kind="place")
    need = make_need(town)
    for _number in range(2):
        make_match(town, need, make_helper(town))
    match = actions.turn_to(viewer, need, kind="asset", target=hall.pk, reasons=[])
    actions.hear_answer(viewer, match, said=Ask.Said.NO)
    assert actions.take_up_again(viewer, match).state == Match.State.ASKED
