"""Where a form leads when it is done: back to the page it was opened from, within the house."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme, urlencode


def asked(request: HttpRequest) -> str:
    """Return the address in this house that the page was opened from, if it said so."""
    back = request.GET.get("back", "")
    is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if is_ours else ""


def passed_on(request: HttpRequest, url: str) -> str:
    """Return the address of another form, which then leads back to the same page."""
    back = asked(request)
    return f"{url}?{urlencode({'back': back})}" if back else url
