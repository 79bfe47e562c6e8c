"""Two people at the same moment: the last place is taken once, and nothing is let in or changed that is gone."""

from threading import Thread

import pytest
from django.db import connection

from sasaeai.activities import actions, signups
from sasaeai.activities.models import Session, SignUp
from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer, resident
from sasaeai.voices import tokens
from tests.factories.activities import ActivityFactory, make_session, make_signup
from tests.factories.areas import Town
from tests.meanwhile import Try, meanwhile, said

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def viewer(town: Town) -> Viewer:
    return town.viewer(Role.COORDINATOR2)


@pytest.fixture
def session(town: Town) -> Session:
    return make_session(town, ActivityFactory(area=town.sakuradai), capacity=1)


def answer_meanwhile(first: Try, second: Try) -> str:
    """Return what the second person reads who does something while the first does."""
    answers: list[str] = []

    def second_person() -> None:
        answers.append(said(second))
        connection.close()

    meanwhile(first, Thread(target=second_person))
    return answers[0]


def comes(viewer: Viewer, session: Session, called: str) -> Try:
    return lambda: actions.sign_up(viewer, SignUp(session=session, called=called))


def test_last_place_is_taken_once_on_the_telephone_and_on_the_page(viewer, session: Session):
    by_phone = comes(viewer, session, "源さん")
    on_the_page = comes(resident(viewer.municipality), session, "キヨさん")
    assert answer_meanwhile(by_phone, on_the_page) == ""
    states = dict(session.signups.values_list("called", "state"))
    assert states == {"源さん": "comes", "キヨさん": "waits"}
    assert session.signups.values("number").distinct().count() == 2


def test_one_form_sent_twice_at_once_is_one_sign_up(viewer, session: Session):
    everybody, token = resident(viewer.municipality), tokens.fresh()
    found: list[str] = []

    def once() -> None:
        signup = SignUp(session=session, called="キヨさん", phone="1")
        found.append(actions.sign_up(everybody, signup, token=token))

    assert answer_meanwhile(once, once) == ""
    assert (len(set(found)), len(found), session.signups.count()) == (1, 2, 1)


def test_date_called_off_meanwhile_is_said_and_nobody_is_written_down(viewer, session: Session):
    called_off = lambda: actions.cancel_session(viewer, session, words="大雨のため")  # noqa: E731 -- a Try
    answer = answer_meanwhile(called_off, comes(viewer, session, "キヨさん"))
    assert "取りやめになりました" in answer
    assert session.signups.count() == 0


def test_of_two_who_wait_one_is_let_in(viewer, session: Session):
    first, second = (make_signup(session, called, state="waits") for called in ("一", "二"))
    answer = answer_meanwhile(
        lambda: actions.admit(viewer, first), lambda: actions.admit(viewer, second)
    )
    [room] = signups.rooms([session])
    assert (answer.startswith("まだ空きが足りません"), room.comes, room.waits) == (True, 1, 1)


def test_whoever_took_it_back_meanwhile_is_not_let_in(viewer, session: Session):
    waiting = make_signup(session, state="waits")
    answer = answer_meanwhile(
        lambda: actions.cancel_signup(resident(viewer.municipality), SignUp.objects.get()),
        lambda: actions.admit(viewer, waiting),
    )
    assert ("もう取り消されています" in answer, session.signups.get().state) == (True, "cancelled")
