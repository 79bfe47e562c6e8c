"""What residents said, and what it led to."""

from sasaeai.demo.life import voices
from sasaeai.demo.rows.loaded import Loaded
from sasaeai.demo.rows.things import terms
from sasaeai.vocabulary.models import Kind
from sasaeai.voices import intake
from sasaeai.voices.models import Voice


def add(loaded: Loaded) -> int:
    """Write down every voice; return how many."""
    for key in loaded.municipalities:
        drawn = [one for one in loaded.life.voices if one.municipality == key]
        rows = [_row(loaded, one) for one in drawn]
        intake.add_many(
            loaded.actor(key),
            rows,
            categories={
                row.pk: terms(loaded, key, one.categories)
                for one, row in zip(drawn, rows, strict=True)
            },
        )
        loaded.voices |= {one.key: row for one, row in zip(drawn, rows, strict=True)}
    return len(loaded.voices)


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
        answer=drawn.answer,
        answered_on=loaded.day_or_none(drawn.answered_on),
    )


def _url(loaded: Loaded, drawn: voices.Voice) -> str:
    if drawn.destination == Voice.Destination.ASSET:
        return loaded.assets[drawn.lead].get_absolute_url()
    if drawn.destination == Voice.Destination.ACTIVITY:
        return loaded.activities[drawn.lead].get_absolute_url()
    return ""
