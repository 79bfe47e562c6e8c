"""What was said finds where it goes: a thing, a gathering, or an organisation that can help."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import choose, follow, head, hear, part, press, tick, unfold, write

pytestmark = pytest.mark.browser

PHONE, DESK = {"width": 375, "height": 812}, {"width": 1280, "height": 900}
each_screen = pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
BARN = "裏の納屋、もう何年も空いてるの。だれか使ってくれないかしら"
COOKING = "男ばかりで、味噌汁くらいから習う会があったらなあ"


def write_down(page, words: str, *kinds: str) -> None:
    page.goto("/voices/hear/")
    write(page, {"その人の言葉": words})
    tick(page, "泉一丁目", *kinds)
    press(page, "この声を残す")
    hear(page, "声を残しました。")


@each_screen
def test_what_goes_to_waste_stays_as_something_the_town_has(page_as, viewport) -> None:
    page = page_as("泉", viewport=viewport)
    width = viewport["width"]
    write_down(page, BARN, "もったいない")
    first = part(page, "その後").get_by_role("link").first
    expect(first).to_have_text("町にあるものとして残す")
    first.click()
    head(page, "町にあるものとして残す")
    expect(page.locator("main")).to_contain_text(BARN)
    name = f"裏の納屋{width}"
    write(page, {"名前": name})
    tick(page, "場所")
    press(page, "記録する")
    hear(page, f"「{name}」を書きたしました。")
    expect(part(page, "ここから生まれました")).to_contain_text(BARN)

    follow(page, "この声のページ")
    after = part(page, "その後")
    expect(after.get_by_role("link", name="できることにする")).to_have_count(0)
    follow(after, "資源になった")
    head(page, name)


@each_screen
def test_same_name_once_more_keeps_the_words(page_as, viewport) -> None:
    page = page_as("泉", viewport=viewport)
    name = f"男の台所{viewport['width']}"
    for more in ("", "わしも行く。"):
        write_down(page, f"{more}{COOKING}")
        follow(page, "集まりにして育てる")
        head(page, "集まりにして育てる")
        write(page, {"名前": name})
        press(page, "記録する")
        if more:
            expect(page.locator("main")).to_contain_text("もう書いてあります")
            expect(page.locator("main")).to_contain_text(f"{more}{COOKING}")
            press(page, "それでも登録する")
        hear(page, f"「{name}」を書きたしました。")
        expect(part(page, "ここから生まれました")).to_contain_text(f"{more}{COOKING}")
    follow(page, "この声のページ")
    follow(part(page, "その後"), "活動になった")
    head(page, name)


@each_screen
def test_organisation_of_the_area_is_asked_with_reasons(page_as, viewport) -> None:
    page = page_as("泉", viewport=viewport)
    name, what = f"泉の草刈り会{viewport['width']}", f"庭の草取り{viewport['width']}"
    page.goto("/organisations/new/")
    write(page, {"名前": name})
    choose(page, "種類", "NPO法人")
    choose(page, "地区", "泉")
    unfold(page, "手伝えること")
    tick(page, "庭の手入れ・草取り")
    press(page, "記録する")
    hear(page, f"「{name}」を記録しました。")
    expect(page.locator("main")).to_contain_text("庭の手入れ・草取り")

    page.goto("/needs/take-up/")
    write(page, {"お願いの中身": what})
    choose(page, "どんなこと", "庭の手入れ・草取り")
    choose(page, "どこのことですか", "泉一丁目")
    tick(page, "口頭で聞いた")
    press(page, "残す")
    hear(page, "ニーズを書きとめました。")
    card = part(page, "頼めそうな団体").locator("article").filter(has_text=name)
    expect(card).to_contain_text("受け持つ地区の中です")
    expect(card).to_contain_text("「庭の手入れ・草取り」を手伝えます")
    follow(card, "台本を見ながら団体に電話する")
    head(page, f"{name}への電話")
    press(page, "お願いしたと記録する")
    hear(page, "お願いしたと記録しました。")
    press(page, "引き受けてくださった")
    hear(page, "お返事を残しました。")
    head(page, name)
