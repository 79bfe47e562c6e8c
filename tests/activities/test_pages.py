"""The pages of activities: empty, filled in wrongly, not one's own, nothing told."""

import re
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from sasaeai.activities.models import Activity
from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.vocabulary.models import Kind
from tests.factories.activities import ActivityFactory, ActivitySuggestionFactory
from tests.factories.areas import Town
from tests.factories.vocabulary import term


@pytest.fixture
def client(town: Town) -> Client:
    return town.client(Role.COORDINATOR2)


@pytest.fixture
def activity(town: Town) -> Activity:
    return ActivityFactory(area=town.sakuradai, name="お茶の会")


def entries(verb: str) -> list[tuple[list[str], list[str]]]:
    return [(entry.subjects, entry.fields) for entry in Entry.objects.filter(verb=verb)]


def test_new_activity_without_a_name_keeps_what_was_typed(town: Town, client: Client) -> None:
    url = reverse("activities:add")
    empty = client.get(url)
    sent = {
        "name": " ",
        "area": town.sakuradai.pk,
        "visibility": "staff",
        "place_text": "公園の東屋",
    }

    response = client.post(url, sent)

    assert (empty.status_code, response.status_code, Activity.objects.count()) == (200, 422, 0)
    assert response.context["form"].errors == {"name": ["ここを書いてください。"]}
    assert 'value="公園の東屋"' in response.content.decode()


def test_activity_of_the_same_name_asks_once_before_it_is_written_down(
    town: Town, client: Client, activity: Activity
) -> None:
    sent = {"name": activity.name, "area": town.sakuradai.pk, "visibility": "staff"}

    asked = client.post(reverse("activities:add"), sent)
    before = Activity.objects.count()
    client.post(reverse("activities:add"), sent | {"anyway": "on"})

    assert activity.get_absolute_url() in asked.content.decode()
    assert (asked.status_code, before, Activity.objects.count()) == (422, 1, 2)


def test_ended_activity_offers_to_bring_it_back(client: Client, activity: Activity) -> None:
    Activity.objects.update(state=Activity.State.ENDED)
    page = client.get(activity.get_absolute_url()).content.decode()
    offered = re.search(r'name="since" value="([^"]*)"><button type="submit" class="button">', page)

    client.post(
        reverse("activities:set_state", args=[activity.pk]),
        {"state": "active", "since": offered[1]},
    )

    activity.refresh_from_db()
    assert (page.count("一覧に戻す"), activity.state) == (1, Activity.State.ACTIVE)
    assert activity.state_since == date.fromisoformat(offered[1])


def test_activity_put_wrong_stays_as_it_was(client: Client, activity: Activity) -> None:
    url = reverse("activities:change", args=[activity.pk])

    response = client.post(url, {"name": "あ" * 121, "visibility": "staff"})

    activity.refresh_from_db()
    assert (response.status_code, activity.name) == (422, "お茶の会")
    assert sorted(response.context["form"].errors) == ["area", "name"]


def test_form_of_what_is_not_for_everybody_is_a_look(client: Client, activity: Activity) -> None:
    activity.private_phone, activity.notes = "042-000-7777", "鍵は会長宅"
    activity.save()
    url = reverse("activities:change", args=[activity.pk])

    client.get(url)
    client.post(url, {"name": "", "private_phone": "042-000-7777", "notes": "鍵は会長宅"})

    assert entries("activities.look") == [([str(activity.pk)], ["notes", "private_phone"])]


def test_photo_is_taken_off_again(
    client: Client, activity: Activity, settings: Settings, tmp_path: object
) -> None:
    settings.MEDIA_ROOT = tmp_path
    activity.photo.save("x.jpg", ContentFile(b"jpeg"))
    sent = {"name": activity.name, "area": activity.area_id, "visibility": "public"}

    shown = client.get(reverse("activities:photo", args=[activity.pk]))
    client.post(reverse("activities:change", args=[activity.pk]), sent | {"drops_photo": "on"})

    activity.refresh_from_db()
    assert (b"".join(shown.streaming_content), bool(activity.photo)) == (b"jpeg", False)


def test_list_is_narrowed_by_category(town: Town, client: Client, activity: Activity) -> None:
    talk = term(town.municipality, Kind.SUPPORT_CATEGORY, "talk")
    activity.categories.add(talk)
    ActivityFactory(area=town.sakuradai, name="体操")

    page = client.get(reverse("activities:list"), {"category": talk.pk}).content.decode()

    assert ("お茶の会" in page, "体操" in page) == (True, False)


def test_check_is_asked_for_and_a_half_one_comes_back(client: Client, activity: Activity) -> None:
    url = reverse("activities:check", args=[activity.pk])
    asked = client.get(url).content.decode()

    response = client.post(
        url, {"means": "visit", "words": "会長に聞いた", "on": timezone.localdate().isoformat()}
    )

    assert "「お茶の会」を確かめた" in asked
    assert (response.status_code, response.context["form"].errors) == (
        422,
        {"result": ["ひとつ選んでください。"]},
    )
    assert ("会長に聞いた" in response.content.decode(), activity.checks.count()) == (True, 0)


def test_answer_is_asked_for_and_one_without_a_choice_comes_back(
    client: Client, activity: Activity
) -> None:
    told = ActivitySuggestionFactory(listed=activity, words="木曜になりました")
    url = reverse("activities:answer", args=[told.pk])
    asked = client.get(url).content.decode()

    response = client.post(url, {"answer": "電話で確かめました"})

    told.refresh_from_db()
    assert "木曜になりました" in asked
    assert (response.status_code, response.context["form"].errors) == (
        422,
        {"state": ["ひとつ選んでください。"]},
    )
    assert ("電話で確かめました" in response.content.decode(), told.state) == (True, "new")
    assert entries("activities.look_suggestions") == [([str(activity.pk)], ["contact", "words"])]


def test_answer_says_who_and_what_and_the_way_back(client: Client, activity: Activity) -> None:
    told = ActivitySuggestionFactory(listed=activity)

    page = client.post(
        reverse("activities:answer", args=[told.pk]),
        {"state": "taken", "answer": "木曜に直しました"},
        follow=True,
    ).content.decode()

    told.refresh_from_db()
    assert (told.state, told.answer, str(told.answered_by_id)) == (
        "taken",
        "木曜に直しました",
        client.session["_auth_user_id"],
    )
    assert reverse("activities:take_back_answer", args=[told.pk]) in page


@pytest.mark.parametrize("name", ["answer", "take_back_answer"])
def test_suggestion_about_another_area_is_answered_by_others(
    town: Town, client: Client, name: str
) -> None:
    state = {"answer": "new", "take_back_answer": "taken"}[name]
    told = ActivitySuggestionFactory(listed=ActivityFactory(area=town.aoume), state=state)

    response = client.post(reverse(f"activities:{name}", args=[told.pk]), {"state": "declined"})

    told.refresh_from_db()
    assert (response.status_code, told.state) == (403, state)


def test_no_suggestions_leave_no_entry(client: Client) -> None:
    assert client.get(reverse("activities:suggestions")).status_code == 200
    assert entries("activities.look_suggestions") == []


@pytest.mark.parametrize("name", ["suggestions", "add"])
def test_page_for_staff_is_refused_to_a_viewer(town: Town, name: str) -> None:
    assert town.client(Role.VIEWER).get(reverse(f"activities:{name}")).status_code == 403


def test_file_in_an_unknown_form_is_not_written(client: Client) -> None:
    page = client.get(reverse("activities:export"), {"format": "exe"}, follow=True)

    assert "書き出しの形が分かりません。" in page.content.decode()
    assert entries("activities.export") == []
