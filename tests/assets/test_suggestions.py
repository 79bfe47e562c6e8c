"""What residents told us is answered by whoever is responsible, and can be put back."""

from urllib.parse import quote_plus

import pytest
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from tests.factories.activities import ActivityFactory, ActivitySuggestionFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, SuggestionFactory


def test_answer_closes_the_suggestion_and_can_be_taken_back(town: Town) -> None:
    told = SuggestionFactory(listed=AssetFactory(area=town.sakuradai))
    client = town.client(Role.COORDINATOR2)

    page = client.post(
        reverse("assets:answer", args=[told.pk]),
        {"state": "taken", "answer": "電話番号を直しました。"},
        follow=True,
    ).content.decode()
    told.refresh_from_db()
    answered = (told.state, told.answer, told.answered_by is not None)
    undo = reverse("assets:take_back_answer", args=[told.pk])
    client.post(undo)
    told.refresh_from_db()

    assert answered == ("taken", "電話番号を直しました。", True)
    assert undo in page
    assert (told.state, told.answer, told.answered_by) == ("new", "", None)


def test_answer_without_a_choice_says_what_to_do(town: Town) -> None:
    told = SuggestionFactory(listed=AssetFactory(area=town.sakuradai))

    address = reverse("assets:answer", args=[told.pk])
    response = town.client(Role.COORDINATOR2).post(address, {"answer": ""})

    assert response.status_code == 422
    assert "ひとつ選んでください。" in response.content.decode()


def test_suggestion_that_was_answered_is_not_found_again(town: Town) -> None:
    told = SuggestionFactory(listed=AssetFactory(area=town.sakuradai), state="declined")

    response = town.client(Role.COORDINATOR2).get(reverse("assets:answer", args=[told.pk]))

    assert response.status_code == 404


def test_suggestion_about_another_area_is_answered_by_others(town: Town) -> None:
    told = SuggestionFactory(listed=AssetFactory(area=town.aoume))

    response = town.client(Role.COORDINATOR2).get(reverse("assets:answer", args=[told.pk]))

    assert response.status_code == 403


def test_suggestions_of_the_next_town_are_not_listed(town: Town, next_town: Town) -> None:
    SuggestionFactory(listed=AssetFactory(area=next_town.sakuradai, name="となりの会館"))
    SuggestionFactory(listed=AssetFactory(area=town.sakuradai, name="うちの会館"))

    page = town.client(Role.OFFICER).get(reverse("assets:suggestions")).content.decode()

    assert ("うちの会館" in page, "となりの会館" in page) == (True, False)


def test_list_shows_only_what_was_told_of_ones_own_areas(town: Town) -> None:
    SuggestionFactory(listed=AssetFactory(area=town.sakuradai, name="うちの会館"))
    SuggestionFactory(listed=AssetFactory(area=town.aoume, name="となりの会館"))

    page = town.client(Role.COORDINATOR2).get(reverse("assets:suggestions")).content.decode()

    assert ("うちの会館" in page, "となりの会館" in page) == (True, False)


def test_page_of_another_area_shows_nothing_that_was_told(town: Town) -> None:
    told = SuggestionFactory(listed=AssetFactory(area=town.aoume), words="階段に手すりがつきました")
    address = told.listed.get_absolute_url()

    pages = [town.client(role).get(address) for role in (Role.COORDINATOR2, Role.COORDINATOR1)]

    assert [told.words in page.content.decode() for page in pages] == [False, True]


@pytest.mark.parametrize("room", ["assets", "activities"])
def test_what_is_there_no_more_leaves_the_lists_from_the_answer(town: Town, room: str) -> None:
    made = {
        "assets": lambda: SuggestionFactory(listed=AssetFactory(area=town.sakuradai)),
        "activities": lambda: ActivitySuggestionFactory(
            listed=ActivityFactory(area=town.sakuradai)
        ),
    }
    told = made[room]()
    client = town.client(Role.COORDINATOR2)
    here = reverse(f"{room}:answer", args=[told.pk])
    page = client.get(here)
    away = page.context["away_url"]
    sent = {"state": "ended", "since": timezone.localdate().isoformat()}

    after = client.post(away, sent if room == "activities" else {}, follow=True)

    assert [page.context["is_away"], after.context["is_away"]] == [False, True]
    assert after.redirect_chain == [(here, 302)]
    assert (away in page.content.decode(), away in after.content.decode()) == (True, False)


def test_answer_leads_to_correcting_and_back(town: Town) -> None:
    told = SuggestionFactory(listed=AssetFactory(area=town.sakuradai))
    here = reverse("assets:answer", args=[told.pk])

    change = town.client(Role.COORDINATOR2).get(here).context["change_url"]

    assert change == f"/assets/{told.listed_id}/change/?back={quote_plus(here)}"
