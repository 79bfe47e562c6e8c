"""Writing down what was done, putting it right, taking it back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, keep_seen
from sasaeai.journal import queries, rules
from sasaeai.journal.actions.besides import tell
from sasaeai.journal.actions.now import entry_now, whoever
from sasaeai.journal.actions.undoing import take_back_sequels
from sasaeai.journal.deed import Deed
from sasaeai.journal.models import Entry, TakenBack

KIND = queries.KIND
MENDED = (
    "means", "with_words", "area", "posting", "words", "next_step", "next_on", "next_done_on", "on",
    "minutes", "reach", "newest_first",
)  # fmt: skip


@transaction.atomic
def log(viewer: Viewer, entry: Entry, deed: Deed) -> Entry:
    """Write down what was done and return it; of what arrived before nothing changes, and that is returned."""
    entry.municipality_id = viewer.municipality
    entry.by_id = whoever(viewer)
    _take_place(viewer, entry)
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError:
        # Anything else that is wrong with it is no second arrival.
        if queries.known_as(viewer, entry.client_id) is None:
            raise
        return queries.arrived(viewer, entry.client_id)
    # Looked at only now: an arrival that waited for the taking back to end sees what it left.
    if queries.was_taken_back(viewer, entry.client_id):
        raise DomainError(_("この記録は、一度届いたあとで取り消されています。"))
    _link(entry, deed.links)
    tell(viewer, entry, deed)
    _record(viewer, "journal.log", entry)
    return entry


@transaction.atomic
def change(
    viewer: Viewer, entry: Entry, deed: Deed, *, seen: datetime, changed: Sequence[str]
) -> Entry:
    """Save what was put right of an entry, unless it was changed after it was `seen`."""
    current = entry_now(entry)
    keep_seen(current.updated_at, seen)
    if (current.next_step, current.next_on) != (entry.next_step, entry.next_on):
        entry.next_done_on = None
        entry.kept_by.all().delete()
    _take_place(viewer, entry)
    entry.save(update_fields=[*MENDED, "updated_at"])
    _link(entry, deed.links)
    _record(viewer, "journal.change", entry, changed)
    return entry


@transaction.atomic
def take_back(viewer: Viewer, entry: Entry) -> list[str]:
    """Take back an entry written today by mistake, and what it alone did; return the names of what stays.

    What somebody has built upon since is let be. The record book tells all of it in one entry.
    """
    current = entry_now(entry)
    if not rules.may_take_back(viewer, current):
        raise DomainError(
            _("取り消せるのは、ご自分が今日書いた記録だけです。ちがうところは、直してください。")
        )
    with audit.as_one(viewer.actor, "journal.take_back", kind=KIND):
        _record(viewer, "journal.take_back", current)
        left = take_back_sequels(viewer, current)
        if current.client_id:
            TakenBack.objects.create(
                municipality_id=current.municipality_id,
                by_id=current.by_id,
                client_id=current.client_id,
            )
        current.delete()
    return left


def _take_place(viewer: Viewer, entry: Entry) -> None:
    posting = rules.posting_of(viewer, entry.area, entry.employer_id)
    if posting is None:
        raise DomainError(_("ご自分の受け持ちの地区と、ご自分の所属先を選んでください。"))
    if entry.on > viewer.today:
        raise DomainError(_("これからの日です。した日を選んでください。"))
    entry.posting_id = posting
    entry.take_place_in_lists()


def _link(entry: Entry, links: Mapping[str, Iterable[Any]]) -> None:
    for name, rows in links.items():
        getattr(entry, name).set(rows)


def _record(viewer: Viewer, verb: str, entry: Entry, fields: Iterable[str] = ()) -> None:
    audit.record(viewer.actor, verb, kind=KIND, subjects=[entry.pk], fields=fields)
