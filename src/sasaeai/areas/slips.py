"""The sign-in slip on paper."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.accounts.actions import CODE_LENGTH
from sasaeai.accounts.models import SignInSlip
from sasaeai.paper.content import SlipSheet
from sasaeai.paper.pdf import set_pdf
from sasaeai.ui import dates


def door(request: HttpRequest) -> str:
    """Return where a slip is typed in: at the public address, else at the one the officer uses."""
    path = reverse("accounts_slip")
    if settings.PUBLIC_URL:
        return f"{settings.PUBLIC_URL}{path}"
    return request.build_absolute_uri(path)


def print_slip(slip: SignInSlip, *, code: str, address: str, at: datetime) -> bytes:
    """Return the slip as PDF; the code stands nowhere else."""
    user = slip.user
    sheet: SlipSheet = {
        "town": user.realm.name,
        "title": _("サインイン票"),
        "date": dates.long_day(timezone.localdate(at)),
        "name": user.name,
        "staff_id": user.staff_id,
        "code": [code[start : start + 4] for start in range(0, CODE_LENGTH, 4)],
        "address": address,
        "expires": dates.long_day(timezone.localdate(slip.expires_at)),
        "steps": [
            _("上の「開く場所」をひらきます。"),
            _("職員番号と合言葉を入れます。"),
            _("新しいパスワードを決めます。"),
        ],
    }
    return set_pdf("slip", sheet, printed_at=at)
