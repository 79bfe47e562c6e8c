"""What both the form and the room refuse of a change, in one sentence each."""

from django.utils.translation import gettext as _


def wider() -> str:
    """Say that the words go no further than the one who wrote them chose."""
    return _(
        "ご本人が選んだ範囲より広く伝えるには、あらためてご本人の同意が要ります。聞けたら「口頭で聞いた」を選び、聞けるまでは範囲を広げないでください。"
    )
