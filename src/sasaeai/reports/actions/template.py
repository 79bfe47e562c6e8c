"""Taking a town's own template in, putting it away and back; setting a report in it."""

from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError
from sasaeai.base.models import held
from sasaeai.paper.filling import Inspection
from sasaeai.reports import rules
from sasaeai.reports.actions.report import whoever
from sasaeai.reports.models import Template

KIND = "template"


@transaction.atomic
def upload(
    viewer: Viewer, template: Template, *, content: bytes, inspection: Inspection
) -> Template:
    """Keep a template with what was found in it."""
    template.municipality_id, template.uploaded_by_id = viewer.municipality, whoever(viewer)
    if not rules.may_keep_template(viewer, template):
        raise DomainError(
            _("町ぜんたいの様式は、市町村担当の方が入れます。ご自分の所属先を選んでください。")
        )
    template.form, template.fields = inspection.form, inspection.fields
    template.unknown, template.warnings = inspection.unknown, inspection.warnings
    template.file_hash = sha256(content).hexdigest()
    template.since = viewer.today
    template.file.save(f"{template.pk}.{template.form}", ContentFile(content), save=False)
    template.save(force_insert=True)
    _record(viewer, "reports.upload_template", template)
    return template


@transaction.atomic
def fill(viewer: Viewer, template: Template) -> None:
    """Note that a file was made from a template and taken along."""
    _record(viewer, "reports.fill_template", template)


@transaction.atomic
def put_away(viewer: Viewer, template: Template) -> Template:
    """Use a template no longer from today on; what was set in it stays."""
    return _until(viewer, template, "reports.put_away_template", is_over=True)


@transaction.atomic
def bring_back(viewer: Viewer, template: Template) -> Template:
    """Use a template again."""
    return _until(viewer, template, "reports.bring_back_template", is_over=False)


def _until(viewer: Viewer, template: Template, verb: str, *, is_over: bool) -> Template:
    current = held(Template.objects.all(), [template.pk])[template.pk]
    if not rules.may_keep_template(viewer, current):
        raise DomainError(_("この様式は、市町村担当の方か、その所属先の方がしまえます。"))
    current.until = max(viewer.today, current.since) if is_over else None
    current.save(update_fields=["until", "updated_at"])
    _record(viewer, verb, current)
    return current


def _record(viewer: Viewer, verb: str, template: Template) -> None:
    audit.record(viewer.actor, verb, kind=KIND, subjects=[template.pk])
