"""A date with sign-up: set, signed up to without an account and by telephone, found by its number, and the door."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.corners import GATHERINGS
from tests.browser.steps import (
    enter,
    field,
    follow,
    head,
    hear,
    part,
    press,
    spoken,
    unfold,
    write,
)

pytestmark = pytest.mark.browser
NUMBER = re.compile(r"\d{4}-\d{4}")
each_screen = pytest.mark.parametrize(
    ("viewport", "name"), list(zip([PHONE, DESK], GATHERINGS, strict=True)), ids=["phone", "desk"]
)


def set_date(page, name: str) -> None:
    """Set a date in a week, to which two may come."""
    page.goto("/activities/?q=")
    follow(page, name)
    unfold(page, "申し込みの日")
    follow(page, "申し込みの日を決める")
    on = timezone.localdate() + timedelta(days=7)
    write(page, {"いつ": on.isoformat(), "はじまり": "13:30", "おわり": "15:00", "何人まで": "2"})
    press(page, "決める")
    hear(page, "申し込みの日を決めました。")


def box(page, name: str):
    """Return a resident's field by what it is called, over which readings may stand."""
    return page.get_by_role("textbox", name=spoken(name, whole=False))


def how_many(page):
    return page.get_by_role("spinbutton", name=spoken("何人で", whole=False))


def sign_up(page, code: str, name: str) -> str:
    """Sign two up from the first page on; return the number that the page shows."""
    page.goto(f"/portal/{code}/")
    enter(page, "申し込みたい")
    head(page, "これからの日")
    page.get_by_role("listitem").filter(has_text=name).get_by_role("link").click()
    head(page, name)
    box(page, "お呼びする名前").fill("キヨさん")
    box(page, "お電話番号").fill("042-000-4321")
    how_many(page).fill("2")
    press(page, "申し込む")
    hear(page, "申し込みを受けました。")
    told = part(page, "申し込みの番号")
    expect(told).to_contain_text(NUMBER)
    return NUMBER.search(told.inner_text())[0]


def find(page, code: str, *, number: str, said: str) -> None:
    """Look up a sign-up by the keyboard alone, from the list of dates."""
    page.goto(f"/portal/{code}/sessions/")
    link = page.get_by_role("link", name=spoken("申し込みの番号で見る・変える"))
    link.focus()
    page.keyboard.press("Enter")
    head(page, "申し込みの番号で見る")
    box(page, "申し込みの番号").focus()
    page.keyboard.type(number)
    page.keyboard.press("Tab")
    page.keyboard.type(said)
    page.keyboard.press("Enter")


def wait_by_phone(desk) -> None:
    """Write down somebody who calls when all places are taken."""
    desk.reload()
    expect(part(desk, "来られる方")).to_contain_text("キヨさん")
    write(desk, {"お呼びする名前": "源さん", "電話番号": "042-000-8765", "何人で": "1"})
    press(desk, "書きとめる")
    hear(desk, "いっぱいなので、空きを待つ方に入れました。")
    expect(part(desk, "空きを待っている方")).to_contain_text("源さん")


def take_back_a_seat(page, name: str) -> None:
    """Say on the own page that only one comes."""
    head(page, name)
    page.get_by_role("main").locator("summary").click()
    how_many(page).fill("1")
    press(page, "人数を変える")
    hear(page, "人数を変えました。")


def let_in(desk) -> None:
    """Let whoever waits come, as a place is free."""
    desk.reload()
    expect(part(desk, "空きを待っている方")).to_contain_text("1人分、空いています。")
    press(desk, "来る方に入れる源さん")
    hear(desk, "来られる方に入れました。")
    expect(part(desk, "来られる方")).to_contain_text("源さん")


def find_at_the_desk(desk, number: str, *, name: str) -> None:
    """Type the number that somebody tells on the telephone, without a mouse."""
    follow(desk, "申し込みの番号でさがす")
    head(desk, "申し込みの番号でさがす")
    field(desk, "申し込みの番号").focus()
    desk.keyboard.type(number)
    desk.keyboard.press("Enter")
    expect(part(desk, name)).to_contain_text("キヨさん")


def print_door_list(desk) -> None:
    """Tick one off on the screen, and print the list."""
    follow(desk, "入口の名簿")
    rows = part(desk, "来られる方").get_by_role("checkbox")
    expect(rows).to_have_count(2)
    rows.first.check()
    expect(part(desk, "来られる方")).not_to_contain_text("042-000-4321")
    desk.emulate_media(media="print")
    expect(desk.get_by_role("button", name="印刷する")).to_be_hidden()
    expect(rows.first).to_be_visible()
    assert desk.pdf()[:5] == b"%PDF-"


@each_screen
def test_date_fills_somebody_waits_a_seat_is_taken_back_and_the_door_list_is_printed(
    house, page_as, viewport, name
) -> None:
    desk, page = page_as("結", viewport=viewport), page_as(viewport=viewport)
    code = house.told["code"]
    set_date(desk, name)
    date = desk.url
    number = sign_up(page, code, name)
    wait_by_phone(desk)
    find(page, code, number=number, said="8765")
    expect(page.get_by_role("alert")).to_contain_text("合いませんでした")
    find(page, code, number=number, said="4321")
    take_back_a_seat(page, name)
    let_in(desk)
    find_at_the_desk(desk, number, name=name)
    desk.goto(date)
    print_door_list(desk)


def test_number_that_can_be_none_is_told_without_scripts(house, page_as) -> None:
    page = page_as(scripts=False, viewport=PHONE)
    page.goto(f"/portal/{house.told['code']}/coming/")
    box(page, "申し込みの番号").fill("1234")
    box(page, "お電話番号の下4けた").fill("4321")
    press(page, "申し込みを見る")
    expect(page.get_by_role("alert")).to_contain_text("8けたの数字")
