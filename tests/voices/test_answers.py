"""What was answered, once and again: nothing told before is lost, and a slip is mended the same day."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.base.errors import DomainError
from sasaeai.voices import actions, intake
from sasaeai.voices.models import Voice, VoiceAnswer
from tests.factories.areas import Town
from tests.factories.people import writer
from tests.factories.voices import make_own_voice, make_voice

pytestmark = pytest.mark.django_db
FIRST, SECOND = "さがしてみますとお伝えした", "佐藤さんが運んでくださいました"
TOKEN = "t" * 43
DAY = timedelta(days=1)


@pytest.fixture
def coordinator(town: Town) -> Client:
    client = Client()
    client.force_login(writer(town))
    return client


def test_second_answer_stands_beside_the_first(town: Town, coordinator: Client) -> None:
    voice, today = make_voice(town), timezone.localdate()
    url = voice.get_absolute_url()
    for words in (FIRST, SECOND):
        coordinator.post(f"{url}answer/", {"words": words, "on": today.isoformat()})
    page = coordinator.get(url).content.decode()
    assert 0 < page.index(FIRST) < page.index(SECOND)
    assert [one.given_by for one in voice.answers.all()] == [writer(town)] * 2


def test_newest_day_counts_whichever_was_written_last(town: Town) -> None:
    viewer, voice = town.viewer(Role.COORDINATOR2), make_voice(town)
    late = actions.answer(viewer, voice, words=SECOND, on=viewer.today)
    actions.answer(viewer, voice, words=FIRST, on=viewer.today - DAY)
    voice.refresh_from_db()
    assert voice.answered_on == viewer.today
    actions.take_back_answer(viewer, late)
    voice.refresh_from_db()
    assert (voice.answered_on, voice.destination) == (viewer.today - DAY, "answered")


def test_own_page_and_number_tell_every_answer(town: Town, coordinator: Client) -> None:
    voice, viewer = make_own_voice(town, token=TOKEN), town.viewer(Role.COORDINATOR2)
    for words in (FIRST, SECOND):
        actions.answer(viewer, voice, words=words, on=viewer.today)
    said = (
        Client().get(reverse("portal:said", args=[town.municipality.code, TOKEN])).content.decode()
    )
    read_out = coordinator.get("/voices/slips/", {"number": str(voice.slip)}).content.decode()
    assert [words in page for page in (said, read_out) for words in (FIRST, SECOND)] == [True] * 4


def test_answer_of_yesterday_is_told_and_stays(town: Town, coordinator: Client) -> None:
    voice, viewer = make_voice(town), town.viewer(Role.COORDINATOR2)
    with time_machine.travel(timezone.now() - DAY):
        given = actions.answer(
            town.viewer(Role.COORDINATOR2), voice, words=FIRST, on=viewer.today - DAY
        )
    with pytest.raises(DomainError, match="書きたしてください"):
        actions.take_back_answer(viewer, given)
    url = f"{voice.get_absolute_url()}answers/{given.pk}/take-back/"
    assert url not in coordinator.get(voice.get_absolute_url()).content.decode()
    told = coordinator.post(url, follow=True).content.decode()
    assert ("取り消せません" in told, voice.answers.count()) == (True, 1)


def test_answer_taken_back_twice_is_taken_back_once(town: Town) -> None:
    voice, viewer = make_voice(town), town.viewer(Role.COORDINATOR2)
    given = actions.answer(viewer, voice, words=FIRST, on=viewer.today)
    actions.take_back_answer(viewer, VoiceAnswer.objects.get())
    assert actions.take_back_answer(viewer, given).answered_on is None


def test_answer_that_came_too_late_is_shown_and_not_lost(town: Town, coordinator: Client) -> None:
    voice, today = make_voice(town, "柿の木の声"), timezone.localdate()
    actions.withdraw(town.viewer(Role.COORDINATOR2), voice)
    said = {"words": SECOND, "on": today.isoformat()}
    page = coordinator.post(f"{voice.get_absolute_url()}answer/", said)
    told = page.content.decode()
    assert (page.status_code, voice.answers.count()) == (422, 0)
    assert [words in told for words in ("たったいま取り下げられました", SECOND, "柿の木")] == [
        True,
        True,
        False,
    ]


def test_answer_that_meets_the_withdrawal_itself_is_shown_too(
    town: Town, coordinator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice, today = make_voice(town), timezone.localdate()
    from sasaeai.voices.forms import AnswerForm  # noqa: PLC0415 -- changed for this test alone

    is_valid = AnswerForm.is_valid

    def meanwhile(form: AnswerForm) -> bool:
        Voice.objects.update(withdrawn_on=today)
        return is_valid(form)

    monkeypatch.setattr(AnswerForm, "is_valid", meanwhile)
    said = {"words": SECOND, "on": today.isoformat()}
    page = coordinator.post(f"{voice.get_absolute_url()}answer/", said)
    assert (page.status_code, SECOND in page.content.decode()) == (422, True)


def test_voice_that_its_writer_took_back_says_so_and_gives_nothing_back(
    town: Town, coordinator: Client
) -> None:
    voice = make_voice(
        town, "柿の木の声", withdrawn_on=timezone.localdate(), withdrawn_by_self=True
    )
    page = coordinator.get(voice.get_absolute_url()).content.decode()
    assert [words in page for words in ("ご本人が取り下げました", "柿の木", "/restore/")] == [
        True,
        False,
        False,
    ]


def test_other_body_is_told_nothing_of_a_voice_that_was_taken_back(town: Town) -> None:
    voice = make_voice(town, withdrawn_on=timezone.localdate())
    assert town.client(Role.OFFICER).get(voice.get_absolute_url()).status_code == 404


def test_many_voices_arrive_with_their_answers(town: Town) -> None:
    today = timezone.localdate()
    row = Voice(
        words="声", heard_on=today, area=town.sakuradai, employer=town.centre, heard_by=writer(town)
    )
    told = [
        VoiceAnswer(voice=row, words=words, on=on)
        for words, on in ((SECOND, today), (FIRST, today - DAY))
    ]
    intake.add_many(town.viewer(Role.COORDINATOR2).actor, [row], answers=told)
    row.refresh_from_db()
    assert (row.answered_on, [one.words for one in row.answers.all()]) == (today, [FIRST, SECOND])
