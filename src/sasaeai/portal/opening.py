"""The residents' door: open without a sign-in where the town has opened it, else not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sasaeai.portal import queries
from sasaeai.portal.queries import Here

P = ParamSpec("P")


def opened(
    view: Callable[Concatenate[HttpRequest, Here, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Give the view the open portal of the municipality in the address; 404 where it is closed."""

    @login_not_required
    @wraps(view)
    def inner(
        request: HttpRequest, code: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        here = queries.here(code)
        if here is None:
            raise Http404
        return view(request, here, *args, **kwargs)

    return inner


def private(
    view: Callable[Concatenate[HttpRequest, Here, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Here, P], HttpResponseBase]:
    """Keep a page that opens by its address alone out of caches, of search engines and of others' logs."""

    @wraps(view)
    def inner(
        request: HttpRequest, here: Here, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        response = view(request, here, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        # Not "no-referrer": a browser then hides the origin of the page's own forms too, and none is taken.
        response.headers["Referrer-Policy"] = "strict-origin"
        return response

    return inner


def show(
    request: HttpRequest,
    here: Here,
    template: str,
    *,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """Return a page of the portal in its frame."""
    return render(request, template, frame(here) | context, status=status)


def frame(here: Here) -> dict[str, Any]:
    """Return what surrounds every page of the portal."""
    code = here.town.code
    return {
        "town": here.town,
        "municipality": here.town,
        "desk": {"name": here.town.office, "phone": here.town.phone, "hours": here.town.hours},
        "home_url": reverse("portal:home", args=[code]),
        "foot_links": [
            {"label": _("はじめのページ"), "url": reverse("portal:home", args=[code])},
            {"label": _("{集|あつ}まり"), "url": reverse("portal:activities", args=[code])},
            {"label": _("これからの{日|ひ}"), "url": reverse("portal:sessions", args=[code])},
            {
                "label": _("{場所|ばしょ}・モノ・{情報|じょうほう}"),
                "url": reverse("portal:assets", args=[code]),
            },
            {
                "label": _("{声|こえ}をとどける"),
                "url": reverse("portal:say", args=[code]),
            },
            {
                "label": _("{紙|かみ}に{印刷|いんさつ}する"),
                "url": reverse("portal:print", args=[code]),
            },
        ],
    }
