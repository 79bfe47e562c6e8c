"""Where somebody whose sign-in has ended goes on after signing in again."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

SAFE = ("GET", "HEAD", "OPTIONS")


class SignInMiddleware(LoginRequiredMiddleware):
    """Asks whoever is not signed in to do so, and leads back to the page they were on.

    What a form or a button was sent to is no page: most such addresses answer nothing that is asked for.
    """

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        """Return the way to the sign-in, with the way back."""
        url, field = self.get_login_url(view_func), self.get_redirect_field_name(view_func)
        return redirect_to_login(_page_of(request), url, field)


def _page_of(request: HttpRequest) -> str:
    """Return the page that was asked for, or from which something was sent; else the first one."""
    if request.method in SAFE:
        return request.get_full_path()
    sent_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(sent_from, allowed_hosts={request.get_host()}):
        return "/"
    parts = urlsplit(sent_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
