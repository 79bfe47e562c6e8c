"""With the language switched to English, only what the town wrote is Japanese."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.utils.translation import trans_real

from tests.english import Everything
from tests.paper import reading
from tests.walk import address, ask, rows, text_of
from tests.world import World

JAPANESE = re.compile(r"[ぁ-ヿ㐀-鿿々〆]+")
MARKUP = re.compile(r"<rt>.*?</rt>|<!--.*?-->|</?(?:ruby|span|b)\b[^>]*>", re.DOTALL)
# Each with the reason.
OWN_NAMES = {"日本語": "a language is offered in itself"}
NOT_FOR_READERS = {
    "ui:styleguide": "shows sample words to developers",
    "reports:templates": "names the fields as they are typed into a Japanese form",
    "reports:template": "as above",
    "reports:fill": "gives back the town's own Japanese form",
}

pytestmark = pytest.mark.django_db


def written() -> str:
    """Return everything that stands in the tables, as pages may show it."""
    values = (
        value
        for model in apps.get_models()
        for row in model._default_manager.values_list()
        for value in row
    )
    return "\n".join(
        json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
        for value in values
    )


def answers(world: World) -> Iterator[tuple[str, HttpResponse]]:
    """Yield every address as the role that sees most reads it, opened and sent empty."""
    for row in rows():
        column = row.first_allowed()
        if column is None or row.name in NOT_FOR_READERS:
            continue
        url = address(row.name, world=world, variant=row.variant)
        for method in {row.method, "POST"}:
            headers = {"accept-language": "en"}
            yield f"{method} {row}", ask(world, column, url=url, method=method, headers=headers)


def words_of(answer: HttpResponse, folder: Path) -> str:
    if answer.content.startswith(b"%PDF"):
        # Line by line: two names in neighbouring cells are not one word.
        file = folder / "sheet.pdf"
        file.write_bytes(answer.content)
        return reading.raw_words(file, "-raw")
    return MARKUP.sub("", text_of(answer))


def own_japanese(answer: HttpResponse, folder: Path, *, town: str) -> list[str]:
    """Return the Japanese of an answer that nobody in the town wrote."""
    if "image" in answer.headers.get("Content-Type", ""):
        return []
    found = JAPANESE.findall(words_of(answer, folder))
    return [words for words in found if words not in town and words not in OWN_NAMES]


@pytest.fixture
def _everything_is_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trans_real.translation("en"), "_catalog", Everything())


@reading.needs_pdftotext
@pytest.mark.usefixtures("_everything_is_translated")
def test_no_page_or_file_speaks_japanese_of_its_own(world: World, tmp_path: Path) -> None:
    town = written()

    spoken = {
        asked: found
        for asked, answer in answers(world)
        if (found := own_japanese(answer, tmp_path, town=town))
    }
    assert spoken == {}


@reading.needs_pdftotext
@pytest.mark.usefixtures("_everything_is_translated")
@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("pages:round", "print=1"),
        ("pages:walk_sheet", "area={area}"),
        ("portal:print", "area={area}"),
        ("pages:print_map", "area={area}&paper=a3&readers=staff&kinds=activity&kinds=place"),
    ],
)
def test_no_sheet_speaks_japanese_of_its_own(
    name: str, query: str, world: World, tmp_path: Path
) -> None:
    asked = query.format(area=world.here["area"].pk)
    url = f"{address(name, world=world)}?{asked}"

    sheet = ask(world, "officer", url=url, headers={"accept-language": "en"})

    assert sheet.content.startswith(b"%PDF")
    assert own_japanese(sheet, tmp_path, town=written()) == []
