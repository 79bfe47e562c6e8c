"""A report as it is sent: its figures, what they are called, and its sheet, all of one moment."""

from django.utils import timezone

from sasaeai.areas.viewer import Viewer
from sasaeai.reports import reading, sheets
from sasaeai.reports.actions.report import Frozen
from sasaeai.reports.models import Report
from sasaeai.reports.scopes import scope_of


def frozen(viewer: Viewer, report: Report) -> Frozen:
    """Return a report with its figures as they are now, set as its sheet."""
    now = reading.counted(viewer, scope_of(report))
    sheet = sheets.monthly(viewer, report, now.board, at=timezone.now())
    return Frozen(now.numbers, now.named, sheet)
