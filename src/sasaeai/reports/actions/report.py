"""Writing the words of a report, sending it with its figures frozen, taking that back, making a next version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, keep_seen, once
from sasaeai.base.models import held
from sasaeai.reports import kept, rules
from sasaeai.reports.models import Report, Template

KIND = "report"
WORDS = ("story", "trouble", "coming", "template")
ABOUT = ("kind", "area", "employer", "since")
SENT = gettext_lazy(
    "提出した報告は、提出したときのまま残ります。直すときは、報告のページの「直した版を作る」から書いてください。"
)
BEGUN = gettext_lazy(
    "この報告は、ほかの方が書きはじめています。開きなおして、つづきを書いてください。"
)


@dataclass(frozen=True, slots=True)
class Frozen:
    """A report as it stands at one moment: what is counted, names, the sheet, and the town's template filled."""

    at: datetime
    rows: kept.Rows
    labels: Mapping[str, str]
    sheet: bytes
    template: Template | None = None
    filled: bytes = b""


@transaction.atomic
def write(
    viewer: Viewer, report: Report, *, changed: Iterable[str], seen: datetime | None = None
) -> Report:
    """Keep the words of a report that is being written, the first time or anew."""
    _check_mine(viewer, report)
    is_new = report._state.adding  # noqa: SLF001 -- Django has no public name for it
    if is_new:
        _check_not_sent(report)
        report.municipality_id, report.written_by_id = viewer.municipality, whoever(viewer)
        with once(BEGUN):
            report.save(force_insert=True)
    else:
        current = _held(report)
        if current.is_sent:
            raise DomainError(str(SENT))
        if seen is not None:
            keep_seen(current.updated_at, seen)
        report.save(update_fields=[*WORDS, "updated_at"])
    _record(viewer, "reports.write", report, fields=changed)
    return report


@transaction.atomic
def send(viewer: Viewer, report: Report, frozen: Frozen) -> Report:
    """Send a report: its figures and files stay as they are at this moment."""
    _check_mine(viewer, report)
    current = _held(report)
    if current.is_sent:
        raise DomainError(str(SENT))
    # The sheet was set from these words, and no others.
    keep_seen(current.updated_at, report.updated_at)
    if current.since > viewer.today:
        raise DomainError(
            _("まだはじまっていない月の報告は出せません。その月になってから出してください。")
        )
    current.figures = kept.counted(frozen.rows)
    current.labels = [list(pair) for pair in frozen.labels.items()]
    current.rows = kept.packed(frozen.rows)
    current.state, current.sent_at = Report.State.SENT, frozen.at
    current.sent_by_id = whoever(viewer)
    current.sheet_hash = _keep(current.sheet, frozen.sheet, name=f"{current.pk}.pdf")
    if frozen.template is not None:
        current.template = frozen.template
        name = f"{current.pk}.{frozen.template.form}"
        current.filled_hash = _keep(current.filled, frozen.filled, name=name)
    # Last of all: it is of everything above.
    current.figures_hash = kept.fingerprint(current)
    current.save()
    _record(viewer, kept.SEND, current, fields=[kept.in_book(current)])
    return current


@transaction.atomic
def take_back(viewer: Viewer, report: Report) -> Report:
    """Undo sending on the same day: the report is being written again, its files go."""
    current = _held(report)
    _check_mine(viewer, current)
    if not current.is_sent or not rules.may_take_back(viewer, current):
        raise DomainError(
            _(
                "提出を取り消せるのは、提出したその日だけです。直すときは「直した版を作る」から書いてください。"
            )
        )
    if Report.objects.filter(**_about(current), version__gt=current.version).exists():
        raise DomainError(_("直した版を書きはじめています。そのつづきを書いてください。"))
    for file in (current.sheet, current.filled):
        if file.name:
            transaction.on_commit(partial(file.storage.delete, file.name))
    current.sheet = current.filled = ""
    current.sheet_hash = current.filled_hash = ""
    current.figures, current.labels, current.rows, current.figures_hash = {}, [], {}, ""
    current.state, current.sent_at, current.sent_by = Report.State.DRAFT, None, None
    current.save()
    _record(viewer, kept.TAKE_BACK, current)
    return current


@transaction.atomic
def correct(viewer: Viewer, report: Report) -> Report:
    """Begin the next version of a sent report with the same words; the sent one stays as it is."""
    _check_mine(viewer, report)
    if not report.is_sent:
        raise DomainError(_("この報告は書きかけです。そのまま書いて、提出してください。"))
    newest = Report.objects.filter(**_about(report)).order_by("-version")[0]
    if not newest.is_sent:
        raise DomainError(str(BEGUN))
    following = Report(
        **_about(report),
        municipality_id=report.municipality_id,
        until=report.until,
        version=newest.version + 1,
        written_by_id=whoever(viewer),
        **{name: getattr(newest, name) for name in WORDS},
    )
    with once(BEGUN):
        following.save(force_insert=True)
    _record(viewer, "reports.correct", following)
    return following


def whoever(viewer: Viewer) -> UUID:
    """Return who acts; a resident reports nothing."""
    if viewer.user is None:
        raise PermissionDenied
    return viewer.user


def _about(report: Report) -> dict[str, object]:
    return {name: getattr(report, name) for name in ABOUT}


def _check_mine(viewer: Viewer, report: Report) -> None:
    if not rules.may_change(viewer, report):
        raise DomainError(_("ご自分の受け持ちの地区と、ご自分の所属先を選んでください。"))


def _check_not_sent(report: Report) -> None:
    newest = Report.objects.filter(**_about(report)).order_by("-version").first()
    if newest is not None:
        raise DomainError(str(SENT if newest.is_sent else BEGUN))


def _held(report: Report) -> Report:
    """Return the report as it is now; nobody else changes it in this transaction."""
    return held(Report.objects.all(), [report.pk])[report.pk]


def _keep(file: FieldFile, content: bytes, *, name: str) -> str:
    """Keep a file with the row and return its fingerprint."""
    file.save(name, ContentFile(content), save=False)
    return sha256(content).hexdigest()


def _record(viewer: Viewer, verb: str, report: Report, *, fields: Iterable[str] = ()) -> None:
    audit.record(viewer.actor, verb, kind=KIND, subjects=[report.pk], fields=fields)
