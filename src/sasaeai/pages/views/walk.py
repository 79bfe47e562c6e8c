"""宝探し: the sheet to take along, and typing back what came of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sasaeai.areas import queries as areas
from sasaeai.areas.viewer import Request
from sasaeai.assets import looks
from sasaeai.assets.models import Asset
from sasaeai.base.errors import DomainError, permit
from sasaeai.pages import actions, queries, rules, walks
from sasaeai.pages.forms import RoundForm
from sasaeai.pages.walk_form import NO_SUCH_SHEET, Paper
from sasaeai.paper import pdf


def walk(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_walk_round(viewer))
    mine = list(areas.responsible_areas(viewer))
    context = {"areas": mine, "recent": queries.recent_walks(viewer, within=mine)}
    return render(request, "pages/walk.html", context)


def walk_sheet(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_walk_round(viewer))
    area = RoundForm(request.GET, viewer=viewer).area_chosen
    if area is None:
        messages.warning(request, _("受け持ちの地区の中から選んでください。"))
        return redirect("pages:walk")
    return pdf.shown(walks.walk_sheet(viewer, area, at=timezone.localtime()), name="walk.pdf")


def walk_rows(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_walk_round(viewer))
    mine = {str(area.pk): area for area in areas.responsible_areas(viewer)}
    given = request.POST if request.method == "POST" else None
    sent = request.POST if given else request.GET
    walk = queries.walk_numbered(viewer, sent.get("sheet", ""), within=mine.values())
    area = request.GET.get("area", "")
    asked = "" if given or walk else sent.get("sheet", "")
    if asked:
        messages.warning(request, NO_SUCH_SHEET)
    paper = Paper(given, viewer=viewer, mine=mine, walk=walk, area=area)
    valid = bool(given) and paper.is_valid()
    alike, twice = (paper.alike(), paper.twice()) if valid else ([], [])
    looks.record_list(viewer, [one for _number, one in alike if isinstance(one, Asset)])
    if valid and not (alike or twice):
        try:
            taken = actions.take_in(
                viewer,
                paper.lines,
                areas=paper.areas,
                walked=paper.walked,
                again=paper.is_said,
                seen=paper.seen,
            )
        except DomainError as error:
            paper.head.add_error(None, str(error))
        else:
            undo = reverse("pages:walk_undo", args=[actions.receipt(viewer, taken.ids())])
            messages.success(
                request, walks.summary(paper.lines, paper.seen), extra_tags=f"undo={undo}"
            )
            return redirect("pages:walk")
    recent = [] if walk else queries.recent_walks(viewer, within=mine.values())
    context = {
        "paper": paper,
        "recent": recent,
        "asked": asked,
        "alike": alike,
        "twice": twice,
    }
    return render(request, "pages/walk_rows.html", context, status=422 if given else 200)


@require_POST
def walk_undo(request: Request, token: str) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_walk_round(viewer))
    try:
        found = queries.found_before(viewer, actions.received(viewer, token))
        actions.take_back(viewer, found)
        messages.success(request, _("いま書いたものを、一覧から引きました。"))
    except DomainError as error:
        messages.warning(request, str(error))
    return redirect("pages:walk")
