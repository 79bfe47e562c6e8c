"""The map: by mouse, by keyboard, on a telephone, without WebGL and without scripts."""

import re
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import follow, head, press, tick, unfold
from tests.browser.test_every_page import barriers

pytestmark = pytest.mark.browser

SHOWN = "[data-map-shown]"
CANVAS = ".maplibregl-canvas"
# A machine that cannot draw in three dimensions says so here.
NO_WEBGL = """
const whole = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (sort, ...more) {
  return sort.startsWith("webgl") ? null : whole.call(this, sort, ...more);
};
"""
# The corner of 山手 lies by itself: twelve things in two streets.
HERE = "139.690,35.690,139.710,35.705"


def open_map(page: Page, query: str = f"?box={HERE}") -> None:
    """Open the map and wait until it has drawn what lies there."""
    page.goto(f"/map/{query}")
    expect(page.locator(SHOWN)).to_be_visible()


def squares_of(page: Page) -> list[str]:
    """Return the addresses of the squares that the page asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "/map/tiles/" in one.url else None)
    return asked


def box_of(page: Page) -> list[float]:
    (words,) = parse_qs(urlparse(page.url).query)["box"]
    return [float(side) for side in words.split(",")]


def settled(page: Page, before: str) -> None:
    """Wait until the address has changed and the list shows what it says."""
    expect(page).not_to_have_url(before)
    followed(page)


def followed(page: Page) -> None:
    """Wait until the list shows what the address says."""
    words = ",".join(f"{side:.6f}" for side in box_of(page))
    expect(page.locator(f'[data-map-listed][data-box="{words}"]')).to_be_visible()


def drag(page: Page, *, right: int) -> None:
    """Drag the map by so many pixels and wait until the address says so."""
    canvas = page.locator(CANVAS)
    canvas.scroll_into_view_if_needed()
    frame = canvas.bounding_box()
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + 120
    before = page.url
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y, steps=8)
    page.mouse.up()
    settled(page, before)


def come_closer(page: Page) -> None:
    before = page.url
    press(page, "近づく")
    settled(page, before)


def told(page: Page) -> str:
    return page.locator("[data-map-count]").inner_text()


def number_on(drawing: Locator) -> int:
    """Return how many things of the list the signs of the drawing stand for: 「3」「1・2」「1〜5」「5件」."""
    words = [one for one in drawing.locator("text").all_text_contents() if one[0].isdigit()]
    counted = [int(one.removesuffix("件")) for one in words if one.endswith("件")]
    runs = [part.split("〜") for one in words if "件" not in one for part in one.split("・")]
    return sum(counted) + sum(int(run[-1]) - int(run[0]) + 1 for run in runs)


def test_mouse_moves_the_map_and_the_list_follows(page_as):
    page = page_as("山手")
    asked = squares_of(page)
    open_map(page)
    expect(page.get_by_role("link", name="山手会館1", exact=True)).to_be_visible()
    first = len(asked)
    drag(page, right=-340)
    expect(page.get_by_role("link", name="山手会館1", exact=True)).to_have_count(0)
    drag(page, right=340)

    expect(page.get_by_role("link", name="山手会館1", exact=True)).to_be_visible()
    assert first > 0
    assert len(asked) == len(set(asked))


def test_list_is_of_what_is_seen_before_anything_moves(page_as):
    page = page_as("山手")
    # Much narrower than the map: what lies beside it is seen too.
    open_map(page, "?box=139.6990,35.6900,139.6992,35.7050")
    followed(page)
    west, _south, east, _north = box_of(page)
    seen = page.locator(SHOWN).get_attribute("data-map-shown")

    assert east - west > 0.01
    assert told(page).startswith(f"{seen}件")


def test_link_shows_the_same_view_to_somebody_else_and_after_going_back(page_as):
    page = page_as("山手")
    open_map(page)
    come_closer(page)
    link, view, words = page.url, box_of(page), told(page)
    page.get_by_role("link", name=re.compile("^山手会館")).first.click()
    expect(page).to_have_url(re.compile("/assets/"))
    page.go_back()
    expect(page.locator(SHOWN)).to_be_visible()
    other = page_as("officer")
    other.goto(link)
    expect(other.locator(SHOWN)).to_be_visible()

    assert (page.url, other.url) == (link, link)
    assert (told(page), told(other)) == (words, words)
    assert box_of(other) == view


@pytest.mark.parametrize(
    ("box", "button"),
    [("139.6990,35.6990,139.7010,35.7010", "近づく"), ("136,33,142,38", "はなれる")],
    ids=["closest", "farthest"],
)
def test_view_as_close_or_far_as_one_can_go_is_one_that_a_link_shows(page_as, box, button):
    page = page_as("山手")
    open_map(page, f"?box={box}")
    for _press in range(7):
        press(page, button)
        expect(page.locator("[data-map-idle]")).to_be_visible()
    expect(page).not_to_have_url(re.compile(re.escape(box)))
    followed(page)
    words = told(page)

    answer = page.goto(page.url)

    assert (answer.status, told(page)) == (200, words)


# What comes is given up half way, as when one moves on while the list of the last view arrives.
HALF = """() => {
  const body = () => new ReadableStream({
    start(stream) {
      stream.enqueue(new TextEncoder().encode("<p>"));
      setTimeout(() => { stream.error(new DOMException("given up", "AbortError")); document.body.dataset.givenUp = ""; }, 50);
    },
  });
  window.fetch = async () => new Response(body(), { status: 200 });
}"""


def test_list_that_is_given_up_while_it_arrives_is_no_fault(page_as):
    page = page_as("山手")
    open_map(page, "?box=139.6990,35.6990,139.7010,35.7010")
    page.evaluate(HALF)

    press(page, "はなれる")

    expect(page.locator("body[data-given-up]")).to_be_attached()
    expect(page.locator("[data-map-idle]")).to_be_visible()
    assert page_as.listen() == []


def test_pressing_a_pin_takes_one_to_its_line(page_as):
    page = page_as("山手")
    open_map(page, "?box=139.6990,35.6990,139.7010,35.7010&kinds=thing")
    canvas = page.locator(CANVAS)
    frame = canvas.bounding_box()

    canvas.click(position={"x": frame["width"] / 2, "y": frame["height"] / 2})

    expect(page.get_by_role("link", name="山手の臼", exact=True)).to_be_focused()


# A square of zoom 10 with three clusters: what the list shows of them is drawn by itself, what is left is counted.
NUMBERED = """async () => {
  const { numbered } = await import("/static/pages/js/numbered.js");
  const spot = (coordinates, properties) => ({ geometry: { type: "Point", coordinates }, properties });
  const features = [
    spot([139.23, 35.48], { number: 3, stale: 2 }),
    spot([139.33, 35.48], { number: 1, stale: 0 }),
    spot([139.42, 35.73], { number: 9, stale: 9 }),
    spot([139.50, 35.73], { id: "alone", kind: "info", stale: false }),
  ];
  const line = (id, at, stale) => ({ id, kind: "place", stale, at });
  const lines = [
    line("first", [139.22, 35.47], true),
    line("too near", [139.2201, 35.47], false),
    line("only", [139.34, 35.49], false),
    line("alone", [139.50, 35.73], false),
    line("elsewhere", [130.0, 33.0], false),
  ];
  return numbered(features, lines, 10.4).map(({ properties }) => Object.values(properties).join(" "));
}"""


def test_things_of_the_list_leave_their_clusters_and_none_is_lost(page_as):
    page = page_as("山手")
    open_map(page)

    found = page.evaluate(NUMBERED)

    assert sorted(found) == sorted(
        ["alone info false", "2 1", "9 9", "first place true", "only place false"]
    )


# Draws a sign as the map does, and returns how wide and high what one sees of it is.
INKED = """async (sign) => {
  const { draw } = await import("/static/pages/js/signs.js");
  let side = [];
  draw({ hasImage: () => false, addImage: (_name, { data, width, height }) => {
    const at = [...Array(width * height).keys()].filter((spot) => data[4 * spot + 3] > 200);
    const [across, down] = [at.map((spot) => spot % width), at.map((spot) => Math.floor(spot / width))];
    const span = (all) => Math.max(...all) - Math.min(...all);
    side = [span(across), span(down)];
  } }, sign);
  return side;
}"""


def test_sign_of_several_things_is_no_disc_with_a_number(page_as):
    page = page_as("山手")
    open_map(page)

    (across, down), (wide, high) = (page.evaluate(INKED, sign) for sign in ("pin|activity||9", "many|9|0|9件"))  # fmt: skip

    assert across == down
    assert wide > 1.3 * high
    expect(page.locator(".map-foot").get_by_text("8件")).to_be_visible()


def test_filter_and_view_stay_together(page_as):
    page = page_as("山手")
    open_map(page)
    tick(page, "モノ 1")
    press(page, "この条件で見る")
    expect(page.locator("[data-map-count]")).to_have_text(re.compile("^1件"))
    expect(page.locator(SHOWN)).to_be_visible()
    before = page.url
    press(page, "はなれる")
    settled(page, before)
    assert parse_qs(urlparse(page.url).query)["kinds"] == ["thing"]
    assert told(page).startswith("1件")


@pytest.mark.parametrize("scripts", [True, False])
def test_way_back_from_a_filter_leaves_nothing_ticked(page_as, scripts):
    page = page_as("山手", scripts=scripts)
    page.goto(f"/map/?box={HERE}")
    tick(page, "モノ 1")
    press(page, "この条件で見る")
    expect(page).to_have_url(re.compile("kinds=thing"))
    page.go_back()
    expect(page).not_to_have_url(re.compile("kinds=thing"))

    expect(page.locator("[data-map-filter] :checked[name=kinds]")).to_have_count(0)


PERSISTED = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"


def test_page_kept_as_it_was_left_forgets_what_was_ticked(page_as):
    page = page_as("山手")
    open_map(page)
    tick(page, "モノ 1")

    page.evaluate(PERSISTED)

    expect(page.locator("[data-map-filter] :checked[name=kinds]")).to_have_count(0)


def test_keyboard_moves_the_map_passes_it_by_and_opens_what_lies_there(page_as):
    page = page_as("山手")
    open_map(page)
    canvas = page.locator(CANVAS)
    canvas.focus()
    for key in ("+", "ArrowRight"):
        before = page.url
        page.keyboard.press(key)
        settled(page, before)
        expect(canvas).to_be_focused()
    expect(page.get_by_role("status").filter(has_text=told(page))).to_have_count(1)

    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('[data-map-live]')")
    page.locator(".skip-map").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("[data-map-row] a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/(assets|activities)/"))


def test_machine_without_webgl_gets_the_drawing_and_moves_it_by_links(page_as):
    page = page_as("山手")
    page.add_init_script(NO_WEBGL)
    page.goto(f"/map/?box={HERE}")
    drawing = page.get_by_role("img", name="地図。番号は一覧と同じです。")
    expect(drawing).to_be_visible()

    assert number_on(drawing) == page.locator("[data-map-row]").count() > 0
    assert page_as.listen() == []
    assert barriers(page) == []


def test_map_without_scripts_is_drawing_list_and_links(page_as):
    page = page_as("山手", scripts=False)
    page.goto(f"/map/?box={HERE}")
    expect(page.get_by_role("img", name="地図。番号は一覧と同じです。")).to_be_visible()
    expect(page.get_by_role("link", name="山手の臼", exact=True)).to_be_visible()
    follow(page, "東へ")
    follow(page, "東へ")
    follow(page, "東へ")
    expect(page.get_by_role("link", name="山手の臼", exact=True)).to_have_count(0)
    follow(page, "西へ")
    follow(page, "西へ")
    unfold(page, "もっとしぼる")
    tick(page, "モノ 1")
    press(page, "この条件で見る")
    follow(page, "山手の臼")
    head(page, "山手の臼")


def test_link_that_moves_the_drawing_leaves_one_with_it(page_as, phone):
    page = page_as("山手", scripts=False, viewport=phone)
    page.goto(f"/map/?box={HERE}")
    follow(page, "近づく")
    expect(page).to_have_url(re.compile("#sight$"))

    expect(page.locator("[data-map-still] svg").first).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="近づく", exact=True)).to_be_focused()


def test_telephone_shows_the_map_above_the_list_with_room_for_fingers(page_as, phone):
    page = page_as("山手", viewport=phone)
    open_map(page)
    frame, beside = page.locator(CANVAS).bounding_box(), page.locator("#listed").bounding_box()
    buttons = [one.bounding_box() for one in page.locator("[data-map-zoom]").all()]

    assert frame["y"] + frame["height"] <= beside["y"]
    assert frame["width"] <= phone["width"]
    assert [min(one["width"], one["height"]) >= 44 for one in buttons] == [True, True]
    assert page_as.listen() == []
    assert barriers(page) == []


def test_print_shows_the_drawing_with_the_numbers_of_the_list(page_as):
    page = page_as("山手")
    open_map(page)
    come_closer(page)
    page.emulate_media(media="print")

    expect(page.locator(CANVAS)).not_to_be_visible()
    drawing = page.locator("[data-map-still] svg").first
    expect(drawing).to_be_visible()
    assert number_on(drawing) == page.locator("[data-map-row]").count() > 0


def test_coming_closer_to_an_area_leaves_the_keyboard_in_the_list(page_as):
    page = page_as("山手")
    open_map(page, "?box=138,35,141,36.5")
    way = page.get_by_role("link", name=re.compile("^山手一丁目"))
    way.focus()
    before = page.url
    page.keyboard.press("Enter")
    settled(page, before)

    expect(page.locator("[data-map-row] a", has_text="山手会館1").first).to_be_visible()
    expect(page.locator("#listed")).to_be_focused()
