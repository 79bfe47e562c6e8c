"""申し送り: noting what is to be told in person, and that it was."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from sasaeai.areas.models import Posting
from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError
from sasaeai.base.models import held
from sasaeai.journal import packs
from sasaeai.journal.actions.now import whoever
from sasaeai.journal.models import Word

KIND = "word"


@transaction.atomic
def note_word(viewer: Viewer, word: Word) -> Word:
    """Note what is to be told in person with a posting."""
    if not packs.postings(viewer).filter(pk=word.posting_id).exists():
        raise DomainError(_("ご自分の所属先の配置にだけ、申し送りを書けます。"))
    word.written_by_id = whoever(viewer)
    word.save(force_insert=True)
    _record(viewer, "journal.note_word", word)
    return word


@transaction.atomic
def say_word(viewer: Viewer, word: Word) -> Word:
    """Note that it was told."""
    current = _now(word)
    current.said_on = viewer.today
    return _put(viewer, current, "journal.say_word")


@transaction.atomic
def unsay_word(viewer: Viewer, word: Word) -> Word:
    """Let it wait to be told again, where it was marked by mistake."""
    current = _now(word)
    current.said_on = None
    return _put(viewer, current, "journal.unsay_word")


@transaction.atomic
def drop_word(viewer: Viewer, word: Word) -> None:
    """Take away what need not be told any more, so that it can still be put back."""
    current = _now(word)
    # It is kept for the slip of a finger, not for good: with the next one, what went on an earlier day goes.
    Word.objects.filter(posting=current.posting_id, dropped_on__lt=viewer.today).delete()
    current.dropped_on = viewer.today
    _put(viewer, current, "journal.drop_word", "dropped_on")


@transaction.atomic
def restore_word(viewer: Viewer, word: Word) -> Word:
    """Put back what was taken away by mistake."""
    current = _held(word)
    current.dropped_on = None
    return _put(viewer, current, "journal.restore_word", "dropped_on")


@transaction.atomic
def look_pack(viewer: Viewer, posting: Posting, *, verb: str = "journal.look_pack") -> None:
    """Note that somebody opened all that goes on with a posting."""
    audit.record(viewer.actor, verb, kind=packs.KIND, subjects=[posting.pk])


def print_pack(viewer: Viewer, posting: Posting) -> None:
    """Note that it was printed: what lies on a desk can be found again."""
    look_pack(viewer, posting, verb="journal.print_pack")


def _held(word: Word) -> Word:
    found = held(Word.objects.all(), [word.pk])
    if word.pk not in found:
        raise DomainError(_("この申し送りは、もうありません。引き継ぎの画面でたしかめてください。"))
    return found[word.pk]


def _now(word: Word) -> Word:
    found = _held(word)
    if found.dropped_on is not None:
        raise DomainError(
            _("この申し送りは、たったいま消されました。引き継ぎの画面でたしかめてください。")
        )
    return found


def _put(viewer: Viewer, word: Word, verb: str, field: str = "said_on") -> Word:
    word.save(update_fields=[field, "updated_at"])
    _record(viewer, verb, word, [field])
    return word


def _record(viewer: Viewer, verb: str, word: Word, fields: Sequence[str] = ()) -> None:
    audit.record(viewer.actor, verb, kind=KIND, subjects=[word.pk], fields=fields)
