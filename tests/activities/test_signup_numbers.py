"""The number of a sign-up: found again by whoever knows a word to it, changed, taken back; no oracle."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sasaeai.activities import actions, numbers, signup_keys, signups
from sasaeai.activities.models import Session, SignUp
from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer, resident
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.calc import slip_numbers
from sasaeai.portal import actions as portal
from tests.factories.activities import ActivityFactory, make_session, make_signup
from tests.factories.areas import Town

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NOBODYS = slip_numbers.numbered(4_711)


@pytest.fixture
def viewer(town: Town) -> Viewer:
    return town.viewer(Role.COORDINATOR2)


@pytest.fixture
def everybody(town: Town) -> Viewer:
    return resident(town.municipality.pk)


@pytest.fixture
def session(town: Town) -> Session:
    return make_session(town, ActivityFactory(area=town.sakuradai, name="針箱の日"), capacity=4)


@pytest.fixture
def signup(session: Session) -> SignUp:
    return make_signup(session, "キヨ", people=2)


@pytest.fixture
def url(town: Town) -> str:
    return reverse("portal:find_signup", args=[town.municipality.code])


def find(url: str, number: str, said: str, client: Client | None = None):
    return (client or Client()).post(url, {"number": number, "said": said})


def test_sign_up_gets_a_number_that_its_page_shows_large(session: Session, everybody: Viewer):
    token = actions.sign_up(everybody, SignUp(session=session, called="キヨ", phone="1"))
    new = session.signups.get()
    own = reverse("portal:signed_up", args=[session.activity.municipality.code, token])
    page = Client().get(own).content.decode()
    assert (slip_numbers.read(new.spoken), new.spoken in page, own in page) == (
        new.number, True, True,
    )  # fmt: skip


def test_number_that_is_taken_is_drawn_again(signup: SignUp):
    taken = 7
    SignUp.objects.filter(pk=signup.pk).update(number=slip_numbers.numbered(taken))
    places = iter([taken, taken + 1])
    drawn = numbers.unused(signup.municipality_id, draw=lambda _count: next(places))
    assert drawn == slip_numbers.numbered(taken + 1)


def test_one_number_stands_once_in_a_town(signup: SignUp, session: Session):
    with pytest.raises(IntegrityError):
        make_signup(session, number=signup.number)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("7777", True),
        ("７７７７", True),
        ("042-000-7777", True),
        ("キヨ", True),
        ("きよさん", True),
        ("ｷﾖ様", True),
        ("777", False),
        ("7778", False),
        ("キヨミ", False),
        ("さん", False),
        ("", False),
        ("。", False),
    ],
)
def test_word_is_the_end_of_the_telephone_or_the_name(signup: SignUp, said: str, expected):
    assert signup_keys.is_known(signup, said) is expected


def test_nothing_is_known_of_a_sign_up_without_telephone_by_digits(session: Session):
    bare = make_signup(session, "キヨ", phone="")
    assert [signup_keys.is_known(bare, said) for said in ("0000", "", "キヨ")] == [
        False,
        False,
        True,
    ]


def test_number_with_its_word_opens_the_page_on_which_one_seat_is_taken_back(
    url: str, signup: SignUp
):
    client = Client()
    answer = find(url, signup.spoken, "7777", client)
    own = answer.headers["Location"]
    page = client.get(own)
    text = page.content.decode()
    assert (signup.spoken in text, "このページのアドレス" in text) == (True, False)
    assert page.headers["Cache-Control"] == "private, no-store"
    changed = client.post(f"{own}people/", {"people": "1"}, follow=True)
    signup.refresh_from_db()
    assert (signup.people, changed.status_code) == (1, 200)
    assert Entry.objects.filter(verb="activities.change_people").count() == 1
    client.post(f"{own}cancel/")
    signup.refresh_from_db()
    assert (signup.state, signup.phone) == ("cancelled", "")


def test_unknown_number_and_wrong_word_get_one_and_the_same_answer(
    url: str, signup: SignUp, town: Town, next_town: Town
):
    over = make_signup(make_session(town, signup.session.activity, days=-1), "キヨ")
    elsewhere = make_signup(
        make_session(next_town, ActivityFactory(area=next_town.sakuradai)), "キヨ"
    )
    tried = [
        (signup.number, "7778"), (NOBODYS, "7777"), (over.number, "7777"), (elsewhere.number, "7777"),
    ]  # fmt: skip
    answers = set()
    for number, said in tried:
        page = find(url, number, said)
        text = page.content.decode().replace(number, "").replace(said, "")
        answers.add((page.status_code, "合いませんでした" in text, len(text)))
    assert len(answers) == 1
    assert next(iter(answers))[:2] == (422, True)


@pytest.mark.parametrize("number", ["12345678", "1234", "でんわ", ""])
def test_number_that_can_be_none_is_told_by_its_digits_and_takes_no_try(url: str, number: str):
    client = Client()
    for _try in range(portal.PER_NUMBER + portal.PER_ADDRESS):
        page = find(url, number, "7777", client)
    text = page.content.decode()
    assert (page.status_code, "申し込みの番号" in text, "15分" in text) == (422, True, False)


@pytest.mark.parametrize("is_there", [True, False])
def test_whoever_guesses_at_one_number_is_stopped_whether_it_is_there_or_not(
    url: str, signup: SignUp, is_there
):
    number = signup.number if is_there else NOBODYS
    for last in range(portal.PER_NUMBER):
        find(url, number, f"000{last}", Client(REMOTE_ADDR=f"192.0.2.{last}"))
    page = find(url, number, "7777", Client(REMOTE_ADDR="192.0.2.99"))
    assert (page.status_code, "15分ほどおいて" in page.content.decode()) == (422, True)


def test_machine_that_guesses_at_many_numbers_is_stopped(url: str, signup: SignUp):
    for place in range(portal.PER_ADDRESS):
        find(url, slip_numbers.numbered(place + 100), "0000")
    page = find(url, signup.number, "7777")
    assert (page.status_code, "15分ほどおいて" in page.content.decode()) == (422, True)


def test_looking_again_and_again_at_ones_own_is_no_guessing(url: str, signup: SignUp):
    codes = [find(url, signup.number, "7777").status_code for _try in range(portal.PER_ADDRESS + 1)]
    assert {*codes} == {302}


def test_key_opens_for_half_an_hour_and_is_nobody_elses(everybody: Viewer, signup: SignUp):
    key = signup_keys.fresh(signup)
    assert signups.behind(everybody, key) == signup
    assert signups.behind(everybody, f"{key}x") is None
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        assert signups.behind(everybody, key) is None


def test_page_that_no_longer_opens_leads_to_the_number(town: Town):
    code = town.municipality.code
    page = Client().get(reverse("portal:signed_up", args=[code, "nonsense"]))
    assert (page.status_code, reverse("portal:find_signup", args=[code]) in page.content.decode()) == (
        404, True,
    )  # fmt: skip
    gone = reverse("portal:change_signup", args=[code, "nonsense"])
    assert Client().post(gone, {"people": "1"}).status_code == 404


def test_more_than_there_is_room_for_is_refused_and_nothing_changes(
    everybody: Viewer, session: Session, signup: SignUp
):
    make_signup(session, people=1)
    with pytest.raises(DomainError, match="空きはあと1人です。申し込みは2人のまま"):
        actions.change_people(everybody, signup, people=4)
    assert actions.change_people(everybody, signup, people=3).people == 3


def test_more_are_refused_on_the_page_with_what_was_typed(
    everybody: Viewer, session: Session, signup: SignUp, town: Town
):
    own = reverse("portal:change_signup", args=[town.municipality.code, signup_keys.fresh(signup)])
    full, nonsense = (Client().post(own, {"people": people}) for people in ("5", "x"))
    assert (full.status_code, "空きはあと2人" in full.content.decode()) == (422, True)
    assert (nonsense.status_code, session.signups.get().people) == (422, 2)


def test_nobody_who_comes_takes_more_while_others_wait(
    everybody: Viewer, session: Session, signup: SignUp
):
    waiting = make_signup(session, "待つ人", people=3, state="waits")
    with pytest.raises(DomainError, match="空きはあと0人"):
        actions.change_people(everybody, signup, people=3)
    assert actions.change_people(everybody, waiting, people=4).state == "waits"


def test_after_closing_fewer_may_come_and_more_call(
    everybody: Viewer, session: Session, signup: SignUp
):
    Session.objects.filter(pk=session.pk).update(closes_on=timezone.localdate() - DAY)
    with pytest.raises(DomainError, match="締め切りを過ぎました"):
        actions.change_people(everybody, signup, people=3)
    assert actions.change_people(everybody, signup, people=1).people == 1


@pytest.mark.parametrize(
    ("of_session", "of_signup", "why"),
    [
        ({"cancelled_on": 0}, {}, "取りやめ"),
        ({"on": -1}, {}, "もう過ぎました"),
        ({}, {"state": "cancelled"}, "もう取り消されています"),
    ],
)
def test_what_is_off_over_or_taken_back_is_changed_and_let_in_no_more(
    viewer: Viewer, session: Session, signup: SignUp, of_session, of_signup, why: str
):
    days = {name: viewer.today + days * DAY for name, days in of_session.items()}
    Session.objects.filter(pk=session.pk).update(updated_at=timezone.now(), **days)
    SignUp.objects.filter(pk=signup.pk).update(updated_at=timezone.now(), **of_signup)
    with pytest.raises(DomainError, match=why):
        actions.change_people(viewer, signup, people=1)
    with pytest.raises(DomainError, match=why):
        actions.admit(viewer, signup)


def test_staff_find_by_the_number_told_on_the_telephone_and_it_is_in_the_record_book(
    town: Town, signup: SignUp
):
    found = reverse("activities:find_signup")
    client = town.client(Role.COORDINATOR2)
    page = client.get(found, {"number": signup.spoken}).content.decode()
    assert ("キヨ" in page, signup.session.get_absolute_url() in page) == (True, True)
    assert Entry.objects.filter(verb="activities.look_signups").count() == 1
    none, wrong = (client.get(found, {"number": number}) for number in (NOBODYS, "1"))
    assert (none.status_code, "この番号の申し込みはありません" in none.content.decode()) == (
        422,
        True,
    )
    assert (wrong.status_code, "もう一度おたずねください" in wrong.content.decode()) == (422, True)


def test_staff_of_another_area_hear_only_whom_to_pass_it_to(town: Town, signup: SignUp):
    client = town.client(Role.COORDINATOR2, area=town.aoume)
    page = client.get(reverse("activities:find_signup"), {"number": signup.number}).content.decode()
    assert ("キヨ" in page, "042-000-7777" in page, "針箱の日" in page) == (False, False, True)
    assert Entry.objects.filter(verb="activities.look_signups").count() == 0


def test_staff_change_how_many_come(town: Town, signup: SignUp):
    client = town.client(Role.COORDINATOR2)
    url = reverse("activities:change_people", args=[signup.session_id, signup.pk])
    full = client.post(url, {"people": "9"})
    assert (full.status_code, "空きはあと2人" in full.content.decode()) == (422, True)
    client.post(url, {"people": "3"})
    signup.refresh_from_db()
    assert signup.people == 3
