"""Next steps: noting that one was taken, letting it wait again, promising it for another day."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError
from sasaeai.journal import left
from sasaeai.journal.actions.now import entry_now
from sasaeai.journal.models import Entry
from sasaeai.journal.queries import KIND


@transaction.atomic
def settle(viewer: Viewer, entry: Entry) -> Entry:
    """Note that the next step of an entry was taken."""
    current = _promised(viewer, entry)
    current.next_done_on = viewer.today
    return _put(viewer, current, "journal.settle", "next_done_on")


@transaction.atomic
def unsettle(viewer: Viewer, entry: Entry) -> Entry:
    """Let a next step wait again that was marked by mistake; no entry has taken it any more."""
    current = _promised(viewer, entry)
    current.next_done_on = None
    current.kept_by.all().delete()
    return _put(viewer, current, "journal.unsettle", "next_done_on")


@transaction.atomic
def move(viewer: Viewer, entry: Entry, *, to: date) -> Entry:
    """Promise the next step for another day."""
    current = _promised(viewer, entry)
    if to < viewer.today:
        raise DomainError(_("過ぎた日です。今日か、これからの日を選んでください。"))
    current.next_on = to
    return _put(viewer, current, "journal.move", "next_on")


def _promised(viewer: Viewer, entry: Entry) -> Entry:
    current = entry_now(entry)
    if not left.may_settle(viewer, current):
        raise DomainError(_("この次の一手は、書いた所属先の方だけが動かせます。"))
    if not current.next_step:
        raise DomainError(_("この記録に、次の一手はありません。先に書きたしてください。"))
    return current


def _put(viewer: Viewer, entry: Entry, verb: str, field: str) -> Entry:
    entry.save(update_fields=[field, "updated_at"])
    _record(viewer, verb, entry, [field])
    return entry


def _record(viewer: Viewer, verb: str, entry: Entry, fields: Iterable[str]) -> None:
    audit.record(viewer.actor, verb, kind=KIND, subjects=[entry.pk], fields=fields)
