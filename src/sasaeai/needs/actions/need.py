"""Taking up what somebody could be helped with, handing it on, and closing it with words."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, keep_seen
from sasaeai.contacts import alarms
from sasaeai.needs import queries, rules
from sasaeai.needs.models import Need, Referral
from sasaeai.needs.now import need_now, whoever
from sasaeai.vocabulary.models import Term
from sasaeai.voices import actions as voices
from sasaeai.voices.models import Voice

KIND = queries.KIND
CLOSED = ("state", "closed_on", "closing", "closing_words", "closing_answers")
OVERRULED = ("overruled_because", "overruled_for")
# What mending writes: all else of the row may have been changed by others meanwhile.
MENDED = (
    "what", "category", "area", "times", "dates", "often", "minutes", "person", "place_words",
    "coping", "urgency", "consent", "answer_by",
)  # fmt: skip


@transaction.atomic
def take_up(
    viewer: Viewer,
    need: Need,
    *,
    voice: Voice | None = None,
    has: Iterable[Term] = (),
    avoids: Iterable[Term] = (),
) -> Need:
    """Write down a need; the voice it came from learns where it went."""
    need.municipality_id = viewer.municipality
    need.owner_id = need.owner_id or whoever(viewer)
    _check_place(viewer, need)
    need.save(force_insert=True)
    need.has.set(has)
    need.avoids.set(avoids)
    if voice is not None:
        need.voices.add(voice)
        words = alarms.listed(need.municipality_id, viewer.today)
        need.alarms.set(alarms.found_in([voice.words], words))
        url = need.get_absolute_url()
        voices.send(viewer, voice, destination=Voice.Destination.NEED, url=url)
    _record(viewer, "needs.take_up", need)
    return need


@transaction.atomic
def change(
    viewer: Viewer,
    need: Need,
    *,
    seen: datetime,
    changed: Sequence[str],
    has: Iterable[Term],
    avoids: Iterable[Term],
) -> Need:
    """Save what was put right of a need, unless it was taken back, closed or changed meanwhile.

    `seen` is when the need had last been changed as whoever mends it saw it.
    """
    current = _open_now(need)
    keep_seen(current.updated_at, seen)
    _check_place(viewer, need)
    need.overruled_because, need.overruled_for = current.overruled_because, current.overruled_for
    dropped = _drop_reasons(viewer, need)
    need.save(update_fields=[*MENDED, *OVERRULED, "updated_at"])
    need.has.set(has)
    need.avoids.set(avoids)
    _record(viewer, "needs.change", need, [*changed, *dropped])
    return need


def _drop_reasons(viewer: Viewer, need: Need) -> Sequence[str]:
    """Let a reason count no more for what asks for nobody's care now; return what changed by that."""
    still = [one for one in queries.why_referred(viewer, need) if one in need.overruled_for]
    if still == need.overruled_for:
        return ()
    need.overruled_for = still
    need.overruled_because = need.overruled_because if still else ""
    return OVERRULED


def _check_place(viewer: Viewer, need: Need) -> None:
    if not rules.may_take_up_in(viewer, need.area, need.employer_id):
        raise DomainError(_("ご自分の受け持ちの地区と、ご自分の所属先を選んでください。"))


@transaction.atomic
def refer(viewer: Viewer, referral: Referral) -> Referral:
    """Note whom a need was handed to."""
    _open_now(referral.need)
    if not (referral.contact_id or referral.to_words):
        raise DomainError(_("どこへつないだかを選ぶか、書いてください。"))
    if referral.on > viewer.today:
        raise DomainError(_("つないだ日は、今日か、それより前の日にしてください。"))
    referral.referred_by_id = whoever(viewer)
    referral.save()
    _record(viewer, "needs.refer", referral.need, ["referrals"])
    return referral


@transaction.atomic
def take_back_referral(viewer: Viewer, referral: Referral) -> None:
    """Take back that an open need was handed on, on the day it was noted: later somebody relies on it."""
    _open_now(referral.need)
    if not rules.may_take_back_referral(viewer, referral):
        raise DomainError(
            _(
                "きのうまでに残したつないだ記録は、取り消せません。ほかへつないだときは、もう一つ残してください。"
            )
        )
    _record(viewer, "needs.take_back_referral", referral.need, ["referrals"])
    referral.delete()


