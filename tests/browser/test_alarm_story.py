"""Somebody says what nobody may wait after: the number is there at once, for whoever says it and whoever hears it."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.steps import head, hear, part, press, spoken, tick, write

pytestmark = pytest.mark.browser
HEARD, OWN = "もう死にたいと、静かにおっしゃった", "死にたい気持ちになる日があります"
NUMBER, DIALLED = "042-000-9999", "tel:0420009999"


def test_coordinator_and_resident_see_the_number_and_today_begins_with_it(house, page_as):
    desk = page_as("川端", viewport=PHONE)
    desk.goto("/voices/hear/")
    write(desk, {"その人の言葉": HEARD})
    tick(desk, "川端一丁目")
    press(desk, "この声を残す")
    hear(desk, "声を残しました。")
    now = part(desk, "いますぐつなぐ先")
    expect(now).to_contain_text("死にたい")
    expect(now.get_by_role("link", name=NUMBER)).to_have_attribute(
        "href", f"tel:{NUMBER.replace('-', '')}"
    )

    page = page_as(viewport=PHONE)
    page.goto(f"/portal/{house.told['code']}/voice/")
    page.get_by_role("textbox", name=spoken("聞かせてください", whole=False)).fill(OWN)
    page.locator("label.tile").filter(has_text="川端一丁目").click()
    press(page, "声をとどける")
    head(page, "あなたの声")
    expect(page.locator("main section").first).to_contain_text(NUMBER)

    desk.goto("/today/")
    first = desk.locator("main section").first
    for words in (HEARD, OWN, NUMBER):
        expect(first).to_contain_text(words)
