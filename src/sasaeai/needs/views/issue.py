"""地域課題: what comes together, gathering it, putting it right, bringing it before others."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import DomainError, permit
from sasaeai.needs import actions, issues, mistakes, queries, rules
from sasaeai.needs.issue_form import GatherForm, IssueForm, MergeForm, SplitForm
from sasaeai.needs.models import Issue
from sasaeai.voices import actions as voices


@require_safe
def index(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_take_up(viewer))
    context = {
        "proposals": issues.proposals(viewer)[: issues.SHOWN],
        "issues": issues.standing(viewer),
    }
    return render(request, "needs/issues.html", context)


def propose(request: Request, area: UUID, category: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_take_up(viewer))
    proposal = issues.proposal_of(viewer, area, category)
    if proposal is None:
        raise Http404
    employer = queries.own_employers(viewer).first()
    permit(employer is not None)
    new = Issue(area=proposal.area, category=proposal.category, employer=employer)
    form = GatherForm(request.POST or None, instance=new, viewer=viewer, proposal=proposal)
    if form.is_bound and form.is_valid():
        try:
            actions.note_issue(viewer, form.save(commit=False), **form.chosen())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("needs:take_back_issue", args=[new.pk])
            messages.success(request, _("地域課題にまとめました。"), extra_tags=f"undo={undo}")
            return redirect(new)
    voices.look(viewer, form.told())
    context = {
        "form": form,
        "proposal": proposal,
        "title": _("地域課題にまとめる"),
        "label": _("まとめる"),
        "back": reverse("needs:issues"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "needs/issue_form.html", context, status=status)


@require_safe
def issue(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_take_up(viewer))
    known = get_object_or_404(issues.visible_to(viewer), pk=pk)
    words, into = issues.evidence(viewer, known), issues.gone_into(viewer, known)
    may_change = rules.may_change_issue(viewer, known)
    voices.look(viewer, words)
    context = {
        "issue": known,
        "voices": words,
        "needs": issues.needs_behind(viewer, known),
        "merged": issues.merged_into(viewer, known),
        "into": into,
        "may_change": may_change,
        "may_take_out": may_change and into and rules.may_change_issue(viewer, into),
    }
    return render(request, "needs/issue.html", context)


def change(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    form = IssueForm(request.POST or None, instance=known)
    if form.is_bound and form.is_valid():
        mended, seen = form.save(commit=False), known.updated_at
        try:
            actions.change_issue(request.viewer, mended, seen=seen, changed=form.changed_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("直しました。"))
            return redirect(known)
    return _act(request, form, known, title=_("地域課題を直す"), label=_("残す"))


@require_POST
def take_back_issue(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    try:
        mistakes.take_back_issue(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(known)
    if known.split_from:
        messages.success(request, _("分ける前に戻しました。"))
        return redirect(known.split_from)
    messages.success(request, _("まとめる前に戻しました。"))
    return redirect("needs:issues")


def merge(request: Request, pk: UUID) -> HttpResponse:
    viewer, known = request.viewer, _mine(request, pk)
    form = MergeForm(request.POST or None, viewer=viewer, issue=known)
    if form.is_bound and form.is_valid():
        try:
            into = actions.merge_issue(viewer, known, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("needs:take_back_merging", args=[pk])
            messages.success(request, _("一つに合わせました。"), extra_tags=f"undo={undo}")
            return redirect(into)
    return _act(request, form, known, title=_("ほかの課題に合わせる"), label=_("合わせる"))


@require_POST
def take_back_merging(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    try:
        actions.take_back_merging(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("合わせる前に戻しました。"))
    return redirect(known)


def split(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    form = SplitForm(request.POST or None, viewer=request.viewer, issue=known)
    if form.is_bound and form.is_valid():
        try:
            own = actions.split_issue(request.viewer, known, **form.chosen())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("needs:take_back_issue", args=[own.pk])
            messages.success(request, _("二つに分けました。"), extra_tags=f"undo={undo}")
            return redirect(own)
    voices.look(request.viewer, list(form.told))
    return _act(request, form, known, title=_("地域課題を分ける"), label=_("分ける"))


@require_POST
def raise_up(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    try:
        actions.raise_issue(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(known)
    undo = reverse("needs:take_back_raising", args=[pk])
    messages.success(request, _("話し合いに上げました。"), extra_tags=f"undo={undo}")
    return redirect(known)


@require_POST
def take_back_raising(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    try:
        actions.take_back_raising(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("上げたのを取り消しました。"))
    return redirect(known)


def _act(
    request: Request, form: Form | IssueForm, issue: Issue, *, title: str, label: str
) -> HttpResponse:
    back = issue.get_absolute_url()
    context = {"form": form, "title": title, "label": label, "back": back}
    status = 422 if form.is_bound else 200
    return render(request, "needs/issue_form.html", context, status=status)


def _mine(request: Request, pk: UUID) -> Issue:
    permit(rules.may_take_up(request.viewer))
    known = get_object_or_404(issues.visible_to(request.viewer), pk=pk)
    permit(rules.may_change_issue(request.viewer, known))
    return known
