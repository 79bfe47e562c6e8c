"""The map against the list of assets, on DATABASE_URL.

    python benchmarks/map.py [--assets 50000] [--requests 25] [--rounds 5]

A database of its own gets one invented municipality with so many assets, as in the benchmark of
the list, and a gathering for every tenth of its places. A 第2層 coordinator signs in. Every
request goes through the WSGI handler, in a session of its own:

- list: `/assets/` as it opens;
- page: `/map/` as it opens;
- fragment: what the map asks for when it has moved, with all of the town in view;
- close: the same of a tenth of a tenth of it;
- square: a square of the map that holds the whole town, counted in cells;
- points: a square close up with 450 things, one by one;
- dots: a square close enough to show each thing as a dot, and the fragment of a quarter of the town;
- now, week, evening, spare: the square of the whole town, of what is open now, opens this week, is
  ever open in the evening, has hours to spare; and the fragment of each. It is a Monday at 10:15,
  when most is open and all of the week is to come.

They take turns, request by request. A round's ratio is that of its medians; what counts is the
median of the rounds. The heaviest answer of every zoom is told, packed.
"""

import argparse
import gzip
import json
import statistics
from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

import ground
import invented
import time_machine
import towns
from asking import get, signed_in
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sasaeai.accounts.models import User
from sasaeai.activities.models import Activity
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from sasaeai.assets.models.freshness import OF_TIMES
from sasaeai.calc import day_parts
from sasaeai.calc.hours import DAYS
from sasaeai.calc.tiles import box_of_tile

# Invented places lie in this square degree.
WHOLE, PART = "139,35,140,36", "139.45,35.45,139.55,35.55"
QUARTER = "139.25,35.25,139.75,35.75"
MIDDLE = (139.5, 35.5)
EVERY = 10
CLOSEST, CROWD = 17, 450
MANY = 500
MONDAY = datetime.fromisoformat("2026-06-01T10:15+09:00")


def fill(assets: int) -> User:
    """Fill the town; return its coordinator."""
    user = towns.town(101, assets=assets, dice=invented.dice())
    places = Asset.objects.filter(kind=Asset.Kind.PLACE, retired_on=None, longitude__isnull=False)
    crowd(list(places.order_by("id")[:CROWD]))
    Activity.objects.bulk_create(
        Activity(
            municipality_id=place.municipality_id,
            area_id=place.area_id,
            place=place,
            name=f"{place.name}の会",
            visibility=Visibility.PUBLIC,
        )
        for place in places.order_by("name", "id")[::EVERY]
    )
    open_doors(list(Asset.objects.order_by("id").values_list("pk", flat=True)))
    ground.settle()
    return user


def open_doors(everything: list[UUID]) -> None:
    """Give two of three assets hours on three days of the week, and every seventh days of the month."""
    for number, start in enumerate(range(0, len(everything), MANY)):
        days = [DAYS[(number + step) % 7] for step in (0, 2, 3)]
        weekly = {day: [["09:00", "12:00"], ["13:00", f"{15 + number % 5}:30"]] for day in days}
        monthly = [{"weeks": [2, 4], "weekday": DAYS[number % 7], "start": "10:00", "end": "12:00"}]
        times = ({"weekly": weekly} if number % 3 else {}) | ({"monthly": monthly} if number % 7 == 0 else {})  # fmt: skip
        some = Asset.objects.filter(pk__in=everything[start : start + MANY])
        some.update(times=times, **dict(zip(OF_TIMES, day_parts.of_json(times), strict=True)))


def crowd(street: list[Asset]) -> None:
    """Put places into one square close up, as many as it shows one by one."""
    west, south, east, north = box_of_tile(CLOSEST, *column_and_row(CLOSEST))
    for number, place in enumerate(street):
        place.longitude = west + (east - west) * (number + 0.5) / CROWD
        place.latitude = south + (north - south) * (number * 7 % CROWD + 0.5) / CROWD
    Asset.objects.bulk_update(street, ["longitude", "latitude"], batch_size=100)


def column_and_row(zoom: int) -> tuple[int, int]:
    """Return the square in the middle of the town."""
    side = 2**zoom
    column = int((MIDDLE[0] + 180) / 360 * side)
    row = next(row for row in range(side) if box_of_tile(zoom, column, row)[1] <= MIDDLE[1])
    return column, row


def square(zoom: int) -> str:
    """Return the address of the square in the middle of the town."""
    return reverse("pages:tile", args=[zoom, *column_and_row(zoom)])


def ways(user: User) -> dict[str, Callable[[], bytes]]:
    """Return the kinds of request, after one of each."""
    here = partial(get, WSGIHandler(), cookie=signed_in(user))
    kinds = {
        "list": partial(here, "/assets/"),
        "page": partial(here, "/map/"),
        "fragment": partial(here, f"/map/?box={WHOLE}", htmx=True),
        "close": partial(here, f"/map/?box={PART}", htmx=True),
        "square": partial(here, square(6)),
        "points": partial(here, square(CLOSEST)),
    }
    # The whole town holds too many for a square of dots, a quarter of it does not.
    middle = square(9)
    kinds["square dots"] = partial(here, f"{middle}?each=on")
    kinds["fragment dots"] = partial(here, f"/map/?box={QUARTER}&each=on", htmx=True)
    for hours in ("now", "week", "evening", "spare"):
        kinds[f"square {hours}"] = partial(here, f"{square(6)}?hours={hours}")
        kinds[f"fragment {hours}"] = partial(here, f"/map/?box={WHOLE}&hours={hours}", htmx=True)
    for name, kind in kinds.items():
        kind()
        with CaptureQueriesContext(connection) as asked:
            page = kind()
        print(f"{name}: {len(asked)} queries, {len(page)} bytes")
    tell_heaviest(here)
    return kinds


def tell_heaviest(here: Callable[[str], bytes]) -> None:
    """Print how much the squares in the middle hold at each zoom, and the ground of the map."""
    heaviest = (0, 0)
    for zoom in range(20):
        content = here(square(zoom))
        heaviest = max(heaviest, (len(gzip.compress(content)), len(json.loads(content)["features"])))  # fmt: skip
    whole = here(reverse("pages:ground"))
    print(f"heaviest square: {heaviest[0]} bytes packed, {heaviest[1]} features")
    print(f"ground: {len(gzip.compress(whole))} bytes packed, {len(json.loads(whole)['features'])} features")  # fmt: skip


def compare(kinds: dict[str, Callable[[], bytes]], *, requests: int, rounds: int) -> None:
    ratios: dict[str, list[float]] = {name: [] for name in kinds if name != "list"}
    for _ in range(rounds):
        spent = ground.milliseconds(list(kinds.values()), runs=requests)
        medians = dict(zip(kinds, map(statistics.median, spent), strict=True))
        for name, ratio in ratios.items():
            ratio.append(medians[name] / medians["list"])
        print("  ".join(f"{name} {median:.1f} ms" for name, median in medians.items()))
    for name, ratio in ratios.items():
        print(f"{name} / list: median {statistics.median(ratio):.2f} ×, of {sorted(f'{one:.2f}' for one in ratio)}")  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--assets", type=int, default=50_000)
    options.add_argument("--requests", type=int, default=25)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    call_command("collectstatic", interactive=False, verbosity=0)
    with time_machine.travel(MONDAY), ground.database():
        user = fill(given.assets)
        print(f"{Asset.objects.count()} assets, {Activity.objects.count()} gatherings")
        compare(ways(user), requests=given.requests, rounds=given.rounds)


if __name__ == "__main__":
    main()
