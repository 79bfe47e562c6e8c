"""Who runs an activity, what it uses, and what it was born from."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sasaeai.activities import actions, growth, hands
from sasaeai.activities.models import Activity, Organiser, Origin, Use
from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import Visibility
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.needs import mistakes
from sasaeai.needs.models import Issue
from tests.factories.activities import (
    ActivityFactory,
    make_organiser,
    make_origin,
    make_use,
)
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.needs import make_issue, make_need
from tests.factories.people import make_person, writer

pytestmark = pytest.mark.django_db
ADD = reverse("activities:add")
MORNING = {"weekly": {"wed": [["09:00", "12:00"]]}}
LONGER = {"weekly": {"wed": [["09:00", "13:00"]]}}


@pytest.fixture
def viewer(town: Town) -> Viewer:
    return town.viewer(Role.COORDINATOR2)


@pytest.fixture
def coordinator(town: Town) -> Client:
    client = Client()
    client.force_login(writer(town))
    return client


def written(town: Town, **more: object) -> dict[str, object]:
    least = {"name": "男の台所", "area": town.sakuradai.pk, "visibility": "staff"}
    return least | more


def things(town: Town) -> dict[str, object]:
    return {
        "need": make_need(town, "ゴミを坂の下まで"),
        "issue": make_issue(town, "坂のゴミ出し"),
        "asset": AssetFactory(area=town.sakuradai, name="空いている倉"),
        "activity": ActivityFactory(area=town.sakuradai, name="木曜の針箱"),
    }


@pytest.mark.parametrize("name", ["need", "issue", "asset", "activity"])
def test_activity_begins_from_what_is_there_as_an_idea(
    town: Town, coordinator: Client, name: str
) -> None:
    thing = things(town)[name]
    page = coordinator.get(thing.get_absolute_url()).content.decode()
    address = f"{ADD}?{name}={thing.pk}"
    form = coordinator.get(address).context["form"]
    assert (address in page, form["state"].value(), form["area"].value()) == (
        True, "idea", town.sakuradai.pk,
    )  # fmt: skip
    coordinator.post(address, written(town, state="idea"))
    new = Activity.objects.get(name="男の台所")
    [origin] = growth.origins_of(town.viewer(Role.COORDINATOR2), new)
    assert (origin.thing, origin.on, new.state) == (thing, timezone.localdate(), "idea")


@pytest.mark.parametrize("number", ["x", "00000000-0000-4000-8000-000000000000"])
def test_nothing_begins_from_what_is_not_there(coordinator: Client, number: str) -> None:
    assert coordinator.get(f"{ADD}?issue={number}").status_code == 404


def test_what_begins_elsewhere_is_not_found(
    town: Town, next_town: Town, coordinator: Client
) -> None:
    theirs = things(next_town)
    found = {
        coordinator.get(f"{ADD}?{name}={thing.pk}").status_code for name, thing in theirs.items()
    }
    assert found == {404}


def test_origin_is_written_down_later_and_taken_off(town: Town, coordinator: Client) -> None:
    known = things(town)
    activity = ActivityFactory(area=town.sakuradai, name="手しごと便")
    address = reverse("activities:add_origin", args=[activity.pk])
    for sent in (
        {"issue": known["issue"].pk},
        {"other_text": "木曜の針箱"},
        {"asset_text": "空いている倉"},
    ):
        coordinator.post(address, sent)
    origins = growth.origins_of(town.viewer(Role.COORDINATOR2), activity)
    assert [one.thing for one in origins] == [known["issue"], known["activity"], known["asset"]]
    coordinator.post(reverse("activities:drop_origin", args=[activity.pk, origins[0].pk]))
    assert activity.origins.count() == 2


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"other_text": ""}, "ひとつだけ書いてください"),
        ({"other_text": "木曜の針箱", "asset_text": "空いている倉"}, "ひとつだけ書いてください"),
        ({"other_text": "ない会"}, "この名前の活動は見つかりません"),
        ({"asset_text": "ない倉"}, "この名前のものは見つかりません"),
        ({"other_text": "手しごと便"}, "もとには選べません"),
    ],
)
def test_origin_that_makes_no_sense_is_refused(
    town: Town, coordinator: Client, sent: dict[str, str], why: str
) -> None:
    things(town)
    activity = ActivityFactory(area=town.sakuradai, name="手しごと便")
    page = coordinator.post(reverse("activities:add_origin", args=[activity.pk]), sent)
    assert (page.status_code, why in page.content.decode()) == (422, True)


def test_nothing_is_born_from_what_was_born_from_it(town: Town, viewer: Viewer) -> None:
    first, second, third = (ActivityFactory(area=town.sakuradai) for _number in range(3))
    make_origin(town, second, other=first)
    make_origin(town, third, other=second)
    with pytest.raises(DomainError, match="もとには選べません"):
        actions.add_origin(viewer, first, Origin(other=third))
    assert [*growth.branches_of(viewer, first)] == [second]


def test_origin_stands_once_and_comes_from_the_same_town(
    town: Town, next_town: Town, viewer: Viewer
) -> None:
    activity, issue = ActivityFactory(area=town.sakuradai), make_issue(town)
    actions.add_origin(viewer, activity, Origin(issue=issue))
    with pytest.raises(DomainError, match="もう、もとに書いてあります"):
        actions.add_origin(viewer, activity, Origin(issue=issue))
    with pytest.raises(DomainError, match="同じ市町村"):
        actions.add_origin(viewer, activity, Origin(issue=make_issue(next_town)))


def test_needs_are_told_to_those_who_read_them_only(town: Town, viewer: Viewer) -> None:
    activity = ActivityFactory(area=town.sakuradai, visibility=Visibility.PUBLIC)
    make_origin(town, activity, need=make_need(town, "ゴミを坂の下まで"))
    make_origin(
        town, activity, asset=AssetFactory(area=town.sakuradai, name="倉", visibility="public")
    )
    seen = {
        role: [str(one.thing) for one in growth.origins_of(town.viewer(role), activity)]
        for role in (Role.COORDINATOR2, Role.VIEWER)
    }
    assert seen == {Role.COORDINATOR2: ["ゴミを坂の下まで", "倉"], Role.VIEWER: ["倉"]}


def test_resident_runs_it_and_is_named_to_those_who_see_the_record(
    town: Town, coordinator: Client
) -> None:
    person = make_person(town, family_name="石川", given_name="房江", nickname="房さん")
    activity = ActivityFactory(area=town.sakuradai)
    address = reverse("activities:join", args=[activity.pk])
    coordinator.post(f"{address}?q=石川", {"person_id": person.pk, "part": "世話役"})
    assert (activity.organisers.get().person, activity.organisers.get().part) == (person, "世話役")
    pages = [
        one.get(activity.get_absolute_url()).content.decode()
        for one in (coordinator, town.client(Role.VIEWER))
    ]
    assert [("石川" in page, "住民の方1人" in page) for page in pages] == [
        (True, False), (False, True),
    ]  # fmt: skip
    looks = Entry.objects.filter(verb="activities.look", kind="person")
    assert {tuple(look.subjects) for look in looks} == {(str(person.pk),)}


def test_resident_is_taken_off_by_whoever_sees_the_name(town: Town, coordinator: Client) -> None:
    activity = ActivityFactory(area=town.sakuradai)
    hosts = [
        make_organiser(activity, make_person(town, employer=body, nickname=name))
        for body, name in ((town.centre, "房さん"), (town.council, "源さん"))
    ]
    answers = [
        coordinator.post(reverse("activities:leave", args=[activity.pk, host.pk])).status_code
        for host in hosts
    ]
    assert (answers, [*activity.organisers.all()]) == ([302, 404], [hosts[1]])


def test_resident_runs_an_activity_once_and_from_a_day_that_has_come(
    town: Town, next_town: Town, viewer: Viewer
) -> None:
    activity, person = ActivityFactory(area=town.sakuradai), make_person(town, nickname="房さん")
    actions.join(viewer, Organiser(activity=activity, person=person))
    with pytest.raises(DomainError, match="もう開いている方に"):
        actions.join(viewer, Organiser(activity=activity, person=person))
    tomorrow = viewer.today + timedelta(days=1)
    with pytest.raises(DomainError, match="今日までの日"):
        actions.join(viewer, Organiser(activity=activity, person=person, since=tomorrow))
    stranger = make_person(next_town, nickname="源さん")
    with pytest.raises(DomainError, match="同じ市町村"):
        actions.join(viewer, Organiser(activity=activity, person=stranger))


def test_form_asks_for_a_resident_first(town: Town, coordinator: Client) -> None:
    person = make_person(town, nickname="房さん")
    page = coordinator.get(ADD).content.decode()
    assert page.index("開いている住民の方") < page.index("開いている団体・人")
    coordinator.post(ADD, written(town, resident_text="房さん"))
    activity = Activity.objects.get()
    assert (activity.organisers.get().person, activity.organiser_words) == (person, "")


def test_name_without_a_record_is_kept_nowhere(town: Town, coordinator: Client) -> None:
    make_person(town, nickname="房さん")
    make_person(town, nickname="房さん")
    for name, why in (("源さん", "記録は見つかりません"), ("房さん", "ほかにもいます")):
        page = coordinator.post(ADD, written(town, resident_text=name))
        assert (page.status_code, why in page.content.decode()) == (422, True)
    assert Activity.objects.count() == 0


def test_asset_is_used_at_its_hours_and_on_terms(town: Town, coordinator: Client) -> None:
    hall = AssetFactory(area=town.sakuradai, name="集会所", times=MORNING)
    activity = ActivityFactory(area=town.sakuradai)
    sent = {
        "asset_text": "集会所", "terms": "鍵は会長さんから", "times_0_days": ["wed"],
        "times_0_start": "09:00", "times_0_end": "13:00",
    }  # fmt: skip
    page = coordinator.post(
        reverse("activities:use", args=[activity.pk]), sent, follow=True
    ).content.decode()
    used = activity.uses.get()
    assert (used.asset, used.times, used.terms) == (hall, LONGER, "鍵は会長さんから")
    assert ("水曜日は、「集会所」の使える時間の外" in page, "水曜日は使える時間の外" in page) == (
        True,
        True,
    )
    coordinator.post(reverse("activities:stop_using", args=[activity.pk, used.pk]))
    assert activity.uses.count() == 0


@pytest.mark.parametrize(
    ("opening", "wanted", "outside"),
    [(MORNING, LONGER, ["wed"]), (MORNING, MORNING, []), ({}, LONGER, []), (MORNING, {}, [])],
)
def test_hours_outside_are_told_where_there_are_hours(
    town: Town, opening: dict[str, object], wanted: dict[str, object], outside: list[str]
) -> None:
    hall = AssetFactory(area=town.sakuradai, times=opening)
    used = make_use(ActivityFactory(area=town.sakuradai), hall, times=wanted)
    assert hands.days_outside(used) == outside


def test_use_that_makes_no_sense_is_refused(town: Town, next_town: Town, viewer: Viewer) -> None:
    activity, hall = ActivityFactory(area=town.sakuradai), AssetFactory(area=town.sakuradai)
    actions.use(viewer, Use(activity=activity, asset=hall))
    gone = AssetFactory(area=town.sakuradai, retired_on=viewer.today)
    for asset, why in (
        (hall, "もう、使うものに"),
        (gone, "もう使われていない"),
        (AssetFactory(area=next_town.sakuradai), "同じ市町村"),
    ):
        with pytest.raises(DomainError, match=why):
            actions.use(viewer, Use(activity=activity, asset=asset))


def test_hidden_asset_is_told_to_staff_only(town: Town, viewer: Viewer) -> None:
    hidden = AssetFactory(area=town.sakuradai, visibility=Visibility.STAFF)
    activity = ActivityFactory(area=town.sakuradai)
    make_use(activity, hidden)
    seen = [len(hands.uses_of(town.viewer(role), activity)) for role in (Role.OFFICER, Role.VIEWER)]
    assert seen == [1, 0]


def test_many_hands_take_as_many_queries_as_one(
    town: Town, coordinator: Client, django_assert_max_num_queries
) -> None:
    activity = ActivityFactory(area=town.sakuradai)

    def asked() -> int:
        with django_assert_max_num_queries(150) as made:
            coordinator.get(activity.get_absolute_url())
        return len(made)

    def more(number: int) -> None:
        make_organiser(activity, make_person(town, nickname=f"呼{number}"))
        make_use(activity, AssetFactory(area=town.sakuradai))
        for name, thing in things(town).items():
            make_origin(town, activity, **{"other" if name == "activity" else name: thing})
        make_origin(town, ActivityFactory(area=town.sakuradai), other=activity)

    more(0)
    coordinator.get(activity.get_absolute_url())
    of_one = asked()
    for number in range(1, 4):
        more(number)
    assert asked() == of_one


def test_issue_from_which_something_was_begun_is_not_taken_back(town: Town, viewer: Viewer) -> None:
    issue = make_issue(town)
    make_origin(town, ActivityFactory(area=town.sakuradai), issue=issue)
    with pytest.raises(DomainError, match="もう動きはじめています"):
        mistakes.take_back_issue(viewer, issue)
    assert Issue.objects.get() == issue
