"""Activities: who sees and changes them, how they stand, what is said of their place."""

from csv import DictReader
from datetime import date
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.activities import actions, rules
from sasaeai.activities.models import Activity
from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from sasaeai.audit.models import Entry
from tests.factories.activities import ActivityFactory, ActivitySuggestionFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, make_home
from tests.factories.organisations import make_organisation

STAFF = {Role.OFFICER, Role.COORDINATOR1, Role.COORDINATOR2, Role.WORK_COORDINATOR}
SECRETS = ("桜台2-8-1", "139.51", "35.63")


def pages_of(client: Client, activity: Activity) -> str:
    """Return all that a browser gets to see of an activity."""
    parts = [
        client.get(reverse("activities:list")).content,
        client.get(activity.get_absolute_url()).content,
        b"".join(client.get(reverse("activities:export")).streaming_content),  # type: ignore[arg-type]  # not asynchronous
    ]
    return b"".join(parts).decode()


@pytest.mark.parametrize("role", list(Role))
def test_adding_depends_on_the_role(town: Town, role: Role) -> None:
    assert rules.may_add(town.viewer(role)) is (role in STAFF)


@pytest.mark.parametrize("role", list(Role))
def test_looking_behind_an_activity_depends_on_the_role(town: Town, role: Role) -> None:
    assert rules.may_see_private(town.viewer(role)) is (role in STAFF)


def test_coordinator_changes_what_happens_in_the_own_area_only(town: Town, next_town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    places = (town.sakuradai, town.aoume, next_town.sakuradai)

    may = [rules.may_change(viewer, ActivityFactory(area=area)) for area in places]

    assert may == [True, False, False]


@pytest.mark.parametrize(
    ("page", "status"), [("activity", 200), ("change", 403), ("check", 403), ("photo", 404)]
)
def test_viewer_looks_but_changes_nothing(town: Town, page: str, status: int) -> None:
    activity = ActivityFactory(area=town.sakuradai)

    response = town.client(Role.VIEWER).get(reverse(f"activities:{page}", args=[activity.pk]))

    assert response.status_code == status


@pytest.mark.parametrize("page", ["activity", "change", "check", "photo"])
def test_activity_that_is_hidden_or_elsewhere_is_not_found(
    town: Town, next_town: Town, page: str
) -> None:
    client = town.client(Role.VIEWER)
    unseen = [
        ActivityFactory(area=town.sakuradai, visibility=Visibility.STAFF),
        ActivityFactory(area=next_town.sakuradai),
    ]

    found = [client.get(reverse(f"activities:{page}", args=[one.pk])).status_code for one in unseen]

    assert found == [404, 404]


def test_confidential_place_never_leaks_to_a_viewer(town: Town) -> None:
    page = pages_of(
        town.client(Role.VIEWER), ActivityFactory(area=town.sakuradai, place=make_home(town))
    )

    assert "みんなの縁側" in page
    assert [secret for secret in SECRETS if secret in page] == []


def test_confidential_place_is_told_to_staff_and_recorded(town: Town) -> None:
    activity = ActivityFactory(area=town.sakuradai, place=make_home(town))
    client, before = town.client(Role.COORDINATOR2), Entry.objects.count()

    page = client.get(activity.get_absolute_url()).content.decode()

    [entry] = Entry.objects.order_by("pk")[before:]
    assert "桜台2-8-1" in page
    assert (entry.verb, entry.subjects, entry.fields) == (
        "activities.look",
        [str(activity.pk)],
        ["address"],
    )


def test_hidden_place_and_organiser_read_as_none(town: Town) -> None:
    activity = ActivityFactory(
        area=town.sakuradai,
        place=AssetFactory(area=town.sakuradai, name="ひみつの家", visibility=Visibility.STAFF),
        organiser=make_organisation(town, name="ひみつの会", visibility=Visibility.STAFF),
    )

    assert "ひみつ" not in pages_of(town.client(Role.VIEWER), activity)
    assert "ひみつの家" in pages_of(town.client(Role.COORDINATOR2), activity)


def test_look_behind_an_activity_is_recorded_once(town: Town) -> None:
    activity = ActivityFactory(area=town.sakuradai, private_phone="042-000-5678", notes="鍵")
    left = {}
    for role in (Role.COORDINATOR2, Role.VIEWER):
        client, before = town.client(role), Entry.objects.count()
        client.get(activity.get_absolute_url())
        left[role] = [entry.fields for entry in Entry.objects.order_by("pk")[before:]]

    assert left == {Role.COORDINATOR2: [["notes", "private_phone"]], Role.VIEWER: []}


def test_state_is_set_since_a_day_and_the_way_back_restores_both(town: Town) -> None:
    activity = ActivityFactory(area=town.sakuradai, state_since=date(2020, 4, 1))
    client = town.client(Role.COORDINATOR2)
    address = reverse("activities:set_state", args=[activity.pk])

    page = client.post(address, {"state": "paused", "since": "2026-01-05"}, follow=True)
    activity.refresh_from_db()
    paused = (activity.state, activity.state_since)
    undo = f"{address}take-back/"
    client.post(undo)
    activity.refresh_from_db()

    assert f'action="{undo}"' in page.content.decode()
    assert paused == ("paused", date(2026, 1, 5))
    assert (activity.state, activity.state_since) == ("active", date(2020, 4, 1))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"state": "flying"}, "一覧の中から選んでください。"),
        ({"state": "ended", "since": "きょう"}, "日付として読めません"),
    ],
)
def test_state_that_makes_no_sense_is_refused(
    town: Town, data: dict[str, str], sentence: str
) -> None:
    activity = ActivityFactory(area=town.sakuradai)

    page = town.client(Role.COORDINATOR2).post(
        reverse("activities:set_state", args=[activity.pk]), data, follow=True
    )

    activity.refresh_from_db()
    assert (page.status_code, sentence in page.content.decode()) == (422, True)
    assert activity.state == "active"


