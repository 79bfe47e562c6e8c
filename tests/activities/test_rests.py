"""A rest that is to come: written beforehand, it begins and ends on its days by itself."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from sasaeai.activities import actions, exports, queries, rests
from sasaeai.activities.models import Activity
from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town

TODAY, FIRST, BACK = date(2026, 11, 20), date(2026, 12, 1), date(2027, 1, 7)
DAY = timedelta(days=1)
DAYS = (FIRST - DAY, FIRST, BACK - DAY, BACK)
LIST = reverse("activities:list")


@pytest.fixture
def today() -> Iterator[None]:
    """Stand on a day before the rest."""
    with standing_on(TODAY):
        yield


def standing_on(day: date) -> time_machine.travel:
    return time_machine.travel(timezone.make_aware(datetime.combine(day, datetime.min.time())))


def pause(town: Town, activity: Activity, **said: str) -> str:
    """Write a rest down on the page of an activity; return the page that follows."""
    address = reverse("activities:set_state", args=[activity.pk])
    data = {"state": "paused", "since": FIRST.isoformat(), **said}
    return town.client(Role.COORDINATOR2).post(address, data, follow=True).content.decode()


@pytest.mark.parametrize("since", [None, FIRST])
@pytest.mark.parametrize("back", [None, BACK])
@pytest.mark.parametrize("state", Activity.State.values)
def test_list_and_page_agree_on_every_day(
    town: Town, state: str, since: date | None, back: date | None
) -> None:
    back = back if state == "paused" else None
    review = BACK if state == "trial" else None
    activity = ActivityFactory(
        area=town.sakuradai, state=state, state_since=since, resumes_on=back, review_on=review
    )
    for day in DAYS:
        found = [
            one
            for one in Activity.State
            if Activity.objects.filter(rests.in_state(one, day)).exists()
        ]
        assert found == [rests.state_on(activity, day)]


def test_rest_stands_on_the_page_and_in_the_list_as_its_days_come(town: Town) -> None:
    activity = ActivityFactory(
        area=town.sakuradai, state="paused", state_since=FIRST, resumes_on=BACK
    )
    told = []
    for day in DAYS:
        with standing_on(day):
            client = town.client(Role.COORDINATOR2)
            row = client.get(LIST).context["rows"][0]
            page = client.get(activity.get_absolute_url())
            told.append((page.context["stands"], [tag["label"] for tag in row["tags"]]))
    before, during = (
        "12月1日（火）からお休み、令和9年1月7日（木）から再開",
        "お休み中、令和9年1月7日（木）から再開",
    )
    during_then = "お休み中、1月7日（木）から再開"
    assert told == [
        (before, [before]),
        (during, [during]),
        (during_then, [during_then]),
        ("", []),
    ]


def test_rest_without_an_end_is_told_without_one(town: Town) -> None:
    activity = ActivityFactory(area=town.sakuradai, state="paused", state_since=FIRST)
    said = [rests.label(activity, day) for day in DAYS]
    assert said == ["12月1日（火）からお休み", "お休み中", "お休み中", "お休み中"]


def test_list_is_narrowed_by_how_things_stand_that_day(town: Town) -> None:
    ActivityFactory(area=town.sakuradai, state="paused", state_since=FIRST, resumes_on=BACK)
    counted = []
    for day in DAYS:
        with standing_on(day):
            client = town.client(Role.COORDINATOR2)
            counted.append(
                [
                    client.get(LIST, {"state": state}).context["total"]
                    for state in ("active", "paused")
                ]
            )
    assert counted == [[1, 0], [0, 1], [0, 1], [1, 0]]


@pytest.mark.usefixtures("today")
def test_coming_rest_is_written_and_taken_back(town: Town) -> None:
    activity = ActivityFactory(area=town.sakuradai, name="谷戸サロン")
    page = pause(town, activity, resumes=BACK.isoformat())
    activity.refresh_from_db()
    kept = (activity.state, activity.state_since, activity.resumes_on)
    entry = Entry.objects.filter(verb="activities.set_state").get()

    undo = reverse("activities:take_back_state", args=[activity.pk])
    town.client(Role.COORDINATOR2).post(undo)

    activity.refresh_from_db()
    assert (
        "「谷戸サロン」を「12月1日（火）からお休み、令和9年1月7日（木）から再開」にしました。"
        in page
    )
    assert f'action="{undo}"' in page
    assert (kept, entry.fields) == (("paused", FIRST, BACK), ["resumes_on", "state"])
    assert (activity.state, activity.resumes_on) == ("active", None)


@pytest.mark.usefixtures("today")
def test_written_rest_stands_in_the_form_and_is_ended_by_it(town: Town) -> None:
    activity = ActivityFactory(
        area=town.sakuradai, state="paused", state_since=FIRST, resumes_on=BACK
    )
    client = town.client(Role.COORDINATOR2)
    form = client.get(activity.get_absolute_url()).context["state_form"]
    assert form.initial == {"state": "paused", "since": FIRST, "resumes": BACK}

    pause(town, activity, state="active", resumes=BACK.isoformat())
    activity.refresh_from_db()
    assert (activity.state, activity.state_since, activity.resumes_on) == ("active", TODAY, None)


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize(
    ("said", "why"),
    [
        (
            {"resumes": FIRST.isoformat()},
            "また始まる日は、お休みのはじまりより後の日にしてください。",
        ),
        ({"state": "ended"}, "これからの日を書けるのは、お休みだけです。"),
        ({"state": "active"}, "これからの日を書けるのは、お休みだけです。"),
        ({"since": "きのう"}, "日付として読めません"),
    ],
)
def test_rest_that_makes_no_sense_is_refused(town: Town, said: dict[str, str], why: str) -> None:
    activity = ActivityFactory(area=town.sakuradai)
    page = pause(town, activity, **said)
    activity.refresh_from_db()
    assert (why in page, activity.state, activity.state_since) == (True, "active", None)


def test_only_a_rest_has_a_day_on_which_it_goes_on(town: Town) -> None:
    activity, viewer = ActivityFactory(area=town.sakuradai), town.viewer(Role.COORDINATOR2)
    with pytest.raises(DomainError, match="また始まる日を書けるのは、お休みだけです。"):
        actions.set_state(viewer, activity, state="ended", since=None, resumes=BACK)


def test_database_keeps_no_rest_that_ends_before_it_begins(town: Town) -> None:
    with pytest.raises(IntegrityError):
        ActivityFactory(area=town.sakuradai, state="paused", state_since=BACK, resumes_on=FIRST)


def test_list_to_take_along_says_how_things_stand_that_day(town: Town) -> None:
    activity = ActivityFactory(
        area=town.sakuradai, state="paused", state_since=FIRST, resumes_on=BACK
    )
    names = ("様子", "いつから", "次のお休みのはじまり", "また始まる日")
    told = []
    for day in (TODAY, FIRST, BACK):
        with standing_on(day):
            columns = exports.columns(town.viewer(Role.OFFICER))
            shown = {str(column.heading): column.read(activity) for column in columns}
            told.append([shown[name] for name in names])
    assert told == [
        ["活動中", None, FIRST, BACK],
        ["お休み中", FIRST, None, BACK],
        ["活動中", BACK, None, None],
    ]


def test_what_goes_on_leaves_out_what_rests_that_day(town: Town) -> None:
    ActivityFactory(area=town.sakuradai, state="paused", state_since=FIRST, resumes_on=BACK)
    going = [queries.going_on(Activity.objects.all(), day).count() for day in DAYS]
    assert going == [1, 0, 0, 1]


def test_refused_rest_keeps_what_was_written(town: Town) -> None:
    activity = ActivityFactory(area=town.sakuradai)
    client = town.client(Role.COORDINATOR2)
    sent = {"state": "paused", "since": BACK.isoformat(), "resumes": FIRST.isoformat()}

    page = client.post(f"/activities/{activity.pk}/state/", sent)

    form = page.context["state_form"]
    assert page.status_code == 422
    assert "また始まる日は、お休みのはじまりより後の日にしてください。" in page.content.decode()
    assert [form[name].value() for name in ("state", "since", "resumes")] == list(sent.values())
    assert '<details class="more no-print" open>' in page.content.decode()
