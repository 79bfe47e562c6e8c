"""The forms at the door."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts import actions, queries, throttle
from sasaeai.accounts.actions import EMAIL_TAKEN, STAFF_ID_TAKEN
from sasaeai.accounts.models import Realm, User, half_width, username_for
from sasaeai.base.errors import DomainError

# Nothing that looks like another's: no invisible letters, no spaces, no signs.
STAFF_ID = re.compile(r"[\w.-]{1,40}")


class RealmField(forms.ModelChoiceField[Realm]):
    """Which municipality: asked only where the installation holds more than one."""

    def __init__(self) -> None:
        super().__init__(
            queries.realms(),
            label=_("市町村"),
            to_field_name="code",
            empty_label=_("選んでください"),
            error_messages={"required": _("どの市町村の方か、選んでください。")},
        )


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    realm = RealmField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- allauth passes its own through
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label = _("職員番号またはメールアドレス")
        password.label = _("パスワード")
        password.help_text = ""
        login.widget.attrs = {"autocomplete": "username", "autocapitalize": "off"}
        password.widget.attrs = {"autocomplete": "current-password"}
        self.order_fields(["realm", "login", "password"])
        if queries.realms().count() < 2:
            del self.fields["realm"]

    def user_credentials(self) -> dict[str, str]:
        """Return what the backend looks up: the inner name of a staff id or e-mail in the realm.

        Two municipalities may know the same address, and neither learns so of the other.
        """
        login = half_width(self.cleaned_data["login"])
        realm = self.cleaned_data.get("realm") or queries.realms().first()
        known = queries.by_email(login, realm=realm.pk if realm else None) if "@" in login else None
        username = known.username if known else username_for(realm.code if realm else "", login)
        return {"username": username, "password": self.cleaned_data["password"]}


@contextmanager
def counted(user: User) -> Iterator[None]:
    """Count one try of somebody who is known; it is given back where what stands inside is right."""
    keys = [throttle.code_key(user.pk)]
    try:
        throttle.take_try(keys)
    except DomainError as error:
        raise ValidationError(str(error)) from error
    yield
    throttle.give_back(keys)


class _TypedCode:
    """Takes a code as a Japanese keyboard gives it: full-width, or with a space in the middle."""

    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        self.cleaned_data["code"] = "".join(half_width(self.cleaned_data["code"]).split())
        code: str = super().clean_code()  # type: ignore[misc]  # mixed into allauth's forms
        return code


class _ThrottledCode(_TypedCode):
    """A code from the telephone or from the paper list, counted like a password.

    A wrong one is noted: at the door it means that somebody knows the password.
    """

    user: User

    def clean_code(self) -> str:
        with counted(self.user):
            try:
                code = super().clean_code()
                self._spend(code)
            except ValidationError:
                actions.refuse_code(self.user)
                raise
        return code

    def _spend(self, code: str) -> None:
        """Let no code in twice: allauth remembers it in the cache of one process only."""
        try:
            throttle.take_try([throttle.spent_key(self.user.pk, code)])
        except DomainError as error:
            raise ValidationError(
                _("この数字はもう使われました。つぎの数字に変わったら入れてください。")
            ) from error


class SecondFactorForm(_ThrottledCode, AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- allauth passes its own through
        super().__init__(*args, **kwargs)
        # The page's only field.
        self.fields["code"].widget.attrs["autofocus"] = True


class SecondFactorAgainForm(_ThrottledCode, ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    pass


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """A new password for an old one, whose tries are counted as at the door."""

    def clean_oldpassword(self) -> str:
        with counted(self.user):
            try:
                old: str = super().clean_oldpassword()
            except ValidationError:
                actions.refuse_password(self.user)
                raise
        return old


class AddSecondFactorForm(_TypedCode, ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- allauth passes its own through
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("アプリに出ている6けたの数字")

    def clean_code(self) -> str:
        code = super().clean_code()
        # What switched the key on opens no door besides.
        throttle.take_try([throttle.spent_key(self.user.pk, code)])
        return code


class RedeemSlipForm(forms.Form):
    realm = RealmField()
    staff_id = forms.CharField(label=_("職員番号"), max_length=40)
    code = forms.CharField(
        label=_("票の合言葉"),
        help_text=_("空白や線は入れなくてもかまいません。"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    password = forms.CharField(
        label=_("新しいパスワード"),
        help_text=_("10文字以上で、数字だけにはできません。長い言葉のほうが安全です。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("新しいパスワードをもう一度"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        if queries.realms().count() < 2:
            del self.fields["realm"]

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password"):
            raise ValidationError(_("二つのパスワードが違います。同じものを二度入れてください。"))
        return again

    @property
    def chosen_realm(self) -> Realm | None:
        return self.cleaned_data.get("realm") or queries.realms().first()


class AccountForm(forms.ModelForm[User]):
    """An officer opens or mends an account; the staff id is unique within the municipality."""

    class Meta:
        model = User
        fields = ("name", "staff_id", "email")
        help_texts = {
            "staff_id": _("この市町村の中で、ほかの人と重ならない番号や文字です。"),
            "email": _("なくてもかまいません。入れると、メールアドレスでもサインインできます。"),
        }

    def clean_staff_id(self) -> str:
        staff_id = half_width(self.cleaned_data["staff_id"])
        taken = queries.by_staff_id(self.instance.realm, staff_id)
        if taken is not None and taken.pk != self.instance.pk:
            raise ValidationError(STAFF_ID_TAKEN)
        # Who has another since before may keep it.
        if "staff_id" in self.changed_data and not STAFF_ID.fullmatch(staff_id.casefold()):
            raise ValidationError(
                _(
                    "職員番号は、文字・数字・「-」「_」「.」だけで、40字までにしてください。空白やほかの記号ははずしてください。"
                )
            )
        return staff_id

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip().lower()
        known = queries.by_email(email, realm=self.instance.realm_id) if email else None
        if known and known != self.instance:
            raise ValidationError(EMAIL_TAKEN)
        return email
