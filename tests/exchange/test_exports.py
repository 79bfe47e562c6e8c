"""The page of exports names every list that is given out, by its room's own address."""

import pytest
from django.urls import reverse

from sasaeai.areas.models import Role
from tests.factories.areas import LONG_AGO, Town

PAGE = reverse("exchange:exports")


@pytest.mark.parametrize("form", ["csv", "cp932", "xlsx"])
@pytest.mark.parametrize("name", ["assets:export", "activities:export", "organisations:export"])
def test_list_is_given_out_in_every_form(town: Town, name: str, form: str) -> None:
    viewer = town.client(Role.VIEWER)
    address = f"{reverse(name)}?format={form}"

    assert f'href="{address}"' in viewer.get(PAGE).content.decode()
    assert viewer.get(address).status_code == 200


def test_nobody_posted_today_finds_no_exports(town: Town) -> None:
    assert town.client(Role.VIEWER, until=LONG_AGO).get(PAGE).status_code == 403
