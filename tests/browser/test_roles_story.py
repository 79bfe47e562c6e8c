"""Everybody in the demo town signs in to a first screen of their own, and no link on it is shut."""

import re
from urllib.parse import urljoin, urlparse

import pytest
from playwright.sync_api import expect

from sasaeai.areas.models import Role
from tests.browser.steps import choose, follow, press, write

pytestmark = pytest.mark.browser

HERO = {
    Role.COUNCIL_MEMBER: "集まり・活動を見る",
    Role.VIEWER: "集まり・活動を見る",
}


def sign_in(page, staff: dict[str, str]) -> None:
    """Sign in by what the demo's command prints."""
    page.goto("/accounts/login/")
    choose(page, "市町村", "ささえ市")
    write(
        page, {"職員番号またはメールアドレス": staff["staff_id"], "パスワード": staff["password"]}
    )
    press(page, "サインインする")
    expect(page).to_have_url(re.compile("/today/$"))


def links(page) -> set[str]:
    """Return the addresses of this house that the page leads to."""
    found = {
        urljoin(page.url, link.get_attribute("href")).partition("#")[0]
        for link in page.get_by_role("link", include_hidden=True).all()
    }
    return {one for one in found if urlparse(one).netloc == urlparse(page.url).netloc}


@pytest.mark.parametrize("role", list(Role))
def test_first_screen_of_a_role_leads_nowhere_that_is_shut(role, demo, demo_page):
    page = demo_page()
    sign_in(page, demo.staff(role))
    expect(page.locator("main .lead")).to_contain_text(str(role.label))
    hero = HERO.get(role, "見つけたものを書く")
    expect(page.locator("main").get_by_role("link", name=hero)).to_be_visible()

    doors = links(page)
    answers = {one: page.request.get(one).status for one in sorted(doors)}
    assert {one: status for one, status in answers.items() if status != 200} == {}
    follow(page.get_by_role("contentinfo"), "町と設定")
    more = {one: page.request.get(one).status for one in sorted(links(page) - doors)}
    assert {one: status for one, status in more.items() if status != 200} == {}
