"""One need: taking it up, reading it, handing it on, closing it with words."""

from typing import Any
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
from sasaeai.contacts import queries as contacts
from sasaeai.contacts import rules as contact_rules
from sasaeai.needs import actions, mistakes, queries, rules
from sasaeai.needs.forms import CloseForm, HandOverForm, OverruleForm, ReferralForm
from sasaeai.needs.models import Need, Referral
from sasaeai.needs.need_form import NeedForm
from sasaeai.people import actions as people
from sasaeai.voices import actions as voices
from sasaeai.voices import queries as heard_voices
from sasaeai.voices.models import Voice


def take_up(request: Request) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_take_up(viewer))
    number = request.GET.get("voice") or request.POST.get("voice", "")
    voice = heard_voices.to_take_up(viewer, number)
    is_lost = bool(number) and voice is None
    if is_lost and request.method != "POST":
        raise Http404
    new = Need(municipality_id=viewer.municipality)
    initial = queries.initial_of(viewer, voice) | {"person": request.GET.get("person")}
    form = NeedForm(request.POST or None, instance=new, viewer=viewer, initial=initial)
    if is_lost:
        form.add_error(
            None,
            _(
                "もとの声は取り下げられたか、もう受け持ちではありません。"
                "このままもういちど「残す」を押すと、声とつながずに残せます。"
            ),
        )
    if form.is_bound and form.is_valid() and _keep(request, form, voice=voice):
        undo = reverse("needs:take_back_need", args=[new.pk])
        messages.success(request, _("ニーズを書きとめました。"), extra_tags=f"undo={undo}")
        return redirect(new)
    back = voice.get_absolute_url() if voice else reverse("needs:list")
    # Sent again, what lost its voice asks for it no more.
    action = request.path if is_lost else ""
    return _form(request, form, voice=voice, title=_("できることにする"), back=back, action=action)


@require_safe
def need(request: Request, pk: UUID) -> HttpResponse:
    return _page(request, pk)


