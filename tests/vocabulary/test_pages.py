"""The pages of the town's words."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import viewer_of
from sasaeai.vocabulary import queries
from sasaeai.vocabulary.models import Kind, Term
from tests.factories.areas import LONG_AGO, Town
from tests.factories.vocabulary import term

KIND = reverse("vocabulary:kind", args=[Kind.SUPPORT_CATEGORY])


def test_list_shows_label_origin_and_what_is_unsure(town: Town) -> None:
    term(
        town.municipality, Kind.SUPPORT_CATEGORY, "pet", label="犬の散歩",
        national_label="ペットの世話・散歩", source="困りごとの調査項目", to_verify=True,
    )  # fmt: skip

    page = town.client(Role.VIEWER).get(KIND).content.decode()

    words = (
        "犬の散歩",
        "もとの呼び名は「ペットの世話・散歩」",
        "困りごとの調査項目",
        "要確認",
        "呼び名を変える",
    )
    assert [word in page for word in words] == [True, True, True, True, False]


def test_list_shows_no_code(town: Town) -> None:
    term(town.municipality, Kind.SUPPORT_CATEGORY, "dog_walk", label="犬の散歩")

    page = town.client(Role.VIEWER).get(KIND).content.decode()

    assert ("犬の散歩" in page, "dog_walk" in page) == (True, False)


@pytest.mark.parametrize("kind", ["nonsense", "42"])
def test_unknown_list_answers_404(town: Town, kind: str) -> None:
    assert town.client(Role.OFFICER).get(reverse("vocabulary:kind", args=[kind])).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OFFICER])
def test_whoever_is_no_officer_changes_nothing(town: Town, role: Role) -> None:
    pet = term(town.municipality, Kind.SUPPORT_CATEGORY, "pet")
    client = town.client(role)

    codes = {
        client.get(reverse("vocabulary:add", args=[pet.kind])).status_code,
        client.post(reverse("vocabulary:rename", args=[pet.pk]), {"label": "犬"}).status_code,
        client.post(reverse("vocabulary:end", args=[pet.pk])).status_code,
        client.post(reverse("vocabulary:reopen", args=[pet.pk])).status_code,
    }

    assert codes == {403}


def test_officer_renames_a_term(town: Town) -> None:
    pet = term(town.municipality, Kind.SUPPORT_CATEGORY, "pet")

    town.client(Role.OFFICER).post(
        reverse("vocabulary:rename", args=[pet.pk]), {"label": "犬の散歩"}
    )

    pet.refresh_from_db()
    assert pet.label == "犬の散歩"


def test_renaming_is_taken_back_with_all_that_was_changed(town: Town) -> None:
    pet = term(town.municipality, Kind.SUPPORT_CATEGORY, "pet", label="ペット", description="犬猫")
    client, address = town.client(Role.OFFICER), reverse("vocabulary:rename", args=[pet.pk])

    page = client.post(address, {"label": "犬の散歩", "description": "犬だけ"}, follow=True)
    (message,) = page.context["messages"]
    client.post(message.extra_tags.removeprefix("undo="))

    pet.refresh_from_db()
    assert (pet.label, pet.description) == ("ペット", "犬猫")


def test_officer_adds_a_term_below_a_national_one(town: Town) -> None:
    pet = term(town.municipality, Kind.SUPPORT_CATEGORY, "pet")

    town.client(Role.OFFICER).post(
        reverse("vocabulary:add", args=[pet.kind]), {"label": "鳥の世話", "parent": pet.pk}
    )

    added = Term.objects.get(code="x_1")
    assert (added.label, added.parent, added.is_own) == ("鳥の世話", pet, True)


def test_term_without_parent_is_refused_with_a_sentence(town: Town) -> None:
    response = town.client(Role.OFFICER).post(
        reverse("vocabulary:add", args=[Kind.SUPPORT_CATEGORY]), {"label": "鳥の世話"}
    )

    assert (response.status_code, Term.objects.count()) == (422, 0)
    assert "ひとつ選んでください。" in response.content.decode()


def test_list_the_program_acts_on_takes_no_term(town: Town) -> None:
    assert (
        town.client(Role.OFFICER).get(reverse("vocabulary:add", args=[Kind.ROLE])).status_code
        == 403
    )


def test_officer_ends_a_term_and_takes_it_back(town: Town) -> None:
    pet = term(town.municipality, Kind.SUPPORT_CATEGORY, "pet")
    client, today = town.client(Role.OFFICER), timezone.localdate()

    page = client.post(
        reverse("vocabulary:end", args=[pet.pk]), {"until": today.isoformat()}, follow=True
    ).content.decode()
    pet.refresh_from_db()
    ended = pet.until
    client.post(reverse("vocabulary:reopen", args=[pet.pk]))
    pet.refresh_from_db()

    assert (ended, pet.until) == (today, None)
    assert f'action="{reverse("vocabulary:reopen", args=[pet.pk])}"' in page


def test_term_without_a_name_is_asked_for_one(town: Town) -> None:
    pet = term(town.municipality, Kind.SUPPORT_CATEGORY, "pet", label="犬の散歩")

    response = town.client(Role.OFFICER).post(
        reverse("vocabulary:rename", args=[pet.pk]), {"label": "", "description": "週に一度"}
    )

    pet.refresh_from_db()
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["label"])
    assert (pet.label, pet.description) == ("犬の散歩", "")


@pytest.mark.parametrize(
    ("until", "error"),
    [
        ("2019-01-01", "おわりの日は、はじまりの日か、それより後にしてください。"),
        ("", "ここを書いてください。"),
    ],
)
def test_term_that_cannot_end_so_comes_back_with_a_sentence(
    town: Town, until: str, error: str
) -> None:
    pet = term(town.municipality, Kind.SUPPORT_CATEGORY, "pet", since=timezone.localdate())

    response = town.client(Role.OFFICER).post(
        reverse("vocabulary:end", args=[pet.pk]), {"until": until}
    )

    pet.refresh_from_db()
    assert (response.status_code, response.context["form"].errors) == (422, {"until": [error]})
    assert pet.until is None


def test_term_is_asked_until_when_it_was_used(town: Town) -> None:
    pet = term(town.municipality, Kind.SUPPORT_CATEGORY, "pet", label="犬の散歩")

    response = town.client(Role.OFFICER).get(reverse("vocabulary:end", args=[pet.pk]))

    assert "「犬の散歩」を使うのをやめる" in response.content.decode()
    assert response.context["form"]["until"].value() == timezone.localdate()


def test_nobody_posted_today_reads_no_words(town: Town) -> None:
    term(town.municipality, Kind.SUPPORT_CATEGORY, "pet")
    user = town.user(Role.VIEWER, until=LONG_AGO)
    client = Client()
    client.force_login(user)

    codes = [client.get(url).status_code for url in (KIND, reverse("vocabulary:index"))]

    assert codes == [403, 403]
    assert list(queries.visible_to(viewer_of(user, timezone.localdate()))) == []


@pytest.mark.parametrize("url", [KIND, reverse("vocabulary:index")])
def test_lists_make_the_same_queries_for_one_and_three(town: Town, url: str) -> None:
    client, counts = town.client(Role.OFFICER), []
    for codes in (["a"], ["b", "c"]):
        for code in codes:
            above = term(town.municipality, Kind.SUPPORT_CATEGORY, code)
            term(town.municipality, Kind.SUPPORT_CATEGORY, f"x_{code}", parent=above)
        counts.append(queries_of(client, url))

    assert counts[0] == counts[1]


def queries_of(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)
