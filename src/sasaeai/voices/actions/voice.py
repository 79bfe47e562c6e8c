"""Writing down what was said, where it went, and taking it back when somebody asks."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError
from sasaeai.base.models import held
from sasaeai.photos import keeping as photos
from sasaeai.search import actions as search
from sasaeai.vocabulary.models import Term
from sasaeai.voices import indexing, queries, refusals, rules
from sasaeai.voices.models import Reach, Voice
from sasaeai.voices.now import forget_reply_to_of, note, put, standing
from sasaeai.voices.queries import KIND


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
    now = standing(voice)
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
    put(voice)


def _put_photo(voice: Voice, photo: ContentFile[bytes] | None, *, drops: bool = False) -> None:
    """Keep a photograph with a voice once that is saved, so that no file is left of one that was not."""
    photos.put(voice, photo, drops=drops)
    voice.save(update_fields=["photo"])


@transaction.atomic
def send(viewer: Viewer, voice: Voice, *, destination: str, url: str) -> Voice:
    """Note which row of another room a voice went to; the room that took it up calls this.

    What was taken back or has gone elsewhere meanwhile is let be.
    """
    now = standing(voice)
    if rules.has_gone_on(now):
        raise DomainError(
            _("この声は、たったいまほかの行き先が決まりました。声のページで見てください。")
        )
    now.destination, now.destination_url = destination, url
    note(viewer, now, "voices.send", ["destination"])
    return now


@transaction.atomic
def take_back_sending(viewer: Viewer, voice: Voice, *, url: str) -> Voice:
    """Note that the row at this address is no more; a voice that went there waits for its way again."""
    now = held(Voice.objects.all(), [voice.pk])[voice.pk]
    if now.destination_url == url:
        now.destination = Voice.Destination.ANSWERED if now.answered_on else ""
        now.destination_url = ""
        note(viewer, now, "voices.take_back_sending", ["destination"])
    return now


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
    fields = ["withdrawn_on", "withdrawn_by_self", *forget_reply_to_of(now)]
    note(viewer, now, "voices.withdraw", fields)
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
    note(viewer, now, "voices.restore", ["withdrawn_on", "withdrawn_by_self"])
    return now


@transaction.atomic
def take_back_hearing(viewer: Viewer, voice: Voice) -> bool:
    """Throw away what the viewer wrote down by mistake today; return whether it went.

    The room calls this whose row wrote it down. What was answered, mended, sorted or taken up since is let be.
    """
    untouched = Voice.objects.filter(answered_on=None, withdrawn_on=None, destination="")
    now = held(untouched, [voice.pk]).get(voice.pk)
    if now is None or not rules.may_take_back_hearing(viewer, now) or queries.was_touched(now):
        return False
    search.drop(KIND, [now.pk])
    photos.put(now, None, drops=True)
    audit.record(viewer.actor, "voices.take_back_hearing", kind=KIND, subjects=[now.pk])
    now.delete()
    return True
