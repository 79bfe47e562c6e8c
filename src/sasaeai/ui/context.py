"""What the look itself knows about a request. Who looks and where they may go is told by higher rooms."""

from django.http import HttpRequest

KANA_COOKIE = "kana"


def page(request: HttpRequest) -> dict[str, object]:
    """Return whether ふりがな are on and the address of this page, to come back to."""
    return {"kana": request.COOKIES.get(KANA_COOKIE) == "1", "here": request.get_full_path()}
