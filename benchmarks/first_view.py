"""The first view of a map of 10,000 places in Chromium, ours beside uMap's, on DATABASE_URL.

    python benchmarks/first_view.py --umap http://127.0.0.1:8019 [--chromium PATH] [--rounds 5]

uMap is set up by hand: a virtual environment with `umap-project[deploy,sync]` (Python 3.12 or
later), a PostgreSQL database with `CREATE EXTENSION postgis`, and a file of settings named by
UMAP_SETTINGS: DATABASES, SECRET_KEY, STATIC_ROOT, MEDIA_ROOT, AJAX_PROXY_CACHE_DIR,
UMAP_ALLOW_ANONYMOUS = True, UMAP_DEFAULT_SHARE_STATUS = 1, UMAP_XSENDFILE_HEADER =
"X-Accel-Redirect", SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False. Then `umap collectstatic`,
`umap migrate`, and in `umap shell` one TileLayer with a picture as `data:` for its address, so that
nothing is asked of another host. It runs by `uvicorn --workers 4 umap.asgi:application` behind nginx
as its folder `docker` has it: static files packed by gzip, layers sent packed by X-Accel-Redirect.
Every run leaves a map there.

One municipality has so many public places; uMap gets a map with one layer of the same names and
points. Clusters are off in both: 「数でまとめず、点で見る」 in ours, no clustering in uMap's layer. Each page
is opened with an empty cache, taking turns:

- drawing: our map as it opens, each place a dot on the server's drawing, with the list beside it;
- moving: the same page until the map that moves has taken the drawing's place, each place a dot there;
- uMap: its map with a marker for each place.

Times are from the start of the navigation: `there` when the page holds a sign for each place (of
the moving map, when it has drawn them) and `drawn` two frames later. Bytes are what the server sent
over the socket until then, headers with it, and `in the end` until the page was quiet. Where the
device has our letters (Windows does), they are not sent; a line tells what comes without.
"""

import argparse
import html
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import ground
import imports
import invented
import towns
from asking import signed_in
from playwright.sync_api import APIRequestContext, Browser, sync_playwright
from visiting import (
    BARE,
    FLAGS,
    RENDERER,
    VIEWPORT,
    Page,
    Relay,
    Seen,
    drawings,
    moving,
    umaps,
    visit,
)

from sasaeai.accounts.models import User
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from sasaeai.calc import tiles

SOURCE = Path(__file__).resolve().parent.parent
TOWN = (139.4, 35.43, 139.6, 35.57)
FAR_OUT = 12  # uMap's zoom, whose squares are half as wide as ours
# The map and the layer as they are given to uMap: its usual markers, each by itself.
MAP = {"name": "First view", "onLoadPanel": "none"}
LAYER = {"name": "Places", "displayOnLoad": True, "browsable": True}
OURS = ("drawing", "moving")


class Place(NamedTuple):
    name: str
    x: float
    y: float


def fill(number: int) -> tuple[User, list[Place]]:
    """Fill the town; return its coordinator and its places, which lie all over it."""
    user = towns.town(101, assets=number, dice=invented.dice())
    dice, assets = invented.dice(), list(Asset.objects.order_by("id"))
    for asset in assets:
        asset.longitude = round(dice.uniform(TOWN[0], TOWN[2]), 6)
        asset.latitude = round(dice.uniform(TOWN[1], TOWN[3]), 6)
        asset.kind, asset.visibility = Asset.Kind.PLACE, Visibility.PUBLIC
        asset.confidential, asset.retired_on = False, None
    fields = ["longitude", "latitude", "kind", "visibility", "confidential", "retired_on"]
    Asset.objects.bulk_update(assets, fields, batch_size=100)
    ground.settle()
    return user, [Place(one.name, one.longitude or 0.0, one.latitude or 0.0) for one in assets]


