"""The way in, the town's own page, and the frame around every page."""

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.areas.models import Role
from tests.factories.areas import LONG_AGO, Town

KEPT = ("municipality", "staff", "employers", "access")


def test_way_in_leads_staff_to_today_and_everybody_else_to_the_door(
    town: Town, client: Client
) -> None:
    ways = [one.get("/")["Location"] for one in (town.client(Role.VIEWER), client)]

    assert ways == ["/today/", "/accounts/login/?next=/"]


@pytest.mark.parametrize(
    ("role", "keeps"), [(Role.OFFICER, True), (Role.COORDINATOR1, False), (Role.VIEWER, False)]
)
def test_settings_are_offered_to_those_who_keep_them(
    town: Town, role: Role, *, keeps: bool
) -> None:
    page = town.client(role).get(reverse("pages:town")).content.decode()

    offered = [f'href="{reverse(f"areas:{name}")}"' in page for name in KEPT]
    assert (offered, f'href="{reverse("areas:index")}"' in page) == ([keeps] * len(KEPT), True)


def test_nobody_posted_today_finds_neither_town_nor_doors(town: Town) -> None:
    client = town.client(Role.OFFICER, until=LONG_AGO)

    page = client.get("/today/")

    assert client.get(reverse("pages:town")).status_code == 403
    assert ("nav" in page.context, "viewer_url" in page.context) == (False, True)


def test_resident_sees_no_door_of_the_staff(town: Town, client: Client) -> None:
    page = client.get(f"/portal/{town.municipality.code}/")

    assert ("nav" in page.context, "sign_out_url" in page.context) == (False, False)


@pytest.mark.parametrize(
    ("path", "verb"),
    [
        ("/today/", "today"),
        ("/assets/", "discover"),
        ("/people/", "discover"),
        ("/activities/", "grow"),
    ],
)
def test_door_one_stands_behind_is_marked(town: Town, path: str, verb: str) -> None:
    doors = town.client(Role.COORDINATOR2).get(path).context["nav"]

    assert [door["verb"] for door in doors if door["current"]] == [verb]
