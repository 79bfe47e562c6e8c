"""Everything said on a screen or a sheet can be said in English too: no Japanese past gettext."""

import ast
import re
from pathlib import Path

import pytest

from tests.house import SOURCE, called, modules, room, short, tree

pytestmark = pytest.mark.once

JAPANESE = re.compile(r"[ぁ-ヿ㐀-鿿]")
# What stands between words is said too: English joins them otherwise.
SAID = re.compile(r"[ぁ-ヿ㐀-鿿、。・：（）「」〜]")
TRANSLATED = {
    "_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext",
    "pgettext_lazy", "npgettext", "npgettext_lazy",
}  # fmt: skip
# Whole rooms, each with the reason.
SILENT = {"demo": "an invented town", "exchange": "reads what others wrote, word by word"}
# Whole files of data, each with the reason.
DATA = {
    "calc/furigana.py": "tells kanji from kana",
    "calc/japanese.py": "is the Japanese tongue; english.py says the same",
    "calc/kana.py": "the rows of the kana",
    "calc/likeness.py": "tells matter from manner in the Japanese tongue",
    "calc/naming.py": "knows how one speaks of people in the Japanese tongue",
    "calc/purpose/doing.py": "knows how one counts what one did in the Japanese tongue",
    "calc/spellings.py": "knows small kana and large ones",
    "calc/spoken_times.py": "hears the Japanese tongue; it says nothing",
    "calc/stretches.py": "knows what stands around a word in the Japanese tongue",
    "calc/whereabouts.py": "knows how one writes an address in the Japanese tongue",
    "calc/text.py": "folds one way of writing into another",
    "reports/template_fields.py": "names of fields that a town writes into its own paper",
    "portal/readings.py": "readings of the Japanese tongue; English has none",
    "ui/samples.py": "the style guide's invented words",
}
# Single words in other files, each with the reason.
WORDS = {
    "assets/fields.py": {"°度": "stands after a degree where people copy one"},
    "assets/times.py": {"。": "stands in words that are kept in the house's own language"},
    "calc/dates.py": dict.fromkeys(
        ["令和", "平成", "昭和", "大正", "明治", "西暦", "元", "年", "月", "日"],
        "the Japanese calendar itself",
    ),
    "paper/sheets.py": {"〜−‖—¢£¬": "signs that CP932 keeps under other numbers"},
    "settings.py": {"支え合い": "the name of the house in an authenticator"},
}
# Said in both languages at once, before anybody can choose one.
BILINGUAL = {"bodies.py", "server.py"}
TONGUES = {"sasaeai.calc.japanese", "sasaeai.calc.english"}


def docstrings(parsed: ast.Module) -> set[ast.AST]:
    """Return the constants that stand alone: docstrings, also those of attributes."""
    return {node.value for node in ast.walk(parsed) if isinstance(node, ast.Expr)}


def translated(parsed: ast.Module) -> set[ast.AST]:
    """Return what stands inside a call of gettext, or is a pattern that is matched and not said."""
    return {
        inner
        for node in ast.walk(parsed)
        if isinstance(node, ast.Call)
        for root in (node.args if called(node) in TRANSLATED else patterns(node))
        for inner in ast.walk(root)
    }


def patterns(node: ast.Call) -> list[ast.expr]:
    is_re = isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "re"
    return node.args[:1] if is_re else []


def bare(parsed: ast.Module) -> list[tuple[int, str]]:
    """Return line and text of the Japanese that no catalogue can reach."""
    known = docstrings(parsed) | translated(parsed)
    return [
        (node.lineno, node.value)
        for node in ast.walk(parsed)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if SAID.search(node.value) and node not in known
    ]


def inside(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def test_every_japanese_word_of_the_code_is_translated():
    found = [
        f"{short(path)}:{line}: {text}"
        for path in modules()
        if room(path) not in SILENT and inside(path) not in {*DATA, *BILINGUAL}
        for line, text in bare(tree(path))
        if text not in WORDS.get(inside(path), {})
    ]
    assert found == []


def test_every_exception_is_still_needed():
    spoken = {inside(path): {text for _line, text in bare(tree(path))} for path in modules()}

    assert [name for name in {*DATA, *BILINGUAL} if not spoken.get(name)] == []
    assert [
        text for name, words in WORDS.items() for text in words if text not in spoken[name]
    ] == []


def test_bare_words_are_found_where_they_hide():
    source = '''
"""文書"""
A = "裸"
B = _("訳す")
C = f"{B}の裸"
D = re.compile("型")
E = _("%(a)s") % {"a": "値"}
F: dict[str, str] = {"鍵": gettext_noop("印")}
"""A の説明"""
'''
    assert sorted(bare(ast.parse(source))) == [(3, "裸"), (5, "の裸"), (7, "値"), (8, "鍵")]


def test_sheets_hold_no_japanese_of_their_own():
    found = [
        f"{short(path)}:{number}: {line.strip()}"
        for path in sorted(SOURCE.rglob("*.typ"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if JAPANESE.search(re.sub(r"//.*", "", line))
    ]
    assert found == []


def imported(path: Path) -> set[str]:
    """Return the modules a file imports, by their whole names."""
    return {
        name
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module
        for one in node.names
        for name in (node.module, f"{node.module}.{one.name}")
    }


def test_only_ui_chooses_the_tongue():
    speaking = [short(path) for path in modules() if imported(path) & TONGUES]
    assert speaking == ["src/sasaeai/ui/dates.py"]


def test_calc_refuses_only_in_words_that_can_be_translated():
    raised = [
        f"{short(path)}:{node.lineno}"
        for path in modules("src/sasaeai/calc")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Raise) and node.exc
        if "Error(" in ast.unparse(node.exc)
    ]
    assert raised == []
