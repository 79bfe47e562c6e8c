"""What a date has room for, and whether residents see it: said when it is set and when somebody signs up."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sasaeai.activities import actions
from sasaeai.activities.models import Activity, Session
from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from sasaeai.base.errors import DomainError
from tests.factories.activities import ActivityFactory, make_session, make_signup
from tests.factories.areas import Town

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
KIYO = {"called": "キヨさん", "phone": "042-000-7777", "people": "1"}


@pytest.fixture
def activity(town: Town) -> Activity:
    return ActivityFactory(area=town.sakuradai, name="針箱の日")


@pytest.fixture
def session(town: Town, activity: Activity) -> Session:
    return make_session(town, activity, capacity=5)


def address(session: Session) -> str:
    code = session.activity.municipality.code
    return reverse("portal:session", args=[code, session.pk])


def test_more_people_than_a_date_has_places_wait_for_nothing(town: Town, session: Session) -> None:
    sent = KIYO | {"people": str(session.capacity + 1)}
    told = f"みんなで{session.capacity}人まで"
    for client, url in (
        (Client(), address(session)),
        (town.client(Role.COORDINATOR2), session.get_absolute_url()),
    ):
        answer = client.post(url, sent)
        assert (answer.status_code, told in answer.content.decode()) == (422, True)
    waiting = make_signup(session, state="waits")
    with pytest.raises(DomainError, match=told):
        actions.change_people(town.viewer(Role.COORDINATOR2), waiting, people=session.capacity + 1)
    assert session.signups.get() == waiting


@pytest.mark.parametrize(
    ("visibility", "is_said"), [(Visibility.STAFF, True), (Visibility.PUBLIC, False)]
)
def test_date_of_what_residents_do_not_see_says_so(
    town: Town, activity: Activity, visibility: str, *, is_said: bool
) -> None:
    Activity.objects.update(visibility=visibility)
    on = timezone.localdate() + 7 * DAY
    sent = {
        "on": on.isoformat(),
        "starts": "13:30",
        "ends": "15:00",
        "capacity": "1",
        "is_public": "on",
    }
    url = reverse("activities:set_session", args=[activity.pk])
    page = town.client(Role.COORDINATOR2).post(url, sent, follow=True).content.decode()
    assert ("住民のページには、まだ出ていません" in page) == is_said
