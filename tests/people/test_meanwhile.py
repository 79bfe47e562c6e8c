"""Two who mend one person: the older page says so, and nobody's edits are lost."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.base.errors import DomainError
from sasaeai.people import actions
from sasaeai.people.models import Person
from tests.factories.areas import Town
from tests.factories.people import make_gift, make_person

pytestmark = pytest.mark.django_db
MEANWHILE = "ほかの人が直しています"


def opened(client: Client, address: str) -> dict[str, object]:
    """Return what the page of a form would send as it is opened."""
    form = client.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in sent.items() if value not in (None, False)}


@pytest.mark.parametrize(
    ("page", "first", "second", "kept"),
    [
        ("change", {"notes": "犬がいます"}, {"phone": "042-000-1111"}, ("notes", "犬がいます")),
        ("meeting", {"trust": "1"}, {"with_companion": "True"}, ("trust", Person.Trust.MET)),
    ],
)
def test_older_page_of_a_person_overwrites_nothing_and_keeps_what_is_written(
    town: Town, page: str, first, second, kept
) -> None:
    person, client = make_person(town), town.client(Role.COORDINATOR2)
    address = reverse(f"people:{page}", args=[person.pk])
    mine, theirs = opened(client, address), opened(client, address)

    client.post(address, mine | first)
    answer = client.post(address, theirs | second)

    name, value = kept
    (typed,) = second.items()
    assert (answer.status_code, MEANWHILE in answer.content.decode()) == (422, True)
    assert answer.context["form"][typed[0]].value() == typed[1]
    assert getattr(Person.objects.get(), name) == value
    again = client.post(address, theirs | first | second | {"seen": seen(answer)})
    assert (again.status_code, str(getattr(Person.objects.get(), typed[0]))) == (302, typed[1])


def seen(answer) -> str:
    return answer.context["form"]["seen"].value()


def test_older_page_of_a_gift_overwrites_nothing(town: Town) -> None:
    gift, client = make_gift(make_person(town)), town.client(Role.COORDINATOR2)
    address = reverse("people:change_gift", args=[gift.pk])
    mine, theirs = opened(client, address), opened(client, address)

    client.post(address, mine | {"most_per_week": "2"})
    answer = client.post(address, theirs | {"reach": "car"})

    gift.refresh_from_db()
    assert (answer.status_code, MEANWHILE in answer.content.decode()) == (422, True)
    assert (gift.most_per_week, gift.reach) == (2, "")


def change(viewer, person: Person, day: datetime) -> None:
    actions.change(viewer, person, seen=day, changed=["notes"])


def change_meeting(viewer, person: Person, day: datetime) -> None:
    actions.change_meeting(viewer, person, seen=day, changed=["trust"], has=(), avoids=())


@pytest.mark.parametrize("act", [change, change_meeting])
def test_change_between_form_and_save_is_not_overwritten(town: Town, act) -> None:
    viewer, stale = town.viewer(Role.COORDINATOR2), make_person(town)
    actions.ask_to_give(viewer, Person.objects.get())

    with pytest.raises(DomainError, match=MEANWHILE):
        act(viewer, stale, stale.updated_at)

    assert Person.objects.get().asked_to_give_on == viewer.today


def test_gift_taken_back_between_form_and_save_stays_taken_back(town: Town) -> None:
    viewer, stale = town.viewer(Role.COORDINATOR2), make_gift(make_person(town))
    actions.end_gift(viewer, type(stale).objects.get())

    with pytest.raises(DomainError, match=MEANWHILE):
        actions.change_gift(viewer, stale, seen=stale.updated_at)

    stale.refresh_from_db()
    assert stale.ended_on == viewer.today
