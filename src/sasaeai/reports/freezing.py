"""A report as it is sent: its figures, what they are called, its sheet and the town's template, all of one moment."""

from datetime import datetime

from sasaeai.areas import queries as areas
from sasaeai.areas.viewer import Viewer
from sasaeai.paper import filling
from sasaeai.reports import counting, kept, queries, reading, template_fields
from sasaeai.reports.actions.report import Frozen
from sasaeai.reports.models import Report, Template
from sasaeai.reports.reading import Counted
from sasaeai.reports.scopes import scope_of


def frozen(viewer: Viewer, report: Report, *, at: datetime) -> Frozen:
    """Return a report with its figures as they are now, set as its sheet of that moment and in its template."""
    scope = scope_of(report)
    rows = kept.rows_of(scope)
    now = reading.of_numbers(viewer, scope, kept.counted(rows))
    sheet = reading.sheet(viewer, report, now, at=at)
    template = report.template
    filled = b"" if template is None else in_template(viewer, report, template, now)
    return Frozen(at, rows, now.named, sheet, template, filled)


def in_template(viewer: Viewer, report: Report, template: Template, now: Counted) -> bytes:
    """Return the town's template with this report in it."""
    scope = scope_of(report)
    stories = counting.stories(scope).order_by("on", "pk")
    told = template_fields.Told(viewer.name, viewer.today, list(stories))
    values = template_fields.values(
        report,
        scope,
        town=areas.municipality_of(viewer),
        numbers=now.numbers,
        known=template_fields.names(queries.terms(viewer)),
        told=told,
    )
    with template.file.open() as file:
        return filling.filled(file.read(), values)
