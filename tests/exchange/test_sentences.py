"""What the room says goes through the catalogue; what it looks for in files stays as files write it."""

import ast
import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation

from sasaeai.exchange.readers import decode, plan
from sasaeai.exchange.readers.messages import Refused
from sasaeai.exchange.readers.whose import Whose
from tests.exchange.lists import SALON, csv, geojson, run
from tests.house import SOURCE, called, modules, tree

ROOM = SOURCE / "exchange"
JAPANESE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uff60]")
CATALOGUE = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext", "pgettext_lazy"}
Names = Mapping[str, set[str]]
# Words and marks that are looked for in files: lists are written so, whoever imports them.
LOOKED_FOR: Names = {
    "gazette.py": {"name_in"},
    "ground.py": {"_LEVEL", "_WIDE"},
    "drafts.py": {"_sorted"},
    "outlines.py": {"_CITY", "_COUNTY"},
    "providers.py": {"described"},
    "readers/ages.py": {"_BOTH", "_BY", "_FEMALE", "_FILLER", "_MALE", "_OPEN", "_SINGLE", "_SPAN", "_UNDER", "_UNKNOWN", "_band", "_total", "column"},
    "readers/addresses.py": {"_COUNTED", "_POSTAL", "_of"},
    "readers/care.py": {"_CARE", "_PEOPLE"},
    "readers/cells.py": {
        "_BREAK", "_DASHES", "_DMS", "_NO", "_NOTHING", "_PAIR", "_PARTLY", "_URL", "_YES",
        "degrees",
    },
    "readers/columns.py": {
        "_DROPPED", "_LOOSE_NAME", "_NOT_A_PLACE", "_PEOPLE", "_TIMED", "_WEEKDAYS",
        "_weekday_times",
    },
    "readers/establishments.py": {"_PARTED"},
    "readers/files.py": {"_SAMPLE_SHEETS"},
    "readers/gazettes.py": {"_spelt"},
    "readers/headers.py": {"repeats"},
    "readers/headless.py": {"_ADDRESS", "_CLOCK", "_POSTAL", "_WEEKDAY"},
    "readers/headcounts.py": {"_DASH", "_WITHHELD", "people"},
    "readers/hours.py": {"_CLOCK", "_DAY_LIST", "_NEVER_CLOSED", "_NONE", "_PART", "_SPAN", "_TIME_OF_DAY", "_listed", "_minutes", "clock", "open_days"},
    "readers/kinds.py": {"_barrier_free"},
    "readers/likeness.py": {"_AREA"},
    "readers/prefectures.py": {"PREFECTURES"},
    "readers/rows.py": {"_COMMENT", "_DELETED", "_ENDS_TOTAL", "_EXAMPLE", "_SECTION", "_TOTAL", "_UNTOLD"},
    "readers/populations.py": {"_YEAR_CELL"},
    "readers/totals.py": {"_TOTAL"},
    "readers/shapes.py": {"_name"},
    "readers/whose.py": {"_BEFORE", "_CITY", "_COUNTY", "_MUNICIPAL", "_POSTAL"},
    "returned.py": {"BETWEEN", "FULL_STOPS"},
    "readers/towns.py": {
        "_CHOME", "_CITY", "_DASHES", "_DIGITS", "_NUMBERED", "_OLD", "_PREFECTURE", "Gazetteer", "_numeral",
        "fold",
    },
    "values.py": {"ACCESS"},
}  # fmt: skip
# Words that are written into the records of the town, for its residents, and held against the
# next edition: if they turned with the language of whoever imports, every row would have changed.
WRITTEN_DOWN: Names = {
    "drafts.py": {"_with_note"},
    "providers.py": {"_named"},
    "readers/hours.py": {"WEEK", "_runs", "days", "joined", "span", "weekly"},
    "readers/kinds.py": {"_hours"},
    "readers/landmarks.py": {"_station"},
    "readers/places.py": {"_otherwise"},
    "readers/tables.py": {"_names"},
    "readers/trees.py": {"_cell"},
    "values.py": {
        "FLAGS", "KEPT", "KEPT_APART", "PUBLIC_APART", "SERVICES", "SHOWN", "TOLD", "_equipment", "_extra",
        "_of_service", "_pairs", "of_care_provider", "of_facility", "of_gathering",
    },
}  # fmt: skip
ENGLISH = {
    "ファイルが空です。中身のあるファイルを選んでください。": "The file is empty. Choose another.",
    "%(where)s：%(sentence)s": "%(where)s: %(sentence)s",
    "%(number)s件目の「%(column)s」": "“%(column)s” of record %(number)s",
    "%(number)s件目（%(name)s）": "area %(number)s (%(name)s)",
    "市外局番がないようですが、そのまま入れました。市外局番から入力してください。": "Please add the area code.",
    "合計の行なので取り込みません。": "A row of totals is left out.",
    "図形がありません。もとの地図から書き出し直してください。": "There is no outline.",
    "名簿の文の中で\x04場所": "places",
    "句の間\x04、": ", ",
    "「%(name)s」": "“%(name)s”",
    "%(kind)sの名前の列（「名称」「施設名」など）が見つかりません。見つかった見出しは%(heads)sです。"
    "%(kind)sの一覧を選ぶか、見出しを「名称」に直してから取り込んでください。": (
        "No names of %(kind)s. The headings are %(heads)s."
    ),
    "件数の前で\x04記録": "rows",
    "%(source)s（%(encoding)s）：%(counts)s": "%(source)s (%(encoding)s): %(counts)s",
}


