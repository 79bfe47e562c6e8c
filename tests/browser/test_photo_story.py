"""A photograph goes with its voice from a device, and is not lost on the way."""

import re
from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, Route, expect

from tests.browser.device import lose_the_answer, on_the_device, waiting, without_network
from tests.browser.steps import follow, head, hear, press, tick, unfold, write

pytestmark = pytest.mark.browser
AREA = "岬一丁目"


def take_photo(page: Page) -> None:
    """Choose a photograph of 3,200 pixels."""
    content = BytesIO()
    Image.new("RGB", (3200, 1600), (120, 90, 60)).save(content, "JPEG")
    unfold(page, "写真")
    upload = {"name": "p.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}
    page.locator("[name=photo]").set_input_files([upload])


def photo_of(page: Page, words: str) -> int:
    """Return how wide the photograph beside these words is."""
    page.goto("/voices/")
    follow(page, words)
    shown = page.get_by_role("img", name="声といっしょに残した写真")
    expect(shown).to_be_visible()
    return shown.evaluate("async (image) => { await image.decode(); return image.naturalWidth; }")


def test_photo_waits_with_its_voice_and_is_not_lost_when_that_is_refused(telephone):
    words = "離れが空いたまま。子どもの声がすると、いいね"
    page = without_network(telephone())
    write(page, {"その人の言葉": words})
    tick(page, AREA)
    take_photo(page)
    unfold(page, "ほかの人に伝えてよいか")
    tick(page, "コーディネーターと市町村まで")
    press(page, "この声を残す")
    waiting(page, 1)
    press(page, "いま残したものを書きなおす")
    press(page, "この声を残す")
    waiting(page, 1)
    page.context.set_offline(False)
    expect(page.locator("[data-unsent]")).to_contain_text("ご本人の同意が要ります")
    held = hold_the_key(page)
    press(page, "直して送る")
    head(page, "聴いたことを書く")
    tick(page, "口頭で聞いた")
    press(page, "この声を残す")
    give_the_key(page, held)
    hear(page, "声を残しました。")
    assert photo_of(page, words) == 1600
    assert on_the_device(page)["entries"] == 0


def hold_the_key(page: Page) -> list[Route]:
    """Let the next page ask for what opens the entries, and answer it only later."""
    held: list[Route] = []
    page.context.route("**/voices/key/", lambda route: held.append(route))  # noqa: PLW0108 -- Playwright cannot take a built-in
    return held


def give_the_key(page: Page, held: list[Route]) -> None:
    """Answer whoever asked, and everybody from now on."""
    page.context.unroute("**/voices/key/")
    for route in held:
        with suppress(PlaywrightError):  # of a page that is no longer there
            route.continue_()


def test_voice_does_not_go_without_its_photo_where_that_cannot_be_opened(telephone):
    words = "物干しの下まで、波が来たことがある"
    page = telephone()
    write(page, {"その人の言葉": words})
    tick(page, AREA)
    take_photo(page)
    unfold(page, "ほかの人に伝えてよいか")
    tick(page, "コーディネーターと市町村まで")
    page.context.route("**/voices/key/", lambda route: route.abort())
    press(page, "この声を残す")
    expect(page.get_by_role("alert")).to_contain_text("ご本人の同意が要ります")
    tick(page, "口頭で聞いた")
    press(page, "この声を残す")
    waiting(page, 1)
    page.context.unroute("**/voices/key/")
    press(page, "この声を残す")
    hear(page, "声を残しました。")
    assert photo_of(page, words) == 1600


@pytest.mark.parametrize("way", ["いま届いた言葉にする", "別の声として、両方残す"])
def test_photo_goes_with_the_words_that_are_chosen(telephone, way):
    first, second = f"写真のない言葉 {way}", f"写真のある言葉 {way}"
    page = telephone()
    lose_the_answer(page, first, AREA)
    press(page, "いま残したものを書きなおす")
    write(page, {"その人の言葉": second})
    take_photo(page)
    held = hold_the_key(page)
    press(page, "この声を残す")
    head(page, "どちらの言葉にしますか")
    press(page, way)
    give_the_key(page, held)
    expect(page.get_by_role("heading", level=1, name=re.compile("の声$"))).to_be_visible()
    assert photo_of(page, second) == 1600
