"""The one box: things by any of their letters, persons by a whole name only."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import head, press

pytestmark = pytest.mark.browser


def search(page, words: str) -> None:
    """Ask the box at the top of every page."""
    box = page.get_by_role("search", name="町ぜんたい")
    box.get_by_role("searchbox").fill(words)
    press(box, "さがす")
    head(page, "さがす")


def test_box_finds_a_place_by_two_letters_and_a_person_by_the_whole_name_only(page_as):
    page = page_as("日向")
    page.goto("/today/")
    search(page, "ﾐｶ")
    expect(page.get_by_role("link", name="みかん畑")).to_be_visible()
    search(page, "鈴懸")
    expect(page.get_by_role("link", name="鈴懸 あやめ")).to_be_visible()
    search(page, "鈴")
    expect(page.get_by_role("heading", name="見つかりませんでした")).to_be_visible()
    expect(page.get_by_text("あやめ")).to_have_count(0)