def spoken(module: ast.Module) -> set[int]:
    """Return which texts of a module go to the catalogue, or tell of the code itself."""
    found: set[int] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and called(node) in CATALOGUE:
            found |= {id(given) for given in node.args}
        elif isinstance(node, ast.Expr):
            found.add(id(node.value))
    return found


def beside(path: Path) -> Iterator[tuple[str, str]]:
    """Return the Japanese texts beside the catalogue, with the name they stand under."""
    elsewhere = spoken(tree(path))
    for statement in tree(path).body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Constant) and id(node) not in elsewhere:
                text = str(node.value)
                if JAPANESE.search(text):
                    yield name_of(statement), text


def name_of(statement: ast.stmt) -> str:
    """Return the name that a statement of a module gives."""
    if isinstance(statement, ast.Assign):
        return ast.unparse(statement.targets[0])
    if isinstance(statement, ast.AnnAssign):
        return ast.unparse(statement.target)
    return str(getattr(statement, "name", f"line {statement.lineno}"))


def test_every_word_that_is_said_goes_through_the_catalogue() -> None:
    paths = {path.relative_to(ROOM).as_posix(): path for path in modules("src/sasaeai/exchange")}
    found = {short: {name for name, _text in beside(path)} for short, path in paths.items()}
    allowed = {
        short: LOOKED_FOR.get(short, set()) | WRITTEN_DOWN.get(short, set()) for short in paths
    }
    assert found == allowed


def test_no_sentence_stands_beside_the_catalogue_whatever_its_name() -> None:
    texts = [text for path in modules("src/sasaeai/exchange") for _name, text in beside(path)]
    assert [text for text in texts if len(text) > 1 and text.endswith("。")] == []


@pytest.fixture
def speaks_english(english: Callable[[Mapping[str, str]], None]) -> Iterator[None]:
    """Give the house a few English words, and read on in English."""
    english(ENGLISH)
    with translation.override("en"):
        yield


def remarks(kind: str, data: bytes) -> list[str]:
    """Return what is said of a file."""
    return [said.message for said in plan.read(kind, "x", data, whose=Whose("132250")).messages]


@pytest.mark.usefixtures("speaks_english")
def test_refused_file_says_why_in_the_readers_language() -> None:
    with pytest.raises(Refused) as refused:
        decode.unwrap("list.csv", b"")
    assert refused.value.sentence == "The file is empty. Choose another."


@pytest.mark.usefixtures("speaks_english")
def test_file_of_another_kind_names_its_headings_in_the_readers_language() -> None:
    with pytest.raises(Refused) as refused:
        remarks("facilities", csv("1,2", head="緯度,経度"))
    assert refused.value.sentence == "No names of places. The headings are “緯度”, “経度”."


@pytest.mark.usefixtures("speaks_english")
@pytest.mark.parametrize(
    ("kind", "data", "sentence"),
    [
        ("facilities", csv(SALON.replace("042-", "")), "F2: Please add the area code."),
        ("facilities", csv(SALON, "合計,1,,,,,"), "A3: A row of totals is left out."),
        (
            "facilities",
            '{"桜台": [{"名称": "サロン", "住所": "桜台1", "電話番号": "000-1234"}]}'.encode(),
            "“電話番号” of record 1: Please add the area code.",
        ),
    ],
)
def test_remark_on_a_cell_is_made_in_the_readers_language(
    kind: str, data: bytes, sentence: str
) -> None:
    assert remarks(kind, data) == [sentence]


@pytest.mark.usefixtures("speaks_english")
def test_remark_on_an_outline_is_made_in_the_readers_language() -> None:
    with pytest.raises(Refused) as refused:
        remarks("boundaries", geojson(({"name": "桜台"}, None)))
    assert refused.value.sentence == "area 1 (桜台): There is no outline."


@pytest.mark.django_db
@pytest.mark.usefixtures("speaks_english")
def test_command_prints_its_object_in_the_readers_language(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(csv("合計,1,,,,,"))
    _, told = run("facilities", file, "--dry-run")
    assert told["messages"][0]["message"] == "A2: A row of totals is left out."


@pytest.mark.django_db
@pytest.mark.usefixtures("speaks_english")
def test_command_counts_in_the_readers_language(tmp_path: Path) -> None:
    file, out = tmp_path / "list.csv", io.StringIO()
    file.write_bytes(csv(SALON))
    call_command("import", "facilities", str(file), municipality="132250", dry_run=True, stdout=out)
    assert out.getvalue().startswith("list (UTF-8): rows 1, ")
