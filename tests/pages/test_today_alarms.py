"""今日 begins with the voices after whose words nobody waits, each with a number to call."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.vocabulary.models import Kind, Term
from tests.factories.areas import Town
from tests.factories.contacts import make_contact
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db
WORDS = "もう、死にたいと思うことがある"
HEAD = "いますぐつなぐ声"


@pytest.fixture
def dying(town: Town) -> Term:
    danger = term(town.municipality, Kind.ALARM_WORD, "danger", label="命の危険")
    make_contact(town, "こころの電話", phone="042-000-0021", terms=[danger])
    return term(town.municipality, Kind.ALARM_WORD, "dying", label="死にたい", parent=danger)


def page_of(client: Client) -> str:
    return client.get("/today/").content.decode()


def test_such_a_voice_stands_before_everything_else_with_its_number(
    town: Town, dying: Term
) -> None:
    voice = make_voice(town, WORDS)

    page = page_of(town.client(Role.COORDINATOR2))

    content = page[page.index("<main") :]
    order = [content.index(one) for one in (WORDS, 'href="tel:0420000021"', "/voices/hear/")]
    assert order == sorted(order)
    assert Entry.objects.get(verb="voices.look").subjects == [str(voice.pk)]


def test_day_without_such_a_voice_begins_as_ever(town: Town, dying: Term) -> None:
    make_voice(town, "柿がたくさんなった")
    make_voice(town, WORDS, destination="answered")

    assert HEAD not in page_of(town.client(Role.COORDINATOR2))


def test_more_than_a_few_lead_to_the_list_of_them_all(town: Town, dying: Term) -> None:
    for number in range(7):
        make_voice(town, f"{WORDS}{number}")

    page = page_of(town.client(Role.COORDINATOR2))

    assert "ほかに2件あります。" in page
    assert 'href="/voices/?waits=alarm"' in page


def test_town_without_contacts_names_the_numbers_of_the_country(town: Town) -> None:
    term(town.municipality, Kind.ALARM_WORD, "dying", label="死にたい")
    make_voice(town, WORDS)

    assert "110番か119番" in page_of(town.client(Role.COORDINATOR2))


def test_ten_such_voices_ask_no_more_of_the_database_than_one(town: Town, dying: Term) -> None:
    client = town.client(Role.COORDINATOR2)
    counts = []
    for _round in range(2):
        for number in range(1 + 3 * len(counts)):
            make_voice(town, f"{WORDS}{number}")
        page_of(client)
        with CaptureQueriesContext(connection) as asked:
            page_of(client)
        counts.append(len(asked))
    assert counts[0] == counts[1]
