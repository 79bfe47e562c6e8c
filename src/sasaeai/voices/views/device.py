"""What a device needs to write voices down without a network, and how what waited there arrives."""

import json
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import permit
from sasaeai.voices import arrivals, locks, queries, rules
from sasaeai.voices.forms import VoiceForm

# Where a room keeps its static files -> those that the pocket needs.
NEEDED = {"ui": "ui/css/*.css", "voices": "voices/js/*.js"}
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
        "amiss": _amiss(came.form),
    }
    if came.voice is not None and queries.may_read(viewer, came.voice):
        told["url"] = came.voice.get_absolute_url()
        # After such words nobody waits: whoever wrote them without a network is told now.
        told["calls"] = bool(queries.alarming_among(viewer, [came.voice]))
    return JsonResponse(told)


def _amiss(form: VoiceForm) -> list[str]:
    """Return what is to be put right, a sentence each."""
    return [
        _("%(label)s：%(error)s") % {"label": form[name].label, "error": error}
        if name in form.fields
        else str(error)
        for name, errors in form.errors.items()
        for error in errors
    ]


@login_not_required
@require_safe
def pocket(request: HttpRequest) -> HttpResponse:
    """Show the page that the device keeps: made without a request, so that it can hold nobody's data."""
    return HttpResponse(_pocket(_language(request)))


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Tell the service worker what to keep; it is another as soon as one of these is."""
    language, files = _language(request), sorted(_needed())
    edition = sha256("\n".join([_pocket(language), *files]).encode()).hexdigest()[:16]
    page = f"{reverse('voices:pocket')}?language={language}"
    told = {"edition": edition, "page": page, "files": files}
    script = f"self.told = {json.dumps(told)};\nimportScripts({json.dumps(static('voices/js/worker.js'))});\n"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


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


def _language(request: HttpRequest) -> str:
    """Return the language of the page that asks for what it will keep; it asks as nobody."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else str(get_language())


def _pocket(language: str) -> str:
    with override(language):
        return render_to_string("voices/pocket.html")


def _needed() -> list[str]:
    """Return the addresses of the static files with which the pocket looks and works as it should."""
    roots = {Path(settings.PACKAGE) / room / "static": kept for room, kept in NEEDED.items()}
    return [
        static(file.relative_to(root).as_posix())
        for root, kept in roots.items()
        for file in root.glob(kept)
    ]
