"""Signing out whoever has not touched anything for a while."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

SEEN = "seen"
PRECISION = 30


class TimeOutMiddleware:
    """Ends a session after IDLE_SECONDS without a request; writes at most every 30 seconds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = time.time()
            seen = request.session.get(SEEN, now)
            if now - seen > settings.IDLE_SECONDS:
                logout(request)
                request.session["timed_out"] = True
            elif now - seen > PRECISION or SEEN not in request.session:
                request.session[SEEN] = now
        return self.get_response(request)


def tell_timed_out(request: HttpRequest) -> None:
    """Say on the sign-in page, once, why one is asked again."""
    if request.session.pop("timed_out", False):
        messages.info(
            request,
            _(
                "しばらく操作がなかったので、いったん閉じました。サインインすると続きから始められます。"
            ),
        )
