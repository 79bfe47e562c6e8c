"""The day of the promised answer: what the page of a need offers then, and how the owner ends it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.needs.models import Need
from tests.factories.areas import Town
from tests.factories.needs import make_need
from tests.factories.vocabulary import ending
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db
DOORS = ("自分でした", "わけを書いて終える", "日をのばす、ほかの人に渡す")


@pytest.mark.parametrize(
    ("days", "state", "said"),
    [
        (1, Need.State.RECEIVED, ""),
        (0, Need.State.RECEIVED, "お返事の約束は今日です"),
        (-1, Need.State.ARRANGING, "でした"),
        (-1, Need.State.CONNECTED, ""),
    ],
)
def test_page_offers_what_is_left_once_the_promised_day_has_come(
    town: Town, days: int, state: str, said: str
) -> None:
    need = make_need(town, state=state, answer_by=timezone.localdate() + timedelta(days=days))

    page = town.client(Role.COORDINATOR2).get(need.get_absolute_url()).content.decode()

    assert ('id="promise"' in page, said in page) == (bool(said), True)
    assert [door in page for door in DOORS] == [bool(said)] * len(DOORS)


def test_owner_who_did_it_ends_the_need_and_the_voice_hears_it(town: Town) -> None:
    by_owner = ending(town.municipality, "by_owner", of="done")
    voice = make_voice(town)
    need = make_need(town, voices=[voice])
    address = f"{need.get_absolute_url()}close/"
    client = town.client(Role.COORDINATOR2)
    page = client.get(f"{address}?state=by_owner").content.decode()
    words = "火曜に、わたしが行ってまいりました"

    client.post(address, {"state": "by_owner", "words": words, "tells": "on"})

    need.refresh_from_db()
    voice.refresh_from_db()
    assert re.search(r'value="by_owner"[^>]* checked', page)
    assert (need.state, need.closing, need.closing_words) == (Need.State.DONE, by_owner, words)
    assert voice.answers.get().words == words
