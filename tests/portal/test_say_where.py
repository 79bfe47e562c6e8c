"""声をとどける: whoever does not know her district finds it by the name of her 町, and no word is lost."""

import re

import pytest
from django.test import Client

from sasaeai.areas.models import Role
from sasaeai.voices.models import Voice
from tests.factories.areas import Town

pytestmark = pytest.mark.django_db
WORDS = "日曜にだれとも話さないことがあります"


@pytest.fixture
def staffed(town: Town) -> Town:
    """Return the town with somebody who reads what comes from 川西."""
    town.user(Role.COORDINATOR2)
    return town


def address(town: Town) -> str:
    return f"/portal/{town.municipality.code}/voice/"


def plain(response) -> str:
    """Return a page's words without ふりがな."""
    return re.sub(r"<rt>.*?</rt>|</?(?:ruby|span)>", "", response.content.decode())


def chosen(page: str) -> str:
    """Return the number of the district that is ticked."""
    found = re.search(r'<input[^>]*checked[^>]*name="area"[^>]*>|<input[^>]*name="area"[^>]*checked[^>]*>', page)  # fmt: skip
    return re.search(r'value="([^"]+)"', found[0])[1] if found else ""


def test_district_is_found_by_the_name_of_ones_block_and_no_word_is_lost(
    staffed: Town, client: Client
) -> None:
    typed = {"words": "一行目\n「二行目」<b>", "called": "まつ", "reply_to": "042", "reach": "own"}
    assert 'name="find"' in client.get(address(staffed)).content.decode()

    listing = client.post(address(staffed), typed | {"find": "on"})
    sent = {one.name: one.value() for one in listing.context["form"]} | {"q": "桜"}
    assert (sent | {"q": "桜"}, listing.wsgi_request.get_full_path()) == (
        typed | {"area": "", "q": "桜"},
        address(staffed),
    )
    assert f'name="here" value="{staffed.sakuradai.pk}"' in listing.content.decode()
    back = client.post(address(staffed), sent | {"here": str(staffed.sakuradai.pk)})

    form = back.context["form"]
    assert {one: form[one].value() for one in typed} == typed
    assert (back.status_code, chosen(back.content.decode())) == (200, str(staffed.sakuradai.pk))
    assert not Voice.objects.exists()


def test_block_of_one_name_leads_straight_back(staffed: Town, client: Client) -> None:
    page = client.post(address(staffed), {"words": WORDS, "q": "桜台", "find": "on"})
    assert (chosen(page.content.decode()), WORDS in plain(page)) == (
        str(staffed.sakuradai.pk),
        True,
    )


def test_block_nobody_knows_is_asked_for_again_and_going_back_keeps_the_words(
    staffed: Town, client: Client
) -> None:
    page = client.post(address(staffed), {"words": WORDS, "q": "どこか", "find": "on"})
    assert ("見つかりませんでした" in plain(page), WORDS in page.content.decode()) == (True, True)
    west = str(staffed.west.pk)
    back = client.post(address(staffed), {"words": WORDS, "area": west, "q": "どこか", "here": ""})
    assert (chosen(back.content.decode()), WORDS in plain(back)) == (west, True)
    odd = client.post(address(staffed), {"words": WORDS, "here": "どこか"})
    assert (odd.status_code, chosen(odd.content.decode())) == (200, "")
