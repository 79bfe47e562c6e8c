"""Walking every URL as everybody: what docs/roles.md says, and what each gets."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from sasaeai.audit.models import Entry
from tests.house import ROOT
from tests.world import COLUMNS, World, arguments, forgotten

TABLE = ROOT / "docs" / "roles.md"
ALLOWED, FORBIDDEN, HIDDEN, DOOR, WRONG_WAY = "○", "×", "−", "入", "／"
MARKS = {200: ALLOWED, 204: ALLOWED, 302: ALLOWED, 422: ALLOWED, 403: FORBIDDEN, 404: HIDDEN}


@dataclass(frozen=True)
class Row:
    """One line of the table: a URL, how it is asked, of whose row, and everybody's answer."""

    name: str
    method: str
    variant: str
    answers: tuple[str, ...]

    def __str__(self) -> str:
        return f"| {' | '.join((f'`{self.name}`', self.method, self.variant, *self.answers))} |"

    def answer(self, column: str) -> str:
        return self.answers[COLUMNS.index(column)]

    def first_allowed(self) -> str | None:
        """Return the first role that may, or nothing."""
        return next((c for c in COLUMNS if self.answer(c) == ALLOWED), None)


@cache
def rows() -> list[Row]:
    """Return the lines of docs/roles.md."""
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in TABLE.read_text("utf-8").splitlines()
        if line.startswith("| `")
    ]
    return [Row(name.strip("`"), method, of, tuple(rest)) for name, method, of, *rest in cells]


def urls(resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()) -> Iterator[Any]:
    """Return (name, pattern) of every URL of the house."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join((*spaces, pattern.name or "")), pattern
        else:
            yield from urls(pattern, (*spaces, *filter(None, [pattern.namespace])))


def needs_arguments(name: str) -> bool:
    """Return whether a URL names a row."""
    return next(bool(pattern.pattern.converters) for one, pattern in urls() if one == name)


def address(name: str, *, world: World, variant: str = "", foreign: bool = False) -> str:
    """Return the URL of this name for the rows of our town, or of the next one."""
    if not needs_arguments(name):
        return reverse(name)
    # The next town's rows are asked for under our own code, where a code stands in the URL.
    things = world.there | {"code": world.here["code"]} if foreign else world.here
    taken = next(pattern.pattern.converters for one, pattern in urls() if one == name)
    given = arguments(name, things=things, variant=variant)
    return reverse(name, kwargs={key: given[key] for key in taken})


def nobodys_address(name: str, *, world: World, variant: str = "") -> str | None:
    """Return the same URL with ids that nobody has; nothing where no UUID stands in it."""
    if not needs_arguments(name):
        return None
    taken = next(pattern.pattern.converters for one, pattern in urls() if one == name)
    given = arguments(name, things=world.here, variant=variant)
    if not any(isinstance(given[key], UUID) for key in taken):
        return None
    kwargs = {key: uuid4() if isinstance(given[key], UUID) else given[key] for key in taken}
    return reverse(name, kwargs=kwargs)


def ask(world: World, column: str, *, url: str, method: str = "GET", **more: Any) -> HttpResponse:
    """Return what somebody in this role gets; nothing of it stays."""
    client = world.client(column)
    with forgotten():
        last = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        response = getattr(client, method.lower())(url, **more)
        if response.streaming:
            whole = b"".join(response)
            response = HttpResponse(whole, headers=response.headers, status=response.status_code)
        response.new_entries = list(Entry.objects.filter(pk__gt=last))
    return response


def mark(response: HttpResponse) -> str:
    """Return the sign of an answer in the table."""
    if response.status_code == 302 and response["Location"].startswith(
        reverse(settings.LOGIN_URL) + "?next="
    ):
        return DOOR
    return MARKS.get(response.status_code, str(response.status_code))


def visit(row: Row, column: str, *, world: World) -> HttpResponse:
    """Return what this role gets for a line of the table, asked once in a module."""
    key = (row.name, row.method, row.variant, column)
    if key not in world.visits:
        url = address(row.name, world=world, variant=row.variant)
        world.visits[key] = ask(world, column, url=url, method=row.method)
    return world.visits[key]


def real(row: Row, *, world: World) -> Row:
    """Return the line as it is in reality."""
    answers = (mark(visit(row, column, world=world)) for column in COLUMNS)
    return replace(row, answers=tuple(answers))


def text_of(response: HttpResponse) -> str:
    """Return all words of an answer, also those packed into a workbook."""
    if response.content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(response.content)) as book:
            return "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    return response.content.decode("utf-8", "replace")


def leaks(response: HttpResponse, *, world: World) -> list[str]:
    """Return whose words stand in an answer without exactly one entry that names them."""
    text = re.sub(r"\s+", " ", text_of(response))
    shown = {
        mark.owner: [word for word in mark.words if word and word in text] for mark in world.marks
    }
    return [
        f"{words} with {len(naming)} entries"
        for owner, words in shown.items()
        if words
        if len(naming := [entry for entry in response.new_entries if str(owner) in entry.subjects])
        != 1
    ]
