"""What a device needs to write voices down without a network, and how what waited there arrives."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import permit
from sasaeai.voices import arrivals, locks, pockets, queries, rules

POCKET = pockets.Pocket("voices", "voices/pocket.html")
KEY_COLOUR, PAPER_COLOUR = "#115a36", "#f8f6f0"  # --key and --paper of tokens.css
ICONS = (("192.png", "192x192", "any"), ("512.png", "512x512", "any"), ("512-whole.png", "512x512", "maskable"))  # fmt: skip


@require_safe
def key(request: Request) -> HttpResponse:
    """Hand the owner's page, and no other, what opens and sends what waits on this device."""
    viewer = request.viewer
    permit(rules.may_hear(viewer))
    user = request.user.pk
    said = {"lock": locks.lock_of(user), "key": locks.key_of(user), "token": get_token(request)}
    return JsonResponse(said)


@require_POST
def arrive(request: Request) -> HttpResponse:
    """Take what waited on a device, and tell it what became of it: any other answer is none of ours."""
    viewer = request.viewer
    permit(rules.may_hear(viewer))
    number = request.POST.get("client_id", "")
    # Somebody else may have signed in since the page was opened.
    if request.headers.get("X-Lock") != locks.lock_of(request.user.pk):
        return JsonResponse({"id": number, "state": "another"})
    came = arrivals.arrival(viewer, request.POST, request.FILES)
    told: dict[str, object] = {
        "id": number,
        "state": came.state,
        "url": "",
        "amiss": pockets.amiss(came.form),
    }
    if came.voice is not None and queries.may_read(viewer, came.voice):
        told["url"] = came.voice.get_absolute_url()
        # After such words nobody waits: whoever wrote them without a network is told now.
        told["calls"] = bool(queries.alarming_among(viewer, [came.voice]))
    return JsonResponse(told)


@login_not_required
@require_safe
def pocket(request: HttpRequest) -> HttpResponse:
    """Show the page that the device keeps: made without a request, so that it can hold nobody's data."""
    return HttpResponse(POCKET.shown(pockets.language_of(request)))


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Tell the service worker what to keep; it is another as soon as one of these is."""
    page = POCKET.worker(pockets.language_of(request), page=reverse("voices:pocket"))
    return HttpResponse(page, content_type="text/javascript; charset=utf-8")


@login_not_required
@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    hear = reverse("voices:hear")
    told = {
        "id": hear,
        "start_url": hear,
        "scope": reverse("home"),
        "name": _("支え合い"),
        "short_name": _("支え合い"),
        "lang": get_language(),
        "display": "standalone",
        "theme_color": KEY_COLOUR,
        "background_color": PAPER_COLOUR,
        "icons": [
            {"src": static(f"voices/icons/{file}"), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for file, sizes, purpose in ICONS
        ],
    }  # fmt: skip
    return JsonResponse(told, content_type="application/manifest+json")
