"""A page beside what it cannot do without: its own template from memory, and the bare SQL of its figures.

The bare view is that of `asset_list.py`: the same template from plain values that were kept when the page was
asked for once, behind the same middleware and context processors. The two pages are the same, or the run stops.
Bare view and SQL are added: a page has to find its figures and to show them. All go through the WSGI handler
and take turns; a round's ratio is that of its medians, what counts is the median of the rounds.
"""

import re
import statistics
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import ground
from asking import get, signed_in
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from sasaeai.accounts.models import User

# What belongs to one request and is made anew for each.
FRESH = {"request", "user", "perms", "messages", "csrf_token"}
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=)"[^"]+"')

kept: dict[str, Any] = {}


def bare(request: HttpRequest) -> HttpResponse:
    return render(request, kept["template"], kept["context"])


urlpatterns = [path("bare/", bare), path("", include("sasaeai.urls"))]


def keep(request: HttpRequest, template: str, context: dict[str, Any], **options: Any) -> HttpResponse:  # noqa: ANN401 -- as `render`  # fmt: skip
    """Render as `render` does and keep what the template was given."""
    known: dict[str, Any] = {}
    for processor in engines["django"].engine.template_context_processors:
        known.update(processor(request))
    known.update(context)
    kept.update(
        template=template, context={name: known[name] for name in known if name not in FRESH}
    )
    return render(request, template, context, **options)


def compare(
    name: str,
    *,
    user: User,
    address: str,
    views: Any,  # noqa: ANN401 -- the module with the view
    sql: Callable[[], object],
    runs: int = 9,
) -> None:
    """Print how many times bare view and bare SQL a page takes."""
    cookie, handler = signed_in(user), WSGIHandler()
    views.render = keep
    get(handler, address, cookie=cookie)
    views.render = render
    page = partial(get, handler, address, cookie=cookie)
    plain = partial(get, handler, "/bare/", cookie=cookie)
    told, shown = (TOKEN.sub(rb"\1", one()) for one in (page, plain))
    if told != shown:
        sys.exit(f"{name}: the pages differ, so nothing can be compared.")
    queries = [_queries(one) for one in (page, plain, sql)]
    ratios, last = [], (0.0, 0.0, 0.0)
    for _ in range(5):
        last = tuple(map(statistics.median, ground.milliseconds([page, plain, sql], runs=runs)))
        ratios.append(last[0] / (last[1] + last[2]))
    print(f"  {name}: {statistics.median(ratios):.2f} × ({min(ratios):.2f}–{max(ratios):.2f})")
    print(
        f"    page {last[0]:.1f} ms, bare view {last[1]:.1f} ms, bare SQL {last[2]:.1f} ms; "
        f"queries {queries[0]}, {queries[1]}, {queries[2]}; {len(told):,} bytes"
    )


def _queries(way: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        way()
    return len(asked)


def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 -- as the cursor takes them
    """Return what plain SQL finds; UUIDs as the database keeps them."""
    given = [one.hex if connection.vendor == "sqlite" and hasattr(one, "hex") else one for one in values]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()
