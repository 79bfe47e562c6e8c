"""A need begins with a voice: one that is lost is told of, and nothing of whose it is goes further than it may."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.needs.models import Need
from sasaeai.vocabulary.models import Kind
from sasaeai.voices import actions as voices
from sasaeai.voices.models import Reach
from tests.factories.areas import Town
from tests.factories.needs import make_need
from tests.factories.people import make_person
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db
TAKE_UP = "/needs/take-up/"
WORDS = "柿の木の下で聞いた声"


def said(town: Town) -> dict[str, str]:
    trash = term(town.municipality, Kind.SUPPORT_CATEGORY, "trash")
    return {
        "what": "週2回のゴミ出し", "category": str(trash.pk), "area": str(town.sakuradai.pk),
        "often": "weekly", "minutes": "30", "urgency": "weeks",
    }  # fmt: skip


def test_voice_that_is_lost_is_not_found(town: Town) -> None:
    voice = make_voice(town, WORDS)
    voices.withdraw(town.viewer(Role.COORDINATOR2), voice)

    page = town.client(Role.COORDINATOR2).get(f"{TAKE_UP}?voice={voice.pk}")

    assert page.status_code == 404


def test_voice_that_is_lost_while_one_writes_is_told_of_and_nothing_typed_is_lost(
    town: Town,
) -> None:
    voice = make_voice(town, WORDS)
    voices.withdraw(town.viewer(Role.COORDINATOR2), voice)
    client = town.client(Role.COORDINATOR2)

    page = client.post(f"{TAKE_UP}?voice={voice.pk}", said(town))

    content = page.content.decode()
    assert (page.status_code, Need.objects.count()) == (422, 0)
    assert [one in content for one in ("もとの声は取り下げられたか", "週2回のゴミ出し")] == [
        True,
        True,
    ]
    assert f'action="{TAKE_UP}"' in content
    client.post(TAKE_UP, said(town))
    assert Need.objects.get().voices.count() == 0


def test_page_of_a_need_says_where_a_voice_is_from_and_not_where_it_was_heard(town: Town) -> None:
    voice = make_voice(town, WORDS, place_words="山田さんのお宅", reach=Reach.STAFF, consent="oral")
    need = make_need(town, voices=[voice])

    page = town.client(Role.OFFICER).get(need.get_absolute_url()).content.decode()

    assert [one in page for one in (WORDS, "山田さんのお宅")] == [True, False]


def offered(town: Town, **values: object) -> dict:
    voice = make_voice(town, WORDS, **values)
    page = town.client(Role.COORDINATOR2).get(f"{TAKE_UP}?voice={voice.pk}")
    return page.context["form"].initial


def test_nickname_of_a_voice_is_taken_over_where_somebody_is_known_by_it(town: Town) -> None:
    make_person(town, nickname="柿の木のおばあちゃん")
    assert offered(town, called="柿の木のおばあちゃん")["who"] == "柿の木のおばあちゃん"
    assert "who" not in offered(town, called="赤い帽子の奥さん")


@pytest.mark.parametrize(("days", "is_kept"), [(0, True), (3, True), (-1, False)])
def test_promise_of_an_answer_is_kept_by_its_day(town: Town, days: int, is_kept) -> None:
    today = timezone.localdate()
    day = today + timedelta(days=days)
    found = offered(town, follow_up_on=day)["answer_by"]
    assert found == (day if is_kept else today + timedelta(days=7))
    assert offered(town, follow_up_on=day, answered_on=today)["answer_by"] == today + timedelta(
        days=7
    )
