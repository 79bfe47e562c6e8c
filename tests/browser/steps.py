"""What people do on a page, in their words: by what a field or button is called, never by markup."""

import re
from collections.abc import Mapping
from urllib.parse import urljoin

from playwright.sync_api import APIResponse, Locator, Page, Route, expect

PDF = ("application/pdf", b"%PDF-")


def called(name: str) -> re.Pattern[str]:
    """Return how a label reads: its name, and whether the field must be filled."""
    return re.compile(rf"^\s*{re.escape(name)}\s*(必須|任意)?\s*$")


def spoken(words: str, *, whole: bool = True) -> re.Pattern[str]:
    """Return how a name is read out: ruby, though hidden, sets its characters apart."""
    apart = r"\s*".join(re.escape(sign) for sign in words if not sign.isspace())
    return re.compile(rf"^\s*{apart}\s*$" if whole else rf"^\s*{apart}")


def field(page: Page | Locator, name: str) -> Locator:
    """Return the field of this name."""
    return page.get_by_label(called(name))


def write(page: Page | Locator, words: Mapping[str, str]) -> None:
    """Write words into fields by their names."""
    for name, value in words.items():
        field(page, name).fill(value)


def choose(page: Page | Locator, name: str, option: str) -> None:
    """Choose from a list; areas are indented by full-width spaces."""
    box = field(page, name)
    found = box.locator("option", has_text=re.compile(rf"^\s*{re.escape(option)}\s*$"))
    box.select_option(value=found.get_attribute("value"))


def tick(page: Page | Locator, *names: str) -> None:
    """Tick boxes, or one of several, by pressing their words as one does on a phone."""
    for name in names:
        page.locator("label").filter(has_text=called(name)).first.click()


def unfold(page: Page | Locator, summary: str) -> None:
    """Open a folded part."""
    page.locator("summary").filter(has_text=summary).click()


def press(page: Page | Locator, button: str) -> None:
    """Press the button of this name."""
    page.get_by_role("button", name=spoken(button)).click()


def follow(page: Page | Locator, link: str) -> None:
    """Follow the link of this name."""
    page.get_by_role("link", name=spoken(link)).click()


def enter(page: Page, door: str) -> None:
    """Go through the large door that begins with these words."""
    page.get_by_role("link", name=spoken(door, whole=False)).click()


def part(page: Page, title: str) -> Locator:
    """Return the section under this heading."""
    return page.get_by_role("region", name=spoken(title))


def hear(page: Page, words: str) -> None:
    """Wait until the page says that something was done."""
    expect(page.locator("[data-toast-text]", has_text=words)).to_be_visible()


def undo(page: Page) -> None:
    """Take back what was just done."""
    page.locator("[data-toast]").get_by_role("button", name="元に戻す").click()


def head(page: Page, words: str) -> None:
    """Wait until the page is headed by these words."""
    expect(page.get_by_role("heading", level=1, name=spoken(words))).to_be_visible()


def printed(page: Page, button: str) -> bytes:
    """Return the sheet that a button sends for; it is one to be printed."""
    sheets: list[APIResponse] = []

    def take(route: Route) -> None:
        sheets.append(route.fetch())
        route.fulfill(body="")

    with page.context.expect_page() as opened:
        page.context.route("**/*slip/", take)
        press(page, button)
    opened.value.close()
    return sheet_of(sheets[0])


def paper(page: Page, link: str) -> bytes:
    """Return the sheet behind the link of this name; it is one to be printed."""
    address = page.get_by_role("link", name=spoken(link)).get_attribute("href")
    return sheet_of(page.request.get(urljoin(page.url, address)))


def sheet_of(answer: APIResponse) -> bytes:
    content = answer.body()
    assert (answer.status, answer.headers["content-type"], content[:5]) == (200, *PDF)
    return content
