"""What both the form and the room refuse of a change, in one sentence each."""

from django.utils.translation import gettext as _

from sasaeai.voices.models import Voice


def wider() -> str:
    """Say that the words go no further than the one who wrote them chose."""
    return _(
        "ご本人が選んだ範囲より広く伝えるには、あらためてご本人の同意が要ります。聞けたら「口頭で聞いた」を選び、聞けるまでは範囲を広げないでください。"
    )


def changed_meanwhile(voice: Voice) -> str:
    """Say that a voice was changed after the page was opened, and how far its words go now."""
    return _(
        "この画面をひらいたあとで、声が直されています。言葉を伝えてよい範囲は、いま「%(reach)s」です。下をたしかめて、もう一度残してください。"
    ) % {"reach": voice.get_reach_display()}
