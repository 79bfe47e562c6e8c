"""Opening what stands behind a figure, page after page."""

from urllib.parse import urljoin

from django.test import Client


def rows_behind(client: Client, url: str) -> int:
    """Return how many rows are really listed behind an address, over all its pages."""
    context = client.get(url).context
    found = context["then"].found if "then" in context else context.get("found")
    rows = context["entries"] if found is None else found.rows
    following = context.get("following")
    return len(rows) + (rows_behind(client, urljoin(url, following)) if following else 0)
