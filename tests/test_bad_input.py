"""Nonsense in every address and every form: never a 500, always a sentence, and nothing typed is lost."""

import re
from html import unescape
from html.parser import HTMLParser
from itertools import product
from urllib.parse import urlencode

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
FILES = (b"", b"\x00" * 100, b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"a,b")
ENDINGS = ("png", "csv", "xlsx", "zip")
FORM = "application/x-www-form-urlencoded"
FIELD = re.compile(r"""<(?:input|select|textarea|button)\b[^>]*?\sname="([^"]+)\"""")
FILE = re.compile(r"""<input\b(?=[^>]*\stype="file")[^>]*?\sname="([^"]+)\"""")
TAG = re.compile(r"<(?:input|textarea)\b[^>]*>(?:([^<]*)</textarea>)?")
SUMMARY = re.compile(r'<div class="error-summary".*?</div>', re.DOTALL)
ALERT = re.compile(r'<div class="notice[^"]*" role="alert">.*?</div>', re.DOTALL)
BESIDE = re.compile(r'<div id="[^"]*_error">.*?</div>', re.DOTALL)
CHOICE = re.compile(r"<(?:select|input)\b[^>]*>")
SAID = re.compile(r"<(li|p)\b[^>]*>(.*?)</\1>", re.DOTALL)
TYPED = {"text", "search", "email", "tel", "url", "number", "date", "time", ""}
# How a sentence ends that tells somebody what to do; an example may follow.
ADVICE = re.compile(r"(?:ください|ましょう|できます|られます|書けます|選べます)。")
# One line for each URL: whose row it is changes nothing for nonsense.
LINES = list({row.name: row for row in reversed(rows()) if row.first_allowed()}.values())
each_row = pytest.mark.parametrize("row", LINES, ids=lambda row: row.name)
# Thousands of requests that must only not fall, at half the price: what they run through is measured
# where its own tests say what it does.
unmeasured = pytest.mark.no_cover
# In each turn every field has other nonsense than its neighbours, and than in the turns before: each
# page meets all of it, each field four kinds, and each sort of field, on one page or another, all.
TURNS = (0, 3, 6, 9)
each_turn = pytest.mark.parametrize("turn", TURNS)


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


def names_in(page: str) -> list[str]:
    """Return every field of a page, and what pages read beside their fields."""
    return sorted({*FIELD.findall(page), *KNOWN} - {"csrfmiddlewaretoken"})


def sent(page: str, nonsense: str) -> str:
    """Return a body that puts the same nonsense into every field of a page."""
    return "&".join(f"{name}={nonsense}" for name in names_in(page))


def mixed(page: str, turn: int) -> str:
    """Return a query or a body that puts one nonsense after the other into the fields of a page."""
    values = list(NONSENSE.values())
    return "&".join(
        f"{name}={values[(index + turn) % len(values)]}"
        for index, name in enumerate(names_in(page))
    )


@unmeasured
@each_turn
@each_row
def test_nonsense_in_the_address_is_no_fault(row, turn, world):
    column, url, page = page_of(row, world)
    response = ask(world, column, url=f"{url}?{mixed(page, turn)}", method=row.method)
    assert response.status_code < 500


@unmeasured
@each_turn
@each_row
def test_nonsense_in_the_form_is_no_fault(row, turn, world):
    column, url, page = page_of(row, world)
    response = ask(world, column, url=url, method="POST", data=mixed(page, turn), content_type=FORM)
    assert response.status_code < 500


@each_row
def test_file_of_nonsense_is_no_fault(row, world):
    column, url, page = page_of(row, world)
    for name, content, ending in product(FILE.findall(page), FILES, ENDINGS):
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


