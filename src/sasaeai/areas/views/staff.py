"""Accounts and postings: an officer opens the door and says who is responsible where."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.accounts import actions as accounts
from sasaeai.accounts.forms import AccountForm
from sasaeai.accounts.models import User
from sasaeai.areas import actions, exports, queries, rules, slips
from sasaeai.areas.forms import EndPostingForm, PostingForm, SlipForm
from sasaeai.areas.models import Posting
from sasaeai.areas.viewer import Request
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, permit
from sasaeai.paper import files, pdf
from sasaeai.paper.files import FormatForm


def index(request: Request) -> HttpResponse:
    permit(rules.may_keep_town(request.viewer))
    return render(request, "areas/staff.html", {"staff": queries.staff(request.viewer)})


@require_safe
def export(request: Request) -> HttpResponseBase:
    viewer = request.viewer
    permit(rules.may_keep_town(viewer))
    form = FormatForm(request.GET)
    if not form.is_valid():
        return files.unknown(request, back="areas:staff")
    audit.record(
        viewer.actor,
        "areas.export_staff",
        kind="user",
        subjects=[user.pk for user in queries.staff(viewer)],
        fields=["name", "staff_id", "email"],
    )
    works = exports.works(viewer, queries.municipality_of(viewer))
    return files.listed(exports.WORKS, works, form=form, name="staff")


def member(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_keep_town(request.viewer))
    user = get_object_or_404(queries.staff(request.viewer), pk=pk)
    others = queries.other_officers(request.viewer).exists()
    context = {
        "member": user,
        "slip_form": SlipForm(),
        "may_post": rules.may_post(request.viewer, user.pk, others=others),
    }
    return render(request, "areas/member.html", context)


def add(request: Request) -> HttpResponse:
    permit(rules.may_keep_town(request.viewer))
    form = AccountForm(request.POST or None, instance=User(realm_id=request.viewer.municipality))
    if form.is_bound and form.is_valid():
        try:
            user = accounts.open_account(request.viewer.actor, form.save(commit=False))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("アカウントを開きました。つぎに配置を決め、票を印刷してください。")
            )
            return redirect("areas:member", user.pk)
    return _form(request, form, title=_("アカウントを開く"), back="areas:staff")


def change(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_keep_town(request.viewer))
    user = get_object_or_404(queries.staff(request.viewer), pk=pk)
    form, title = AccountForm(request.POST or None, instance=user), user.name
    if form.is_bound and form.is_valid():
        mended = form.save(commit=False)
        try:
            accounts.change_account(request.viewer.actor, mended, changed=form.changed_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("直しました。"))
            return redirect("areas:member", user.pk)
    return _form(request, form, title=title, back="areas:staff")


@require_POST
def close(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_keep_town(request.viewer))
    user = get_object_or_404(queries.staff(request.viewer), pk=pk)
    if user.pk == request.viewer.user:
        messages.error(
            request, _("自分のアカウントは閉じられません。ほかの市町村担当に頼んでください。")
        )
    elif user.is_active:
        accounts.close_account(request.viewer.actor, user)
        messages.success(request, _("アカウントを閉じました。"), extra_tags=f"undo={request.path}")
    else:
        accounts.reopen_account(request.viewer.actor, user)
        messages.success(request, _("アカウントをまた開きました。"))
    return redirect("areas:member", pk)


@require_POST
def slip(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_keep_town(request.viewer))
    user = get_object_or_404(queries.staff(request.viewer), pk=pk)
    form = SlipForm(request.POST)
    form.is_valid()
    printed, code = accounts.issue_slip(
        request.viewer.actor,
        user,
        issued_by=request.user,
        drops_second_factor=form.cleaned_data["drops_second_factor"],
    )
    sheet = slips.print_slip(printed, code=code, address=slips.door(request), at=timezone.now())
    return pdf.shown(sheet, name="sign-in-slip.pdf")


def post(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_keep_town(request.viewer))
    user = get_object_or_404(queries.staff(request.viewer), pk=pk)
    new = Posting(user=user, municipality_id=request.viewer.municipality)
    form = PostingForm(
        request.POST or None,
        instance=new,
        viewer=request.viewer,
        initial={"since": request.viewer.today},
    )
    if form.is_bound and form.is_valid():
        actions.post(request.viewer.actor, form.save(commit=False))
        messages.success(request, _("配置を決めました。"))
        return redirect("areas:member", pk)
    title = _("%(name)sさんの配置を決める") % {"name": user.name}
    return _form(request, form, title=title, back="areas:staff")


def end_posting(request: Request, pk: UUID) -> HttpResponse:
    permit(rules.may_keep_town(request.viewer))
    posting = get_object_or_404(queries.postings(request.viewer), pk=pk)
    form = EndPostingForm(request.POST or None, initial={"until": request.viewer.today})
    if form.is_bound and form.is_valid():
        try:
            actions.end_posting(request.viewer, posting, until=form.cleaned_data["until"])
        except DomainError as error:
            form.add_error("until", str(error))
        else:
            messages.success(request, _("配置のおわりを決めました。"))
            return redirect("areas:member", posting.user_id)
    title = _("%(name)sさんの配置を終える") % {"name": posting.user.name}
    return _form(request, form, title=title, back="areas:staff")


def _form(
    request: Request, form: AccountForm | PostingForm | EndPostingForm, *, title: str, back: str
) -> HttpResponse:
    context = {"form": form, "title": title, "back": reverse(back), "label": _("記録する")}
    return render(request, "areas/form.html", context, status=422 if form.is_bound else 200)
