"""How what was done is written down without a network, and how what waited on a device arrives."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from sasaeai.areas.viewer import Request
from sasaeai.base.errors import permit
from sasaeai.journal import arrivals, queries, rules
from sasaeai.voices import locks, pockets
from sasaeai.voices import queries as voices
from sasaeai.voices.arrivals import State

POCKET = pockets.Pocket("journal", "journal/pocket.html")


@require_POST
def arrive(request: Request) -> HttpResponse:
    """Take what waited on a device, and tell it what became of it."""
    viewer = request.viewer
    permit(rules.may_log(viewer))
    number = request.POST.get("client_id", "")
    # Somebody else may have signed in since the page was opened.
    if request.headers.get("X-Lock") != locks.lock_of(request.user.pk):
        return JsonResponse({"id": number, "state": "another"})
    came = arrivals.arrival(viewer, request.POST)
    told: dict[str, object] = {
        "id": number,
        "state": came.state,
        "url": "",
        "amiss": pockets.amiss(came.form),
    }
    if came.state == State.TAKEN_BACK:
        # The page has its own sentence for this, with the way to the log.
        told |= {"url": reverse("journal:list"), "amiss": []}
    if came.entry is not None and rules.may_read(viewer, came.entry):
        heard = queries.voices_of(viewer, came.entry)
        told["url"] = came.entry.get_absolute_url()
        # After such words nobody waits: whoever wrote them without a network is told now.
        told["calls"] = bool(voices.alarming_among(viewer, heard))
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
    script = POCKET.worker(pockets.language_of(request), page=reverse("journal:pocket"))
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")
