"""Somebody who reads English chooses it once and finds the navigation in English."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import press

pytestmark = pytest.mark.browser


def test_navigation_speaks_english_once_it_is_chosen(page_as):
    page = page_as("officer")
    page.goto("/today/")
    press(page, "English")
    doors = page.get_by_role("navigation").first.get_by_role("list").get_by_role("link")
    verbs = ["Today", "Listen", "Envision", "Discover", "Connect", "Grow", "Look back"]
    expect(doors).to_have_text(verbs)
    page.goto("/assets/")
    expect(doors).to_have_text(verbs)
