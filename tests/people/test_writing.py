"""Writing persons down and putting them right."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.people.models import Person
from tests.factories.areas import Town
from tests.factories.people import make_person
from tests.people.reading import LIST, text


def test_person_is_written_down_with_a_nickname_and_an_area(town: Town) -> None:
    client = town.client(Role.COORDINATOR2)

    response = client.post(
        reverse("people:add"), {"nickname": "まつさん", "area": town.sakuradai.pk}
    )

    person = Person.objects.get()
    assert response["Location"] == person.get_absolute_url()
    assert (person.nickname, person.employer, person.first_kana) == ("まつさん", town.centre, "ま")


def test_person_of_an_area_of_others_is_refused(town: Town) -> None:
    response = town.client(Role.COORDINATOR2).post(
        reverse("people:add"), {"nickname": "まつさん", "area": town.aoume.pk}
    )

    assert (response.status_code, Person.objects.count()) == (422, 0)
    assert "一覧の中から選んでください。" in response.content.decode()


def test_same_name_is_hinted_before_saving_and_saved_when_sure(town: Town) -> None:
    make_person(town, nickname="まつさん", area=town.kashiwagi)
    client, data = (
        town.client(Role.COORDINATOR2),
        {"nickname": "マツさん", "area": town.sakuradai.pk},
    )

    hinted = client.post(reverse("people:add"), data)
    count = Person.objects.count()
    client.post(reverse("people:add"), data | {"sure": "on"})

    assert (hinted.status_code, "もう記録されています" in hinted.content.decode(), count) == (
        422,
        True,
        1,
    )
    assert "ちがう方です。このまま記録します。" in hinted.content.decode()
    assert Person.objects.count() == 2


def test_same_name_recorded_by_another_body_is_not_hinted(town: Town) -> None:
    make_person(town, nickname="まつさん", employer=town.council)

    town.client(Role.COORDINATOR2).post(
        reverse("people:add"), {"nickname": "まつさん", "area": town.sakuradai.pk}
    )

    assert Person.objects.filter(employer=town.centre).count() == 1


def test_hiding_the_address_drops_it(town: Town) -> None:
    person = make_person(town, address="桜台1-2-3")

    town.client(Role.COORDINATOR2).post(
        reverse("people:change", args=[person.pk]),
        {
            "seen": person.updated_at.isoformat(),
            "nickname": "まつさん",
            "area": town.sakuradai.pk,
            "address": "桜台1-2-3",
            "hides_address": "on",
        },
    )

    person.refresh_from_db()
    assert (person.nickname, person.hides_address, person.address) == ("まつさん", True, "")


def test_changed_name_is_found_and_the_old_one_no_more(town: Town) -> None:
    person = make_person(town, nickname="たけさん")
    client = town.client(Role.COORDINATOR2)

    client.post(
        reverse("people:change", args=[person.pk]),
        {
            "seen": person.updated_at.isoformat(),
            "nickname": "まつさん",
            "area": town.sakuradai.pk,
        },
    )

    assert [str(person.pk) in text(client, LIST, q=q) for q in ("まつさん", "たけさん")] == [
        True,
        False,
    ]


def test_person_rests_and_comes_back(town: Town) -> None:
    person, client = make_person(town), town.client(Role.COORDINATOR2)
    states = []

    client.post(
        reverse("people:pause", args=[person.pk]), {"since": timezone.localdate().isoformat()}
    )
    states.append("お休み中" in text(client, LIST))
    client.post(reverse("people:resume", args=[person.pk]))
    states.append("お休み中" in text(client, LIST))

    assert states == [True, False]


def test_rest_that_ends_before_it_begins_comes_back_with_a_sentence(town: Town) -> None:
    person, today = make_person(town), timezone.localdate()
    asked = {"since": today.isoformat(), "until": (today - timedelta(days=1)).isoformat()}

    response = town.client(Role.COORDINATOR2).post(reverse("people:pause", args=[person.pk]), asked)

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "until": ["おわりの日は、はじまりの日か、それより後にしてください。"]
    }


@pytest.mark.parametrize(
    ("facts", "errors"),
    [
        ({"nickname": ""}, {"nickname": ["呼び名か姓のどちらかを書いてください。"]}),
        (
            {"birth_year": "48"},
            {"birth_year": ["生まれた年は西暦4けたで書いてください。例：1948"]},
        ),
        (
            {"birth_year": "2999"},
            {"birth_year": ["生まれた年は西暦4けたで書いてください。例：1948"]},
        ),
    ],
    ids=["no name", "two digits", "not yet born"],
)
def test_person_that_cannot_be_comes_back_with_a_sentence(
    town: Town, facts: dict[str, str], errors: dict[str, list[str]]
) -> None:
    response = town.client(Role.COORDINATOR2).post(
        reverse("people:add"), {"nickname": "まつさん", "area": town.sakuradai.pk} | facts
    )

    assert (response.status_code, response.context["form"].errors) == (422, errors)


@pytest.mark.parametrize("since", ["", "きのう"])
def test_rest_without_a_first_day_asks_for_it(town: Town, since: str) -> None:
    url = reverse("people:pause", args=[make_person(town).pk])

    response = town.client(Role.COORDINATOR2).post(url, {"since": since})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["since"])


def test_gift_beyond_what_anybody_can_is_asked_again(town: Town) -> None:
    person = make_person(town)
    sent = {"kind": "can", "words": "", "reach_minutes": "100000", "most_per_week": "99"}

    answer = town.client(Role.COORDINATOR2).post(reverse("people:add_gift", args=[person.pk]), sent)

    errors = answer.context["form"].errors
    assert (errors["reach_minutes"], errors["most_per_week"]) == (
        ["120以下で書いてください。"],
        ["14以下で書いてください。"],
    )


def test_looks_in_a_row_are_one_line_and_first_writing_stays(town: Town) -> None:
    coordinator = town.client(Role.COORDINATOR2)
    coordinator.post(reverse("people:add"), {"nickname": "まつさん", "area": town.sakuradai.pk})
    url = Person.objects.get().get_absolute_url()
    for _look in range(30):
        page = coordinator.get(url)

    assert [(look.entry.verb, look.times) for look in page.context["looks"]] == [
        ("people.look", 29),
        ("people.add", 1),
    ]
    assert "（29回）" in page.content.decode()
