"""The rows behind a figure of a sent report: those of that day, what became of each, and what came since."""

from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.base.errors import DomainError
from sasaeai.base.models import Record
from sasaeai.base.paging import SIZE
from sasaeai.reports import behind, counting, kept
from sasaeai.reports.behind import Behind, Row
from sasaeai.reports.counting import Rows
from sasaeai.reports.models import Report
from sasaeai.reports.scopes import narrowed, scope_of
from sasaeai.voices.models import Voice


class Then(NamedTuple):
    """What a figure counted when it was sent, a page of it, and the first of what came since.

    Where the rows were not kept, `found` are those of today.
    """

    is_kept: bool
    found: Behind
    came: Behind


def of(viewer: Viewer, report: Report, key: str, *, after: str = "") -> Then:
    """Return the rows behind a figure of a sent report.

    Raises LookupError for a key that names none, and DomainError for a page that is none of ours.
    """
    now = counting.behind(*narrowed(scope_of(report), key))
    if not report.rows:
        return Then(False, behind.of(viewer, now, after=after), Behind(0, []))
    numbers = kept.behind(report.rows, key)
    known = set(numbers)
    came = [pk for pk in now.values_list("pk", flat=True) if pk not in known]
    start = _start(after)
    page = _as_counted(viewer, report, now, numbers[start : start + SIZE])
    following = str(start + SIZE) if start + SIZE < len(numbers) else ""
    shown = behind.listed(viewer, now.model, came[:SIZE])
    return Then(
        True,
        page._replace(number=len(numbers), after=following),
        shown._replace(number=len(came)),
    )


def _start(after: str) -> int:
    if not after:
        return 0
    if not (after.isascii() and after.isdigit()) or len(after) > len(str(10**6)):
        raise DomainError(
            _("ページのつづきが見つかりません。一覧のはじめから開きなおしてください。")
        )
    return int(after)


def _as_counted(viewer: Viewer, report: Report, now: Rows, page: list[UUID]) -> Behind:
    """Return these rows as they are now, each with what became of it; what is gone keeps its place."""
    there = {one.pk: one for one in now.model.objects.filter(pk__in=page)}
    stays = {pk for pk, one in there.items() if not _is_taken_back(one)}
    counted = set(now.filter(pk__in=page).values_list("pk", flat=True))
    found = behind.listed(viewer, now.model, [pk for pk in page if pk in stays])
    rows = {
        one.pk: one._replace(mark=_mark(there[one.pk], report, is_counted=one.pk in counted))
        for one in found.rows
    }
    gone = Row(_("この記録は、提出したあとに取り消されました。"), "", "", mark=_("取り消し"))
    return found._replace(rows=[rows.get(pk, gone) for pk in page])


def _is_taken_back(one: Record) -> bool:
    return isinstance(one, Voice) and one.withdrawn_on is not None


def _mark(one: Record, report: Report, *, is_counted: bool) -> str:
    if not is_counted:
        return _("いまは、この数に入りません")
    if report.sent_at is not None and one.updated_at > report.sent_at:
        return _("提出したあとに直されました")
    return ""
