"""What residents said, and what it led to."""

from collections import defaultdict
from uuid import UUID

from sasaeai.activities import intake as activities
from sasaeai.assets import intake as assets
from sasaeai.assets.models import Asset
from sasaeai.demo.life import voices
from sasaeai.demo.rows.loaded import Loaded
from sasaeai.demo.rows.things import terms
from sasaeai.vocabulary.models import Kind
from sasaeai.voices import intake
from sasaeai.voices.models import Voice, VoiceAnswer


def add(loaded: Loaded) -> int:
    """Write down every voice; return how many."""
    for key in loaded.municipalities:
        drawn = [one for one in loaded.life.voices if one.municipality == key]
        rows = [_row(loaded, one) for one in drawn]
        pairs = list(zip(drawn, rows, strict=True))
        intake.add_many(
            loaded.actor(key),
            rows,
            categories={row.pk: terms(loaded, key, one.categories) for one, row in pairs},
            answers=[
                _answer(loaded, one, row) for one, row in pairs if one.answered_on is not None
            ],
        )
        loaded.voices |= {one.key: row for one, row in pairs}
        _tie(loaded, key, pairs)
    return len(loaded.voices)


def _tie(loaded: Loaded, town: str, pairs: list[tuple[voices.Voice, Voice]]) -> None:
    """Let assets and activities know which voices they began with; an asset knows the first."""
    began: dict[UUID, Asset] = {}
    born: dict[UUID, list[Voice]] = defaultdict(list)
    for drawn, row in sorted(pairs, key=lambda pair: pair[0].heard_on):
        if drawn.destination == Voice.Destination.ASSET:
            asset = loaded.assets[drawn.lead]
            if asset.pk not in began:
                asset.source_voice = row
                began[asset.pk] = asset
        elif drawn.destination == Voice.Destination.ACTIVITY:
            born[loaded.activities[drawn.lead].pk].append(row)
    assets.change_many(loaded.actor(town), list(began.values()), fields=["source_voice"])
    activities.born_from(loaded.actor(town), born)


def _row(loaded: Loaded, drawn: voices.Voice) -> Voice:
    kind = loaded.term(drawn.municipality, Kind.VOICE_KIND, drawn.kind)
    return Voice(
        area=loaded.areas[drawn.area],
        employer=loaded.employers[drawn.employer],
        heard_by=loaded.users[drawn.heard_by],
        words=drawn.words,
        kind=kind,
        heard_on=loaded.day(drawn.heard_on),
        means=loaded.term(drawn.municipality, Kind.CONTACT_MEANS, drawn.means),
        called=drawn.called,
        told_by=drawn.told_by,
        place_words=drawn.place_words,
        consent=drawn.consent,
        reach=drawn.reach,
        withdrawn_on=loaded.day_or_none(drawn.withdrawn_on),
        follow_up_on=loaded.day_or_none(drawn.follow_up_on),
        destination=drawn.destination,
        destination_url=_url(loaded, drawn),
        # A need is written down with the voice it came from.
        created_at=loaded.written(
            drawn.lead if drawn.destination == "need" else drawn.key, drawn.heard_on
        ),
    )


def _answer(loaded: Loaded, drawn: voices.Voice, row: Voice) -> VoiceAnswer:
    ago = drawn.answered_on or 0
    return VoiceAnswer(
        voice=row,
        words=drawn.answer,
        on=loaded.day(ago),
        given_by=row.heard_by,
        created_at=loaded.written(f"{drawn.key} answered", ago),
    )


def _url(loaded: Loaded, drawn: voices.Voice) -> str:
    if drawn.destination == Voice.Destination.ASSET:
        return loaded.assets[drawn.lead].get_absolute_url()
    if drawn.destination == Voice.Destination.ACTIVITY:
        return loaded.activities[drawn.lead].get_absolute_url()
    return ""
