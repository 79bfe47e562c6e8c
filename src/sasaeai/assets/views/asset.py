"""One asset: its page and photograph, writing it down, changing it, taking it out of use."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sasaeai.areas import rules as area_rules
from sasaeai.areas.viewer import Request, Viewer
from sasaeai.assets import (
    actions,
    began,
    freshness,
    knots,
    listed_pages,
    looks,
    queries,
    rules,
    times,
    way_back,
)
from sasaeai.assets.forms import AssetForm
from sasaeai.assets.models import Asset
from sasaeai.assets.views import listing
from sasaeai.assets.views.room import ROOM
from sasaeai.audit import actions as audit
from sasaeai.base.errors import permit
from sasaeai.photos import keeping as photos
from sasaeai.ui import wording
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind
from sasaeai.voices import actions as voices


def asset(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    thing = get_object_or_404(queries.whole(viewer), pk=pk)
    is_staff = rules.may_see_private(viewer)
    told = list(queries.told(viewer, thing)) if rules.may_change(viewer, thing) else []
    heard = queries.voices_of(viewer, thing)
    voices.look(viewer, heard)
    if seen := seen_fields(thing, is_staff=is_staff) + ["suggestions"] * bool(told):
        audit.record(viewer.actor, "assets.look", kind="asset", subjects=[thing.pk], fields=seen)
    context = {
        "asset": thing,
        "facts": _facts(viewer, thing),
        "address": queries.address_for(viewer, thing),
        "week": times.grid(thing.times),
        "days": list(times.DAY_LABELS.values()),
        "fresh": freshness.look(thing, viewer.today),
        "knots": knots.of(thing.checks.all(), viewer.today),
        "private": listed_pages.private_facts(thing) if is_staff else [],
        "suggestions": told,
        "voices": heard,
        "may_change": rules.may_change(viewer, thing),
    }
    return render(request, "assets/asset.html", context)


def seen_fields(thing: Asset, *, is_staff: bool) -> list[str]:
    """Return which fields on the page of an asset are not for everybody and say something."""
    seen = listed_pages.private_fields(thing) if is_staff else []
    if is_staff and rules.hides_place(thing) and thing.address:
        seen.append("address")
    if looks.is_persons(thing):
        seen.append("name")
    return seen


def _facts(viewer: Viewer, thing: Asset) -> list[tuple[str, str | int | None]]:
    facts = vocabulary.by_code(viewer.municipality, Kind.BARRIER_FREE)
    return [
        (_("使うときの約束"), thing.terms),
        (_("費用"), thing.fee),
        (_("何人くらい"), thing.capacity),
        (_("バリアフリー"), wording.told(facts.get(code, code) for code in thing.barrier_free)),
        (_("どんなこと"), wording.told(thing.categories.all())),
        (_("どうしてここにあるか"), thing.get_origin_display()),
        (_("出どころ"), thing.source_words),
        (_("だれに見せるか"), thing.get_visibility_display()),
    ]


def photo(request: Request, pk: UUID) -> FileResponse:
    permit(area_rules.may_see_town(request.viewer))
    return photos.hand_out(get_object_or_404(queries.visible_to(request.viewer), pk=pk))


def add(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_add(viewer))
    beginning = began.asked(request)
    if away := beginning.elsewhere(request):
        return away
    new = Asset(municipality_id=viewer.municipality)
    form = AssetForm(
        request.POST or None,
        request.FILES or None,
        instance=new,
        viewer=viewer,
        initial=beginning.initial,
    )
    beginning.told_on(form)
    alike = listed_pages.called_alike(request, form, room=ROOM)
    if (
        form.is_bound
        and form.is_valid()
        and not alike
        and listed_pages.keep_new(request, form, beginning, by=actions.add)
    ):
        messages.success(request, _("「%(name)s」を書きたしました。") % {"name": new.name})
        return redirect(new)
    looks.record_list(viewer, alike)
    return listed_pages.form_page(
        request,
        form,
        room=ROOM,
        title=_("町にあるものとして残す") if beginning.voice else _("見つけたものを書きたす"),
        back=beginning.back or reverse("assets:list"),
        began=beginning,
        alike=[(one, listing.row(viewer, one)["text"]) for one in alike],
    )


def change(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    thing = get_object_or_404(queries.visible_to(viewer), pk=pk)
    permit(rules.may_change(viewer, thing))
    back = way_back.asked(request) or thing.get_absolute_url()
    form = AssetForm(request.POST or None, request.FILES or None, instance=thing, viewer=viewer)
    if (
        form.is_bound
        and form.is_valid()
        and listed_pages.keep_changed(request, form, by=actions.change)
    ):
        messages.success(request, _("「%(name)s」を直しました。") % {"name": thing.name})
        return redirect(back)
    if not form.is_bound and (seen := seen_fields(thing, is_staff=True)):
        audit.record(viewer.actor, "assets.look", kind="asset", subjects=[pk], fields=seen)
    return listed_pages.form_page(
        request, form, room=ROOM, title=_("書いてあることを直す"), back=back
    )


@require_POST
def retire(request: Request, pk: UUID) -> HttpResponse:
    thing = _mine(request, pk)
    actions.retire(request.viewer, thing, on=request.viewer.today)
    undo = way_back.passed_on(request, reverse("assets:bring_back", args=[pk]))
    text = _("「%(name)s」を引退にしました。一覧には出なくなります。") % {"name": thing.name}
    messages.success(request, text, extra_tags=f"undo={undo}")
    return redirect(way_back.asked(request) or thing.get_absolute_url())


@require_POST
def bring_back(request: Request, pk: UUID) -> HttpResponse:
    thing = _mine(request, pk)
    actions.bring_back(request.viewer, thing)
    messages.success(request, _("「%(name)s」を一覧に戻しました。") % {"name": thing.name})
    return redirect(way_back.asked(request) or thing.get_absolute_url())


def _mine(request: Request, pk: UUID) -> Asset:
    permit(area_rules.may_see_town(request.viewer))
    thing = get_object_or_404(queries.visible_to(request.viewer), pk=pk)
    permit(rules.may_change(request.viewer, thing))
    return thing
