"""The list of assets against the same template from the same rows in memory, on DATABASE_URL.

    python benchmarks/asset_list.py [--assets 100000] [--requests 40] [--rounds 5]

A database of its own gets invented assets in 20 municipalities of four to ten areas each, with
categories, checks and text index. A 第2層 coordinator signs in and asks for the list as it opens.
Every request goes through the WSGI handler:

- list: `/assets/` as the program answers it;
- bare: a view that only renders `assets/list.html` from plain values, behind the same middleware
  and context processors: the session, who is looking and the frame of the page cost the same;
- naked: the same view without any middleware and without a query.

All three send the same page, or the run stops. They take turns, request by request. A round's
ratio is that of its medians; what counts is the median of the rounds.
"""

import argparse
import re
import statistics
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import ground
import invented
import towns
from asking import get, signed_in
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from sasaeai.accounts.models import User
from sasaeai.assets.models import Asset
from sasaeai.assets.views import listing

MUNICIPALITIES = 20
LIST, BARE = "/assets/", "/bare/"
# What belongs to one request and is made anew for each.
FRESH = {"request", "user", "perms", "messages", "csrf_token"}
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=)"[^"]+"')

kept: dict[str, Any] = {}


def bare(request: HttpRequest) -> HttpResponse:
    return render(request, "assets/list.html", kept)


urlpatterns = [path("bare/", bare), path("", include("sasaeai.urls"))]


def fill(assets: int) -> User:
    """Fill the towns; return a coordinator of the one in the middle."""
    dice = invented.dice()
    each = assets // MUNICIPALITIES
    users = [towns.town(number, assets=each, dice=dice) for number in range(101, 101 + MUNICIPALITIES)]  # fmt: skip
    ground.settle()
    return users[MUNICIPALITIES // 2]


def keep(request: HttpRequest, template: str, context: dict[str, Any], **options: Any) -> HttpResponse:  # noqa: ANN401 -- as `render`  # fmt: skip
    """Render as `render` does and keep what the template was given, as plain values."""
    for processor in engines["django"].engine.template_context_processors:
        kept.update(processor(request))
    kept.update(context)
    for name in FRESH & set(kept):
        del kept[name]
    kept["rows"] = [{**row, "asset": plain(row["asset"])} for row in context["rows"]]
    choose_from_memory(kept["form"])
    return render(request, template, context, **options)


def plain(asset: Asset) -> dict[str, Any]:
    """Return of an asset what the template reads."""
    names = {"pk": asset.pk, "kind": asset.kind, "name": asset.name}
    return names | {"get_absolute_url": asset.get_absolute_url()}


def choose_from_memory(form: BaseForm) -> None:
    """Replace the queries behind the form's choices by what they find."""
    for name in ("area", "category"):
        field: Any = form.fields[name]
        field.choices = [(str(value), label) for value, label in field.choices]


def ways(user: User) -> dict[str, Callable[[], bytes]]:
    """Return the three kinds of request, after one of each."""
    cookie, handler = signed_in(user), WSGIHandler()
    with override_settings(MIDDLEWARE=[]):
        naked = WSGIHandler()
    listing.render = keep
    get(handler, LIST, cookie=cookie)
    listing.render = render
    kinds = {
        "list": partial(get, handler, LIST, cookie=cookie),
        "bare": partial(get, handler, BARE, cookie=cookie),
        "naked": partial(get, naked, BARE, cookie=""),
    }
    pages = {name: TOKEN.sub(rb"\1", kind()) for name, kind in kinds.items()}
    if len(set(pages.values())) > 1:
        sys.exit("The pages differ, so nothing can be compared.")
    for name, kind in kinds.items():
        with CaptureQueriesContext(connection) as asked:
            page = kind()
        rows = page.count(b'<li class="place"')
        print(f"{name}: {len(asked)} queries, {rows} rows, {len(page)} bytes")
    return kinds


def compare(kinds: dict[str, Callable[[], bytes]], *, requests: int, rounds: int) -> None:
    ratios: dict[str, list[float]] = {"bare": [], "naked": []}
    for _ in range(rounds):
        spent = ground.milliseconds(list(kinds.values()), runs=requests)
        medians = dict(zip(kinds, map(statistics.median, spent), strict=True))
        for name, ratio in ratios.items():
            ratio.append(medians["list"] / medians[name])
        print("  ".join(f"{name} {median:.1f} ms" for name, median in medians.items()))
    for name, ratio in ratios.items():
        print(f"list / {name}: median {statistics.median(ratio):.2f} ×, of {sorted(f'{one:.2f}' for one in ratio)}")  # fmt: skip


@override_settings(ROOT_URLCONF=__name__)
def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--assets", type=int, default=100_000)
    options.add_argument("--requests", type=int, default=40)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    call_command("collectstatic", interactive=False, verbosity=0)
    with ground.database():
        user = fill(given.assets)
        print(f"{Asset.objects.count()} assets in {MUNICIPALITIES} municipalities")
        compare(ways(user), requests=given.requests, rounds=given.rounds)


if __name__ == "__main__":
    main()
