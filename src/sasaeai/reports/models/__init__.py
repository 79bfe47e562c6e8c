"""報告: what a body tells the town of a month or a year, frozen when sent; the town's own templates; evidence."""

from sasaeai.reports.models.evidence import Evidence
from sasaeai.reports.models.report import Report
from sasaeai.reports.models.template import ReportKind, Template

__all__ = ["Evidence", "Report", "ReportKind", "Template"]
