"""Nonsense in every address and every form: never a 500, always a sentence or a 404."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.walk import address, ask, nobodys_address, rows
from tests.world import World

pytestmark = pytest.mark.django_db

# Parameters that pages read beside their forms' own fields.
KNOWN = ("after", "before", "area", "page", "q", "kind", "category", "day", "print", "next", "sort")
NONSENSE = {
    "a word": "xyz",
    "a negative number": "-1",
    "a huge number": "9" * 400,
    "NUL": "%00",
    "half a surrogate": "%ED%A0%80",
    "bytes that are no text": "%FF%FE",
    "ten thousand letters": "%E3%81%82" * 10_000,
    "a quotation": "%27%22%3C%3E%7B%25",
    "another's id": "00000000-0000-0000-0000-000000000000",
    "a list": "a%2Cb%5B%5D",
    "a wild number": "NaN",
}
FORM = "application/x-www-form-urlencoded"
FIELD = re.compile(r"""<(?:input|select|textarea|button)\b[^>]*?\sname="([^"]+)\"""")
FILE = re.compile(r"""<input\b(?=[^>]*\stype="file")[^>]*?\sname="([^"]+)\"""")
# One line for each URL: whose row it is changes nothing for nonsense.
LINES = list({row.name: row for row in reversed(rows()) if row.first_allowed()}.values())
each_row = pytest.mark.parametrize("row", LINES, ids=lambda row: row.name)
each_nonsense = pytest.mark.parametrize("nonsense", NONSENSE.values(), ids=NONSENSE)


def page_of(row, world: World) -> tuple[str, str, str]:
    """Return who may, the address and the page."""
    column = row.first_allowed()
    url = address(row.name, world=world, variant=row.variant)
    key = ("page", row.name, row.variant)
    if key not in world.visits:
        response = ask(world, column, url=url, method=row.method)
        html = response.get("Content-Type", "").startswith("text/html")
        world.visits[key] = response.content.decode() if html else ""
    return column, url, world.visits[key]


def sent(page: str, nonsense: str) -> str:
    """Return a query or a body that puts nonsense into every field of a page."""
    names = sorted({*FIELD.findall(page), *KNOWN} - {"csrfmiddlewaretoken"})
    return "&".join(f"{name}={nonsense}" for name in names)


@each_nonsense
@each_row
def test_nonsense_in_the_address_is_no_fault(row, nonsense, world):
    column, url, page = page_of(row, world)
    response = ask(world, column, url=f"{url}?{sent(page, nonsense)}", method=row.method)
    assert response.status_code < 500


@each_nonsense
@each_row
def test_nonsense_in_the_form_is_no_fault(row, nonsense, world):
    column, url, page = page_of(row, world)
    response = ask(
        world, column, url=url, method="POST", data=sent(page, nonsense), content_type=FORM
    )
    assert response.status_code < 500


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 100, b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"a,b"]
)
@each_row
def test_file_of_nonsense_is_no_fault(row, content, world):
    column, url, page = page_of(row, world)
    for name in FILE.findall(page):
        for ending in ("png", "csv", "xlsx", "zip"):
            file = SimpleUploadedFile(f"nonsense.{ending}", content)
            response = ask(world, column, url=url, method="POST", data={name: file})
            assert response.status_code < 500


@each_row
def test_id_of_nobody_is_not_found(row, world):
    url = nobodys_address(row.name, world=world, variant=row.variant)
    if url:
        column = row.first_allowed()
        assert ask(world, column, url=url, method=row.method).status_code == 404


@pytest.mark.parametrize("path", ["%00", "%ED%A0%80", "../../etc/passwd", "areas/no-uuid/", "あ/"])
def test_path_of_nonsense_is_not_found(path, world):
    assert ask(world, "officer", url=f"/{path}").status_code == 404