def change(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    # As it was before the form puts anything into it.
    was_referred = request.method == "POST" and queries.is_referred(request.viewer, known)
    form = NeedForm(request.POST or None, instance=known, viewer=request.viewer)
    if form.is_bound and form.is_valid() and _keep(request, form):
        messages.success(request, _("直しました。"))
        if was_referred and not queries.is_referred(request.viewer, known):
            messages.warning(
                request,
                _("専門のところへつなぐことでなくなりました。近所の方も候補に出ます。"),
            )
        return redirect(known)
    return _form(request, form, title=_("ニーズを直す"), back=known.get_absolute_url())


@require_POST
def take_back_need(request: Request, pk: UUID) -> HttpResponse:
    viewer, known = request.viewer, _mine(request, pk)
    behind = next(iter(queries.voices_of(viewer, known)), None)
    try:
        mistakes.take_back_need(viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(known)
    messages.success(request, _("書きとめたニーズを取り消しました。"))
    return redirect(behind or "needs:list")


@require_POST
def refer(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    chosen = contacts.in_force(request.viewer)
    form = ReferralForm(request.POST, instance=Referral(need=known), contacts=chosen)
    if not form.is_valid():
        return _page(request, pk, refer_form=form)
    try:
        noted = actions.refer(request.viewer, form.save(commit=False))
    except DomainError as error:
        form.add_error(None, str(error))
        return _page(request, pk, refer_form=form)
    undo = reverse("needs:take_back_referral", args=[pk, noted.pk])
    messages.success(request, _("つないだと記録しました。"), extra_tags=f"undo={undo}")
    return redirect(known)


@require_POST
def take_back_referral(request: Request, pk: UUID, referral: UUID) -> HttpResponse:
    known = _mine(request, pk)
    noted = get_object_or_404(queries.referrals(known), pk=referral)
    try:
        actions.take_back_referral(request.viewer, noted)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("つないだ記録を取り消しました。"))
    return redirect(known)


def overrule(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    form = OverruleForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            actions.overrule(request.viewer, known, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("needs:take_back_overruling", args=[pk])
            said = _("わけを残しました。近所の方も候補に出ます。")
            messages.success(request, said, extra_tags=f"undo={undo}")
            return redirect(known)
    title, label = _("それでも近所の方に頼むとき"), _("わけを残して、候補を出す")
    return _act(request, form, known, title=title, label=label)


@require_POST
def take_back_overruling(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    try:
        actions.take_back_overruling(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("わけを取り消しました。近所の方は候補に出ません。"))
    return redirect(known)


def hand_over(request: Request, pk: UUID) -> HttpResponse:
    viewer, known = request.viewer, _mine(request, pk)
    initial = {"owner": known.owner_id, "answer_by": known.answer_by}
    form = HandOverForm(request.POST or None, viewer=viewer, need=known, initial=initial)
    if form.is_bound and form.is_valid():
        owner, answer_by = form.cleaned_data["owner"].pk, form.cleaned_data["answer_by"]
        try:
            actions.hand_over(viewer, known, owner=owner, answer_by=answer_by)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("受けもちを渡しました。"))
            return redirect(known)
    title = _("受けもちを渡す")
    return _act(request, form, known, title=title, label=_("渡す"))


def close(request: Request, pk: UUID) -> HttpResponse:
    viewer, known = request.viewer, _mine(request, pk)
    initial = {"state": request.GET.get("state")}
    form = CloseForm(request.POST or None, viewer=viewer, need=known, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            actions.close(viewer, known, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("needs:reopen", args=[pk])
            messages.success(request, form.said(), extra_tags=f"undo={undo}")
            return redirect(known)
    return _act(request, form, known, title=_("ニーズを終える"), label=_("終える"))


@require_POST
def reopen(request: Request, pk: UUID) -> HttpResponse:
    known = _mine(request, pk)
    stay = bool(known.closing_answers) and known.closed_on != request.viewer.today
    try:
        actions.reopen(request.viewer, known)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        kept = _("もう一度ひらきました。終えたときのお返事は、声のページに残っています。")
        messages.success(request, kept if stay else _("もう一度ひらきました。"))
    return redirect(known)


def _page(request: Request, pk: UUID, **forms: Form | ReferralForm) -> HttpResponse:
    viewer = request.viewer
    permit(rules.may_take_up(viewer))
    known = get_object_or_404(queries.visible_to(viewer).prefetch_related("has", "avoids"), pk=pk)
    heard = queries.voices_of(viewer, known)
    found, helped = queries.alarms_of(known, viewer.today), queries.helped_by(viewer, known)
    card, referrals = queries.person_card(viewer, known), queries.referrals(known)
    voices.look(viewer, heard)
    people.look(viewer, [card] if card else [], fields=("nickname", "name"))
    context: dict[str, Any] = {
        "need": known,
        "voices": heard,
        "card": card,
        "alarms": found,
        "ask_to_give": queries.may_ask_to_give(viewer, known),
        "helped": helped,
        # A form that was sent stays where it can be mended.
        "is_referred": (bool(forms) and not known.overruled_because)
        or rules.is_referred(known, policy=helped.policy, alarms=found),
        "may_change": rules.may_change(viewer, known),
        "is_due": known.is_due_on(viewer.today),
        "referrals": referrals,
        "to_take_back": [
            one.pk
            for one in referrals
            if known.is_open and rules.may_take_back_referral(viewer, one)
        ],
        "today": viewer.today,
    }
    if context["is_referred"] or known.overruled_because:
        # Whom one calls about a word tells the word: other bodies may not read the voice it stands in.
        told = found if context["may_change"] else []
        called = contacts.contacts_for(viewer, [known.category, *told], known.area)
        if found and not called:
            called = contacts.in_force(viewer)
        context |= {
            "contacts": called,
            "may_keep_contacts": contact_rules.may_keep(viewer),
            "refer_form": ReferralForm(contacts=called, initial={"on": viewer.today}),
        }
    return render(request, "needs/need.html", context | forms, status=422 if forms else 200)


def _act(request: Request, form: Form, need: Need, *, title: str, label: str) -> HttpResponse:
    back = need.get_absolute_url()
    context = {"form": form, "need": need, "title": title, "label": label, "back": back}
    return render(request, "needs/act.html", context, status=422 if form.is_bound else 200)


def _form(
    request: Request,
    form: NeedForm,
    *,
    title: str,
    back: str,
    voice: Voice | None = None,
    action: str = "",
) -> HttpResponse:
    if voice is not None:
        voices.look(request.viewer, [voice])
    people.look(request.viewer, form.cards, fields=("nickname", "name"))
    people.look(request.viewer, form.named, fields=["name"])
    context = {"form": form, "title": title, "back": back, "voice": voice, "action": action}
    return render(request, "needs/form.html", context, status=422 if form.is_bound else 200)


def _keep(request: Request, form: NeedForm, *, voice: Voice | None = None) -> bool:
    need, data = form.save(commit=False), form.cleaned_data
    traits = {name: data[name] for name in ("has", "avoids")}
    try:
        if need._state.adding:  # noqa: SLF001 -- Django's documented sign of a new row
            actions.take_up(request.viewer, need, voice=voice, **traits)
        else:
            seen, changed = need.updated_at, form.changed_data
            actions.change(request.viewer, need, seen=seen, changed=changed, **traits)
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


def _mine(request: Request, pk: UUID) -> Need:
    permit(rules.may_take_up(request.viewer))
    known = get_object_or_404(queries.visible_to(request.viewer), pk=pk)
    permit(rules.may_change(request.viewer, known))
    return known
