"""The officer puts a map file of the town's own under its map; the coordinator sees its squares."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.corners import PAINT
from tests.browser.steps import choose, press

pytestmark = pytest.mark.browser

WATER = (192, 228, 255)
OWN = "町の境界と目印だけ（外へは何も取りに行きません）"
HERE = "139.685,35.6985,139.689,35.7015"


def switch(page: Page, background: str) -> None:
    page.goto("/areas/municipality/")
    choose(page, "地図の背景", background)
    press(page, "記録する")
    expect(page.get_by_text("町のことを直しました。").first).to_be_visible()


def colour_of(page: Page) -> tuple[int, ...]:
    """Return the colour that most of the map has."""
    page.goto(f"/map/?box={HERE}")
    expect(page.locator("[data-map-idle]")).to_be_visible()
    picture = Image.open(BytesIO(page.locator(".maplibregl-canvas").screenshot())).convert("RGB")
    _number, colour = max(picture.getcolors(picture.width * picture.height))
    return colour


def is_close(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 3


def test_map_file_of_the_town_is_drawn_from_its_own_server(page_as):
    officer, page = page_as("officer"), page_as("山手")
    parts: list[str | None] = []
    page.on("request", lambda one: parts.append(one.headers.get("range")) if "/map/background/" in one.url else None)  # fmt: skip
    bare = colour_of(page)
    try:
        switch(officer, "地図のファイル：色紙.pmtiles")
        painted, credit = colour_of(page), page.get_by_text("© 色紙の会").count()
        switch(officer, "地図のファイル：海.pmtiles")
        flooded = colour_of(page)
    finally:
        switch(officer, OWN)

    assert not is_close(bare, PAINT)
    assert is_close(painted, PAINT)
    assert is_close(flooded, WATER)
    assert (credit, bool(parts), None in parts) == (1, True, False)
