"""A page key that somebody made up, on each list that has pages: the list answers in words."""

import re
from base64 import urlsafe_b64encode

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.areas.models import Role
from tests.factories.areas import Town

LISTS = (
    "activities:list", "assets:list", "journal:list", "organisations:list", "organisations:approaches",
    "people:list",
)  # fmt: skip
TOO_DEEP = urlsafe_b64encode(b"[" * 2200).decode()
BEYOND_NUMBERS = ["[Infinity,1,1,1]", '[1e999,"a","b","c"]', '[-Infinity,"a","b"]']
KEYS = [TOO_DEEP, *(urlsafe_b64encode(key.encode()).decode() for key in BEYOND_NUMBERS)]
# Some lists take no key of such a length to begin with.
SAID = re.compile("一覧のはじめから開きなおしてください。|文字までで書いてください")


@pytest.mark.parametrize("after", KEYS)
@pytest.mark.parametrize("name", LISTS)
def test_list_after_a_made_up_key_starts_over_and_says_so(
    town: Town, name: str, after: str
) -> None:
    response = town.client(Role.COORDINATOR2).get(reverse(name), {"after": after})

    assert response.status_code in {200, 400}
    assert SAID.search(response.content.decode())


@pytest.mark.parametrize("after", KEYS)
@pytest.mark.parametrize("page", ["activities", "assets"])
def test_residents_are_shown_the_first_page(
    town: Town, client: Client, page: str, after: str
) -> None:
    assert (
        client.get(f"/portal/{town.municipality.code}/{page}/", {"after": after}).status_code == 200
    )
