"""Writing down what was said, what became of it, and taking it back when somebody asks."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.models import Area, Employer, Municipality
from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError
from sasaeai.base.models import held
from sasaeai.photos import keeping as photos
from sasaeai.search import actions as search
from sasaeai.vocabulary.models import Term
from sasaeai.voices import indexing, numbers, queries, refusals, rules, tokens
from sasaeai.voices.looks import look as look
from sasaeai.voices.looks import look_meanwhile as look_meanwhile
from sasaeai.voices.looks import read as read
from sasaeai.voices.looks import write_out as write_out
from sasaeai.voices.models import Link, Reach, Slip, Voice
from sasaeai.voices.queries import KIND

SLIP = "slip"


@transaction.atomic
def hear(
    viewer: Viewer,
    voice: Voice,
    *,
    categories: Iterable[Term] = (),
    photo: ContentFile[bytes] | None = None,
) -> Voice:
    """Write down a voice and return it; of what arrived before nothing changes, and that is returned."""
    voice.municipality_id = viewer.municipality
    voice.heard_by_id = viewer.actor.user
    try:
        with transaction.atomic():
            _save(viewer, voice)
    except IntegrityError:
        return queries.arrived(viewer, voice.client_id)
    _put_photo(voice, photo)
    voice.categories.set(categories)
    audit.record(viewer.actor, "voices.hear", kind=KIND, subjects=[voice.pk])
    return voice


@transaction.atomic
def change(  # noqa: PLR0913 -- the words, what goes with them, and as when somebody saw them
    viewer: Viewer,
    voice: Voice,
    *,
    seen: datetime | None,
    changed: Sequence[str],
    categories: Iterable[Term] | None = None,
    photo: ContentFile[bytes] | None = None,
    drops_photo: bool = False,
) -> Voice:
    """Save what was put right or added to a voice, unless it was taken back or changed meanwhile.

    `seen` is when the voice had last been changed as whoever mends it saw it.
    """
    now = _standing(voice)
    if now.updated_at != seen:
        raise DomainError(refusals.changed_meanwhile(now))
    if not rules.may_reach(now, reach=voice.reach, consent=voice.consent):
        raise DomainError(refusals.wider())
    _save(viewer, voice)
    _put_photo(voice, photo, drops=drops_photo)
    if categories is not None:
        voice.categories.set(categories)
    audit.record(viewer.actor, "voices.change", kind=KIND, subjects=[voice.pk], fields=changed)
    return voice


@transaction.atomic
def categorise(
    viewer: Viewer, voice: Voice, *, add: Iterable[Term] = (), drop: Iterable[Term] = ()
) -> Voice:
    """File a voice under categories too, and no more under others."""
    voice.categories.add(*add)
    voice.categories.remove(*drop)
    voice.save(update_fields=["updated_at"])
    audit.record(
        viewer.actor, "voices.change", kind=KIND, subjects=[voice.pk], fields=["categories"]
    )
    return voice


def _save(viewer: Viewer, voice: Voice) -> None:
    if not rules.may_hear_in(viewer, voice.area, voice.employer_id):
        raise DomainError(_("ご自分の受け持ちの地区と、ご自分の所属先を選んでください。"))
    if voice.reach != Reach.OWN and not voice.consent:
        raise DomainError(
            _(
                "言葉をほかへ伝えるには、ご本人の同意が要ります。同意をどう聞いたかを選んでください。"
            )
        )
    _put(voice)


def _put_photo(voice: Voice, photo: ContentFile[bytes] | None, *, drops: bool = False) -> None:
    """Keep a photograph with a voice once that is saved, so that no file is left of one that was not."""
    photos.put(voice, photo, drops=drops)
    voice.save(update_fields=["photo"])


def _put(voice: Voice) -> None:
    voice.newest_first = -voice.heard_on.toordinal()
    voice.save()
    indexing.index([voice])


@transaction.atomic
def answer(
    viewer: Viewer, voice: Voice, *, words: str, on: date, calls_again: bool = False
) -> Voice:
    """Note what was answered; a voice that went nowhere else has been answered as it is.

    Where an answer reaches them is erased, unless somebody `calls_again`.
    """
    if on > viewer.today:
        raise DomainError(_("お返事した日は、今日か、それより前の日にしてください。"))
    voice = _standing(voice)
    if voice.answered_on is not None:
        raise DomainError(
            _(
                "もうお返事が残してあります。書きかえるときは、先にお返事の記録を取り消してください。"
            )
        )
    voice.answer, voice.answered_on = words, on
    voice.destination = voice.destination or Voice.Destination.ANSWERED
    fields = ["answer", "answered_on", "destination"]
    if not calls_again:
        fields += _forget_reply_to(voice)
    _note(viewer, voice, "voices.answer", fields)
    opened = Link.objects.filter(voice=voice, stopped_at=None, expires_on__gte=viewer.today)
    opened.update(expires_on=_link_ends(viewer.today))
    return voice


def _standing(voice: Voice) -> Voice:
    """Return the voice as it is now, held for this transaction; one that was taken back is let be."""
    now = held(Voice.objects.filter(withdrawn_on=None), [voice.pk]).get(voice.pk)
    if now is None:
        raise DomainError(_("たったいま取り下げられました。そのままにしてください。"))
    return now


def _forget_reply_to(voice: Voice) -> list[str]:
    """Erase where an answer reaches them; return the name of the field where it held something."""
    told = ["reply_to"] if voice.reply_to else []
    voice.reply_to = ""
    return told


@transaction.atomic
def send(viewer: Viewer, voice: Voice, *, destination: str, url: str) -> Voice:
    """Note which row of another room a voice went to; the room that took it up calls this.

    What was taken back or has gone elsewhere meanwhile is let be.
    """
    now = _standing(voice)
    if rules.has_gone_on(now):
        raise DomainError(
            _("この声は、たったいまほかの行き先が決まりました。声のページで見てください。")
        )
    now.destination, now.destination_url = destination, url
    _note(viewer, now, "voices.send", ["destination"])
    return now


@transaction.atomic
def take_back_sending(viewer: Viewer, voice: Voice, *, url: str) -> Voice:
    """Note that the row at this address is no more; a voice that went there waits for its way again."""
    now = held(Voice.objects.all(), [voice.pk])[voice.pk]
    if now.destination_url == url:
        now.destination = Voice.Destination.ANSWERED if now.answered_on else ""
        now.destination_url = ""
        _note(viewer, now, "voices.take_back_sending", ["destination"])
    return now


@transaction.atomic
def take_back_answer(viewer: Viewer, voice: Voice) -> Voice:
    """Take back that a voice was answered."""
    voice.answer, voice.answered_on = "", None
    if voice.destination == Voice.Destination.ANSWERED:
        voice.destination = ""
    _note(viewer, voice, "voices.take_back_answer", ["answer", "answered_on", "destination"])
    return voice


@transaction.atomic
def forget_reply_to(viewer: Viewer, voice: Voice) -> None:
    """Erase where an answer reached them, once all is told."""
    now = _standing(voice)
    if fields := _forget_reply_to(now):
        _note(viewer, now, "voices.forget_reply_to", fields)


@transaction.atomic
def withdraw(viewer: Viewer, voice: Voice) -> Voice:
    """Show the words to nobody any more, as the one who said them asks or does at their own page.

    Who took them back first stays known: nothing changes of what is withdrawn already.
    """
    now = held(Voice.objects.filter(withdrawn_on=None), [voice.pk]).get(voice.pk)
    if now is None:
        return voice
    now.withdrawn_on, now.withdrawn_by_self = viewer.today, viewer.user is None
    search.drop(KIND, [now.pk])
    fields = ["withdrawn_on", "withdrawn_by_self", *_forget_reply_to(now)]
    _note(viewer, now, "voices.withdraw", fields)
    return now


@transaction.atomic
def restore(viewer: Viewer, voice: Voice) -> Voice:
    """Give back a voice that was withdrawn by mistake; of one that is not withdrawn nothing changes."""
    now = held(Voice.objects.exclude(withdrawn_on=None), [voice.pk]).get(voice.pk)
    if now is None:
        return voice
    if not rules.may_restore(viewer, now):
        raise DomainError(
            _("この声は、もう戻せません。もう一度伝えたいときは、お電話でお聞かせください。")
        )
    now.withdrawn_on, now.withdrawn_by_self = None, False
    indexing.index([now])
    _note(viewer, now, "voices.restore", ["withdrawn_on", "withdrawn_by_self"])
    return now


def _note(viewer: Viewer, voice: Voice, verb: str, fields: Sequence[str]) -> None:
    where = ["destination_url"] if "destination" in fields else []
    voice.save(update_fields=[*fields, *where, "updated_at"])
    audit.record(viewer.actor, verb, kind=KIND, subjects=[voice.pk], fields=fields)


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
    _put(voice)


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
    token, ends = tokens.fresh(), _link_ends(viewer.today)
    return Link.objects.create(voice=voice, digest=tokens.digest(token), expires_on=ends), token


def _link_ends(today: date) -> date:
    return today + timedelta(days=settings.LINK_DAYS)
