"""An activity looks for a helper: one who fits is asked by telephone, says yes, and it shows on them."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import choose, follow, head, hear, part, press, tick, undo, write
from tests.browser.test_connect_story import helper_is_met

pytestmark = pytest.mark.browser

PHONE = {"width": 375, "height": 812}
LONGEST = 3000


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 900}])
def test_activity_looks_for_a_helper_and_finds_one(page_as, viewport) -> None:
    page = page_as("宮前", viewport=viewport)
    helper_is_met(page)
    person = page.url
    name = f"朝の道そうじの会{viewport['width']}"
    page.goto("/activities/new/")
    write(page, {"名前": name})
    choose(page, "地区", "宮前一丁目")
    press(page, "記録する")
    head(page, name)

    opening_is_offered(page)
    somebody_is_asked(page)
    follow(page, "出番のページにもどる")
    expect(page.locator("main")).to_contain_text("決まりました")
    expect(part(page, "声をかけた方")).to_contain_text("引き受けてくださった")
    page.goto(person)
    expect(part(page, "引き受けている出番")).to_contain_text("ゴミ置き場の網をたたむ")


def opening_is_offered(page) -> None:
    follow(page, "出番をつくる")
    write(page, {"してもらうこと": "ゴミ置き場の網をたたむ"})
    choose(page, "どんなこと", "ゴミの分別やゴミ出し")
    tick(page, "火")
    write(page, {"何時から": "08:00", "何時まで": "08:30"})
    press(page, "出番を残す")
    hear(page, "出番を書きました。")


def somebody_is_asked(page) -> None:
    chosen = part(page, "だれに声をかけるか")
    expect(chosen).to_contain_text("「できる」と話していました")
    chosen.get_by_role("link", name="台本を見ながら電話する").first.click()
    expect(page.locator("main")).to_contain_text("ゴミ置き場の網をたたむ")
    press(page, "声をかけたと記録する")
    hear(page, "声をかけたと記録しました。")
    press(page, "引き受けてくださった")
    hear(page, "引き受けてくださったと記録しました。")
    undo(page)
    hear(page, "お返事を取り消しました。")
    press(page, "引き受けてくださった")
    hear(page, "引き受けてくださったと記録しました。")


def test_page_of_a_running_activity_is_short_on_a_phone(page_as) -> None:
    page = page_as("宮前", viewport=PHONE)
    page.goto("/activities/")
    page.locator(".place h3 a").first.click()
    expect(page.locator("#where")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") < LONGEST
