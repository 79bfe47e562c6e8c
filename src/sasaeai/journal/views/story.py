"""物語: what changed, as those saw it who were there."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas import queries as areas
from sasaeai.areas import rules as area_rules
from sasaeai.areas.viewer import Request
from sasaeai.base.errors import DomainError, permit
from sasaeai.journal import actions, rules, sheets, stories
from sasaeai.journal.models import Story
from sasaeai.journal.story_form import StoryForm
from sasaeai.journal.told import Told
from sasaeai.paper.pdf import shown
from sasaeai.photos import keeping as photos
from sasaeai.voices import actions as voices


@require_safe
def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    context = {"stories": stories.newest(viewer), "may_tell": rules.may_log(viewer)}
    return render(request, "journal/stories.html", context)


@require_safe
def story(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    known = get_object_or_404(stories.visible_to(viewer), pk=pk)
    heard = stories.voices_of(viewer, known)
    voices.look(viewer, heard)
    context = {
        "story": known,
        "voices": heard,
        "activities": stories.activities_of(viewer, known),
        "may_change": rules.may_change_story(viewer, known),
        "may_take_back": rules.may_take_back_story(viewer, known),
    }
    return render(request, "journal/story.html", context)


@require_safe
def photo(request: Request, pk: UUID) -> FileResponse:
    permit(area_rules.may_see_town(request.viewer))
    return photos.hand_out(get_object_or_404(stories.visible_to(request.viewer), pk=pk))


@require_safe
def sheet(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    known = get_object_or_404(stories.visible_to(viewer), pk=pk)
    heard = stories.voices_on_paper(viewer, known)
    voices.look(viewer, heard)
    actions.print_story(viewer, known, heard)
    made = sheets.story_sheet(
        known, voices=heard, town=areas.municipality_of(viewer), at=timezone.now()
    )
    return shown(made, name="story.pdf")


def tell(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_log(viewer))
    new = Story(municipality_id=viewer.municipality)
    form = StoryForm(request.POST or None, request.FILES or None, instance=new, viewer=viewer)
    if form.is_bound and form.is_valid():
        try:
            actions.tell(viewer, form.save(commit=False), _told(form))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("journal:take_back_story", args=[new.pk])
            messages.success(request, _("物語を残しました。"), extra_tags=f"undo={undo}")
            return redirect(new)
    return _form(request, form, title=_("物語を書く"), back=reverse("journal:stories"))


def change(request: Request, pk: UUID) -> HttpResponse:
    viewer, known = request.viewer, _mine(request, pk)
    form = StoryForm(request.POST or None, request.FILES or None, instance=known, viewer=viewer)
    if form.is_bound and form.is_valid():
        mended, seen = form.save(commit=False), known.updated_at
        try:
            actions.change_story(viewer, mended, _told(form), seen=seen, changed=form.changed_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("直しました。"))
            return redirect(known)
    return _form(request, form, title=_("物語を直す"), back=known.get_absolute_url())


@require_POST
def take_back(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    try:
        actions.take_back_story(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(known)
    messages.success(request, _("物語を取り消しました。"))
    return redirect("journal:stories")


def _told(form: StoryForm) -> Told:
    data = form.cleaned_data
    return Told(
        form.activities,
        list(data.get("voices", ())),
        photo=data["photo"],
        drops_photo=data.get("drops_photo", False),
    )


def _form(request: Request, form: StoryForm, *, title: str, back: str) -> HttpResponse:
    voices.look_meanwhile(request.viewer, form.offered)
    context = {"form": form, "title": title, "back": back}
    return render(request, "journal/story_form.html", context, status=422 if form.is_bound else 200)


def _mine(request: Request, pk: UUID) -> Story:
    permit(rules.may_log(request.viewer))
    known = get_object_or_404(stories.visible_to(request.viewer), pk=pk)
    permit(rules.may_change_story(request.viewer, known))
    return known
