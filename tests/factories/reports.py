"""Reports, the town's templates, answers for the indicators. All words are invented."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from sasaeai.reports.models import Evidence, Report, ReportKind, Template
from tests.factories.areas import Town
from tests.factories.office import blank, paragraph, word
from tests.factories.people import writer

SINCE, UNTIL = date(2026, 10, 1), date(2026, 10, 31)
# See `tests/world.py`.
ARGUMENTS = {
    "reports": {"pk": "sent report", "year": "evidence year", "item": "evidence item"},
    **{
        f"reports:{name}": {"pk": "template"}
        for name in ("template", "fill", "put_away", "bring_back")
    },
}


def make_report(town: Town, **values: Any) -> Report:
    """Let the 包括 be writing the 月報 of 川西 of October, unless said otherwise."""
    usual = {
        "kind": ReportKind.MONTHLY, "area": town.west, "employer": town.centre,
        "since": SINCE, "until": UNTIL, "written_by": writer(town),
    }  # fmt: skip
    return Report.objects.create(municipality=town.municipality, **usual | values)


def make_sent(town: Town, **values: Any) -> Report:
    """Let it have been sent just now."""
    sent = {"state": Report.State.SENT, "sent_at": timezone.now(), "sent_by": writer(town)}
    report = make_report(town, **sent | values)
    report.sheet.save("sheet.pdf", ContentFile(blank()), save=False)
    report.filled.save("filled.docx", ContentFile(word(paragraph("2026-10"))), save=True)
    return report


def make_template(town: Town, content: bytes = b"", **values: Any) -> Template:
    """Let the town have uploaded its 様式."""
    usual = {
        "name": "市の月報", "form": Template.Form.DOCX, "uploaded_by": writer(town),
        "since": date(2026, 4, 1), "file_hash": "0" * 64,
    }  # fmt: skip
    template = Template(municipality=town.municipality, **usual | values)
    template.file.save(
        f"template.{template.form}",
        ContentFile(content or word(paragraph("《年月》《記録の実数》"))),
        save=False,
    )
    template.save()
    return template


def reports(town: Town, _made: dict[str, Any]) -> dict[str, Any]:
    """Return, for the walkers' world, a sent report, a template, an answer."""
    return {
        "sent report": make_sent(town),
        "draft report": make_report(town, since=date(2026, 9, 1), until=date(2026, 9, 30)),
        "template": make_template(town),
        "evidence year": 2026,
        "evidence item": "outreach",
        "evidence": Evidence.objects.create(
            municipality=town.municipality, item="outreach", year=2026, answered_by=writer(town)
        ),
    }
