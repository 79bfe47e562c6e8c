"""An activity that ends or rests with dates ahead: they are off, and it is said whom to call."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sasaeai.activities import actions, signups
from sasaeai.activities.models import Activity, Session, SignUp
from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer, resident
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from tests.factories.activities import ActivityFactory, make_session, make_signup
from tests.factories.areas import Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def viewer(town: Town) -> Viewer:
    return town.viewer(Role.COORDINATOR2)


@pytest.fixture
def session(town: Town) -> Session:
    return make_session(town, ActivityFactory(area=town.sakuradai, name="針箱の日"))


def end(viewer: Viewer, activity: Activity) -> None:
    actions.set_state(viewer, activity, state="ended", since=viewer.today)


def days_off(activity: Activity) -> list[bool]:
    return [one.cancelled_on is not None for one in activity.sessions.order_by("on")]


def test_end_calls_off_the_dates_ahead_in_one_entry_and_its_undo_brings_them_back(
    town: Town, viewer: Viewer, session: Session
):
    activity = session.activity
    make_session(town, activity, days=-7)
    make_session(town, activity, days=9, cancelled_on=viewer.today, cancelling_words="大雨のため")
    before = Entry.objects.count()
    end(viewer, activity)
    assert (days_off(activity), Entry.objects.count() - before) == ([False, True, True], 1)
    assert Entry.objects.latest("pk").fields == ["sessions", "state"]
    actions.take_back_state(viewer, activity)
    assert days_off(activity) == [False, False, True]
    assert Entry.objects.latest("pk").fields == ["sessions", "state"]


def test_whoever_signed_up_reads_that_it_is_off(town: Town, viewer: Viewer, session: Session):
    everybody = resident(town.municipality.pk)
    token = actions.sign_up(everybody, SignUp(session=session, called="キヨさん", phone="1"))
    own = reverse("portal:signed_up", args=[town.municipality.code, token])
    end(viewer, session.activity)
    text = Client().get(own).content.decode()
    assert ("お<ruby>待" in text, "change/" in text) == (False, False)
    assert "りやめになりました" in text


def test_page_says_before_and_after_an_end_whom_to_call(town: Town, session: Session):
    make_signup(session, people=2)
    make_signup(session, "待つ方", state="waits")
    client, url = town.client(Role.COORDINATOR2), session.activity.get_absolute_url()
    assert "3人の方が申し込まれています" in client.get(url).content.decode()
    sent = {"state": "ended", "since": timezone.localdate().isoformat()}
    page = client.post(
        reverse("activities:set_state", args=[session.activity_id]), sent, follow=True
    )
    _before, _mark, listed = page.content.decode().partition(
        "申し込まれた3人の方へ、お電話でお伝えください。"
    )
    link = f'<a href="{session.get_absolute_url()}">'
    assert (link in listed.partition("</p>")[0], "申し込まれた3人の方へ、お電話を" in listed) == (
        True, True,
    )  # fmt: skip
    assert "申し込みの日を決める" not in page.content.decode()
    off = client.get(session.get_absolute_url()).content.decode()
    assert ("活動が終わりました" in off, "取りやめを取り消す" in off) == (True, False)


def test_rest_over_a_date_says_how_many_signed_up(town: Town, viewer: Viewer, session: Session):
    make_signup(session)
    make_signup(make_session(town, session.activity, days=30))
    actions.set_state(
        viewer, session.activity, state="paused", since=viewer.today,
        resumes=viewer.today + timedelta(days=20),
    )  # fmt: skip
    told = signups.to_call(viewer, session.activity)
    assert [(room.session, room.called) for room in told] == [(session, 1)]
    assert days_off(session.activity) == [False, False]


def test_end_without_sign_ups_calls_nobody(viewer: Viewer, session: Session):
    end(viewer, session.activity)
    assert signups.to_call(viewer, session.activity) == []


def test_date_of_an_activity_that_is_over_takes_nobody_and_is_not_taken_up(
    town: Town, viewer: Viewer, session: Session
):
    Activity.objects.update(state="ended")
    session = Session.objects.get()
    with pytest.raises(DomainError, match="この活動は終わりました"):
        actions.sign_up(viewer, SignUp(session=session, called="キヨさん"))
    with pytest.raises(DomainError, match="活動中に戻してください"):
        actions.restore_session(viewer, session)
    page = town.client(Role.COORDINATOR2).post(
        reverse("activities:restore_session", args=[session.pk]), follow=True
    )
    assert "活動中に戻してください" in page.content.decode()