@transaction.atomic
def overrule(viewer: Viewer, need: Need, *, because: str) -> Need:
    """Let neighbours be asked although the list says to call somebody else; the reason stays.

    It counts for what it was given for, and for nothing that is written or decided later.
    """
    current = _open_now(need)
    why = queries.why_referred(viewer, current)
    if not why:
        raise DomainError(_("これは、わけを書かなくても、近所の方に頼めます。"))
    need.overruled_because, need.overruled_for = because, why
    return _set(viewer, need, "needs.overrule", OVERRULED)


@transaction.atomic
def take_back_overruling(viewer: Viewer, need: Need) -> Need:
    """Take back the reason for which neighbours were asked; nothing changes where there is none."""
    now = _open_now(need)
    if not now.overruled_because:
        return now
    now.overruled_because, now.overruled_for = "", []
    return _set(viewer, now, "needs.take_back_overruling", OVERRULED)


@transaction.atomic
def set_state(viewer: Viewer, need: Need, state: str) -> Need:
    """Move an open need on; the room where people are asked calls this."""
    _open_now(need)
    need.state = state
    return _set(viewer, need, "needs.set_state", ["state"])


@transaction.atomic
def close(
    viewer: Viewer, need: Need, *, state: str, closing: Term | None, words: str, tells: bool = False
) -> Need:
    """End a need, met or not; where it `tells`, the words answer the voices it came from."""
    need = _open_now(need)
    if state == Need.State.LET_GO and not words.strip():
        raise DomainError(_("つなげなかったわけを、ご本人が読む言葉で書いてください。"))
    if closing is not None and not rules.is_reason_of(closing, state):
        raise DomainError(_("このわけは、この終わり方には合いません。わけを選びなおしてください。"))
    need.state, need.closed_on = state, viewer.today
    need.closing, need.closing_words = closing, words
    told = queries.to_answer(viewer, need) if tells and words.strip() else []
    given = [voices.answer(viewer, voice, words=words, on=viewer.today) for voice in told]
    need.closing_answers = [str(one.pk) for one in given]
    return _set(viewer, need, "needs.close", CLOSED)


@transaction.atomic
def reopen(viewer: Viewer, need: Need) -> Need:
    """Take up a closed need again; one that is open stays as it is.

    What its closing answered is taken back on the same day; later it was told, and stays.
    """
    need = need_now(need)
    if need.is_open:
        return need
    voices.take_back_answers(viewer, [UUID(one) for one in need.closing_answers])
    need.closing_answers = []
    need.state, need.closed_on = Need.State.RECEIVED, None
    need.closing, need.closing_words = None, ""
    return _set(viewer, need, "needs.reopen", CLOSED)


@transaction.atomic
def hand_over(viewer: Viewer, need: Need, *, owner: UUID, answer_by: date) -> Need:
    """Give a need to somebody else of the body, with the day by which they answer."""
    _open_now(need)
    if answer_by < viewer.today:
        raise DomainError(_("お返事の期限は、今日か、これからの日にしてください。"))
    need.owner_id, need.answer_by = owner, answer_by
    return _set(viewer, need, "needs.hand_over", ["owner", "answer_by"])


@transaction.atomic
def write_out(viewer: Viewer, needs: Sequence[Need]) -> None:
    """Note that these needs were written out to a file."""
    audit.record(
        viewer.actor,
        "needs.export",
        kind=KIND,
        subjects=[need.pk for need in needs],
        fields=["what"],
    )


def _open_now(need: Need) -> Need:
    current = need_now(need)
    if not current.is_open:
        raise DomainError(
            _("このニーズは終わっています。つづけるときは「もう一度ひらく」を押してください。")
        )
    return current


def _set(viewer: Viewer, need: Need, verb: str, fields: Sequence[str]) -> Need:
    need.save(update_fields=[*fields, "updated_at"])
    _record(viewer, verb, need, fields)
    return need


def _record(viewer: Viewer, verb: str, need: Need, fields: Sequence[str] = ()) -> None:
    audit.record(viewer.actor, verb, kind=KIND, subjects=[need.pk], fields=fields)
