"""Opening what stands behind a figure, page after page."""

from urllib.parse import urljoin

from django.test import Client


def rows_behind(client: Client, url: str) -> int:
    """Return how many rows are really listed behind an address, over all its pages."""
    context = client.get(url).context
    rows = context["found"].rows if "found" in context else context["entries"]
    following = context.get("following")
    return len(rows) + (rows_behind(client, urljoin(url, following)) if following else 0)
