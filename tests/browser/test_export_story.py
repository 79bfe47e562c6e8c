"""Every list goes along as a file that Excel opens, with the filter that is on the page."""

from pathlib import Path

import pytest

from tests.browser.steps import follow, spoken

pytestmark = pytest.mark.browser

BOM, ZIP = b"\xef\xbb\xbf", b"PK\x03\x04"


def taken(page, link: str) -> tuple[str, bytes]:
    """Return the ending and the first bytes of the file behind a link."""
    with page.expect_download() as download:
        page.get_by_role("main").get_by_role("link", name=spoken(link)).click()
    file = download.value
    return Path(file.suggested_filename).suffix, Path(file.path()).read_bytes()[:4]


@pytest.mark.parametrize(
    ("door", "address"),
    [
        ("資源（場所・モノ・人・金・情報）", "/assets/"),
        ("活動", "/activities/"),
        ("団体", "/organisations/"),
    ],
    ids=["assets", "activities", "organisations"],
)
def test_list_is_taken_along(door, address, page_as):
    page = page_as("officer")
    page.goto("/town/")
    follow(page, "書き出し")
    assert taken(page, door)[1][:3] == BOM
    page.goto(address)
    ending, start = taken(page, "CSV")
    assert (ending, start[:3]) == (".csv", BOM)
    assert taken(page, "Excel") == (".xlsx", ZIP)
