"""A voice that arrives: once, twice, with other words, from the page and from what waited on a device."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.voices import locks, queries
from sasaeai.voices.models import Reach, Voice
from tests.factories.areas import AreaFactory, Town
from tests.factories.people import writer
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db
HEAR, ARRIVE, KEY = "/voices/hear/", "/voices/arrive/", "/voices/key/"
NUMBER = str(uuid4())
WORDS = "味噌なら、毎年余るほど作るよ"
OTHER = "味噌なら、いくらでも作るよ"


@pytest.fixture
def coordinator(town: Town) -> Client:
    client = Client()
    client.force_login(writer(town))
    return client


def said(town: Town, **more: str) -> dict[str, str]:
    return {
        "words": WORDS,
        "near": str(town.sakuradai.pk),
        "heard_on": timezone.localdate().isoformat(),
        "client_id": NUMBER,
        **more,
    }


def arrive(client: Client, town: Town, **more: str):
    """Return what a device hears that sends what its owner wrote."""
    lock = {"X-Lock": locks.lock_of(writer(town).pk)}
    return client.post(ARRIVE, said(town, **more), headers=lock)


def tiles(page) -> dict[str, bool]:
    """Return the areas that are offered as tiles, and whether each is pressed."""
    found = re.findall(
        r'<input type="radio" name="near" value="([\w-]+)"([^>]*)>', page.content.decode()
    )
    return {value: "checked" in more for value, more in found}


def kept() -> list[tuple[str, str]]:
    return [(one.words, str(one.client_id)) for one in Voice.objects.order_by("created_at")]


def noted() -> int:
    return Entry.objects.filter(verb="voices.hear").count()


def test_voice_from_a_device_is_written_down_under_its_number(
    coordinator: Client, town: Town
) -> None:
    answer = arrive(coordinator, town)
    url = Voice.objects.get().get_absolute_url()
    assert answer.json() == {
        "id": NUMBER,
        "state": "saved",
        "url": url,
        "amiss": [],
        "calls": False,
    }
    assert (kept(), noted()) == ([(WORDS, NUMBER)], 1)


def test_second_arrival_from_a_device_changes_nothing(coordinator: Client, town: Town) -> None:
    first, second = arrive(coordinator, town), arrive(coordinator, town)
    assert second.json() == first.json() | {"state": "known"}
    assert (kept(), noted()) == ([(WORDS, NUMBER)], 1)


def test_form_sent_twice_leads_to_the_one_voice(coordinator: Client, town: Town) -> None:
    pages = [coordinator.post(HEAR, said(town)) for _time in range(2)]
    voice = Voice.objects.get()
    assert [page["Location"] for page in pages] == [voice.get_absolute_url()] * 2
    assert noted() == 1


def test_form_without_a_number_is_a_voice_each_time(coordinator: Client, town: Town) -> None:
    for number in ("", "", "no number"):
        coordinator.post(HEAR, said(town, client_id=number))
    assert kept() == [(WORDS, "None")] * 3


def test_number_of_somebody_else_is_another(coordinator: Client, town: Town) -> None:
    make_voice(town, OTHER, heard_by=town.user(Role.COORDINATOR2), client_id=NUMBER)
    assert arrive(coordinator, town).json()["state"] == "saved"
    assert kept() == [(OTHER, NUMBER), (WORDS, NUMBER)]


def test_same_words_arrive_although_more_was_written_since(coordinator: Client, town: Town) -> None:
    make_voice(
        town, WORDS, client_id=NUMBER, called="田の神さん", consent="oral", reach=Reach.STAFF
    )
    assert arrive(coordinator, town).json()["state"] == "known"


def test_lines_broken_by_another_browser_are_the_same_words(
    coordinator: Client, town: Town
) -> None:
    arrive(coordinator, town, words="一行目\r\n二行目")
    assert arrive(coordinator, town, words="一行目\n二行目").json()["state"] == "known"


@pytest.mark.parametrize(
    "more",
    [
        {"words": OTHER},
        {"called": "田の神さん"},
        {"follow_up_on": "2999-01-01"},
        {"consent": "oral", "reach": "staff"},
    ],
)
def test_what_contradicts_is_told_and_changes_nothing(
    coordinator: Client, town: Town, more: dict[str, str]
) -> None:
    arrive(coordinator, town)
    before = Voice.objects.values().get()
    answer = arrive(coordinator, town, **more)
    assert answer.json()["state"] == "differs"
    assert (Voice.objects.values().get(), noted()) == (before, 1)


def test_other_area_contradicts(coordinator: Client, town: Town) -> None:
    arrive(coordinator, town)
    assert arrive(coordinator, town, near=str(town.kashiwagi.pk)).json()["state"] == "differs"


def test_other_words_are_shown_side_by_side_and_nothing_is_lost(
    coordinator: Client, town: Town
) -> None:
    coordinator.post(HEAR, said(town))
    answer = coordinator.post(HEAR, said(town, words=OTHER, called="赤い帽子の奥さん"))
    page, voice = answer.content.decode(), Voice.objects.get()
    assert (answer.status_code, voice.words) == (409, WORDS)
    assert [page.count(f">{words}</p>") for words in (WORDS, OTHER)] == [1, 1]
    fields = (
        f'name="words" value="{OTHER}"', 'name="called" value="赤い帽子の奥さん"',
        f'name="client_id" value="{NUMBER}"',
    )  # fmt: skip
    assert [page.count(field) for field in fields] == [2, 2, 2]
    assert f'action="{voice.get_absolute_url()}change/"' in page
    looks = Entry.objects.filter(verb="voices.look")
    assert [(look.subjects, look.fields) for look in looks] == [([str(voice.pk)], ["words"])]


def test_words_that_arrived_now_take_the_place_of_those_before(
    coordinator: Client, town: Town
) -> None:
    coordinator.post(HEAR, said(town))
    page = coordinator.post(HEAR, said(town, words=OTHER)).content.decode()
    voice = Voice.objects.get()
    forms = (one.split("</form>")[0] for one in page.split("<form "))
    change, apart = (one for one in forms if 'name="words"' in one)
    assert ('name="seen"' in change, 'name="seen"' in apart) == (True, False)
    found = re.findall(r'name="([^"]+)" value="([^"]*)"', change)
    assert coordinator.post(f"{voice.get_absolute_url()}change/", dict(found)).status_code == 302
    assert kept() == [(OTHER, NUMBER)]


def test_withdrawn_words_are_not_shown_beside_others(coordinator: Client, town: Town) -> None:
    make_voice(town, WORDS, client_id=NUMBER, withdrawn_on=timezone.localdate())
    page = coordinator.post(HEAR, said(town, words=OTHER)).content.decode()
    assert (WORDS in page, OTHER in page, "/change/" in page) == (False, True, False)
    assert not Entry.objects.filter(verb="voices.look").exists()


def test_withdrawn_voice_that_arrives_again_stays_withdrawn(
    coordinator: Client, town: Town
) -> None:
    voice = make_voice(town, WORDS, client_id=NUMBER, withdrawn_on=timezone.localdate())
    assert coordinator.post(HEAR, said(town))["Location"] == "/voices/"
    told = arrive(coordinator, town).json()
    voice.refresh_from_db()
    assert (told["state"], told["url"]) == ("known", "")
    assert (Voice.objects.count(), voice.withdrawn_on) == (1, timezone.localdate())


def test_what_is_amiss_is_told_to_the_device_in_sentences(coordinator: Client, town: Town) -> None:
    answer = arrive(coordinator, town, heard_on="2999-01-01")
    assert answer.json()["state"] == "refused"
    assert answer.json()["amiss"] == ["聴いた日：これからの日です。聴いた日を選んでください。"]
    assert kept() == []


def test_what_another_wrote_is_not_taken(coordinator: Client, town: Town) -> None:
    lock = {"X-Lock": locks.lock_of(town.user(Role.COORDINATOR2).pk)}
    answers = [coordinator.post(ARRIVE, said(town), headers=one) for one in (lock, {})]
    told = {"id": NUMBER, "state": "another"}
    assert [one.json() for one in answers] == [told] * 2
    assert kept() == []


def test_tile_that_was_pressed_counts_although_others_are_nearer_now(
    coordinator: Client, town: Town
) -> None:
    for _area in range(queries.TILES):
        make_voice(town, area=AreaFactory(parent=town.west))
    assert str(town.sakuradai.pk) not in tiles(coordinator.get(HEAR))
    page = coordinator.post(HEAR, said(town, words=""))
    assert tiles(page)[str(town.sakuradai.pk)] is True
    assert arrive(coordinator, town).json()["state"] == "saved"


def test_key_opens_the_lock_of_whoever_asks(coordinator: Client, town: Town) -> None:
    told = coordinator.get(KEY).json()
    assert (told["lock"], told["key"]) == (
        locks.lock_of(writer(town).pk),
        locks.key_of(writer(town).pk),
    )
    assert told["lock"] != locks.lock_of(town.user(Role.COORDINATOR2).pk)
