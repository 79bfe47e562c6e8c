"""Putting pictures into words, edition by edition; noting who looks the same way."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, keep_seen, once
from sasaeai.visions import queries, rules
from sasaeai.visions.models import Agreement, Edition, Vision
from sasaeai.visions.now import vision_now, whoever
from sasaeai.vocabulary.models import Term

KIND = queries.VISION
DRAWN_ALREADY = gettext_lazy(
    "この地区のあるべき姿は、もう描いてあります。新しい版として書いてください。"
)


@transaction.atomic
def begin(
    viewer: Viewer, vision: Vision, edition: Edition, *, made_with: Iterable[Term] = ()
) -> Vision:
    """Put the picture of an area into words for the first time."""
    if not rules.may_draw_in(viewer, vision.area):
        raise DomainError(_("ご自分の受け持ちの地区を選んでください。"))
    vision.municipality_id = viewer.municipality
    with once(DRAWN_ALREADY):
        vision.save(force_insert=True)
    edition.vision = vision
    _write(viewer, edition, made_with, number=1)
    _record(viewer, "visions.begin", vision)
    return vision


@transaction.atomic
def write_edition(viewer: Viewer, edition: Edition, *, made_with: Iterable[Term] = ()) -> Edition:
    """Put a picture into words once more; the words before stay readable."""
    vision = vision_now(edition.vision)
    _permit(viewer, edition.vision)
    last: int = vision.editions.aggregate(last=Max("number", default=0))["last"]
    _write(viewer, edition, made_with, number=last + 1)
    _record(viewer, "visions.write_edition", vision, fields=["words"])
    return edition


def _write(viewer: Viewer, edition: Edition, made_with: Iterable[Term], *, number: int) -> None:
    if edition.made_on > viewer.today:
        raise DomainError(_("これからの日です。決めた日を書いてください。"))
    taken = edition.taken_from
    if taken is not None and not edition.vision.area.path.startswith(taken.vision.area.path):
        raise DomainError(_("この地区をふくむ、上の地区の版を選んでください。"))
    edition.number, edition.written_by_id = number, whoever(viewer)
    edition.save(force_insert=True)
    edition.made_with.set(made_with)


@transaction.atomic
def take_back_edition(viewer: Viewer, edition: Edition) -> Vision | None:
    """Throw away the newest edition, written today, that nobody has looked at yet; return its picture, if there still is one."""
    vision = vision_now(edition.vision)
    _permit(viewer, edition.vision)
    newest = vision.editions.order_by("-number").first()
    is_of_today = timezone.localdate(edition.created_at) == viewer.today
    if (
        newest != edition
        or not is_of_today
        or edition.agreements.exists()
        or edition.taken_up.exists()
    ):
        raise DomainError(
            _("取り消せるのは、今日書いた最後の版だけです。新しい版として書きなおしてください。")
        )
    if edition.number == 1 and vision.goals.exists():
        raise DomainError(_("もう目標が書いてあります。新しい版として書きなおしてください。"))
    _record(viewer, "visions.take_back_edition", vision)
    edition.delete()
    if vision.editions.exists():
        return vision
    vision.delete()
    return None


@transaction.atomic
def set_then(viewer: Viewer, vision: Vision, *, seen: datetime) -> Vision:
    """Say anew when a picture is to be so, unless that was changed after it was `seen`."""
    keep_seen(vision_now(vision).updated_at, seen)
    _permit(viewer, vision)
    vision.save(update_fields=["then_on", "updated_at"])
    _record(viewer, "visions.set_then", vision, fields=["then_on"])
    return vision


@transaction.atomic
def note_agreement(viewer: Viewer, agreement: Agreement) -> Agreement:
    """Write down how a group stands to an edition, on a day, in their words."""
    _permit(viewer, agreement.edition.vision)
    if agreement.on > viewer.today:
        raise DomainError(_("これからの日です。確かめた日を書いてください。"))
    agreement.noted_by_id = whoever(viewer)
    agreement.save(force_insert=True)
    _record(viewer, "visions.note_agreement", agreement.edition.vision)
    return agreement


@transaction.atomic
def take_back_agreement(viewer: Viewer, agreement: Agreement) -> None:
    """Take back what was written down today of a group."""
    _permit(viewer, agreement.edition.vision)
    if timezone.localdate(agreement.created_at) != viewer.today:
        raise DomainError(
            _("取り消せるのは、今日書いたものだけです。変わったときは、もう一度書いてください。")
        )
    _record(viewer, "visions.take_back_agreement", agreement.edition.vision)
    agreement.delete()


def _permit(viewer: Viewer, vision: Vision) -> None:
    if not rules.may_change(viewer, vision):
        raise DomainError(_("ご自分の受け持ちの地区だけで、できます。"))


def _record(viewer: Viewer, verb: str, vision: Vision, *, fields: Sequence[str] = ()) -> None:
    audit.record(viewer.actor, verb, kind=KIND, subjects=[vision.pk], fields=fields)
