"""An entry that arrives: once, twice, with other words, from the page and from what waited on a device."""

import json
import re
from uuid import uuid4

import pytest
from django.test import Client

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry as BookEntry
from sasaeai.journal.models import Entry, TakenBack
from sasaeai.vocabulary.models import Kind
from sasaeai.voices import locks
from sasaeai.voices.models import Voice
from tests.factories.areas import Town
from tests.factories.journal import make_entry
from tests.factories.organisations import make_organisation
from tests.factories.people import make_person, writer
from tests.factories.vocabulary import term
from tests.journal.ways import LOG, client_of, sent

pytestmark = pytest.mark.django_db
ARRIVE, POCKET, WORKER = "/journal/arrive/", "/journal/pocket/", "/journal/worker.js"
NUMBER = str(uuid4())


def arrive(client: Client, town: Town, **more: str):
    """Return what a device hears that sends what its owner wrote."""
    said = sent(town, words="鍵の話", client_id=NUMBER) | more
    return client.post(ARRIVE, said, headers={"X-Lock": locks.lock_of(writer(town).pk)})


def test_entry_from_a_device_is_written_down_under_its_number(town: Town) -> None:
    answer = arrive(client_of(town), town)
    entry = Entry.objects.get()
    assert answer.json() == {
        "id": NUMBER,
        "state": "saved",
        "url": entry.get_absolute_url(),
        "amiss": [],
        "calls": False,
    }
    assert (entry.words, str(entry.client_id)) == ("鍵の話", NUMBER)


def test_second_arrival_changes_nothing(town: Town) -> None:
    client = client_of(town)
    first, second = (arrive(client, town, heard="坂がつらい") for _time in range(2))
    assert second.json() == first.json() | {"state": "known"}
    assert (Entry.objects.count(), Voice.objects.count()) == (1, 1)
    assert BookEntry.objects.filter(verb="journal.log").count() == 1


@pytest.mark.parametrize(
    "more",
    [{"words": "別の話"}, {"heard": "坂がつらい"}, {"next_step": "鍵を借りる"}, {"minutes": "5"}],
)
def test_same_number_with_other_words_is_shown_beside_and_kept_if_wished(town: Town, more) -> None:
    client = client_of(town)
    arrive(client, town)
    assert arrive(client, town, **more).json()["state"] == "differs"
    page = client.post(LOG, sent(town, words="鍵の話", client_id=NUMBER) | more)
    assert page.status_code == 409
    assert all(words in page.content.decode() for words in ("鍵の話", *more.values()))
    assert Entry.objects.count() == 1
    client.post(LOG, sent(town, words="鍵の話", client_id=str(uuid4())) | more)
    assert Entry.objects.count() == 2


def test_what_was_taken_back_and_arrives_again_is_told_and_not_written(town: Town) -> None:
    client = client_of(town)
    client.post(f"{arrive(client, town).json()['url']}take-back/")
    answer = arrive(client, town, heard="坂がつらい").json()
    assert answer == {"id": NUMBER, "state": "taken_back", "url": "/journal/", "amiss": []}
    page = client.post(LOG, sent(town, words="鍵の話", client_id=NUMBER))
    told = page.content.decode()
    assert page.status_code == 409
    assert [
        one for one in ("取り消された記録です", "鍵の話", 'href="/journal/"') if one not in told
    ] == []
    assert (Entry.objects.count(), Voice.objects.count()) == (0, 0)
    client.post(LOG, sent(town, words="鍵の話", client_id=str(uuid4())))
    assert Entry.objects.count() == 1


def test_number_that_somebody_else_took_back_is_free(town: Town) -> None:
    other = town.user(Role.COORDINATOR2)
    TakenBack.objects.create(municipality=town.municipality, by=other, client_id=NUMBER)
    assert arrive(client_of(town), town).json()["state"] == "saved"


def test_link_that_is_not_there_differs(town: Town) -> None:
    client = client_of(town)
    arrive(client, town)
    make_organisation(town, name="桜会")
    assert arrive(client, town, with_words="桜会").json()["state"] == "differs"


def test_number_of_somebody_else_is_another(town: Town) -> None:
    other = town.user(Role.COORDINATOR2)
    make_entry(town, posting=other.postings.get(), client_id=NUMBER)
    assert arrive(client_of(town), town).json()["state"] == "saved"
    assert Entry.objects.count() == 2


def test_what_is_amiss_is_told_to_the_device(town: Town) -> None:
    answer = arrive(client_of(town), town, means="").json()
    assert (answer["state"], answer["url"], Entry.objects.count()) == ("refused", "", 0)
    assert answer["amiss"][0].startswith("どうやって：")


def test_words_after_which_nobody_waits_are_told_to_the_device(town: Town) -> None:
    term(town.municipality, Kind.ALARM_WORD, "dying", label="死にたい")
    assert arrive(client_of(town), town, heard="もう死にたい").json()["calls"] is True


def test_nothing_is_taken_under_the_lock_of_somebody_else(town: Town) -> None:
    other = town.client(Role.COORDINATOR2)
    assert arrive(other, town).json() == {"id": NUMBER, "state": "another"}
    assert Entry.objects.count() == 0


def test_pocket_is_the_same_for_everybody_and_holds_no_token(town: Town) -> None:
    pages = [client.get(POCKET).content.decode() for client in (client_of(town), Client())]
    assert pages[0] == pages[1]
    assert [word for word in (writer(town).name, "csrf", "data-lock=") if word in pages[0]] == []


def test_worker_keeps_the_page_of_this_room(client: Client) -> None:
    scripts = [client.get(url).content.decode() for url in (WORKER, "/voices/worker.js")]
    told = [json.loads(re.search(r"self\.told = (.*);\n", one)[1]) for one in scripts]
    assert [one["room"] for one in told] == ["journal", "voices"]
    assert told[0]["page"] == "/journal/pocket/?language=ja"
    assert told[0]["files"] == told[1]["files"]


def test_form_says_what_no_device_keeps(town: Town) -> None:
    make_entry(town, people=[make_person(town, nickname="タケさん")], next_step="鍵を借りる")
    page = client_of(town).get(LOG).content.decode()
    left_out = re.search(r'data-leaves-out="([^"]+)"', page)[1]
    named = ("id_partners", "id_things", "id_done", "id_peers", "id_who")
    assert [name for name in named if f"#{name}" not in left_out] == []
