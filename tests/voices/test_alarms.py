"""A voice after whose words nobody waits cannot be overlooked, however it came; and tells nobody else."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import resident
from sasaeai.audit.actor import Actor
from sasaeai.vocabulary.models import Kind, Term
from sasaeai.voices import actions, intake, locks, queries
from sasaeai.voices.models import Reach, Voice
from tests.factories.areas import Town
from tests.factories.contacts import make_contact
from tests.factories.people import writer
from tests.factories.vocabulary import term
from tests.factories.voices import make_slip, make_voice

pytestmark = pytest.mark.django_db
WORDS = "もう、死にたいと思うことがある"
HEAD = "いますぐつなぐ先"


@pytest.fixture
def dying(town: Town) -> Term:
    """Let the town have a word, a number for its group and a number for anything."""
    danger = term(town.municipality, Kind.ALARM_WORD, "danger", label="命の危険")
    make_contact(town, "こころの電話", phone="042-000-0021", terms=[danger], hours="夜10時まで")
    make_contact(
        town, "虐待の相談", terms=[term(town.municipality, Kind.ALARM_WORD, "abuse", label="虐待")]
    )
    return term(town.municipality, Kind.ALARM_WORD, "dying", label="死にたい", parent=danger)


def page_of(town: Town, path: str, role: Role = Role.COORDINATOR2) -> str:
    return town.client(role).get(path).content.decode()


def alarming(town: Town, role: Role = Role.COORDINATOR2) -> list[str]:
    return [voice.words for voice in queries.alarming(town.viewer(role))]


def test_page_of_the_voice_names_the_word_and_whom_to_call_now(town: Town, dying: Term) -> None:
    page = page_of(town, make_voice(town, WORDS).get_absolute_url())

    shown = [
        one in page
        for one in (HEAD, "こころの電話", 'href="tel:0420000021"', "夜10時まで", "虐待の相談")
    ]
    assert shown == [True, True, True, True, False]
    assert page.index(HEAD) < page.index(WORDS)


def test_page_of_any_other_voice_says_nothing_of_it(town: Town, dying: Term) -> None:
    assert HEAD not in page_of(town, make_voice(town, "柿がたくさんなった").get_absolute_url())


def test_page_of_the_voice_asks_nobody_to_sort_its_words(town: Town, dying: Term) -> None:
    talk = term(town.municipality, Kind.SUPPORT_CATEGORY, "talk", label="話し相手・傾聴")
    for words in ("話し相手がほしい", "話し相手がいたら、死にたいとは思わない"):
        page = page_of(town, make_voice(town, words).get_absolute_url())
        assert (str(talk.pk) in page) == ("死にたい" not in words)


@pytest.mark.parametrize(
    ("values", "is_marked"),
    [
        ({}, True),
        ({"destination": Voice.Destination.ISSUE}, True),
        ({"answered_on": date(2026, 1, 1)}, False),
        ({"destination": Voice.Destination.NEED}, False),
    ],
)
def test_list_marks_a_voice_that_nobody_cares_for_yet(
    town: Town, dying: Term, values: dict, is_marked
) -> None:
    make_voice(town, WORDS, **values)
    page = page_of(town, "/voices/?waits=")
    # Once more where one hears by the device that something was sent.
    said = len(re.findall("すぐにつなぐ(?!もの)", page)) - 1
    assert (WORDS in page, said) == (True, int(is_marked))


@pytest.mark.parametrize(("url", "is_offered"), [("", True), ("/needs/1/", False)])
def test_page_of_the_voice_leads_to_where_one_keeps_whom_one_called(
    town: Town, dying: Term, url: str, is_offered
) -> None:
    page = page_of(town, make_voice(town, WORDS, destination_url=url).get_absolute_url())
    assert ("つないだ先をここに残す" in page) is is_offered


def test_town_without_contacts_names_the_numbers_of_the_country(town: Town) -> None:
    term(town.municipality, Kind.ALARM_WORD, "dying", label="死にたい")

    page = page_of(town, make_voice(town, WORDS).get_absolute_url())

    assert "110番か119番" in page


def test_words_are_found_when_they_are_heard_and_when_they_are_changed(
    town: Town, dying: Term
) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    voice = actions.hear(viewer, new_voice(town, WORDS))
    assert alarming(town) == [WORDS]

    voice.words = "柿がたくさんなった"
    actions.change(viewer, voice, seen=voice.updated_at, changed=["words"])
    assert alarming(town) == []


def test_words_of_a_device_of_a_resident_and_of_a_list_are_found_too(
    town: Town, dying: Term
) -> None:
    town.user(Role.COORDINATOR2)
    client, owner = Client(), writer(town)
    client.force_login(owner)
    sent = {
        "words": f"一、{WORDS}", "near": str(town.sakuradai.pk), "client_id": str(uuid4()),
        "heard_on": timezone.localdate().isoformat(),
    }  # fmt: skip
    client.post("/voices/arrive/", sent, headers={"X-Lock": locks.lock_of(owner.pk)})
    actions.receive(resident(town.municipality.pk), new_voice(town, f"二、{WORDS}"))
    many = [new_voice(town, words, heard_by=owner) for words in (f"三、{WORDS}", "柿の木")]
    intake.add_many(Actor(None, town.municipality.pk), many)

    assert sorted(words[0] for words in alarming(town)) == ["一", "三", "二"]


def test_slip_with_such_a_word_leads_to_its_page_and_not_to_the_next_slip(
    town: Town, dying: Term
) -> None:
    client, slip = town.client(Role.COORDINATOR2), make_slip(town, area=town.sakuradai)

    answer = client.post(
        "/voices/slips/take/", {"number": slip.number, "words": WORDS, "reach": "own"}
    )

    voice = Voice.objects.get()
    assert answer.headers["Location"] == voice.get_absolute_url()


def test_voice_that_was_answered_or_went_on_waits_no_more(town: Town, dying: Term) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    answered, sent = make_voice(town, f"一、{WORDS}"), make_voice(town, f"二、{WORDS}")
    actions.answer(viewer, answered, words="お会いした", on=viewer.today)
    actions.send(viewer, sent, destination=Voice.Destination.NEED, url="/needs/x/")

    assert alarming(town) == []


def test_nobody_is_shown_what_they_may_not_read(town: Town, dying: Term) -> None:
    make_voice(town, f"社協だけの、{WORDS}", employer=town.council)
    make_voice(town, f"北野の、{WORDS}", area=town.aoume)

    assert (alarming(town), alarming(town, Role.COUNCIL_MEMBER)) == ([], [])


def test_nothing_of_the_words_stays_when_they_are_taken_back(town: Town, dying: Term) -> None:
    viewer, voice = town.viewer(Role.COORDINATOR2), make_voice(town, WORDS)

    actions.withdraw(viewer, voice)
    voice.refresh_from_db()
    assert (alarming(town), queries.alarms_of(voice, viewer.today)) == ([], [])

    actions.restore(viewer, voice)
    assert alarming(town) == [WORDS]


def test_word_that_the_town_ended_alarms_no_more(town: Town, dying: Term) -> None:
    make_voice(town, WORDS)
    Term.objects.filter(pk=dying.pk).update(until=date(2020, 12, 31))

    assert alarming(town) == []


def test_word_that_the_town_adds_later_is_found_in_what_was_said_before(
    town: Town, dying: Term
) -> None:
    make_voice(town, "もう、いなくなりたい")
    assert alarming(town) == []

    term(town.municipality, Kind.ALARM_WORD, "gone", label="いなくなりたい", parent=dying.parent)
    assert alarming(town) == ["もう、いなくなりたい"]


def test_word_that_the_town_corrects_counts_as_it_is_now(town: Town, dying: Term) -> None:
    make_voice(town, WORDS)
    Term.objects.filter(pk=dying.pk).update(label="消えたい")

    assert alarming(town) == []


@pytest.mark.parametrize("destination", ["issue", "asset", "activity"])
def test_voice_that_went_where_nobody_is_called_waits_until_it_is_answered(
    town: Town, dying: Term, destination: str
) -> None:
    viewer, voice = town.viewer(Role.COORDINATOR2), make_voice(town, WORDS)
    sent = actions.send(viewer, voice, destination=destination, url="/x/")
    assert alarming(town) == [WORDS]

    actions.answer(viewer, sent, words="お会いした", on=viewer.today)
    assert alarming(town) == []


def test_list_narrows_to_those_that_do_not_wait(town: Town, dying: Term) -> None:
    make_voice(town, WORDS)
    make_voice(town, "柿がたくさんなった")

    page = page_of(town, "/voices/?waits=alarm")

    assert (WORDS in page, "柿がたくさんなった" in page) == (True, False)


def new_voice(town: Town, words: str, **values) -> Voice:
    return Voice(
        municipality=town.municipality, area=town.sakuradai, employer=town.centre, words=words,
        heard_on=timezone.localdate(), reach=Reach.OWN, **values,
    )  # fmt: skip


def test_whom_to_call_comes_up_while_one_writes(town: Town, dying: Term) -> None:
    term(town.municipality, Kind.SUPPORT_CATEGORY, "talk", label="話し相手・傾聴")
    client = town.client(Role.COORDINATOR2)
    page = client.post("/voices/pointed/", {"words": f"話し相手がいない。{WORDS}"}).content.decode()
    shown = (
        "こころの電話",
        'href="tel:0420000021"',
        "電話するところを、下に出しました",
        "手がかり",
    )
    assert [one in page for one in shown] == [True, True, True, False]
    calm = client.post("/voices/pointed/", {"words": "話し相手がいない"}).content.decode()
    assert "こころの電話" not in calm


@pytest.mark.parametrize(("words", "calls"), [(WORDS, True), ("柿がたくさんなった", False)])
def test_voice_that_waited_on_a_device_tells_whether_to_call_now(
    town: Town, dying: Term, words: str, calls
) -> None:
    user = writer(town)
    client = Client()
    client.force_login(user)
    sent = {"words": words, "near": str(town.sakuradai.pk), "client_id": str(uuid4())}
    lock = {"X-Lock": locks.lock_of(user.pk)}
    assert client.post("/voices/arrive/", sent, headers=lock).json()["calls"] is calls
