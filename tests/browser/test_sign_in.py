"""The door, by keyboard alone; and what remains with JavaScript off."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

NEW_PASSWORD = "kawa-to-yama-to-sora"


def type_into(page, name: str, words: str) -> None:
    """Walk with the tab key to a field and write."""
    walk_to(page, f"[name={name}]")
    page.keyboard.type(words)


def walk_to(page, selector: str) -> None:
    # A page that is only on its way has nothing yet that could have the focus.
    page.wait_for_load_state("domcontentloaded")
    for _step in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("(one) => document.activeElement.matches(one)", selector):
            return
    pytest.fail(f"the tab key does not reach {selector}")


def sign_in(page, staff: dict[str, str], *, password: str | None = None) -> None:
    page.goto("/accounts/login/")
    if page.locator("[name=realm]").count():
        page.locator("[name=realm]").select_option(label="ささえ市")
    type_into(page, "login", staff["staff_id"])
    type_into(page, "password", password or staff["password"])
    page.keyboard.press("Enter")


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_sign_in_by_keyboard_leads_to_today(house, page_as):
    page = page_as()
    sign_in(page, house.staff("plain"))
    expect(page).to_have_url(re.compile("/today/$"))


def test_wrong_password_is_told_in_a_sentence(house, page_as):
    page = page_as()
    sign_in(page, house.staff("plain"), password="wrong-password")
    expect(page.locator("body")).to_contain_text("パスワードが違います")
    expect(page).to_have_url(re.compile("/login/"))


def test_second_factor_is_set_up_and_asked_and_a_recovery_code_serves(house, page_as):
    staff, page = house.staff("factor"), page_as()
    sign_in(page, staff)
    expect(page).to_have_url(re.compile("/today/$"))
    page.goto("/accounts/second-factor/totp/activate/")
    type_into(page, "password", staff["password"])  # a grave change asks once more
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/totp/activate/$"))
    secret = page.locator("figcaption code").inner_text().strip()
    type_into(page, "code", code_of(secret))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("recovery-codes"))
    page.goto("/accounts/second-factor/recovery-codes/")
    recovery = re.findall(r"\b[0-9a-f]{8,}\b", page.locator("main").inner_text())[0]

    again = page_as()
    sign_in(again, staff)
    expect(again.locator("[name=code]")).to_be_visible()
    type_into(again, "code", recovery)
    again.keyboard.press("Enter")
    expect(again).to_have_url(re.compile("/today/$"))


def test_slip_lets_somebody_set_a_password_and_in(house, page_as):
    staff, page = house.staff("slip"), page_as()
    page.goto("/accounts/slip/")
    if page.locator("[name=realm]").count():
        page.locator("[name=realm]").select_option(label="ささえ市")
    type_into(page, "staff_id", staff["staff_id"])
    type_into(page, "code", staff["code"])
    for field in page.locator("input[type=password]").all():
        field.focus()
        page.keyboard.type(NEW_PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/login/"))
    sign_in(page, staff, password=NEW_PASSWORD)
    expect(page).to_have_url(re.compile("/today/$"))


def test_warning_comes_two_minutes_before_the_end(house, page_as):
    page = page_as("officer")
    page.clock.install()
    page.goto("/today/")
    expect(page.locator("[data-idle=soon]")).to_be_hidden()
    page.clock.fast_forward("28:10")
    expect(page.locator("[data-idle=soon]")).to_be_visible()
    page.locator("[data-idle-go-on]").click()
    expect(page.locator("[data-idle=soon]")).to_be_hidden()


def test_language_is_switched_and_kept(house, page_as):
    page = page_as("officer")
    page.goto("/today/")
    page.locator("button[name=language][value=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/areas/")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_without_scripts_one_signs_in_and_reads_list_detail_and_form(house, page_as):
    page = page_as(scripts=False)
    sign_in_plainly(page, house.staff("scriptless"))
    for name in ("assets:list", "assets:asset", "assets:change"):
        answer = page.goto(house.told["pages"][name][1])
        assert (answer.status, page.locator("main h1").count()) == (200, 1)
    page.locator("main form button[type=submit], main form button:not([type])").first.click()
    # Nothing but the address tells that the answer is there: the form's page has one heading too.
    expect(page).to_have_url(re.compile(r"/assets/[0-9a-f-]{36}/$"))
    expect(page.locator("main h1")).to_have_count(1)


def sign_in_plainly(page, staff: dict[str, str]) -> None:
    """Sign in where nothing may ask the page what has the focus."""
    page.goto("/accounts/login/")
    if page.locator("[name=realm]").count():
        page.locator("[name=realm]").select_option(label="ささえ市")
    page.locator("[name=login]").fill(staff["staff_id"])
    page.locator("[name=password]").fill(staff["password"])
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/today/$"))
