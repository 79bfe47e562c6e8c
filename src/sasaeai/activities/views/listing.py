"""The list of activities: narrowed, paged, written out."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sasaeai.activities import exports, lines, queries, rests, rules
from sasaeai.activities.forms import ActivityExportForm, ActivityFilter
from sasaeai.activities.models import Activity
from sasaeai.areas import rules as area_rules
from sasaeai.areas.viewer import Request, Viewer
from sasaeai.assets import freshness
from sasaeai.assets import queries as assets
from sasaeai.assets.filters import page_links
from sasaeai.audit import actions as audit
from sasaeai.base.errors import permit
from sasaeai.base.paging import page_or_first
from sasaeai.paper import files


def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    form = ActivityFilter(request.GET, viewer=viewer)
    found = _narrowed(viewer, form, queries.brief(viewer))
    page, notice = page_or_first(found, request.GET.get("after", ""))
    context = {
        "form": form,
        "area": form.chosen("area"),
        "total": found.count(),
        "rows": [row(viewer, activity) for activity in page.rows],
        "notice": notice,
        "may_add": rules.may_add(viewer),
        **page_links(request.GET, after=page.after, notice=notice),
    }
    status = 400 if notice or form.errors else 200
    return render(request, "activities/list.html", context, status=status)


@require_safe
def export(request: Request) -> HttpResponseBase:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    form = ActivityExportForm(request.GET, viewer=viewer)
    if not form.is_valid():
        return files.unknown(request, back="activities:list")
    found = _narrowed(viewer, form, queries.visible_to(viewer).prefetch_related("categories"))
    found = found.order_by("name", "id")
    columns = exports.columns(viewer)
    shown = [column.field for column in columns if column.private]
    subjects = list(found.values_list("pk", flat=True))
    audit.record(
        viewer.actor, "activities.export", kind="activity", subjects=subjects, fields=shown
    )
    return files.listed(columns, found.iterator(chunk_size=500), form=form, name="activities")


def row(viewer: Viewer, activity: Activity) -> dict[str, Any]:
    """Return the arguments of ui/parts/place.html for an activity."""
    stands = rests.label(activity, viewer.today)
    tone = "plain" if activity.state == Activity.State.ENDED else "soon"
    return {
        "activity": activity,
        "text": lines.words_of(activity),
        "fresh": freshness.look(activity, viewer.today),
        "tags": [{"label": stands, "tone": tone}] if stands else [],
    }


def _narrowed(
    viewer: Viewer, form: ActivityFilter, activities: QuerySet[Activity]
) -> QuerySet[Activity]:
    category = form.chosen("category")
    if words := form.chosen("q"):
        activities = queries.holding(activities, words, viewer=viewer)
    found = queries.narrowed(
        activities,
        viewer=viewer,
        area=form.chosen("area"),
        category=category.pk if category else None,
        weekday=form.chosen("weekday") or "",
        state=form.chosen("state") or "",
    )
    return assets.by_freshness(found, form.chosen("freshness") or "", today=viewer.today)
