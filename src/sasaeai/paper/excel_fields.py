"""The fields of an Excel file: in its cells. A cell that holds one field and gets a number becomes a number."""

from collections import Counter
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext as _

from sasaeai.paper import fields
from sasaeai.paper.fields import Value, Values
from sasaeai.paper.packages import Package
from sasaeai.paper.parts import Edit, Node, Part, tagged, written

SHEETS, SHARED, BOOK = r"xl/worksheets/[^/]+\.xml", "xl/sharedStrings.xml", "xl/workbook.xml"


def named(package: Package) -> Iterator[str]:
    """Yield the names of the fields in the order they stand."""
    shared = _shared(package)
    for _name, sheet in package.xml(SHEETS):
        for cell in sheet.root.all("c"):
            yield from fields.named_in(_said(cell, shared))


def filled(package: Package, values: Values) -> dict[str, bytes]:
    """Return the sheets, filled; each next row with a repeated field takes the next of it."""
    shared = _shared(package)
    sheets = {name: _fill(part, shared, values) for name, part in package.xml(SHEETS)}
    return {**sheets, **{name: _reckoned_anew(part) for name, part in package.xml(BOOK)}}


def _shared(package: Package) -> list[str]:
    return [
        _words(item)
        for _name, part in package.xml(SHARED)
        for sst in part.root.below
        for item in sst.below
        if item.name == "si"
    ]


def _words(item: Node) -> str:
    """Return the text without its ふりがな."""
    return "".join(node.text for node in item.all("t") if node.nearest("rPh") is None)


def _said(cell: Node, shared: list[str]) -> str:
    kind = cell.attributes.get("t", "")
    if kind == "inlineStr":
        return _words(cell)
    number = next((node.text for node in cell.below if node.name == "v"), "")
    if kind != "s" or not number.isdecimal() or int(number) >= len(shared):
        return ""
    return shared[int(number)]


def _fill(part: Part, shared: list[str], values: Values) -> bytes:
    edits: list[Edit] = []
    rows = _rows(part, shared, values)
    seen: Counter[str] = Counter()
    for row in part.root.all("row"):
        own: set[str] = set()
        for cell in row.all("c"):
            text = _said(cell, shared)
            if fields.MARK.search(text):
                repeated = _repeated(text, values)
                number = seen[repeated[0]] if repeated else None
                is_last = bool(repeated) and number == rows[repeated[0]] - 1
                value = _value(text, values, number, is_last=is_last and not own)
                edits.append((cell.start, cell.end, _cell(cell, value)))
                own.update(repeated)
        seen.update(own)
    return part.mended(edits)


def _rows(part: Part, shared: list[str], values: Values) -> Counter[str]:
    """Return in how many rows each repeated field stands."""
    return Counter(
        name
        for row in part.root.all("row")
        for name in {one for cell in row.all("c") for one in _repeated(_said(cell, shared), values)}
    )


def _repeated(text: str, values: Values) -> list[str]:
    known = {fields.plain(name): name for name in values.repeated}
    return [known[one] for one in map(fields.plain, fields.MARK.findall(text)) if one in known]


def _value(text: str, values: Values, row: int | None, *, is_last: bool) -> Value:
    """Return what a cell gets; the last row there is room for says how many more there would have been."""
    whole = fields.MARK.fullmatch(text.strip())
    names = {fields.plain(name): name for name in values.names}
    name = names.get(fields.plain(whole[1])) if whole else None
    value = fields.put_in(text, values, row) if name is None else values.at(name, row)
    left = 0
    if is_last and row is not None:
        column = max((len(values.repeated[one]) for one in _repeated(text, values)), default=0)
        left = column - row - 1
    if left > 0:
        return _("%(value)s（ほか%(number)s件）") % {"value": value, "number": left}
    return value


def _cell(cell: Node, value: Value) -> bytes:
    name = tagged(cell, "c")
    kept = "".join(
        f" {key}={quoteattr(cell.attributes[key])}" for key in ("r", "s") if key in cell.attributes
    )
    if isinstance(value, int):
        v = tagged(cell, "v")
        return f"<{name}{kept}><{v}>{value}</{v}></{name}>".encode()
    if not value:
        return f"<{name}{kept}/>".encode()
    inner, t = tagged(cell, "is"), tagged(cell, "t")
    text = f'<{t} xml:space="preserve">{written(value)}</{t}>'
    return f'<{name}{kept} t="inlineStr"><{inner}>{text}</{inner}></{name}>'.encode()


def _reckoned_anew(part: Part) -> bytes:
    """Return the workbook with its formulas reckoned when it is opened: what they stand on was filled in."""
    edits: list[Edit] = []
    for node in part.root.all("calcPr"):
        kept = "".join(
            f" {key}={quoteattr(told)}"
            for key, told in node.attributes.items()
            if key != "fullCalcOnLoad"
        )
        new = f'<{tagged(node, "calcPr")}{kept} fullCalcOnLoad="1"/>'
        edits.append((node.start, node.end, new.encode()))
    return part.mended(edits)
