"""What was taken off an activity comes back from the toast, as it was."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.activities import actions
from sasaeai.activities.models import Activity, Organiser, Origin, Use
from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from tests.factories.activities import ActivityFactory, make_organiser, make_origin, make_use
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.people import make_person, writer

pytestmark = pytest.mark.django_db
Part = Organiser | Origin | Use
MORNING = {"weekly": {"wed": [["09:00", "12:00"]]}}


def organiser(town: Town, activity: Activity) -> Organiser:
    return make_organiser(activity, make_person(town), "鍵の係")


def origin(town: Town, activity: Activity) -> Origin:
    return make_origin(town, activity, other=ActivityFactory(area=town.sakuradai))


def use(town: Town, activity: Activity) -> Use:
    hall = AssetFactory(area=town.sakuradai, name="集会所")
    return make_use(activity, hall, times=MORNING, terms="鍵は会長さんから")


def values(part: Part) -> dict[str, object]:
    stored = type(part).objects.values().get(pk=part.pk)
    return {
        name: value for name, value in stored.items() if name not in {"created_at", "updated_at"}
    }


@pytest.fixture
def activity(town: Town) -> Activity:
    return ActivityFactory(area=town.sakuradai, name="手しごと便")


@pytest.fixture
def coordinator(town: Town) -> Client:
    client = Client()
    client.force_login(writer(town))
    return client


@pytest.mark.parametrize(
    ("make", "off", "verb"),
    [
        (organiser, "leave", "activities.join"),
        (origin, "drop_origin", "activities.add_origin"),
        (use, "stop_using", "activities.use"),
    ],
)
def test_what_was_taken_off_is_put_back_as_it_was(
    town: Town,
    activity: Activity,
    coordinator: Client,
    make: Callable[[Town, Activity], Part],
    off: str,
    verb: str,
) -> None:
    part = make(town, activity)
    was = values(part)
    page = coordinator.post(
        reverse(f"activities:{off}", args=[activity.pk, part.pk]), follow=True
    ).content.decode()
    assert not type(part).objects.filter(pk=part.pk).exists()
    back = page.split(f"/activities/{activity.pk}/put-back/")[1].split('"')[0]
    coordinator.post(f"/activities/{activity.pk}/put-back/{back}")
    assert values(part) == was
    assert Entry.objects.filter(verb=verb).count() == 1
    again = coordinator.post(f"/activities/{activity.pk}/put-back/{back}", follow=True)
    assert "もう、書きたしてあります。" in again.content.decode()


def test_receipt_of_another_activity_or_of_nobody_puts_nothing_back(
    town: Town, activity: Activity
) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    token = actions.stop_using(viewer, use(town, activity))
    for wrong, where in ((token, ActivityFactory(area=town.sakuradai)), ("forged", activity)):
        with pytest.raises(DomainError):
            actions.put_back(viewer, where, wrong)
    assert Use.objects.count() == 0


def test_what_is_gone_meanwhile_is_not_put_back(town: Town, activity: Activity) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    used = use(town, activity)
    token = actions.stop_using(viewer, used)
    used.asset.delete()
    with pytest.raises(DomainError, match="もうありません"):
        actions.put_back(viewer, activity, token)


def test_resident_of_another_body_is_not_put_back_by_its_receipt(
    town: Town, activity: Activity
) -> None:
    token = actions.leave(town.viewer(Role.COORDINATOR2), organiser(town, activity))
    other = town.viewer(Role.COORDINATOR2, employer=town.council)
    with pytest.raises(DomainError, match="もうありません"):
        actions.put_back(other, activity, token)


def test_origin_that_grew_from_it_meanwhile_is_not_put_back(town: Town, activity: Activity) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    born = origin(town, activity)
    token = actions.drop_origin(viewer, born)
    make_origin(town, born.other, other=activity)
    with pytest.raises(DomainError, match="もとには選べません"):
        actions.put_back(viewer, activity, token)
