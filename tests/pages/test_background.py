"""What lies under the town's own lines: nothing at first, and only then does the policy name a host."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.areas.models import Municipality, Role
from sasaeai.audit.models import Entry
from tests.factories.areas import Town

HOST = "https://cyberjapandata.gsi.go.jp"
MAP, TOWN = "pages:map", "areas:municipality"


def policy(client: Client, page: str = MAP) -> dict[str, str]:
    """Return the parts of a page's policy."""
    parts = client.get(reverse(page))["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


def told(client: Client) -> dict[str, object]:
    page = client.get(reverse(MAP)).content.decode()
    words = re.search(r'<script id="map-told" type="application/json">(.*?)</script>', page)[1]
    found: dict[str, object] = json.loads(words)["background"]
    return found


def switch(town: Town, background: str) -> None:
    town.municipality.background = background
    town.municipality.save()


def test_policy_and_page_name_no_other_host_at_first(town: Town) -> None:
    client = town.client(Role.COORDINATOR2)
    page = client.get(reverse(MAP))

    assert "gsi.go.jp" not in f"{page.headers}{page.content.decode()}"
    assert (policy(client)["img-src"], told(client)) == ("'self' data:", None)


def test_switched_on_background_is_named_in_the_policy_of_the_map(town: Town) -> None:
    switch(town, Municipality.Background.GSI)
    client = town.client(Role.COORDINATOR2)

    found = policy(client)

    assert found["img-src"] == f"'self' data: {HOST}"
    assert found["connect-src"] == f"'self' {HOST}"
    assert found["default-src"] == "'self'"
    assert told(client) == {"address": f"{HOST}/xyz/pale/{{z}}/{{x}}/{{y}}.png", "closest": 18}


@pytest.mark.parametrize("page", ["pages:today", "assets:list", "pages:ground"])
def test_switched_on_background_changes_no_other_policy(town: Town, page: str) -> None:
    switch(town, Municipality.Background.GSI)

    assert "gsi.go.jp" not in str(policy(town.client(Role.COORDINATOR2), page))


def test_background_says_who_made_it(town: Town) -> None:
    switch(town, Municipality.Background.GSI)

    page = town.client(Role.COORDINATOR2).get(reverse(MAP)).content.decode()

    assert "地理院タイル（淡色地図）" in page
    assert 'href="https://maps.gsi.go.jp/development/ichiran.html"' in page


def test_officer_switches_the_background_on_and_the_record_book_says_so(town: Town) -> None:
    client = town.client(Role.OFFICER)
    form = re.findall(
        r'name="(\w+)"[^>]*value="([^"]*)"', client.get(reverse(TOWN)).content.decode()
    )

    client.post(reverse(TOWN), {**dict(form), "name": "ささえ市", "background": "gsi"})

    town.municipality.refresh_from_db()
    assert town.municipality.background == "gsi"
    assert "background" in Entry.objects.get(verb="areas.change_municipality").fields


def test_next_towns_map_stays_as_it_is(town: Town, next_town: Town) -> None:
    switch(town, Municipality.Background.GSI)

    assert told(next_town.client(Role.COORDINATOR2)) is None
