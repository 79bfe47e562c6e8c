"""The town's words: every code list, what this town calls its terms, and terms of its own."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas.viewer import Request
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, permit
from sasaeai.paper import files
from sasaeai.paper.files import FormatForm
from sasaeai.vocabulary import actions, exports, queries, rules
from sasaeai.vocabulary.forms import EndForm, NewTermForm, PolicyForm, RenameForm
from sasaeai.vocabulary.models import Kind, Policy, PolicyRule, Term


@require_safe
def index(request: Request) -> HttpResponse:
    permit(rules.may_read(request.viewer))
    kinds = queries.kind_counts(request.viewer)
    return render(request, "vocabulary/index.html", {"kinds": kinds})


@require_safe
def export(request: Request) -> HttpResponseBase:
    viewer = request.viewer
    permit(rules.may_read(viewer))
    form = FormatForm(request.GET)
    if not form.is_valid():
        return files.unknown(request, back="vocabulary:index")
    audit.record(viewer.actor, "vocabulary.export", kind="term")
    lines = queries.lines(viewer, queries.visible_to(viewer))
    return files.listed(exports.COLUMNS, lines, form=form, name="terms")


@require_safe
def kind(request: Request, kind: str) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_read(viewer))
    known = _kind(kind)
    lines = queries.lines(viewer, queries.whole_kind(viewer, known))
    context = {
        "kind": known,
        "terms": [(one.term, one.term.holds_on(viewer.today), one.standing) for one in lines],
        "may_rename": rules.may_rename(viewer),
        "may_extend": rules.may_extend(viewer, known),
    }
    return render(request, "vocabulary/kind.html", context)


def add(request: Request, kind: str) -> HttpResponse:
    viewer, known = request.viewer, _kind(kind)
    permit(rules.may_extend(viewer, known))
    term = Term(municipality_id=viewer.municipality, kind=known)
    form = NewTermForm(request.POST or None, instance=term, viewer=viewer)
    if form.is_bound and form.is_valid():
        actions.add(viewer, form.save(commit=False))
        messages.success(request, _("「%(label)s」を加えました。") % {"label": term.label})
        return redirect(term)
    return _form(request, form, term, title=_("用語を加える"), label=_("加える"))


def rename(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    term = get_object_or_404(queries.visible_to(viewer), pk=pk)
    permit(rules.may_rename(viewer))
    before = {name: getattr(term, name) for name in RenameForm.base_fields}
    # The way back (the toast) says in the address what was before.
    sent = request.POST if "label" in request.POST else request.GET
    form = RenameForm(sent if request.method == "POST" else None, instance=term)
    if form.is_bound and form.is_valid():
        actions.rename(viewer, term, **form.cleaned_data)
        undo = f"{reverse('vocabulary:rename', args=[pk])}?{urlencode(before)}"
        text = _("呼び名を「%(label)s」にしました。") % {"label": term.label}
        messages.success(request, text, extra_tags=f"undo={undo}")
        return redirect(term)
    return _form(request, form, term, title=_("呼び名を変える"), label=_("変える"))


def end(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    term = get_object_or_404(queries.visible_to(viewer), pk=pk)
    permit(rules.may_end(viewer, term))
    form = EndForm(request.POST or None, initial={"until": viewer.today})
    if form.is_bound and form.is_valid():
        try:
            actions.end(viewer, term, until=form.cleaned_data["until"])
        except DomainError as error:
            form.add_error("until", str(error))
        else:
            undo = reverse("vocabulary:reopen", args=[pk])
            messages.success(
                request,
                _("「%(label)s」は %(until)s までになりました。")
                % {"label": term.label, "until": f"{term.until:%Y/%m/%d}"},
                extra_tags=f"undo={undo}",
            )
            return redirect(term)
    title = _("「%(label)s」を使うのをやめる") % {"label": term.label}
    return _form(request, form, term, title=title, label=_("やめる日を決める"))


@require_POST
def reopen(request: Request, pk: UUID) -> HttpResponse:
    term = get_object_or_404(queries.visible_to(request.viewer), pk=pk)
    permit(rules.may_end(request.viewer, term))
    actions.reopen(request.viewer, term)
    messages.success(request, _("「%(label)s」をまた使います。") % {"label": term.label})
    return redirect(term)


def policy(request: Request, pk: UUID) -> HttpResponse:
    viewer, term = request.viewer, _category(request, pk)
    # The way back (the toast) says in the address what was taken back.
    sent = request.POST if "why" in request.POST else request.GET
    form = PolicyForm(
        sent if request.method == "POST" else None,
        instance=PolicyRule(term=term),
        initial={"since": viewer.today},
    )
    if form.is_bound and form.is_valid():
        try:
            rule = actions.set_policy(viewer, form.save(commit=False))
        except DomainError as error:
            form.add_error("since", str(error))
        else:
            undo = reverse("vocabulary:take_back_policy", args=[pk, rule.pk])
            text = _("「%(label)s」を手伝う人を「%(policy)s」にしました。")
            if rule.policy == Policy.REFER:
                text = _(
                    "「%(label)s」を手伝う人を「%(policy)s」にしました。電話するところがまだなければ、「すぐに人へつなぐ先」に加えてください。"
                )
            words = {"label": term, "policy": rule}
            messages.success(request, text % words, extra_tags=f"undo={undo}")
            return _to_line(term)
    context = {
        "form": form,
        "term": term,
        "standing": queries.standing(term, viewer.today),
        "rules": queries.policy_rules(term),
        "today": viewer.today,
    }
    return render(request, "vocabulary/policy.html", context, status=422 if form.is_bound else 200)


@require_POST
def take_back_policy(request: Request, pk: UUID, rule: UUID) -> HttpResponse:
    term = _category(request, pk)
    known = get_object_or_404(queries.policy_rules(term), pk=rule)
    said = {"policy": known.policy, "since": known.since.isoformat(), "why": known.why}
    try:
        actions.take_back_policy(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        undo = f"{reverse('vocabulary:policy', args=[pk])}?{urlencode(said)}"
        text = _("「%(label)s」を手伝う人の決まりを取り消しました。") % {"label": term}
        messages.success(request, text, extra_tags=f"undo={undo}")
    return _to_line(term)


def _category(request: Request, pk: UUID) -> Term:
    term = get_object_or_404(queries.whole_kind(request.viewer, Kind.SUPPORT_CATEGORY), pk=pk)
    permit(rules.may_set_policy(request.viewer, term))
    return term


def _to_line(term: Term) -> HttpResponse:
    """Lead back to where the term stands in its long list."""
    return redirect(f"{term.get_absolute_url()}#{term.pk}")


def _kind(kind: str) -> Kind:
    if kind not in Kind.values:
        raise Http404
    return Kind(kind)


def _form(request: Request, form: BaseForm, term: Term, *, title: str, label: str) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "label": label,
        "back": term.get_absolute_url(),
        "kind": Kind(term.kind),
    }
    status = 422 if form.is_bound else 200
    return render(request, "vocabulary/form.html", context, status=status)
