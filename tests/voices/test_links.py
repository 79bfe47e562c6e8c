"""The private page: what opens it, until when, and that nobody else comes to know its address."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.test import Client
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import resident
from sasaeai.audit.models import Entry
from sasaeai.voices import actions, queries, tokens
from sasaeai.voices.models import Link, Voice
from tests.factories.areas import LONG_AGO, Town
from tests.factories.people import writer
from tests.factories.voices import make_own_voice, make_voice

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TOKEN = "t" * 43


@pytest.fixture
def coordinator(town: Town) -> Client:
    client = Client()
    client.force_login(writer(town))
    return client


def opened(town: Town, token: str) -> Voice | None:
    """Return the voice that a token opens now, if any."""
    link = queries.voice_behind(resident(town.municipality.pk), token)
    return link.voice if link else None


def written() -> str:
    """Return everything that stands in all tables, those of sessions among them."""
    return "\n".join(
        json.dumps(value, default=str)
        for model in apps.get_models()
        for row in model._default_manager.values_list()
        for value in row
    )


def test_token_is_all_chance() -> None:
    made = {tokens.fresh() for _time in range(100)}
    assert (len(made), {len(one) for one in made}) == (100, {43})


def test_token_itself_stands_in_no_table(town: Town) -> None:
    town.user(Role.COORDINATOR2)
    viewer = resident(town.municipality.pk)
    first = actions.receive(viewer, Voice(words="声", area=town.sakuradai))
    voice = opened(town, first)
    _link, second = actions.give_link(town.viewer(Role.COORDINATOR2), voice)
    found = written()
    assert [tokens.digest(one) in found for one in (first, second)] == [True, True]
    assert [one in found for one in (first, second)] == [False, False]


def test_lost_link_is_replaced_and_the_old_one_stops(town: Town) -> None:
    voice = make_own_voice(town, token=TOKEN)
    link, token = actions.give_link(town.viewer(Role.COORDINATOR2), voice)
    assert (opened(town, TOKEN), opened(town, token)) == (None, voice)
    assert queries.open_link(voice, timezone.localdate()) == link
    assert Entry.objects.get(verb="voices.give_link").subjects == [str(voice.pk)]


def test_link_ends_after_as_many_days_as_the_installation_says(town: Town, settings) -> None:
    settings.LINK_DAYS = 30
    _link, token = actions.give_link(town.viewer(Role.COORDINATOR2), make_own_voice(town))
    now = timezone.now()
    with time_machine.travel(now + 30 * DAY):
        assert opened(town, token) is not None
    with time_machine.travel(now + 31 * DAY):
        assert opened(town, token) is None


def test_answer_lets_an_open_link_last_longer(town: Town, settings) -> None:
    settings.LINK_DAYS = 30
    viewer = town.viewer(Role.COORDINATOR2)
    voice = make_own_voice(town, token=TOKEN, expires_on=viewer.today)
    actions.answer(viewer, voice, words="お返事", on=viewer.today)
    assert Link.objects.get().expires_on == viewer.today + 30 * DAY


def test_answer_opens_no_link_again_that_stopped_or_ended(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    voice = make_own_voice(town, token=TOKEN, expires_on=viewer.today - DAY)
    given = actions.answer(viewer, voice, words="お返事", on=viewer.today)
    assert opened(town, TOKEN) is None
    actions.give_link(viewer, voice)
    actions.take_back_answer(viewer, given)
    actions.answer(viewer, voice, words="お返事をもう一度", on=viewer.today)
    assert opened(town, TOKEN) is None


def test_token_of_another_town_opens_nothing_here(town: Town, next_town: Town) -> None:
    make_own_voice(next_town, token=TOKEN)
    assert (opened(town, TOKEN), opened(next_town, TOKEN) is None) == (None, False)


def test_new_link_is_shown_once_with_its_square_number_and_last_day(
    town: Town, coordinator: Client, settings
) -> None:
    settings.PUBLIC_URL = "https://sasae.example.jp"
    voice = make_own_voice(town, token=TOKEN)
    response = coordinator.post(f"{voice.get_absolute_url()}link/", follow=True)
    page = response.content.decode()
    code = town.municipality.code
    token = re.search(rf"https://sasae\.example\.jp/portal/{code}/voice/([\w-]+)/", page)[1]
    assert opened(town, token) == voice
    assert [words in page for words in (str(voice.slip), "data:image/svg+xml")] == [True, True]
    assert "no-store" in response["Cache-Control"]
    assert token not in coordinator.get(voice.get_absolute_url()).content.decode()


def test_without_a_public_address_the_link_leads_where_staff_are(
    town: Town, coordinator: Client
) -> None:
    voice = make_own_voice(town)
    page = coordinator.post(f"{voice.get_absolute_url()}link/", follow=True).content.decode()
    assert f"http://testserver/portal/{town.municipality.code}/voice/" in page


def test_page_of_a_voice_says_until_when_its_link_opens(town: Town, coordinator: Client) -> None:
    tomorrow = timezone.localdate() + DAY
    pages = [
        coordinator.get(voice.get_absolute_url()).content.decode()
        for voice in (
            make_own_voice(town, token="open", expires_on=tomorrow),
            make_own_voice(town, token="ended", expires_on=LONG_AGO),
            make_voice(town),
        )
    ]
    assert ["ご本人だけのページがあります" in page for page in pages] == [True, False, False]
    assert ["いまありません" in page for page in pages] == [False, True, False]


@pytest.mark.parametrize(
    ("voice", "is_open", "answer"), [("heard", True, 403), ("own", False, 403), ("own", True, 302)]
)
def test_link_is_given_to_those_who_wrote_themselves_where_the_pages_are_open(
    town: Town, coordinator: Client, voice: str, answer: int, *, is_open: bool
) -> None:
    town.municipality.portal_open = is_open
    town.municipality.save()
    one = make_own_voice(town) if voice == "own" else make_voice(town)
    offered = "/link/" in coordinator.get(one.get_absolute_url()).content.decode()
    assert offered is (answer == 302)
    assert coordinator.post(f"{one.get_absolute_url()}link/").status_code == answer


def test_another_body_gives_no_link(town: Town) -> None:
    voice = make_own_voice(town, reach="staff", consent="screen")
    client = town.client(Role.OFFICER)
    assert client.get(voice.get_absolute_url()).status_code == 200
    assert client.post(f"{voice.get_absolute_url()}link/").status_code == 403


def test_new_link_is_shown_once_and_a_reload_makes_no_other(
    town: Town, coordinator: Client
) -> None:
    voice = make_own_voice(town, token="t" * 43)
    path = f"{voice.get_absolute_url()}link/"

    first = coordinator.post(path, follow=True)
    again = coordinator.get(path, follow=True)

    shown = [re.findall(r"/voice/([\w-]{43})/", page.content.decode()) for page in (first, again)]
    link = voice.links.get(stopped_at=None)
    assert ({tokens.digest(token) for token in shown[0]}, shown[1]) == ({link.digest}, [])
    assert "もう一度作ってください" in again.content.decode()
    assert shown[0][0] not in str(dict(coordinator.session))


def test_new_link_is_still_there_after_somebody_asked_for_the_head_alone(
    town: Town, coordinator: Client
) -> None:
    path = f"{make_own_voice(town, token='t' * 43).get_absolute_url()}link/"
    coordinator.post(path)

    coordinator.head(path)

    assert re.findall(r"/voice/[\w-]{43}/", coordinator.get(path).content.decode())


def test_new_link_of_another_voice_is_not_shown_here(town: Town, coordinator: Client) -> None:
    one, other = make_own_voice(town, token="t" * 43), make_own_voice(town, token="u" * 43)
    coordinator.post(f"{one.get_absolute_url()}link/")

    page = coordinator.get(f"{other.get_absolute_url()}link/", follow=True)

    assert re.findall(r"/voice/[\w-]{43}/", page.content.decode()) == []
