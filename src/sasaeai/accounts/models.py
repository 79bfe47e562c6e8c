"""Who may sign in, the paper slip that opens the door once, and the count of failed tries."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sasaeai.base.models import Record
from sasaeai.calc.text import nfkc


class Realm(models.Model):
    """Where one signs in: a municipality as the sign-in page knows it (same id, told by `areas`)."""

    id = models.UUIDField(_("番号"), primary_key=True)
    code = models.CharField(_("市区町村コード"), max_length=6, unique=True)
    name = models.CharField(_("名前"), max_length=80)

    class Meta:
        verbose_name = _("サインインの窓口")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=username)


class User(AbstractBaseUser):
    id = models.UUIDField(_("番号"), primary_key=True, default=uuid4, editable=False)
    realm = models.ForeignKey(Realm, models.PROTECT, related_name="users", verbose_name=_("市町村"))
    staff_id = models.CharField(_("職員番号"), max_length=40)
    # What the authentication backends look up: the realm's code and the staff id in one.
    username = models.CharField(_("内部名"), max_length=60, unique=True, editable=False)
    name = models.CharField(_("氏名"), max_length=80)
    email = models.EmailField(_("メールアドレス"), blank=True)
    is_active = models.BooleanField(_("使用中"), default=True)
    created_at = models.DateTimeField(_("開いた日時"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["staff_id", "name"]

    class Meta:
        verbose_name = _("アカウント")
        ordering = ["name", "staff_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["realm", "staff_id"], name="accounts_staff_id_in_realm"
            ),
            models.UniqueConstraint(
                fields=["realm", "email"], condition=~Q(email=""), name="accounts_email_in_realm"
            ),
        ]

    def __str__(self) -> str:
        return self.name


def username_for(code: str, staff_id: str) -> str:
    """Return the name the sign-in looks up: a staff id is unique only within its municipality.

    Full-width digits, as many a keyboard here gives them, are the same number.
    """
    return f"{code}-{half_width(staff_id).casefold()}"


def half_width(staff_id: str) -> str:
    """Return a staff id as it is kept and printed."""
    return nfkc(staff_id).strip()


class SignInSlip(Record):
    """A one-time code on paper: sets a new password and, if asked, drops the second factor."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="slips", verbose_name=_("アカウント")
    )
    digest = models.CharField(_("控え"), max_length=64)
    drops_second_factor = models.BooleanField(_("二つめの鍵も外す"), default=False)
    issued_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("発行した人")
    )
    expires_at = models.DateTimeField(_("期限"))
    used_at = models.DateTimeField(_("使った日時"), null=True)
    withdrawn_at = models.DateTimeField(_("取り消した日時"), null=True)

    class Meta:
        verbose_name = _("サインイン票")

    def __str__(self) -> str:
        return f"{self.user} {self.expires_at:%Y-%m-%d}"


class Throttle(models.Model):
    """Tries under one key (a login, an address) since a moment; shared by all processes."""

    key = models.CharField(_("鍵"), max_length=64, primary_key=True)
    since = models.DateTimeField(_("数えはじめ"), db_index=True)
    tries = models.PositiveIntegerField(_("回数"), default=0)

    class Meta:
        verbose_name = _("サインインの回数")

    def __str__(self) -> str:
        return f"{self.tries}"
