"""Somebody who works for two bodies writes persons down for one of them."""

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.areas import actions as areas
from sasaeai.areas.models import Posting, Role
from sasaeai.audit.actor import MACHINE
from sasaeai.people.models import Person
from tests.factories.areas import LONG_AGO, Town

ADD = reverse("people:add")


@pytest.fixture
def client(town: Town) -> Client:
    """Return somebody of the 包括 in the west and of the 社協 in the east."""
    user = town.user(Role.COORDINATOR2)
    areas.post(
        MACHINE,
        Posting(
            municipality=town.municipality, user=user, role=Role.COORDINATOR2, area=town.east,
            employer=town.council, since=LONG_AGO,
        ),
    )  # fmt: skip
    client = Client()
    client.force_login(user)
    return client


def test_body_is_asked_for(town: Town, client: Client) -> None:
    response = client.post(ADD, {"nickname": "まつさん", "area": town.aoume.pk})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["employer"])


def test_body_that_is_not_there_is_refused(town: Town, client: Client) -> None:
    asked = {"nickname": "まつさん", "area": town.aoume.pk, "employer": town.centre.pk}

    response = client.post(ADD, asked)

    assert (response.status_code, response.context["form"].errors) == (
        422,
        {"area": ["この所属先で受け持っている地区を選んでください。"]},
    )


def test_body_that_is_there_records_the_person(town: Town, client: Client) -> None:
    client.post(ADD, {"nickname": "まつさん", "area": town.aoume.pk, "employer": town.council.pk})

    assert Person.objects.get().employer == town.council
