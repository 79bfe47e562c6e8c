"""What residents write themselves, on the town's page or on slips, and their private link to what becomes of it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.models import Area, Employer, Municipality
from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError
from sasaeai.base.models import held
from sasaeai.photos import keeping as photos
from sasaeai.search import actions as search
from sasaeai.voices import numbers, queries, rules, tokens
from sasaeai.voices.models import Link, Reach, Slip, Voice
from sasaeai.voices.now import link_ends, put
from sasaeai.voices.queries import KIND

SLIP = "slip"


@transaction.atomic
def receive(viewer: Viewer, voice: Voice) -> str:
    """Keep what a resident wrote on the town's page; return the token of the link to what becomes of it."""
    if not rules.may_say_in(viewer, voice.area):
        raise DomainError(_("お住まいの地区を選んでください。"))
    employer = queries.looked_after_by(viewer, voice.area)
    if employer is None:
        raise DomainError(_("いまこの地区の声を読む者がおりません。お電話でお聞かせください。"))
    _came(viewer, voice, by=Voice.CameBy.FORM, employer=employer)
    (number,) = _draw_numbers(viewer, 1)
    Slip.objects.create(
        municipality_id=viewer.municipality,
        number=number,
        employer=employer,
        area=voice.area,
        voice=voice,
    )
    audit.record(viewer.actor, "voices.receive", kind=KIND, subjects=[voice.pk])
    _link, token = _open_link(viewer, voice)
    return token


def _came(viewer: Viewer, voice: Voice, *, by: Voice.CameBy, employer: Employer) -> None:
    """Save what somebody wrote themselves; only what they ticked lets the words go any further."""
    agreed = Voice.Consent.SCREEN if by == Voice.CameBy.FORM else Voice.Consent.PAPER
    voice.municipality_id, voice.employer = viewer.municipality, employer
    voice.came_by, voice.heard_by, voice.heard_on = by, None, viewer.today
    voice.consent = "" if voice.reach == Reach.OWN else agreed
    put(voice)


def _draw_numbers(viewer: Viewer, count: int) -> list[str]:
    """Return numbers that nobody else of the town draws meanwhile."""
    held(Municipality.objects.all(), [viewer.municipality])
    return numbers.unused(viewer.municipality, count)


@transaction.atomic
def print_slips(viewer: Viewer, count: int, *, employer: Employer, area: Area | None) -> list[Slip]:
    """Number so many slips for a body to hand out; of one area, or for whoever writes it down there."""
    if not _may_print(viewer, employer, area):
        raise DomainError(_("ご自分の受け持ちの地区と、ご自分の所属先を選んでください。"))
    slips = [
        Slip(
            municipality_id=viewer.municipality,
            number=number,
            employer=employer,
            area=area,
            printed_on=viewer.today,
            printed_by_id=viewer.user,
        )
        for number in _draw_numbers(viewer, count)
    ]
    Slip.objects.bulk_create(slips)
    audit.record(viewer.actor, "voices.print_slips", kind=SLIP, subjects=[one.pk for one in slips])
    return slips


def _may_print(viewer: Viewer, employer: Employer, area: Area | None) -> bool:
    if area is not None:
        return rules.may_hear_in(viewer, area, employer.pk)
    return any(post.employer == employer.pk for post in rules.posts(viewer))


@transaction.atomic
def take_slip(viewer: Viewer, slip: Slip, voice: Voice) -> Voice:
    """Write down what stands on a slip that came back; a slip is written down once."""
    now = held(Slip.objects.all(), [slip.pk])[slip.pk]
    if now.voice_id is not None:
        raise DomainError(_("この番号の声は、もう届いています。番号を見くらべてみてください。"))
    if not rules.may_take(viewer, now, voice.area):
        raise DomainError(_("受け持ちの地区と所属先の用紙ではありません。番号を見てください。"))
    _came(viewer, voice, by=Voice.CameBy.SLIP, employer=now.employer)
    now.voice = voice
    now.save(update_fields=["voice", "updated_at"])
    audit.record(viewer.actor, "voices.take_slip", kind=KIND, subjects=[voice.pk])
    return voice


@transaction.atomic
def take_back_slip(viewer: Viewer, slip: Slip) -> None:
    """Throw away what was typed from a slip by mistake, so that it can be typed again.

    A slip of the finger is noticed on the same day; what somebody has read or added to is let be.
    """
    untouched = Voice.objects.filter(
        came_by=Voice.CameBy.SLIP, read_on=None, answered_on=None, withdrawn_on=None, destination=""
    )
    (voice,) = held(untouched, [slip.voice_id]).values() or (None,)
    if voice is None:
        raise DomainError(
            _("もうだれかが読んでいます。まちがいは、声のページの「直す・書きたす」で直せます。")
        )
    if not rules.may_take(viewer, slip, voice.area):
        raise DomainError(_("受け持ちの地区と所属先の用紙ではありません。番号を見てください。"))
    if timezone.localdate(voice.created_at) != viewer.today or queries.was_touched(voice):
        raise DomainError(
            _(
                "書き写した日をすぎたか、そのあとで書きたされています。まちがいは、声のページの「直す・書きたす」で直せます。"
            )
        )
    search.drop(KIND, [voice.pk])
    photos.put(voice, None, drops=True)
    audit.record(viewer.actor, "voices.take_back_slip", kind=KIND, subjects=[voice.pk])
    voice.delete()


@transaction.atomic
def look_up(viewer: Viewer, slip: Slip) -> None:
    """Note that somebody who told the number on the telephone hears what became of their words."""
    subjects = [slip.voice_id] if slip.voice_id else []
    audit.record(viewer.actor, "voices.look_up", kind=KIND, subjects=subjects, fields=["answer"])


@transaction.atomic
def give_link(viewer: Viewer, voice: Voice) -> tuple[Link, str]:
    """Return a new private link to what becomes of a voice, and its token; the old one stops."""
    held(Voice.objects.all(), [voice.pk])
    voice.links.filter(stopped_at=None).update(stopped_at=timezone.now())
    audit.record(viewer.actor, "voices.give_link", kind=KIND, subjects=[voice.pk])
    return _open_link(viewer, voice)


def _open_link(viewer: Viewer, voice: Voice) -> tuple[Link, str]:
    token, ends = tokens.fresh(), link_ends(viewer.today)
    return Link.objects.create(voice=voice, digest=tokens.digest(token), expires_on=ends), token
