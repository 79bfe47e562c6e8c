"""The one-minute log keeps the promise of an answer: chosen or named, once, on the page and from a device."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from sasaeai.audit.models import Entry as BookEntry
from sasaeai.base.errors import DomainError
from sasaeai.journal import actions
from sasaeai.journal.deed import Answered, Besides, Deed
from sasaeai.journal.models import Entry, Sequel
from sasaeai.voices import locks
from sasaeai.voices import queries as voices
from sasaeai.voices.models import Voice, VoiceAnswer
from tests.factories.areas import Town
from tests.factories.journal import make_entry
from tests.factories.people import writer
from tests.factories.voices import make_own_voice, make_voice
from tests.journal.test_refusals import unwritten
from tests.journal.ways import LOG, client_of, sent, viewer

pytestmark = pytest.mark.django_db
ARRIVE = "/journal/arrive/"


def promised(town: Town, words: str = "坂がつらい", **values) -> Voice:
    """Return a voice that is promised an answer for today."""
    return make_voice(town, words, follow_up_on=timezone.localdate(), **values)


def test_promise_is_kept_with_one_sentence_and_leaves_the_list_of_today(town: Town) -> None:
    voice = promised(town)
    client = client_of(town)
    assert "坂がつらい" in client.get("/today/").content.decode()
    client.post(LOG, sent(town, answered=voice.pk, words="火曜に伺うと電話した"))
    given, entry = VoiceAnswer.objects.get(), Entry.objects.get()
    assert (given.voice, given.words, given.on, given.given_by) == (
        voice,
        "火曜に伺うと電話した",
        timezone.localdate(),
        writer(town),
    )
    assert [one.answer for one in entry.sequels.all()] == [given]
    assert [*voices.promised(viewer(town))] == []
    assert "坂がつらい" not in client.get("/today/").content.decode()


def test_answer_is_shown_on_the_page_of_the_entry(town: Town) -> None:
    voice = promised(town)
    client = client_of(town)
    client.post(LOG, sent(town, answered=voice.pk, words="電話した", answer_words="火曜に伺います"))
    page = client.get(Entry.objects.get().get_absolute_url()).content.decode()
    assert [
        words for words in ("お返事した声", "坂がつらい", "火曜に伺います") if words not in page
    ] == []
    looks = BookEntry.objects.filter(verb="voices.look", subjects=[str(voice.pk)])
    assert looks.filter(fields=["words"]).exists()


def test_where_an_answer_reaches_them_stays_until_somebody_erases_it(town: Town) -> None:
    voice = promised(town, reply_to="090-0000-0000")
    client_of(town).post(LOG, sent(town, answered=voice.pk, words="電話した"))
    voice.refresh_from_db()
    assert (voice.reply_to, voice.answered_on) == ("090-0000-0000", timezone.localdate())


@pytest.mark.parametrize("named", ["赤い帽子の奥さん", " 赤い帽子の奥さん "])
def test_whom_one_answered_is_named_where_nothing_can_be_chosen(town: Town, named: str) -> None:
    voice = promised(town, called="赤い帽子の奥さん")
    client_of(town).post(LOG, sent(town, answer_to=named, words="電話した"))
    assert VoiceAnswer.objects.get().voice == voice


def test_number_of_a_slip_names_whom_one_answered(town: Town) -> None:
    voice = make_own_voice(town, follow_up_on=timezone.localdate())
    number = f"{voice.slip.number[:4]}-{voice.slip.number[4:]}"
    client_of(town).post(LOG, sent(town, answer_to=number, answer_words="火曜に伺います"))
    assert VoiceAnswer.objects.get().voice == voice


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"answer_to": "いない方"}, "お返事を待つ声の中に見つかりません。"),
        ({"answer_to": "タケさん"}, "いくつもあります。"),
        ({"answer_words": "火曜に伺う"}, "どなたへのお返事かを"),
        ({"answer_to": "ハナさん", "words": ""}, "ひとこと書いてください。"),
        ({"answered": str(uuid4())}, "もうお返事が済んだか"),
    ],
)
def test_what_is_amiss_is_said_and_nothing_is_lost(town: Town, said, sentence: str) -> None:
    for called in ("タケさん", "タケさん", "ハナさん"):
        promised(town, called=called)
    answer = client_of(town).post(LOG, sent(town, words="鍵の話をした") | said)
    assert (answer.status_code, Entry.objects.count(), VoiceAnswer.objects.count()) == (422, 0, 0)
    assert sentence in answer.content.decode()


def test_choice_and_name_agree_or_are_asked_about(town: Town) -> None:
    one, other = promised(town, called="タケさん"), promised(town, called="タケさん")
    third = promised(town, called="ハナさん")
    client = client_of(town)
    differs = sent(town, answered=one.pk, answer_to="ハナさん", words="電話した")
    answer = client.post(LOG, differs)
    assert (answer.status_code, VoiceAnswer.objects.count()) == (422, 0)
    assert "上で選んだ声とちがいます。" in answer.content.decode()
    client.post(LOG, sent(town, answered=other.pk, answer_to="タケさん", words="電話した"))
    client.post(LOG, sent(town, answered=third.pk, answer_to="ハナさん", words="電話した"))
    assert [*VoiceAnswer.objects.order_by("created_at").values_list("voice", flat=True)] == [
        other.pk,
        third.pk,
    ]


def test_who_reads_the_answer_at_their_own_page_is_answered_in_words_for_them(town: Town) -> None:
    voice = make_own_voice(town, follow_up_on=timezone.localdate())
    client = client_of(town)
    page = client.post(LOG, sent(town, answered=voice.pk, words="包括の中で相談した"))
    assert (page.status_code, VoiceAnswer.objects.count()) == (422, 0)
    assert "ご本人が声のページで読むお返事です。" in page.content.decode()


def test_promise_of_later_is_offered_where_the_address_names_it(town: Town) -> None:
    later = make_voice(town, follow_up_on=timezone.localdate() + timedelta(days=30))
    client = client_of(town)
    assert "answered" not in client.get(LOG).context["form"].fields
    field = client.get(LOG, {"voice": str(later.pk)}).context["form"]["answered"]
    assert (field.initial, [*field.field.queryset]) == (later.pk, [later])


@pytest.mark.parametrize("values", [{"answered_on": "today"}, {"withdrawn_on": "today"}, {}])
def test_what_waits_for_nothing_is_not_offered(town: Town, values) -> None:
    today = timezone.localdate()
    make_voice(town, follow_up_on=today if values else None, **dict.fromkeys(values, today))
    assert "answered" not in client_of(town).get(LOG).context["form"].fields


def test_voice_another_body_heard_is_not_answered(town: Town) -> None:
    voice = promised(town, employer=town.council, reach="staff", consent="oral")
    assert (
        client_of(town).post(LOG, sent(town, answered=voice.pk, words="話した")).status_code == 422
    )
    with pytest.raises(DomainError, match="聴いた所属先の方だけ"):
        deed = Deed({}, Besides(answered=Answered(voice, "話した")))
        actions.log(viewer(town), unwritten(town), deed)
    assert VoiceAnswer.objects.count() == 0


def test_second_arrival_from_a_device_answers_once(town: Town) -> None:
    voice = promised(town, called="タケさん")
    step = make_entry(town, next_step="鍵を借りる")
    client, lock = client_of(town), {"X-Lock": locks.lock_of(writer(town).pk)}
    for by in ({"answer_to": "タケさん"}, {"answered": str(voice.pk)}):
        number = str(uuid4())
        said = sent(town, words="電話した", client_id=number, done=[str(step.pk)], **by)
        states = [client.post(ARRIVE, said, headers=lock).json()["state"] for _time in range(2)]
        assert states == ["saved", "known"]
        Sequel.objects.all().delete()
        VoiceAnswer.objects.all().delete()
        Voice.objects.update(answered_on=None)
        Entry.objects.filter(pk=step.pk).update(next_done_on=None)


def test_same_number_that_answers_another_differs(town: Town) -> None:
    first, second = promised(town, called="タケさん"), promised(town, called="ハナさん")
    client, lock = client_of(town), {"X-Lock": locks.lock_of(writer(town).pk)}
    said = sent(town, words="電話した", client_id=str(uuid4()))
    states = [
        client.post(ARRIVE, said | {"answered": str(one.pk)}, headers=lock).json()["state"]
        for one in (first, second)
    ]
    assert states == ["saved", "differs"]
    assert VoiceAnswer.objects.get().voice == first


def test_no_device_keeps_the_words_of_a_voice(town: Town) -> None:
    promised(town)
    page = client_of(town).get(LOG).content.decode()
    assert ".field:has(#id_answered)" in page
    assert 'id="id_answered"' in page
