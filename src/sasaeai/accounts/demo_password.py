"""The password everybody in the demo town has, and why it opens no other door."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sasaeai.accounts.models import User
from sasaeai.base.errors import DomainError

DEMO_PASSWORD = "sasaeai-demo"  # noqa: S105 -- printed by `sasaeai demo`; refused everywhere else


def refuse(password: str) -> None:
    """Raise ValidationError for the demo's password outside the demo, even where it is right."""
    if password == DEMO_PASSWORD and not settings.DEMO:
        raise ValidationError(
            _("デモ用のパスワードは、デモの外では使えません。ご自分で決めたものを入れてください。"),
            code="demo_password",
        )


class NotTheDemoPassword:
    """A validator of new passwords, named in settings.AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password: str, user: User | None = None) -> None:
        refuse(password)

    def get_help_text(self) -> str:
        return _("デモ用のパスワードは、デモの外では使えません。")


def give(users: Iterable[User]) -> int:
    """Give these accounts of the demo its password; return how many there were."""
    if not settings.DEMO:
        raise DomainError(_("デモ用のパスワードは、デモの中でだけ渡せます。"))
    # One hash for all: it guards nothing, and forty of them would take seconds.
    ids = [user.pk for user in users]
    return User.objects.filter(pk__in=ids).update(password=make_password(DEMO_PASSWORD))
