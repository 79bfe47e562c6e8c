"""Whoever pressed a button after the sign-in had ended comes back to the page, not to the button's address."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
BUTTON = "/voices/5d0f2a4e-2f5f-4f0e-8d51-0f6f6a9d0d11/withdraw/"


def back(client: Client, method: str, address: str, **headers: str) -> str:
    answer = getattr(client, method)(address, headers=headers)
    assert answer.status_code == 302
    return parse_qs(urlsplit(answer["Location"]).query)["next"][0]


def test_page_that_was_asked_for_is_the_way_back(client: Client) -> None:
    assert back(client, "get", "/voices/?waits=answer") == "/voices/?waits=answer"


@pytest.mark.parametrize(
    ("sent_from", "way"),
    [
        ("http://testserver/voices/?kind=1", "/voices/?kind=1"),
        ("http://testserver/today/", "/today/"),
        ("https://elsewhere.example/today/", "/"),
        ("//elsewhere.example/today/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_button_leads_back_to_the_page_it_stood_on(
    client: Client, sent_from: str, way: str
) -> None:
    assert back(client, "post", BUTTON, Referer=sent_from) == way
