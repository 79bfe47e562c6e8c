"""How a need ends: with a reason that fits, and saying whether anybody was told."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.base.errors import DomainError
from sasaeai.needs import actions
from sasaeai.needs.models import Need
from sasaeai.vocabulary.models import Kind
from sasaeai.voices import actions as voice_actions
from tests.factories.areas import Town
from tests.factories.needs import make_need
from tests.factories.vocabulary import ending, term
from tests.factories.voices import make_own_voice, make_voice

pytestmark = pytest.mark.django_db
DONE, LET_GO = Need.State.DONE, Need.State.LET_GO
WORDS = "火曜に、ご近所の方が来てくださいました"
TOLD, UNTOLD = "もとの声にお返事しました", "もとの声にはまだお返事していません"


def close(town: Town, need: Need, **data: object):
    url = reverse("needs:close", args=[need.pk])
    return town.client(Role.COORDINATOR2).post(url, {"words": "", **data}, follow=True)


@pytest.mark.parametrize("state", [DONE, "by_owner"])
def test_reason_of_letting_go_is_refused_where_it_was_met(town: Town, state: str) -> None:
    need, nobody = make_need(town), ending(town.municipality, "no_helper", of="let_go")
    answer = close(town, need, state=state, closing=nobody.pk)
    need.refresh_from_db()
    assert (answer.status_code, need.closed_on) == (422, None)
    assert "わけを選ぶのは、つなげなかったときだけです" in answer.content.decode()


@pytest.mark.parametrize(
    ("state", "code", "of"), [(DONE, "no_helper", LET_GO), (LET_GO, "by_owner", DONE)]
)
def test_reason_of_another_end_is_refused(town: Town, state: str, code: str, of: str) -> None:
    closing = ending(town.municipality, code, of=of)
    with pytest.raises(DomainError, match="この終わり方には合いません"):
        actions.close(
            town.viewer(Role.COORDINATOR2), make_need(town), state=state, closing=closing,
            words=WORDS,
        )  # fmt: skip


def test_end_itself_is_no_reason(town: Town) -> None:
    closing, need = term(town.municipality, Kind.NEED_STATUS, "done"), make_need(town)
    with pytest.raises(DomainError, match="この終わり方には合いません"):
        actions.close(
            town.viewer(Role.COORDINATOR2), need, state=DONE, closing=closing, words=WORDS
        )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"words": WORDS, "tells": "on"}, TOLD),
        ({"words": " ", "tells": "on"}, UNTOLD),
        ({"words": WORDS}, ""),
    ],
)
def test_end_says_whether_anybody_was_told(town: Town, data: dict[str, str], said: str) -> None:
    voice = make_voice(town)
    page = close(town, make_need(town, voices=[voice]), state=DONE, **data).content.decode()
    voice.refresh_from_db()
    assert [words in page for words in (TOLD, UNTOLD)] == [
        words == said for words in (TOLD, UNTOLD)
    ]
    assert bool(voice.answered_on) == (said == TOLD)


def test_nobody_is_said_to_be_told_where_no_voice_waits(town: Town) -> None:
    need = make_need(town)
    url = reverse("needs:close", args=[need.pk])
    assert 'name="tells"' not in town.client(Role.COORDINATOR2).get(url).content.decode()
    assert TOLD not in close(town, need, state=DONE, words=WORDS, tells="on").content.decode()


def test_closed_need_still_shows_who_was_asked(town: Town) -> None:
    need = make_need(town, state=DONE, closed_on=town.viewer(Role.COORDINATOR2).today)
    page = town.client(Role.COORDINATOR2).get(need.get_absolute_url()).content.decode()
    part = reverse("matching:candidates", args=[need.pk])
    assert (f'hx-get="{part}"' in page, "ui/vendor/htmx" in page) == (True, True)


@pytest.mark.parametrize(("reply_to", "is_told"), [("042-555-0100", True), ("", False)])
def test_form_says_that_the_number_to_call_goes_with_the_answer(
    town: Town, reply_to: str, is_told
) -> None:
    need = make_need(town, voices=[make_own_voice(town, reply_to=reply_to)])
    page = town.client(Role.COORDINATOR2).get(reverse("needs:close", args=[need.pk]))
    assert ("お返事先の番号は、このとき消えます" in page.content.decode()) is is_told


def test_outcome_reaches_a_voice_that_was_answered_before(town: Town) -> None:
    voice, viewer = make_voice(town), town.viewer(Role.COORDINATOR2)
    voice_actions.answer(viewer, voice, words="さがしてみます", on=viewer.today)
    page = close(town, make_need(town, voices=[voice]), state=DONE, words=WORDS, tells="on")
    assert TOLD in page.content.decode()
    assert [one.words for one in voice.answers.all()] == ["さがしてみます", WORDS]


def test_end_without_words_says_that_the_answer_is_the_one_before(town: Town) -> None:
    voice, viewer = make_voice(town), town.viewer(Role.COORDINATOR2)
    voice_actions.answer(viewer, voice, words="さがしてみます", on=viewer.today)
    page = close(town, make_need(town, voices=[voice]), state=DONE, tells="on").content.decode()
    assert ("お返事は前のままです" in page, UNTOLD in page) == (True, False)


def test_reopened_today_takes_back_what_the_mistaken_end_told_and_nothing_else(town: Town) -> None:
    voice, viewer = make_voice(town), town.viewer(Role.COORDINATOR2)
    gone = make_voice(town, "もう一つの声")
    voice_actions.answer(viewer, voice, words="さがしてみます", on=viewer.today)
    need = make_need(town, voices=[voice, gone])
    close(town, need, state=DONE, words=WORDS, tells="on")
    voice_actions.withdraw(viewer, gone)
    town.client(Role.COORDINATOR2).post(reverse("needs:reopen", args=[need.pk]))
    need.refresh_from_db()
    assert (need.closed_on, need.closing_answers) == (None, [])
    assert [one.words for one in voice.answers.all()] == ["さがしてみます"]


def test_reopened_later_says_that_what_was_told_stays(town: Town) -> None:
    voice = make_voice(town)
    need = make_need(town, voices=[voice])
    with time_machine.travel(timezone.now() - timedelta(days=1)):
        close(town, need, state=DONE, words=WORDS, tells="on")
    client = town.client(Role.COORDINATOR2)
    page = client.get(need.get_absolute_url()).content.decode()
    done = client.post(reverse("needs:reopen", args=[need.pk]), follow=True).content.decode()
    assert ("声のページに残ります" in page, "声のページに残っています" in done) == (True, True)
    assert voice.answers.get().words == WORDS
