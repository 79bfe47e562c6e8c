"""今日たしかめる: the round one goes on with, putting it in order anew, and taking that back."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sasaeai.areas import queries as areas
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Request, Viewer
from sasaeai.audit import actions as audit_actions
from sasaeai.base.errors import permit
from sasaeai.pages import actions, queries, rounds, rules, sheets, ways
from sasaeai.pages.forms import RoundForm
from sasaeai.pages.models import Round
from sasaeai.pages.rounds import Stop
from sasaeai.paper import pdf


def walk_round(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_walk_round(viewer))
    mine = queries.tops(list(areas.responsible_areas(viewer)))
    if not mine:
        return render(request, "pages/unposted.html")
    form = RoundForm(request.GET or None, viewer=viewer, initial={"area": mine[0]})
    area = form.area_chosen or mine[0]
    walked = _set_out(viewer, area)
    stops = rounds.stops_of(viewer, walked) if walked else []
    left = [stop for stop in stops if not stop.is_done]
    if request.GET.get("print"):
        _record_round(viewer, "pages.print_round", left)
        now = timezone.localtime()
        return pdf.shown(sheets.round_sheet(viewer, area, stops, at=now), name="round.pdf")
    if stops:
        _record_round(viewer, "pages.look_round", stops)
    context = {
        "form": form,
        "area": area,
        "waiting": queries.waiting_in(viewer, area),
        "walked": walked,
        "left": len(left),
        "picture": ways.picture(viewer, left, area=area),
        "way": ways.whole(viewer, left),
        "reckoned": ways.reckoned(),
        "stops": sheets.stops(viewer, stops, area=area),
    }
    return render(request, "pages/round.html", context)


def _set_out(viewer: Viewer, area: Area) -> Round | None:
    """Return the round the viewer goes on with, or a new one; none where all is sure."""
    if walked := rounds.last_made(viewer, area):
        return walked
    stops = rounds.round_in(viewer, area)
    return actions.set_out(viewer, area, stops) if stops else None


def _record_round(viewer: Viewer, verb: str, stops: Sequence[Stop]) -> None:
    audit_actions.record(
        viewer.actor,
        verb,
        kind="round",
        subjects=[stop.listed.pk for stop in stops],
        fields=["private_phone", "address"],
    )


@require_POST
def round_anew(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_walk_round(viewer))
    area = RoundForm(request.POST, viewer=viewer).area_chosen
    if area is None:
        messages.warning(request, _("受け持ちの地区の中から選んでください。"))
        return redirect("pages:round")
    before = rounds.last_made(viewer, area)
    stops = rounds.round_in(viewer, area)
    made = actions.set_out(viewer, area, stops) if stops else None
    if made and made == before:
        messages.success(request, _("いまの順番が、いちばん確かめたい順です。"))
    elif made:
        undo = reverse("pages:round_put_away", args=[made.pk])
        text = _("いま確かめたいところを、あらためてならべました。")
        messages.success(request, text, extra_tags=f"undo={undo}")
    else:
        messages.success(request, _("どれも確かめてあります。"))
    return redirect(f"{reverse('pages:round')}?area={area.pk}")


@require_POST
def round_put_away(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_walk_round(viewer))
    made = get_object_or_404(rounds.made(viewer), pk=pk)
    area = made.area_id
    actions.put_away(viewer, made)
    messages.success(request, _("前の順番に戻しました。"))
    return redirect(f"{reverse('pages:round')}?area={area}")
