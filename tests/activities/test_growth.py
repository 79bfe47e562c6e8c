"""From an idea to an end: each change stays with its day and words, a trial is looked back on."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from sasaeai.activities import actions, exports, growth, queries, rests, rules, spare
from sasaeai.activities.models import Activity, Stage
from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer, resident
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.pages import queries as pages
from tests.factories.activities import ActivityFactory, make_stage, make_trial, make_use
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WEDNESDAY = {"weekly": {"wed": [["13:00", "15:00"]]}}


@pytest.fixture
def viewer(town: Town) -> Viewer:
    return town.viewer(Role.COORDINATOR2)


def later(viewer: Viewer, days: int = 90) -> date:
    return viewer.today + timedelta(days=days)


def stages(activity: Activity) -> list[tuple[str, str]]:
    return [(stage.state, stage.words) for stage in growth.stages_of(activity)]


def test_every_change_stays_with_its_day_and_words(town: Town, viewer: Viewer) -> None:
    activity = actions.add(viewer, Activity(name="針箱", area=town.sakuradai, state="idea"))
    said = (
        ("preparing", {"words": "場所が決まった"}),
        ("trial", {"review": later(viewer), "words": "まず3回"}),
        ("active", {"words": "13人来た"}),
        ("paused", {"resumes": later(viewer)}),
        ("ended", {}),
    )
    for state, more in said:
        actions.set_state(viewer, activity, state=state, since=viewer.today, **more)
    assert stages(activity) == [
        ("idea", ""),
        *((state, more.get("words", "")) for state, more in said),
    ]
    activity.refresh_from_db()
    assert (activity.state, activity.review_on, activity.resumes_on) == ("ended", None, None)
    first = activity.stages.order_by("created_at")[2]
    assert (first.on, first.review_on, first.noted_by_id) == (
        viewer.today, later(viewer), viewer.user,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("was", "said", "why"),
    [
        ("preparing", {"state": "trial"}, "いつふりかえるかが要ります"),
        ("preparing", {"state": "trial", "review": 0}, "明日からあとの日"),
        ("active", {"state": "ended", "review": 9}, "お試しだけです"),
        ("idea", {"state": "paused"}, "お休みにできるのは、活動中のものだけです"),
        ("trial", {"state": "paused"}, "ふりかえる日をのばしてください"),
    ],
)
def test_way_that_makes_no_sense_is_refused(
    town: Town, viewer: Viewer, was: str, said: dict[str, object], why: str
) -> None:
    review = later(viewer) if was == "trial" else None
    activity = ActivityFactory(area=town.sakuradai, state=was, review_on=review)
    if "review" in said:
        said = {**said, "review": viewer.today + timedelta(days=int(str(said["review"])))}
    with pytest.raises(DomainError, match=why):
        actions.set_state(viewer, activity, since=viewer.today, **said)
    assert Stage.objects.count() == 0


def test_step_before_the_one_that_was_taken_last_is_refused(town: Town, viewer: Viewer) -> None:
    activity = actions.add(viewer, Activity(name="針箱", area=town.sakuradai, state="idea"))
    with pytest.raises(DomainError, match="いまの様子になったのは"):
        actions.set_state(viewer, activity, state="ended", since=viewer.today - timedelta(days=30))
    actions.set_state(viewer, activity, state="ended", since=viewer.today)
    with pytest.raises(DomainError, match="もう終わったことになっています"):
        actions.set_state(viewer, activity, state="ended", since=viewer.today)
    assert [state for state, _words in stages(activity)] == ["idea", "ended"]


def test_pause_to_come_may_be_called_off(town: Town, viewer: Viewer) -> None:
    activity = ActivityFactory(area=town.sakuradai)
    actions.set_state(viewer, activity, state="paused", since=later(viewer, 10))
    actions.set_state(viewer, activity, state="active", since=viewer.today)
    assert Activity.objects.get().state == "active"


def test_new_trial_says_when_it_is_looked_back_on(town: Town, viewer: Viewer) -> None:
    new = Activity(name="針箱", area=town.sakuradai, state="trial")
    with pytest.raises(DomainError, match="いつふりかえるか"):
        actions.add(viewer, new)
    new.review_on = later(viewer)
    assert stages(actions.add(viewer, new)) == [("trial", "")]


def test_slip_is_taken_back_on_its_day_and_leaves_no_trace_in_the_line(
    town: Town, viewer: Viewer
) -> None:
    activity = make_trial(town, days=5)
    make_stage(town, activity)
    actions.set_state(viewer, activity, state="ended", since=viewer.today)
    back = actions.take_back_state(viewer, activity)
    assert (back.state, back.review_on) == ("trial", viewer.today + timedelta(days=5))
    assert stages(activity) == [("trial", "")]
    assert Entry.objects.filter(verb="activities.take_back_state").count() == 1
    with pytest.raises(DomainError, match="その日のうち"):
        actions.take_back_state(viewer, activity)


def test_nothing_is_taken_back_where_nothing_was_written(town: Town, viewer: Viewer) -> None:
    with pytest.raises(DomainError, match="その日のうち"):
        actions.take_back_state(viewer, ActivityFactory(area=town.sakuradai))


def test_change_of_another_day_is_not_taken_back(town: Town, viewer: Viewer) -> None:
    activity = ActivityFactory(area=town.sakuradai)
    with time_machine.travel(timezone.now() - 2 * DAY, tick=False):
        actions.set_state(viewer, activity, state="ended", since=None)
    assert rules.may_take_back_stage(viewer, activity.stages.get()) is False
    with pytest.raises(DomainError, match="その日のうち"):
        actions.take_back_state(viewer, activity)


def test_nobody_changes_a_state_without_signing_in(town: Town) -> None:
    activity = ActivityFactory(area=town.sakuradai)
    with pytest.raises(DomainError, match="サインイン"):
        actions.set_state(resident(town.municipality.pk), activity, state="ended", since=None)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("idea", (True, False, False)),
        ("preparing", (True, False, False)),
        ("trial", (True, True, True)),
        ("active", (True, True, True)),
        ("paused", (True, True, False)),
        ("ended", (False, False, False)),
    ],
)
def test_only_what_has_begun_is_somewhere_to_go(
    town: Town, viewer: Viewer, state: str, told: tuple[bool, bool, bool]
) -> None:
    review = later(viewer) if state == "trial" else None
    activity = ActivityFactory(area=town.sakuradai, state=state, review_on=review)
    everybody = resident(town.municipality.pk)
    found = (
        queries.listed(viewer).exists(),
        queries.begun(everybody).exists(),
        queries.going_on(queries.listed(viewer), viewer.today).exists(),
        rests.is_going_on(activity, viewer.today),
    )
    assert found == (*told, told[-1])


@pytest.mark.parametrize(("state", "status"), [("idea", 404), ("preparing", 404), ("trial", 200)])
def test_residents_read_of_what_one_can_come_to(
    town: Town, viewer: Viewer, state: str, status: int
) -> None:
    review = later(viewer) if state == "trial" else None
    activity = ActivityFactory(
        area=town.sakuradai,
        name="水曜の針箱",
        state=state,
        review_on=review,
        times=WEDNESDAY,
        weekdays="wed",
    )
    code = town.municipality.code
    client = town.client(Role.VIEWER)
    page = client.get(reverse("portal:activity", args=[code, activity.pk]))
    lists = [
        client.get(reverse(f"portal:{name}", args=[code])).content.decode()
        for name in ("activities", "home")
    ]
    is_there = status == 200
    assert page.status_code == status
    assert ["水曜の針箱" in one for one in lists] == [is_there, is_there]
    assert ["しで" in one for one in lists] == [is_there, is_there]


def test_list_to_take_along_tells_ideas_from_what_goes_on(town: Town, viewer: Viewer) -> None:
    columns = {str(column.heading): column for column in exports.columns(viewer)}
    told = [
        columns["様子"].read(ActivityFactory(area=town.sakuradai, state=state))
        for state in ("idea", "preparing", "active")
    ]
    assert told == ["アイデア", "準備中", "活動中"]


def test_hall_is_taken_up_by_what_is_prepared_and_used_and_by_no_idea(
    town: Town, viewer: Viewer
) -> None:
    hall, other = (AssetFactory(area=town.sakuradai, times=WEDNESDAY) for _number in range(2))

    def full() -> set[object]:
        return {*spare.taken_up(town.municipality.pk, ["wed"])}

    idea = ActivityFactory(area=town.sakuradai, place=hall, times=WEDNESDAY, state="idea")
    make_use(idea, other, times=WEDNESDAY)
    assert full() == set()
    idea.state = "preparing"
    idea.save()
    assert full() == {hall.pk, other.pk}
    idea.uses.all().delete()
    assert full() == {hall.pk}


@time_machine.travel(
    datetime(2026, 11, 20, 1, 0, tzinfo=timezone.get_default_timezone()), tick=False
)
def test_trial_says_when_it_is_looked_back_on(town: Town) -> None:
    activity = make_trial(town, days=11)
    page = town.client(Role.COORDINATOR2).get(activity.get_absolute_url())
    assert page.context["stands"] == "お試し中、12月1日（火）にふりかえる"
    assert "試してみてどうでしたか" not in page.content.decode()


def test_due_trial_asks_whoever_is_responsible(town: Town, viewer: Viewer) -> None:
    due, _other = make_trial(town, name="木曜の針箱"), make_trial(town, days=1)
    elsewhere = make_trial(town, area=town.aoume)
    assert pages.desk(viewer).trials == [due]
    page = town.client(Role.COORDINATOR2).get(reverse("pages:today")).content.decode()
    assert ("木曜の針箱" in page, elsewhere.name in page) == (True, False)
    asked = {
        role: "試してみてどうでしたか"
        in town.client(role).get(due.get_absolute_url()).content.decode()
        for role in (Role.COORDINATOR2, Role.VIEWER)
    }
    assert asked == {Role.COORDINATOR2: True, Role.VIEWER: False}


@pytest.mark.parametrize(
    ("sent", "state"),
    [
        ({"outcome": "active", "words": "11人、13人、18人"}, "active"),
        ({"outcome": "trial", "review": "later"}, "trial"),
        ({"outcome": "ended", "words": "夏は人が来なかった"}, "ended"),
    ],
)
def test_look_back_goes_on_tries_longer_or_ends(
    town: Town, viewer: Viewer, sent: dict[str, str], state: str
) -> None:
    activity = make_trial(town)
    if "review" in sent:
        sent = {**sent, "review": later(viewer).isoformat()}
    address = reverse("activities:review", args=[activity.pk])
    town.client(Role.COORDINATOR2).post(address, sent)
    activity.refresh_from_db()
    review = later(viewer) if state == "trial" else None
    assert (activity.state, activity.review_on) == (state, review)
    assert stages(activity) == [(state, sent.get("words", ""))]


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"outcome": "trial"}, "次にふりかえる日を選んでください"),
        ({"outcome": "trial", "review": "2020-01-01"}, "明日からあとの日"),
        ({"outcome": "ended"}, "終わるわけを、ひとことだけでも"),
        ({"outcome": "flying"}, "一覧の中から選んでください"),
    ],
)
def test_look_back_that_says_too_little_keeps_what_was_typed(
    town: Town, sent: dict[str, str], why: str
) -> None:
    activity = make_trial(town)
    address = reverse("activities:review", args=[activity.pk])
    page = town.client(Role.COORDINATOR2).post(address, sent)
    assert (page.status_code, why in page.content.decode()) == (422, True)
    activity.refresh_from_db()
    assert activity.state == "trial"


def test_many_stages_and_trials_take_as_many_queries_as_one(
    town: Town, django_assert_max_num_queries
) -> None:
    activity, client = make_trial(town), town.client(Role.COORDINATOR2)

    def asked(url: str) -> int:
        with django_assert_max_num_queries(150) as made:
            client.get(url)
        return len(made)

    make_stage(town, activity)
    client.get(activity.get_absolute_url())
    one = [asked(url) for url in (activity.get_absolute_url(), reverse("pages:today"))]
    for _number in range(3):
        make_stage(town, activity)
        make_trial(town)
    assert [asked(url) for url in (activity.get_absolute_url(), reverse("pages:today"))] == one


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        ({"state": "idea"}, "はじめる準備をする"),
        ({"state": "preparing"}, "お試しをはじめる"),
        ({"state": "trial", "review_on": -1}, "ふりかえりを残す"),
        ({"state": "trial", "review_on": 9}, "確かめたと記録する"),
        ({"state": "active"}, "確かめたと記録する"),
    ],
)
def test_next_step_is_the_one_main_action(town: Town, facts: dict[str, Any], first: str) -> None:
    if days := facts.get("review_on"):
        facts = {**facts, "review_on": timezone.localdate() + timedelta(days=days)}
    activity = ActivityFactory(area=town.sakuradai, **facts)

    page = town.client(Role.COORDINATOR2).get(activity.get_absolute_url()).content.decode()

    head = page[page.index("<h1") :]
    buttons = re.findall(r'class="button(?: is-big)?"[^>]*>(.*?)</(?:a|button)>', head.split("<details")[0], re.DOTALL)  # fmt: skip
    assert [re.sub(r"<[^>]*>|\s", "", one) for one in buttons] == [first]


def test_idea_is_prepared_and_then_tried_by_the_forms_of_its_page(town: Town) -> None:
    activity = ActivityFactory(area=town.sakuradai, state="idea")
    client, today = town.client(Role.COORDINATOR2), timezone.localdate()
    url = reverse("activities:set_state", args=[activity.pk])

    client.post(url, {"state": "preparing", "since": today.isoformat()})
    proposed = client.get(activity.get_absolute_url()).context["trial_form"].initial
    client.post(url, proposed)

    activity.refresh_from_db()
    assert (activity.state, activity.review_on) == ("trial", today + timedelta(weeks=8))


@pytest.mark.parametrize(
    ("state", "is_asked"), [("idea", False), ("preparing", False), ("active", True)]
)
def test_what_has_not_begun_is_not_asked_to_be_made_sure_of(
    town: Town, state: str, *, is_asked: bool
) -> None:
    thing = ActivityFactory(area=town.sakuradai, state=state)
    page = town.client(Role.COORDINATOR2).get(thing.get_absolute_url()).content.decode()
    assert (reverse("activities:check", args=[thing.pk]) in page) == is_asked