def typed(page: str) -> dict[str, str]:
    """Return what stands in the fields that people type into and send."""
    found = {}
    sent_off = "".join(re.findall(r'<form[^>]*method="post".*?</form>', page, re.DOTALL))
    for tag in TAG.finditer(sent_off):
        told = dict(re.findall(r'(\w+)="([^"]*)"', tag[0].split(">")[0]))
        if "name" in told and told.get("type", "") in TYPED:
            found[told["name"]] = unescape(tag[1] or told.get("value", "")).strip()
    return found


def sentences(page: str) -> list[str]:
    """Return the sentences that say what is amiss."""
    blocks = SUMMARY.findall(page) + ALERT.findall(page) + BESIDE.findall(page)
    told = [words for block in blocks for _tag, words in SAID.findall(block)]
    return [unescape(re.sub(r"<rt>.*?</rt>|<[^>]+>", "", words)).strip() for words in told]


@pytest.mark.parametrize("words", ["", "xyz"])
@each_row
def test_refused_form_says_what_to_do_and_keeps_what_was_typed(row, words, world):
    column, url, page = page_of(row, world)
    response = ask(world, column, url=url, method="POST", data=sent(page, words), content_type=FORM)
    if response.status_code == 422:
        answer = response.content.decode()
        assert [one for one in sentences(answer) if not ADVICE.search(one)] == []
        assert sentences(answer)
        lost = [
            name for name, value in typed(answer).items() if name in typed(page) and value != words
        ]
        assert lost == []


class Offered(HTMLParser):
    """What a page's forms to send off let people choose from: each value, and whether it is chosen."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, dict[str, bool]] = {}
        self.hidden: dict[str, str] = {}
        self.inside = self.select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, told: list[tuple[str, str | None]]) -> None:
        """Note down a box, a button or an option."""
        found = {name: value or "" for name, value in told}
        if tag == "form":
            self.inside = found.get("method", "get")
        elif tag == "select":
            self.select = found.get("name", "")
        elif found.get("type") == "hidden":
            self.hidden[found.get("name", "")] = found.get("value", "")
        elif self.inside == "post" and "disabled" not in found:
            name = self.select if tag == "option" else found.get("name", "")
            if name and (tag == "option" or found.get("type") in {"checkbox", "radio"}):
                on = "selected" in found or "checked" in found
                self.values.setdefault(name, {})[found.get("value", "on")] = on

    def handle_endtag(self, tag: str) -> None:
        """Leave a box: options may also stand in the list of a text field."""
        if tag == "select":
            self.select = ""

    def last(self) -> dict[str, str]:
        """Return the last that can be chosen of each, which is seldom what stood there."""
        told = {name: [value for value in values if value] for name, values in self.values.items()}
        return {name: values[-1] for name, values in told.items() if values}


@each_row
def test_refused_form_keeps_what_was_chosen(row, world):
    column, url, page = page_of(row, world)
    before = Offered(page)
    chosen = before.last()
    body = urlencode({**before.hidden, **dict.fromkeys(typed(page), "xyz"), **chosen})
    response = ask(world, column, url=url, method="POST", data=body, content_type=FORM)
    if response.status_code == 422:
        offered = Offered(response.content.decode()).values
        assert [name for name, value in chosen.items() if not offered[name].get(value)] == []


def choices(page: str) -> list[str]:
    """Return the names of what a page's filter lets people choose from."""
    filters = "".join(re.findall(r'<form[^>]*method="get".*?</form>', page, re.DOTALL))
    told = [dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in CHOICE.findall(filters)]
    chosen = {"checkbox", "radio", "select", "date"}
    # A box without a value is only ticked or not: any word ticks it.
    return sorted(
        {
            one["name"]
            for one in told
            if one.get("type", "select") in chosen
            if one.get("type") != "checkbox" or "value" in one
        }
    )


@each_row
def test_filter_that_cannot_be_read_says_so(row, world):
    column, url, page = page_of(row, world)
    unsaid = [
        name
        for name in choices(page)
        if not any(
            map(
                ADVICE.search,
                sentences(ask(world, column, url=f"{url}?{name}=xyz").content.decode()),
            )
        )
    ]
    assert unsaid == []
