"""Every list goes along as a file that Excel opens, with the filter that is on the page."""

from pathlib import Path

import pytest

from tests.browser.steps import follow, spoken

pytestmark = pytest.mark.browser

BOM, ZIP = b"\xef\xbb\xbf", b"PK\x03\x04"


def taken(page, link: str, *, of: str = "") -> tuple[str, bytes]:
    """Return the ending and the first bytes of the file behind a link, of the list under a heading."""
    place = page.get_by_role("main")
    if of:
        heading = page.get_by_role("heading", name=spoken(of))
        place = place.get_by_role("listitem").filter(has=heading)
    with page.expect_download() as download:
        place.get_by_role("link", name=spoken(link)).click()
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
    assert taken(page, "CSV", of=door)[1][:3] == BOM
    assert taken(page, "CSV（古いソフト向け）", of=door)[1][:3] != BOM
    assert taken(page, "Excel", of=door) == (".xlsx", ZIP)
    page.goto(address)
    ending, start = taken(page, "CSV")
    assert (ending, start[:3]) == (".csv", BOM)
    assert taken(page, "Excel") == (".xlsx", ZIP)
