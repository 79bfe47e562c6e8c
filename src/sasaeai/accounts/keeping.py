"""Nobody's browser keeps what it got for somebody who is signed in: desks are shared."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse


class KeepNothingMiddleware:
    """Forbids to keep every answer to somebody signed in, but for pages that are open to everybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not getattr(request, "is_open", False):
            response["Cache-Control"] = "private, no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: object, _kwargs: object
    ) -> None:
        """Note whether the page asks for a sign-in; where none is found, it is taken to."""
        request.is_open = not getattr(view, "login_required", True)  # type: ignore[attr-defined]  # our own
