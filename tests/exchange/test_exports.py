"""The page of exports names every list that is given out, by its room's own address."""

import pytest
from django.urls import reverse

from sasaeai.areas.models import Role
from tests.factories.areas import LONG_AGO, Town

PAGE = reverse("exchange:exports")


@pytest.mark.parametrize("name", ["assets:export", "activities:export", "organisations:export"])
def test_list_that_is_given_out_is_named(town: Town, name: str) -> None:
    page = town.client(Role.VIEWER).get(PAGE).content.decode()

    assert f'href="{reverse(name)}' in page


def test_nobody_posted_today_finds_no_exports(town: Town) -> None:
    assert town.client(Role.VIEWER, until=LONG_AGO).get(PAGE).status_code == 403
