"""Voices, as somebody of the 包括 heard them. All words are invented."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from sasaeai.areas.models import Area, Employer
from sasaeai.calc import slip_numbers
from sasaeai.vocabulary.models import Kind
from sasaeai.voices import indexing, tokens
from sasaeai.voices.models import Link, Slip, Voice, VoiceAnswer
from tests.factories.areas import LONG_AGO, Town
from tests.factories.people import writer
from tests.factories.vocabulary import term

places = count(1)


def make_voice(
    town: Town,
    words: str = "バスが減ってから、特売に行けなくなった",
    *,
    area: Area | None = None,
    employer: Employer | None = None,
    heard_on: date | None = None,
    **values: Any,
) -> Voice:
    """Write down what somebody of 桜台 said, heard by the 包括 unless said otherwise."""
    day = heard_on or timezone.localdate()
    is_heard = values.get("came_by", Voice.CameBy.HEARD) == Voice.CameBy.HEARD
    answer = values.pop("answer", "")
    voice = Voice(
        municipality=town.municipality,
        area=area or town.sakuradai,
        employer=employer or town.centre,
        heard_by=values.pop("heard_by", None) or (writer(town) if is_heard else None),
        words=words,
        heard_on=day,
        **values,
    )
    voice.take_place_in_lists()
    voice.save(force_insert=True)
    if voice.answered_on is not None:
        VoiceAnswer.objects.create(voice=voice, words=answer, on=voice.answered_on)
    if voice.withdrawn_on is None:
        indexing.index([voice])
    return voice


def make_own_voice(
    town: Town,
    words: str = "日曜にだれとも話さないことがあります",
    *,
    token: str = "",
    by: Voice.CameBy = Voice.CameBy.FORM,
    expires_on: date | None = None,
    **values: Any,
) -> Voice:
    """Write down what somebody wrote themselves, with its number and, where a token is given, a link."""
    voice = make_voice(town, words, came_by=by, **values)
    make_slip(town, voice=voice, printed=by == Voice.CameBy.SLIP)
    if token:
        ends = expires_on or timezone.localdate() + timedelta(days=180)
        Link.objects.create(voice=voice, digest=tokens.digest(token), expires_on=ends)
    return voice


def make_slip(
    town: Town,
    *,
    voice: Voice | None = None,
    printed: bool = True,
    area: Area | None = None,
    employer: Employer | None = None,
) -> Slip:
    """Number a slip of the 包括 unless said otherwise."""
    return Slip.objects.create(
        municipality=town.municipality,
        number=slip_numbers.numbered(1000 * next(places)),
        employer=employer or (voice.employer if voice else town.centre),
        area=area,
        voice=voice,
        printed_on=LONG_AGO if printed else None,
        printed_by=writer(town) if printed else None,
    )


def voices(town: Town, _made: dict[str, Any]) -> dict[str, Any]:
    """Return, for the walkers' world, voices that came in every way and the slips they came on."""
    mark = town.municipality.code
    make_slip(town)
    told = make_own_voice(town, f"用紙の声{mark}", by=Voice.CameBy.SLIP, called=f"用紙の主{mark}")
    token = f"token-of-{mark}"
    voice = make_voice(town, f"声{mark}", called=f"声の主{mark}", told_by=f"代わり{mark}")
    return {
        "voice category": term(town.municipality, Kind.SUPPORT_CATEGORY, "shopping"),
        "voice": voice,
        "answer": VoiceAnswer.objects.create(
            voice=voice, words=f"お返事{mark}", on=voice.heard_on, given_by=voice.heard_by
        ),
        "withdrawn voice": make_voice(town, f"取り下げ{mark}", withdrawn_on=timezone.localdate()),
        "own voice": make_own_voice(
            town, f"自分の声{mark}", token=token, reply_to=f"お返事先{mark}"
        ),
        "token": token,
        "returned slip": told.slip,
    }


# What stands in the room's URLs, by the names above.
ARGUMENTS = {
    "voices": {"pk": "voice", "term": "voice category"},
    "voices:take_back_answer": {"pk": "voice", "given": "answer"},
    "voices:restore": {"pk": "withdrawn voice"},
    "voices:give_link": {"pk": "own voice"},
    "voices:take_back_slip": {"pk": "returned slip"},
}
