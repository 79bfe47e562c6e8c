"""From an uploaded file to its tables, whatever the format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from sasaeai.exchange.readers import columns, decode, grids, tables, trees
from sasaeai.exchange.readers.messages import Message, Refused, about_file, quoted
from sasaeai.exchange.readers.tables import Table

TableOf = Callable[..., Table | None]
_ASIDE = {".txt", ".pdf", ".xml", ".html", ".htm", ".md", ".url", ".docx", ".jpg", ".png"}
_SAMPLE_SHEETS = (
    "記入例",
    "入力例",
    "記載例",
    "見本",
    "サンプル",
    "凡例",
    "説明",
    "記入要領",
    "記入方法",
)


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one file, its encoding, and remarks on what was left out."""

    encoding: str
    tables: list[Table]
    messages: list[Message] = field(default_factory=list)
    # Where no heading is known: the table by what looks most like headings.
    unknown: Table | None = None


def read(kind: str, name: str, data: bytes, mapping: Mapping[str, str] = columns.NONE) -> Tables:
    """Return the tables of a CSV, TSV, Excel, JSON or GeoJSON file that fit the KIND."""
    is_heading = partial(columns.is_known, kind=kind)
    is_known = partial(is_heading, mapping=mapping)
    table_of = partial(tables.of_grid, is_known=is_known, is_heading=is_heading)
    content = only(decode.unwrap(name, data))
    decode.require_content(content)
    if decode.is_workbook(content):
        return _of_workbook(table_of, content)
    if content.startswith(b"PK\x03\x04"):
        raise Refused(
            _("zipの中にさらにzipがあります。中のファイルを取り出してから取り込んでください。")
        )
    text = decode.decode(content)
    if text.text.lstrip()[:1] in {"{", "["}:
        return Tables(text.encoding, trees.tables(trees.parse(text.text)))
    grid = grids.of_text(text.text)
    table = table_of(grid, sheet="")
    if table:
        return Tables(text.encoding, [table])
    return Tables(text.encoding, [], unknown=tables.with_any_header(grid))


def only(members: dict[str, bytes]) -> bytes:
    """Return the one table of a zip; which of several is meant is not guessed."""
    wanted = {n: d for n, d in members.items() if PurePosixPath(n).suffix.lower() not in _ASIDE}
    wanted = wanted or members
    if len(wanted) == 1:
        return next(iter(wanted.values()))
    if not wanted:
        raise Refused(
            _("zipの中に表が1つだけ入っているようにしてください。いま入っているもの：なし。")
        )
    sentence = _(
        "zipの中に表が1つだけ入っているようにしてください。いま入っているもの：%(names)s。"
    )
    raise Refused(sentence % {"names": quoted(list(wanted)[:5])})


def _of_workbook(table_of: TableOf, data: bytes) -> Tables:
    sheets = grids.of_workbook(data)
    named = len(sheets) > 1
    found: list[Table] = []
    messages = []
    for grid in sheets:
        table = (
            None
            if grid.sheet.strip() in _SAMPLE_SHEETS
            else table_of(grid, sheet=grid.sheet if named else "")
        )
        if table:
            found.append(table)
        else:
            sentence = _("シート「%(sheet)s」は一覧ではないので読みませんでした。")
            messages.append(about_file("info", sentence % {"sheet": grid.sheet}))
    unknown = None if found else next(filter(None, map(tables.with_any_header, sheets)), None)
    return Tables("xlsx", found, messages, unknown)
