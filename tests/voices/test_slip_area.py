"""Where a slip came from is asked in sight of whoever types it back, wherever the slip does not say it."""

import re

import pytest
from django.test import Client

from tests.factories.areas import Town
from tests.factories.people import writer
from tests.factories.voices import make_slip

pytestmark = pytest.mark.django_db
TAKE = "/voices/slips/take/"


@pytest.fixture
def coordinator(town: Town) -> Client:
    client = Client()
    client.force_login(writer(town))
    return client


def groups(page: str) -> list[str]:
    """Return the folded parts of the form's page, in their order: open or not."""
    return re.findall(r'<details class="more"([^>]*)><summary>用紙に書いてあれば', page)


def test_area_that_a_slip_does_not_say_is_asked_openly(town: Town, coordinator: Client) -> None:
    silent, printed = make_slip(town), make_slip(town, area=town.sakuradai)

    pages = [
        coordinator.get(TAKE, {"number": one.number}).content.decode() for one in (silent, printed)
    ]

    before = [page.index('name="area"') < page.index("用紙に書いてあれば") for page in pages]
    assert before == [True, False]


def test_part_that_asks_for_the_area_stands_open_when_it_is_missing(
    town: Town, coordinator: Client
) -> None:
    slip = make_slip(town)
    page = coordinator.post(
        TAKE, {"number": slip.number, "words": "ごみ出しの日に腰が痛い"}
    ).content.decode()
    assert groups(page) == [" open"]
