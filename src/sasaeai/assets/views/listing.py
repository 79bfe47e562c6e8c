"""The list of assets: narrowed, paged, written out."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sasaeai.areas import rules as area_rules
from sasaeai.areas.viewer import Request, Viewer
from sasaeai.assets import exports, freshness, lines, looks, queries, rules
from sasaeai.assets.filters import page_links
from sasaeai.assets.forms import AssetExportForm, AssetFilter
from sasaeai.assets.models import Asset
from sasaeai.audit import actions as audit
from sasaeai.base.errors import permit
from sasaeai.base.paging import page_or_first
from sasaeai.paper import files


def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    form = AssetFilter(request.GET, viewer=viewer)
    of_any_kind = _narrowed(
        viewer, form, queries.brief(viewer, retired=bool(form.chosen("retired")))
    )
    kinds = form.chosen("kinds") or ()
    found = queries.narrowed(of_any_kind, viewer=viewer, kinds=kinds)
    page, notice = page_or_first(found, request.GET.get("after", ""))
    looks.record_list(viewer, page.rows)
    counts = queries.kind_counts(of_any_kind)
    context = {
        "form": form,
        "area": form.chosen("area"),
        "counts": counts,
        "total": sum(counts[kind] for kind in kinds or counts),
        "rows": [row(viewer, asset) for asset in page.rows],
        "notice": notice,
        "may_add": rules.may_add(viewer),
        **page_links(request.GET, after=page.after, notice=notice),
    }
    status = 400 if notice or form.errors else 200
    return render(request, "assets/list.html", context, status=status)


@require_safe
def export(request: Request) -> HttpResponseBase:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    form = AssetExportForm(request.GET, viewer=viewer)
    if not form.is_valid():
        return files.unknown(request, back="assets:list")
    retired = bool(form.chosen("retired"))
    found = _narrowed(viewer, form, queries.listed(viewer, retired=retired))
    found = queries.narrowed(found, viewer=viewer, kinds=form.chosen("kinds") or ())
    found = found.order_by("name", "id")
    columns = exports.columns(viewer)
    # Cards of persons carry a name; to staff a place shows its address even where it is hidden.
    shown = ["name", *(column.field for column in columns if column.private)]
    shown += ["address"] if rules.may_see_private(viewer) else []
    subjects = list(found.values_list("pk", flat=True))
    audit.record(viewer.actor, "assets.export", kind="asset", subjects=subjects, fields=shown)
    return files.listed(columns, found.iterator(chunk_size=500), form=form, name="assets")


def row(viewer: Viewer, asset: Asset) -> dict[str, Any]:
    """Return the arguments of ui/parts/place.html for an asset: a hidden place is its area."""
    fresh = freshness.look(asset, viewer.today)
    return {"asset": asset, "text": lines.words_of(asset), "fresh": fresh}


def _narrowed(viewer: Viewer, form: AssetFilter, assets: QuerySet[Asset]) -> QuerySet[Asset]:
    """Return those that fit the filter but for its kinds, which the chips count."""
    category = form.chosen("category")
    if words := form.chosen("q"):
        assets = queries.holding(assets, words, viewer=viewer)
    return queries.narrowed(
        assets,
        viewer=viewer,
        area=form.chosen("area"),
        category=category.pk if category else None,
        freshness=form.chosen("freshness") or "",
    )
