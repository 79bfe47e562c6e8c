"""A vision from a workshop's paper notes: the picture, six goals in one pass, put in order, measured, agreed, printed."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.steps import (
    follow,
    head,
    hear,
    paper,
    part,
    press,
    tick,
    undo,
    unfold,
    write,
)

pytestmark = pytest.mark.browser

PICTURE = "坂の上でも下でも、声をかければ誰かがいる"
NEAR, SHOP = "5分の困りごとは、近所で片づく", "行きたい店まで行ける"
PLACES, RIDES = "すべての町に頼み先がある", "週2回は買い物に行ける"
SPOKE, TRIES = "近所の誰かに言えた人が増える", "朝の散歩でゴミ出しを試す"


def goal(page: Page, words: str) -> Locator:
    return page.get_by_role("article").filter(has=page.get_by_role("heading", name=words))


def draw(page: Page, area: str) -> None:
    """Put the picture into words as the notes on the wall say it."""
    page.goto("/visions/")
    follow(page, area)
    write(page, {"あるべき姿": PICTURE})
    unfold(page, "だれの言葉・だれといっしょに")
    write(page, {"だれの言葉ですか": "集まりに来た17人", "住民の方は何人": "17"})
    tick(page, "住民", "民生委員")
    press(page, "残す")
    hear(page, "あるべき姿を書きとめました。")


def type_goals(page: Page) -> None:
    write(
        page,
        {
            "そのとき": f"{NEAR}\n・{SHOP}",
            "3年後": f"{PLACES}\n{RIDES}\n",
            "1年後": SPOKE,
            "今": TRIES,
        },
    )
    press(page, "残す")
    hear(page, "目標を6件、書きとめました。")
    expect(page.get_by_role("article")).to_have_count(6)


def hang(page: Page, words: str, *, under: str) -> None:
    """Say with the keyboard alone what a goal is for."""
    page.get_by_role("link", name=f"「{words}」を動かす").focus()
    page.keyboard.press("Enter")
    head(page, "どの目標のためか・いつごろ")
    page.get_by_label("どの目標のためですか").focus()
    page.keyboard.type(under)
    page.get_by_role("button", name="動かす").focus()
    page.keyboard.press("Enter")
    hear(page, "動かしました。")
    expect(goal(page, words)).to_be_visible()


def measure(page: Page) -> None:
    goal(page, SPOKE).get_by_role("link", name=SPOKE, exact=True).click()
    follow(page, "指標を書きたす")
    write(
        page, {"何をはかりますか": "近所の誰かに言えた人", "単位": "人", "出どころ": "聞き取り票"}
    )
    page.get_by_text("人や暮らしの変化。").click()
    press(page, "残す")
    hear(page, "指標を書きたしました。")
    follow(page, "はかった数を書く")
    write(page, {"数": "58", "何のうち": "131"})
    press(page, "残す")
    hear(page, "はかった数を書きとめました。")
    expect(part(page, "何の数で見るか")).to_contain_text("58 ／ 131人（44％）")


def take_first_step(page: Page) -> None:
    follow(page, "はじめの一歩を書く")
    write(page, {"何を": "回覧板で声をかける"})
    tick(page, "住民の方がやりたいと言っている")
    for group, size in (("目標に近づきそうか", "まあまあ"), ("すぐできそうか", "とても")):
        tick(page.get_by_role("group", name=group), size)
    press(page, "残す")
    hear(page, "はじめの一歩を書きとめました。")


def agree(page: Page) -> None:
    follow(page, "目線を合わせたことを書く")
    tick(page, "民生委員", "同じ方を向いている")
    write(page, {"そのときの言葉": "これならみんなで言える"})
    press(page, "残す")
    hear(page, "目線合わせを書きとめました。")
    expect(part(page, "目線合わせ")).to_contain_text("これならみんなで言える")


@pytest.mark.parametrize(("area", "viewport"), [("峠", DESK), ("里", PHONE)])
def test_notes_from_the_wall_become_a_board_and_go_back_to_the_wall(
    page_as, area: str, viewport: dict
) -> None:
    page = page_as(area, viewport=viewport)
    draw(page, area)
    type_goals(page)
    for words, above in ((PLACES, NEAR), (RIDES, SHOP), (SPOKE, PLACES), (TRIES, SPOKE)):
        hang(page, words, under=above)
    board = page.url.partition("#")[0]
    order_by_keyboard(page)
    measure(page)
    take_first_step(page)
    page.goto(board)
    agree(page)
    expect(goal(page, SPOKE)).to_contain_text("58 ／ 131人（44％）")
    paper(page, "A3で印刷")
    page.goto("/visions/first-steps/")
    expect(page.get_by_role("listitem").filter(has_text="回覧板で声をかける")).to_be_visible()


def order_by_keyboard(page: Page) -> None:
    """Let the second far goal stand first, then take it back."""
    goal(page, SHOP).get_by_role("link", name=SHOP, exact=True).focus()
    page.keyboard.press("Alt+ArrowUp")
    hear(page, "並びを変えました。")
    expect(page.get_by_role("article").first).to_contain_text(SHOP)
    undo(page)
    expect(page.get_by_role("article").first).to_contain_text(NEAR)


def test_goal_is_dragged_onto_what_it_is_for(page_as) -> None:
    """In a corner of its own board: two goals of the town's picture, one under the other."""
    page = page_as("officer", viewport={"width": 1280, "height": 1600})
    page.goto("/visions/")
    page.get_by_role("link", name="若葉", exact=True).click()
    write(page, {"あるべき姿": "若葉のころのように、声がする"})
    press(page, "残す")
    write(page, {"そのとき": NEAR, "1年後": SPOKE})
    press(page, "残す")
    hear(page, "書きとめました。")
    expect(page.get_by_text("目標は、つかんで動かせます。")).to_be_visible()
    expect(page.get_by_text("目標は、「動かす」を押して")).to_be_hidden()
    goal(page, SPOKE).drag_to(goal(page, NEAR), target_position={"x": 60, "y": 70})
    hear(page, "動かしました。")
    row = page.get_by_role("region", name=NEAR)
    expect(row.get_by_role("heading", name=SPOKE)).to_be_visible()
