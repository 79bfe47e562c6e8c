"""Taken off by staff: brought back on the same day with the number, never once the day of the date is over."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sasaeai.activities import actions
from sasaeai.activities.models import Session, SignUp
from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer, resident
from sasaeai.base.errors import DomainError
from tests.factories.activities import ActivityFactory, make_session, make_signup
from tests.factories.areas import Town

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def viewer(town: Town) -> Viewer:
    return town.viewer(Role.COORDINATOR2)


@pytest.fixture
def session(town: Town) -> Session:
    return make_session(town, ActivityFactory(area=town.sakuradai, name="針箱の日"), capacity=5)


def url(name: str, signup: SignUp) -> str:
    return reverse(f"activities:{name}", args=[signup.session_id, signup.pk])


def test_sign_up_to_a_date_that_is_over_stays_as_it_was(town: Town, session: Session):
    past = make_signup(make_session(town, session.activity, days=-1))
    client = town.client(Role.COORDINATOR2)
    assert (
        url("cancel_signup", past)
        not in client.get(past.session.get_absolute_url()).content.decode()
    )
    page = client.post(url("cancel_signup", past), follow=True).content.decode()
    assert ("もう過ぎました" in page, SignUp.objects.get().state) == (True, "comes")


def test_toast_brings_back_who_was_taken_off_with_the_number(town: Town, session: Session):
    one, client = make_signup(session, people=2), town.client(Role.COORDINATOR2)
    page = client.post(url("cancel_signup", one), follow=True).content.decode()
    assert url("bring_back_signup", one) in page
    client.post(url("bring_back_signup", one))
    back = SignUp.objects.get()
    assert (back.state, back.phone) == ("comes", "042-000-7777")


def test_who_took_it_back_themselves_is_not_brought_back_by_anybody(
    town: Town, viewer: Viewer, session: Session
):
    one = make_signup(session, noted_by_id=viewer.user)
    actions.cancel_signup(resident(viewer.municipality), one)
    page = town.client(Role.COORDINATOR2).post(url("bring_back_signup", one), follow=True)
    one.refresh_from_db()
    assert ("その日のうちだけ" in page.content.decode(), one.state) == (True, "cancelled")


def test_number_that_somebody_erased_themselves_stays_erased(viewer: Viewer, session: Session):
    """Staff that saw the page before takes nobody off a second time, nor puts back what they saw."""
    one = make_signup(session)
    seen = SignUp.objects.get()
    actions.cancel_signup(resident(viewer.municipality), one)
    actions.cancel_signup(viewer, seen)
    assert SignUp.objects.get().phone == ""
    with pytest.raises(DomainError, match="その日のうちだけ"):
        actions.bring_back_signup(viewer, seen)


def test_who_called_without_a_number_is_brought_back_too(viewer: Viewer, session: Session):
    one = make_signup(session, phone="", noted_by_id=viewer.user)
    actions.cancel_signup(viewer, one)
    assert actions.bring_back_signup(viewer, one).state == "comes"


def test_number_of_who_was_taken_off_goes_with_the_day(viewer: Viewer, session: Session):
    one = make_signup(session)
    actions.cancel_signup(viewer, one)
    assert actions.forget_numbers(viewer) == 0
    SignUp.objects.update(updated_at=timezone.now() - DAY)
    assert actions.forget_numbers(viewer) == 1
    with pytest.raises(DomainError, match="その日のうちだけ"):
        actions.bring_back_signup(viewer, one)


@pytest.mark.parametrize("between", ["taken", "waited for"])
def test_who_is_brought_back_waits_where_the_place_is_gone(
    town: Town, viewer: Viewer, session: Session, between: str
):
    if between == "waited for":
        make_signup(session, "先の方", people=6, state="waits")
    one = make_signup(session, people=2)
    actions.cancel_signup(viewer, one)
    if between == "taken":
        make_signup(session, "あとの方", people=4)
    page = town.client(Role.COORDINATOR2).post(url("bring_back_signup", one), follow=True)
    one.refresh_from_db()
    assert ("空きを待つ方に戻しました" in page.content.decode(), one.state) == (True, "waits")


def test_nobody_is_brought_back_to_a_date_that_is_off(town: Town, viewer: Viewer, session: Session):
    one = make_signup(session)
    actions.cancel_signup(viewer, one)
    actions.cancel_session(viewer, session, words="大雨のため")
    page = town.client(Role.COORDINATOR2).post(url("bring_back_signup", one), follow=True)
    assert "取りやめになりました" in page.content.decode()


@pytest.mark.parametrize(
    ("there", "state", "by_page", "by_phone"),
    [
        (1, "comes", "いまはあと4", "5人分の空きがないので"),
        (5, "comes", "満員", "いっぱいなので"),
        (9, "waits", "順", "先に待っている方がいるので"),
    ],
)
def test_who_waits_reads_why(
    town: Town, session: Session, there: int, state: str, by_page: str, by_phone: str
):
    people = 1 if state == "waits" else 5
    if there:
        make_signup(session, "先の方", people=there, state=state)
    sent = {"called": "キヨさん", "phone": "042-000-7777", "people": str(people)}
    public = reverse("portal:session", args=[town.municipality.code, session.pk])
    own = Client().post(public, sent, follow=True).content.decode()
    SignUp.objects.exclude(called="先の方").delete()
    told = town.client(Role.COORDINATOR2).post(session.get_absolute_url(), sent, follow=True)
    assert (by_page in own, by_phone in told.content.decode()) == (True, True)