def test_check_renews_and_undo_takes_it_back(town: Town) -> None:
    activity = ActivityFactory(area=town.sakuradai)
    client, today = town.client(Role.COORDINATOR2), town.viewer(Role.OFFICER).today
    data = {"means": "met", "result": "same", "on": today.isoformat(), "words": "火曜のまま"}

    client.post(reverse("activities:check", args=[activity.pk]), data)
    activity.refresh_from_db()
    renewed = (activity.checked_on, activity.checked_means)
    client.post(reverse("activities:take_back_check", args=[activity.checks.get().pk]))
    activity.refresh_from_db()

    assert renewed == (today, "met")
    assert (activity.checked_on, activity.check_due_on) == (None, None)


def test_change_that_was_found_is_put_right_by_the_form(town: Town) -> None:
    activity = ActivityFactory(area=town.sakuradai, fee="無料")
    client, today = town.client(Role.COORDINATOR2), town.viewer(Role.OFFICER).today
    client.post(
        reverse("activities:check", args=[activity.pk]),
        {"means": "met", "result": "changed", "on": today.isoformat()},
    )
    activity.refresh_from_db()
    found = (activity.checks.get().result, activity.checked_on, activity.check_due_on)

    actions.change(town.viewer(Role.COORDINATOR2), activity, changed=[])
    untouched = activity.checks.get().result
    actions.change(town.viewer(Role.COORDINATOR2), activity, changed=["fee"])

    activity.refresh_from_db()
    assert (found, untouched) == (("changed", None, today), "changed")
    assert (activity.checks.get().result, activity.checked_on) == ("corrected", today)


def test_suggestion_is_answered_and_put_back(town: Town) -> None:
    told = ActivitySuggestionFactory(listed=ActivityFactory(area=town.sakuradai))
    client = town.client(Role.COORDINATOR2)

    page = client.get(reverse("activities:suggestions")).content.decode()
    client.post(reverse("activities:answer", args=[told.pk]), {"state": "declined"})
    told.refresh_from_db()
    answered = told.state
    client.post(reverse("activities:take_back_answer", args=[told.pk]))
    told.refresh_from_db()

    assert told.words in page
    assert (answered, told.state) == ("declined", "new")


def test_export_is_recorded_and_holds_private_columns_for_staff_only(town: Town) -> None:
    activity = ActivityFactory(area=town.sakuradai, name="=会", private_phone="042-000-5678")
    found = {}
    for role in (Role.OFFICER, Role.VIEWER):
        response = town.client(role).get(reverse("activities:export"))
        text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]  # not asynchronous
        [row] = DictReader(StringIO(text))
        found[role] = (row["名前"], row.get("電話番号（載せない）"))
    entries = Entry.objects.filter(verb="activities.export").values_list("subjects", flat=True)

    assert found == {Role.OFFICER: ("'=会", "042-000-5678"), Role.VIEWER: ("'=会", None)}
    assert list(entries) == [[str(activity.pk)]] * 2
