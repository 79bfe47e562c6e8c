"""A town decides who walks dogs: from today on professionals, and after a second thought neighbours again."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import (
    field,
    follow,
    head,
    hear,
    part,
    press,
    spoken,
    undo,
    write,
)

pytestmark = pytest.mark.browser

PHONE, DESK = {"width": 375, "height": 812}, {"width": 1280, "height": 900}
PET = "ペットの世話・散歩"
LIST, TODAY = "/vocabulary/support_category/", "new Date().toLocaleDateString('sv')"
WHY = "かまれた方がいて、協議体で決めた"
CALL = "近所の方には頼まず、いま電話するところ"
# No other story asks anything of 松原, nor of anybody who walks dogs; and all is as before at the end.
CORNER = "松原"


@pytest.mark.parametrize("viewport", [PHONE, DESK])
def test_town_refers_a_category_and_takes_it_back(page_as, viewport) -> None:
    desk, coordinator = page_as("officer", viewport=viewport), page_as(CORNER, viewport=viewport)
    neighbours_are_proposed(coordinator)

    officer_decides(desk)
    nobody_is_proposed(coordinator)

    undo(desk)
    hear(desk, f"「{PET}」を手伝う人の決まりを取り消しました。")
    expect(line(desk)).to_contain_text("だれでも手伝える")
    neighbours_are_proposed(coordinator)


def officer_decides(page: Page) -> None:
    """Let dogs be left to professionals from today on, once the form says what is missing."""
    page.goto(LIST)
    expect(line(page)).to_contain_text("だれでも手伝える")
    follow(line(page), f"変える（{PET}を手伝う人）")
    head(page, f"「{PET}」を手伝う人")
    expect(field(page, "いつから")).to_have_value(page.evaluate(TODAY))
    press(page, "この日から変える")
    expect(page.get_by_role("alert")).to_contain_text("ひとつ選んでください。")
    page.locator("label.tile").filter(has_text="専門のところへつなぐ").click()
    write(page, {"わけ": WHY})
    press(page, "この日から変える")
    hear(page, f"「{PET}」を手伝う人を「専門のところへつなぐ」にしました。")
    expect(line(page)).to_contain_text("専門のところへつなぐ")


def nobody_is_proposed(page: Page) -> None:
    need_of_the_corner(page)
    here = part(page, CALL)
    expect(here).to_contain_text("この町の決まりです。")
    expect(here).to_contain_text(WHY)
    expect(here.get_by_role("link", name="042-000-7777")).to_be_visible()
    expect(page.get_by_role("link", name="台本を見ながら電話する")).to_have_count(0)
    page.goto(LIST)
    expect(line(page)).to_contain_text("専門のところへつなぐ")
    expect(line(page).get_by_role("link")).to_have_count(0)


def neighbours_are_proposed(page: Page) -> None:
    need_of_the_corner(page)
    expect(part(page, "頼めそうな人")).to_contain_text("朝の散歩の人")
    expect(part(page, CALL)).to_have_count(0)


def need_of_the_corner(page: Page) -> None:
    page.goto("/needs/")
    follow(page, "犬の散歩")
    head(page, "犬の散歩")


def line(page: Page):
    """Return where the category stands in its list."""
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=spoken(PET)))
