"""Whoever writes something after which nobody waits is shown warmly whom to call, and they alone."""

import pytest
from django.test import Client

from sasaeai.areas.models import Role
from sasaeai.vocabulary.models import Kind, Term
from tests.factories.areas import Town
from tests.factories.contacts import make_contact
from tests.factories.vocabulary import term
from tests.factories.voices import make_own_voice
from tests.portal.test_say import TOKEN, address, plain, said

pytestmark = pytest.mark.django_db
WORDS = "もう、死にたいと思うことがある"
HEAD = "いま、お電話で話せるところがあります"


@pytest.fixture
def dying(town: Town) -> Term:
    danger = term(town.municipality, Kind.ALARM_WORD, "danger", label="命の危険")
    make_contact(town, "こころの電話", phone="042-000-0021", terms=[danger], hours="夜10時まで")
    make_contact(town, "虐待の相談", terms=[term(town.municipality, Kind.ALARM_WORD, "abuse")])
    return term(town.municipality, Kind.ALARM_WORD, "dying", label="死にたい", parent=danger)


def test_page_after_sending_begins_with_whom_one_can_call(
    town: Town, client: Client, dying: Term
) -> None:
    town.user(Role.COORDINATOR2)

    page = plain(client.post(address(town), said(town, words=WORDS), follow=True))

    shown = (HEAD, "こころの電話", 'href="tel:0420000021"', "夜10時まで")
    assert [one for one in shown if one not in page] == []
    assert page.index(HEAD) < page.index(WORDS)
    assert "虐待の相談" not in page


def test_own_page_shows_it_again_later_and_prints_nothing_of_it(
    town: Town, client: Client, dying: Term
) -> None:
    make_own_voice(town, WORDS, token=TOKEN)

    page = client.get(address(town, TOKEN)).content.decode()

    assert '<section class="card is-warm stack no-print" aria-labelledby="call-now">' in page


def test_other_words_are_answered_as_ever(town: Town, client: Client, dying: Term) -> None:
    make_own_voice(town, token=TOKEN)

    assert HEAD not in plain(client.get(address(town, TOKEN)))


def test_page_of_words_that_were_taken_back_tells_nothing_of_them(
    town: Town, client: Client, dying: Term
) -> None:
    make_own_voice(town, WORDS, token=TOKEN)
    assert HEAD in plain(client.get(address(town, TOKEN)))

    client.post(address(town, TOKEN, "withdraw"))

    page = plain(client.get(address(town, TOKEN)))
    assert [one for one in (HEAD, "こころの電話", "死にたい") if one in page] == []


def test_town_without_contacts_names_the_number_of_the_country(town: Town, client: Client) -> None:
    term(town.municipality, Kind.ALARM_WORD, "dying", label="死にたい")
    make_own_voice(town, WORDS, token=TOKEN)

    assert 'href="tel:119"' in plain(client.get(address(town, TOKEN)))
