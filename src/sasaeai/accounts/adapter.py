"""Where django-allauth asks this house: no sign-up, our own limits, our own record book."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts import actions, demo_password, queries, throttle
from sasaeai.accounts.models import User
from sasaeai.base.errors import DomainError

MISMATCH = _(
    "職員番号（またはメールアドレス）かパスワードが違います。大文字と小文字を確かめて、もう一度入れてください。"
)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("このアカウントは閉じられています。市町村担当に声をかけてください。"),
        "username_password_mismatch": MISMATCH,
        "incorrect_password": _("パスワードが違います。もう一度入れてください。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return throttle.client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401 -- allauth's signature
        username = str(credentials.get("username") or "")
        self.keys = throttle.keys_for(request, queries.by_username(username) or username)
        # What is refused from here on is not noted: a stranger could fill the book with it.
        _take_try(self.keys)
        try:
            demo_password.refuse(str(credentials.get("password") or ""))
        except ValidationError:
            actions.refuse_sign_in(username)
            raise

    def _rollback_login_failed_rl_usage(self) -> None:
        throttle.give_back(self.keys)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401 -- allauth's signature
        actions.refuse_sign_in(str(credentials.get("username") or ""))

    def reauthenticate(self, user: User, password: str) -> bool:
        demo_password.refuse(password)
        keys = throttle.keys_for(self.request, user)
        _take_try(keys)
        right: bool = user.check_password(password)
        if right:
            throttle.give_back(keys)
        else:
            actions.refuse_password(user)
        return right

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Return how somebody shows again who they are: by the second factor where there is one."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [way for way in ways if way["id"] != "reauthenticate"] or ways

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        actions.note(user, "accounts.sign_in")

    @transaction.atomic
    def logout(self, request: HttpRequest) -> None:
        actions.note(request.user, "accounts.sign_out")  # type: ignore[arg-type]  # only who is in goes out
        super().logout(request)

    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        actions.note(user, "accounts.change_password", fields=["password"])


def _take_try(keys: list[tuple[str, int]]) -> None:
    try:
        throttle.take_try(keys)
    except DomainError as error:
        raise ValidationError(str(error), code="too_many_tries") from error
