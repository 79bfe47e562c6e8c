"""出番: offering one, putting it right, filling it, closing it, opening it again."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sasaeai.activities.models import Activity, Opening
from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, keep_seen
from sasaeai.base.models import held
from sasaeai.needs.now import whoever
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Policy

KIND = "activity"
STANDS = ("state", "filled_on", "closed_on")
# What mending writes: how it stands may have been changed by others meanwhile.
MENDED = (
    "what", "category", "times", "minutes", "people", "since", "until", "first", "contact", "phone",
)  # fmt: skip


@transaction.atomic
def offer_opening(viewer: Viewer, opening: Opening) -> Opening:
    """Write down what an activity looks for a helper for."""
    activity = held(Activity.objects.all(), [opening.activity_id])[opening.activity_id]
    if activity.state == Activity.State.ENDED:
        raise DomainError(
            _("この活動は終わっています。出番をつくるときは、先に活動を一覧に戻してください。")
        )
    _check(viewer, opening)
    opening.offered_by_id = whoever(viewer)
    opening.save(force_insert=True)
    _record(viewer, "activities.offer_opening", opening)
    return opening


@transaction.atomic
def change_opening(
    viewer: Viewer, opening: Opening, *, seen: datetime, changed: Sequence[str]
) -> Opening:
    """Save what was put right of an opening, unless it was changed after it was `seen`."""
    keep_seen(opening_now(opening).updated_at, seen)
    _check(viewer, opening)
    opening.save(update_fields=[*MENDED, "updated_at"])
    _record(viewer, "activities.change_opening", opening, changed)
    return opening


def _check(viewer: Viewer, opening: Opening) -> None:
    policy = vocabulary.standing(opening.category, viewer.today).policy
    if policy == Policy.REFER:
        raise DomainError(
            _("これは専門の方の仕事と、町で決めてあります。ほかの「どんなこと」を選んでください。")
        )
    if policy == Policy.TRAIN and opening.first != Opening.First.LEARNED:
        raise DomainError(
            _("これは学んだ方が手伝うと、町で決めてあります。「はじめる前に」で選んでください。")
        )


@transaction.atomic
def fill_opening(viewer: Viewer, opening: Opening) -> Opening:
    """Say that an opening has found its people."""
    opening = opening_now(opening)
    if opening.state != Opening.State.OPEN:
        raise DomainError(_("この出番は、もうさがしていません。いまのようすを見てください。"))
    opening.state, opening.filled_on = Opening.State.FILLED, viewer.today
    return _stand(viewer, "activities.fill_opening", opening)


@transaction.atomic
def close_opening(viewer: Viewer, opening: Opening) -> Opening:
    """Say that an opening is over; it stays to be read."""
    opening = opening_now(opening)
    if opening.state == Opening.State.CLOSED:
        raise DomainError(_("この出番は、もうおしまいになっています。そのままで大丈夫です。"))
    opening.state, opening.closed_on = Opening.State.CLOSED, viewer.today
    return _stand(viewer, "activities.close_opening", opening)


@transaction.atomic
def reopen_opening(viewer: Viewer, opening: Opening) -> Opening:
    """Let a closed opening stand as it did before, and look again for people for a filled one."""
    opening = opening_now(opening)
    if opening.state == Opening.State.OPEN:
        raise DomainError(_("この出番は、いまさがしているところです。そのままで大丈夫です。"))
    was_filled = opening.state == Opening.State.CLOSED and opening.filled_on is not None
    opening.state = Opening.State.FILLED if was_filled else Opening.State.OPEN
    opening.filled_on = opening.filled_on if was_filled else None
    opening.closed_on = None
    return _stand(viewer, "activities.reopen_opening", opening)


def opening_now(opening: Opening) -> Opening:
    """Return an opening as it is now; nobody else changes it in this transaction."""
    return held(Opening.objects.all(), [opening.pk])[opening.pk]


def _stand(viewer: Viewer, verb: str, opening: Opening) -> Opening:
    opening.save(update_fields=[*STANDS, "updated_at"])
    _record(viewer, verb, opening)
    return opening


def _record(viewer: Viewer, verb: str, opening: Opening, fields: Sequence[str] = ()) -> None:
    audit.record(
        viewer.actor, verb, kind=KIND, subjects=[opening.activity_id],
        fields=["openings", *fields],
    )  # fmt: skip
