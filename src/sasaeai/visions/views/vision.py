"""The pictures of the areas: putting one into words, edition by edition, and the way back from it."""

from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas import queries as places
from sasaeai.areas.viewer import Request
from sasaeai.base.errors import DomainError, permit
from sasaeai.visions import actions, board, queries, rules
from sasaeai.visions.models import Agreement, Edition, Vision
from sasaeai.visions.toolbox import tools
from sasaeai.visions.vision_form import AgreementForm, BeginForm, EditionForm, ThenForm


@require_safe
def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_read(viewer))
    areas = queries.by_area(viewer)
    context = {
        "shelves": _shelves([one for one in areas if one.vision]),
        "blank": [one for one in areas if not one.vision],
        "may_begin": any(one.may_begin and not one.vision for one in areas),
    }
    return render(request, "visions/list.html", context)


def _shelves(drawn: list[queries.Drawn]) -> list[tuple[str, list[queries.Drawn]]]:
    """Return the viewer's own areas and the others, each under a head; one list has none."""
    own = [one for one in drawn if one.is_own]
    others = [one for one in drawn if not one.is_own]
    if own and others:
        return [(_("受け持ちの地区"), own), (_("ほかの地区"), others)]
    return [("", drawn)] if drawn else []


@require_safe
def of_area(request: Request, pk: UUID) -> HttpResponse:
    """Show an area's picture as a part of its page; without scripts lead to it."""
    permit(rules.may_read(request.viewer))
    place = get_object_or_404(places.with_ended(request.viewer), pk=pk)
    drawn = queries.of_area(request.viewer, place.pk)
    if request.htmx:
        return render(request, "visions/parts/of_area.html", {"drawn": drawn})
    return redirect(drawn.vision if drawn and drawn.vision else "visions:list")


def begin(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_draw(viewer))
    if request.method == "GET" and not queries.to_begin_in(viewer).exists():
        return render(request, "visions/all_begun.html")
    form = BeginForm(
        request.POST or None,
        instance=Edition(),
        viewer=viewer,
        initial={"area": request.GET.get("area", "")},
    )
    if form.is_bound and form.is_valid():
        edition = form.save(commit=False)
        made_with = form.cleaned_data["made_with"]
        try:
            vision = actions.begin(viewer, form.vision(), edition, made_with=made_with)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("visions:take_back_edition", args=[edition.pk])
            text = _("あるべき姿を書きとめました。つぎに、目標をまとめて書けます。")
            messages.success(request, text, extra_tags=f"undo={undo}")
            return redirect("visions:add_goals", pk=vision.pk)
    return _form(
        request,
        form,
        title=_("あるべき姿を描く"),
        eyebrow=_("あるべき姿"),
        back=reverse("visions:list"),
    )


@require_safe
def vision(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    known = _seen(request, pk)
    context = {
        "vision": known,
        "edition": queries.editions(viewer, known).first(),
        "axis": board.axis(known, viewer.today),
        "rows": board.rows(viewer, known),
        "closed": board.closed(viewer, known),
        "stands": queries.stands(viewer, known),
        "may_change": rules.may_change(viewer, known),
        "today": viewer.today,
    }
    return render(request, "visions/vision.html", context)


@require_safe
def editions(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    known = _seen(request, pk)
    context = {
        "vision": known,
        "editions": queries.editions(viewer, known),
        "may_change": rules.may_change(viewer, known),
    }
    return render(request, "visions/editions.html", context)


def write_edition(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    last = known.editions.all()[0]
    carried = ("words", "picture", "taken_from", "taken_words", "own_words")
    initial = {name: getattr(last, name) for name in carried}
    form = EditionForm(
        request.POST or None, instance=Edition(vision=known), viewer=request.viewer, initial=initial
    )
    if form.is_bound and form.is_valid():
        edition = form.save(commit=False)
        try:
            actions.write_edition(request.viewer, edition, made_with=form.cleaned_data["made_with"])
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("visions:take_back_edition", args=[edition.pk])
            messages.success(request, _("新しい版を書きとめました。"), extra_tags=f"undo={undo}")
            return redirect(known)
    return _of(request, form, known, title=_("新しい版を書く"))


@require_POST
def take_back_edition(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_draw(request.viewer))
    edition = get_object_or_404(queries.editions_of_all(request.viewer), pk=pk)
    permit(rules.may_change(request.viewer, edition.vision))
    try:
        left = actions.take_back_edition(request.viewer, edition)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(edition.vision)
    messages.success(request, _("書く前に戻しました。"))
    return redirect(left or "visions:list")


def set_then(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    seen = known.updated_at
    form = ThenForm(request.POST or None, instance=known, today=request.viewer.today)
    if form.is_bound and form.is_valid():
        try:
            actions.set_then(request.viewer, form.save(commit=False), seen=seen)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("直しました。"))
            return redirect(known)
    return _of(request, form, known, title=_("「そのとき」を直す"))


def note_agreement(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    new = Agreement(edition=known.editions.all()[0])
    form = AgreementForm(
        request.POST or None,
        instance=new,
        viewer=request.viewer,
        initial={"group": request.GET.get("group", "")},
    )
    if form.is_bound and form.is_valid():
        try:
            actions.note_agreement(request.viewer, form.save(commit=False))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("visions:take_back_agreement", args=[new.pk])
            messages.success(request, _("目線合わせを書きとめました。"), extra_tags=f"undo={undo}")
            return redirect(known)
    return _of(request, form, known, title=_("目線を合わせたことを書く"))


@require_POST
def take_back_agreement(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_draw(request.viewer))
    known = get_object_or_404(queries.agreements(request.viewer), pk=pk)
    permit(rules.may_change(request.viewer, known.edition.vision))
    try:
        actions.take_back_agreement(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("目線合わせの記録を取り消しました。"))
    return redirect(known.edition.vision)


@require_safe
def toolbox(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_read(viewer))
    context = {"tools": tools(viewer), "may_give": rules.may_draw(viewer)}
    return render(request, "visions/toolbox.html", context)


def _seen(request: Request, pk: UUID) -> Vision:
    permit(rules.may_read(request.viewer))
    return get_object_or_404(queries.visions(request.viewer), pk=pk)


def _mine(request: Request, pk: UUID) -> Vision:
    permit(rules.may_draw(request.viewer))
    known = get_object_or_404(queries.visions(request.viewer), pk=pk)
    permit(rules.may_change(request.viewer, known))
    return known


def _of(request: Request, form: BaseForm, vision: Vision, *, title: str) -> HttpResponse:
    back = vision.get_absolute_url()
    return _form(request, form, title=title, eyebrow=vision.area.name, back=back)


def _form(request: Request, form: BaseForm, *, title: str, eyebrow: str, back: str) -> HttpResponse:
    context = {
        "form": form, "title": title, "eyebrow": eyebrow, "label": _("残す"), "back": back,
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "visions/form.html", context, status=status)