@contextmanager
def served() -> Iterator[Relay]:
    """Serve our program as a town does."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    env = os.environ | {"DATABASE_URL": imports.url(), "PYTHONPATH": str(imports.SOURCE)}
    command = [sys.executable, "-m", "sasaeai", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:  # noqa: S603 -- our own command  # fmt: skip
        try:
            wait_for(url := f"http://127.0.0.1:{port}")
            yield Relay(url)
        finally:
            server.terminate()


def wait_for(url: str) -> None:
    for _ in range(200):
        with suppress(OSError):
            urllib.request.urlopen(f"{url}/accounts/login/", timeout=5)  # noqa: S310 -- our own
            return
        time.sleep(0.3)
    sys.exit(f"{url} does not answer.")


def publish(asked: APIRequestContext, places: list[Place]) -> str:
    """Give uMap a map with one layer of these places; return its address."""
    asked.get("/ja/map/new/")
    cookies = {one["name"]: one["value"] for one in asked.storage_state()["cookies"]}
    head = {"X-CSRFToken": cookies["csrftoken"]}
    point = {"type": "Point", "coordinates": tiles.middle(TOWN)}
    whole = {"type": "Feature", "geometry": point, "properties": MAP | {"zoom": FAR_OUT}}
    form: dict[str, Any] = {"name": MAP["name"], "center": json.dumps(point), "settings": json.dumps(whole)}  # fmt: skip
    made = asked.post("/ja/map/create/", headers=head, form=form).json()
    layer = {"type": "FeatureCollection", "_umap_options": LAYER, "features": [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [one.x, one.y]}, "properties": {"name": one.name}}
        for one in places
    ]}  # fmt: skip
    file: Any = {"name": "layer", "mimeType": "application/geo+json", "buffer": json.dumps(layer, ensure_ascii=False, separators=(",", ":")).encode()}  # fmt: skip
    told = {"name": LAYER["name"], "display_on_load": "true", "rank": "0", "settings": json.dumps(LAYER)}  # fmt: skip
    answer = asked.post(f"/ja/map/{made['id']}/datalayer/create/{uuid4()}/", headers=head, multipart=told | {"geojson": file})  # fmt: skip
    if "id" not in answer.json():
        sys.exit(f"uMap took no layer: {answer.text()[:300]}")
    return str(made["url"])


def compare(browser: Browser, pages: dict[str, Page], *, rounds: int) -> None:
    """Open each page once uncounted, then in turns; print what was seen, and ratios."""
    for name, page in pages.items():
        seen = visit(browser, page)
        print(f"{name}: {seen.signs:,} signs, map of {seen.frame}, {seen.requests} requests")
    found: dict[str, list[Seen]] = {name: [] for name in pages}
    for turn in range(rounds):
        first = turn % len(pages)
        for name in [*list(pages)[first:], *list(pages)[:first]]:
            found[name].append(visit(browser, pages[name]))
        latest = {name: seen[-1] for name, seen in found.items()}
        print("  ".join(f"{name} {one.there:.1f}, {one.drawn:.1f} s {one.kilobytes:.0f} kB" for name, one in latest.items()), flush=True)  # fmt: skip
    for name, seen in found.items():
        there, drawn, sent, whole = (statistics.median(side) for side in list(zip(*seen, strict=True))[:4])  # fmt: skip
        print(f"{name}: there {there:.2f} s, drawn {drawn:.2f} s, {sent:.0f} kB, in the end {whole:.0f} kB")  # fmt: skip
    for name in OURS:
        ratios = [f"{at} {ratio(found[name], found['uMap'], at)}" for at in ("there", "drawn", "kilobytes", "whole")]  # fmt: skip
        print(f"{name} / uMap: {', '.join(ratios)}")


def ratio(one: Sequence[Seen], other: Sequence[Seen], at: str) -> str:
    """Return the ratio of the medians, and from where to where that of a round goes."""
    mine, yours = ([getattr(seen, at) for seen in side] for side in (one, other))
    rounds = [here / there for here, there in zip(mine, yours, strict=True)]
    return f"{statistics.median(mine) / statistics.median(yours):.2f} × ({min(rounds):.2f}-{max(rounds):.2f})"


def tell(browser: Browser, umap: str) -> None:
    """Print versions and both settings."""
    tab = browser.new_page()
    renderer = tab.evaluate(RENDERER)
    tab.close()
    page = urllib.request.urlopen(f"{umap}/ja/map/new/").read().decode()  # noqa: S310 -- the uMap that was named
    version = re.search(r'"umap_version": ?"([^"]+)"', html.unescape(page))
    print(f"Chromium {browser.version}, WebGL: {renderer}, viewport {VIEWPORT}, ja-JP, an empty cache each time")  # fmt: skip
    print("ours: `sasaeai serve` alone with its defaults, somebody signed in, no background but the town's own lines; dots instead of clusters (each=on)")  # fmt: skip
    print(
        f"uMap {version[1] if version else 'of no known version'}: as the server is set up, nobody signed in; "
        f"map {MAP} of zoom {FAR_OUT}; layer {LAYER}, so usual markers without clusters"
    )


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--umap", required=True)
    options.add_argument(
        "--chromium", default=os.environ.get("SASAEAI_CHROMIUM") or shutil.which("chromium")
    )
    options.add_argument("--places", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    with ground.database(), ExitStack() as house:
        user, places = fill(given.places)
        cookie, many = signed_in(user), given.places
        mine = house.enter_context(served())
        playwright = house.enter_context(sync_playwright())
        launch = partial(playwright.chromium.launch, executable_path=given.chromium, args=FLAGS)
        letters = Path(ground.HOME.name) / "fonts.conf"
        letters.write_text(BARE, "utf-8")
        browser = launch()
        tell(browser, given.umap)
        umap, asked = Relay(given.umap), playwright.request.new_context(base_url=given.umap)
        pages = {
            "drawing": drawings(mine, cookie, TOWN, many),
            "moving": moving(mine, cookie, TOWN, many),
            "uMap": umaps(umap, publish(asked, places), many),
        }
        print(f"{many:,} places")
        bare = launch(env=os.environ | {"FONTCONFIG_FILE": str(letters)})
        told = visit(bare, pages["drawing"])
        print(f"on a device without our letters: {told.kilobytes:.0f} kB, in the end {told.whole:.0f} kB")  # fmt: skip
        bare.close()
        compare(browser, pages, rounds=given.rounds)
        browser.close()


if __name__ == "__main__":
    main()
