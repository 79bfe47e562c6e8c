"""Whoever touches nothing for half an hour is signed out, and told so once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from sasaeai.accounts.timeout import SEEN
from sasaeai.areas.models import Role
from tests.factories.areas import Town

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CLOSED = "しばらく操作がなかったので、いったん閉じました。"


@pytest.fixture
def client(town: Town) -> Client:
    """Return a browser that has looked at its account at nine o'clock."""
    with time_machine.travel(START, tick=False):
        client = town.client(Role.COORDINATOR2)
        client.get("/accounts/")
    return client


def look(client: Client, *, after: int, at: str = "/accounts/") -> HttpResponse:
    """Look again so many seconds after nine."""
    with time_machine.travel(START + timedelta(seconds=after), tick=False):
        response = client.get(at)
        response.seen = client.session.get(SEEN)
    return response


@pytest.mark.parametrize(("minutes", "status"), [(30, 200), (31, 302)])
def test_session_lasts_half_an_hour_without_a_touch(
    client: Client, minutes: int, status: int
) -> None:
    assert look(client, after=minutes * 60).status_code == status


def test_every_touch_begins_the_half_hour_anew(client: Client) -> None:
    codes = [look(client, after=minutes * 60).status_code for minutes in (20, 40, 60)]

    assert codes == [200, 200, 200]


def test_touch_within_half_a_minute_writes_nothing(client: Client) -> None:
    noted = [look(client, after=after).seen - START.timestamp() for after in (29, 31)]

    assert noted == [0, 31]


def test_door_says_once_why_one_is_asked_again(client: Client) -> None:
    look(client, after=3600)

    pages = [look(client, after=3601, at="/accounts/login/") for _time in range(2)]

    assert [CLOSED in page.content.decode() for page in pages] == [True, False]
