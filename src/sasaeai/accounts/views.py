"""The door: signing in, opening it with a paper slip, asking for one."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from allauth.account import views as allauth
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from sasaeai.accounts import actions, queries, throttle
from sasaeai.accounts.forms import RedeemSlipForm
from sasaeai.accounts.models import User, username_for
from sasaeai.accounts.timeout import tell_timed_out
from sasaeai.base.errors import DomainError


class SignedInRequest(HttpRequest):
    """A request of somebody who has signed in."""

    user: User


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    tell_timed_out(request)
    response: HttpResponse = allauth.login(request)
    return response


@login_not_required
def ask_officer(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/ask_officer.html")


@login_not_required
@sensitive_post_parameters()
def redeem_slip(request: HttpRequest) -> HttpResponse:
    form = RedeemSlipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _redeem(request, form)
        except (DomainError, ValidationError) as error:
            form.add_error(None, error if isinstance(error, ValidationError) else str(error))
        else:
            messages.success(
                request,
                _(
                    "新しいパスワードを決めました。サインインしてください。紙の票は細かくして捨ててください。"
                ),
            )
            return redirect("account_login")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/slip.html", {"form": form}, status=status)


def mine(request: SignedInRequest) -> HttpResponse:
    has_app, codes_left = queries.second_factor_of(request.user)
    context = {"has_app": has_app, "codes_left": codes_left}
    return render(request, "accounts/mine.html", context)


def _redeem(request: HttpRequest, form: RedeemSlipForm) -> None:
    realm, data = form.chosen_realm, form.cleaned_data
    code = realm.code if realm else ""
    keys = throttle.keys_for(request, f"slip {username_for(code, data['staff_id'])}")
    throttle.take_try(keys)
    user = queries.by_staff_id(realm, data["staff_id"]) if realm else None
    try:
        actions.redeem_slip(user, code=data["code"], password=data["password"])
    except DomainError:
        actions.refuse_slip(realm, user)
        raise
    except ValidationError:
        # The words of the slip were right; only the new password has to be another.
        throttle.give_back(keys)
        raise
    throttle.give_back(keys)


AllauthView = Callable[[HttpRequest], HttpResponse]
OwnView = Callable[[SignedInRequest], HttpResponse]


def _noting_change(view: AllauthView) -> OwnView:
    @wraps(view)
    def noted(request: SignedInRequest) -> HttpResponse:
        if request.method != "POST":
            return view(request)
        with actions.noting_second_factor(request.user, session=request.session.session_key):
            return view(request)

    return noted


def _noting_look(view: AllauthView) -> OwnView:
    @wraps(view)
    def noted(request: SignedInRequest) -> HttpResponse:
        with transaction.atomic():
            response = view(request)
            if response.status_code == HTTPStatus.OK:
                actions.look_at_codes(request.user)
            return response

    return noted


add_second_factor = _noting_change(totp.activate_totp)
drop_second_factor = _noting_change(totp.deactivate_totp)
renew_codes = _noting_change(codes.generate_recovery_codes)
look_at_codes = _noting_look(codes.view_recovery_codes)
take_codes_away = _noting_look(codes.download_recovery_codes)
