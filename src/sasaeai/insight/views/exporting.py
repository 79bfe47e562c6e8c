"""The goals as a file to take along."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import permit
from sasaeai.insight import actions, exports, rules
from sasaeai.insight.forms import GoalExportForm
from sasaeai.paper import files


@require_safe
def goals(request: Request) -> HttpResponseBase:
    viewer = request.viewer
    permit(rules.may_check(viewer))
    form = GoalExportForm(request.GET, viewer=viewer)
    if not form.is_valid():
        return files.unknown(request, back="visions:list")
    rows = exports.lines(viewer, form.cleaned_data["area"])
    actions.export_goals(viewer, rows)
    return files.listed(exports.columns(rows), rows, form=form, name="goals")
