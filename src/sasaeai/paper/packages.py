"""A Word or Excel file as a package of parts: nothing in it is run, and what could be is taken out or refused."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import join, normpath
from typing import Literal
from xml.sax.saxutils import quoteattr

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.base.errors import DomainError
from sasaeai.paper.parts import MOST_PIECES, Edit, Node, Part, tagged, too_much, unreadable

Form = Literal["docx", "xlsx"]
LARGEST, LARGEST_WHOLE, MOST_PARTS = 10 * 1024 * 1024, 60 * 1024 * 1024, 2000
TOO_LARGE = gettext_lazy("様式は10MBまでです。写真を小さくしてから選びなおしてください。")
OLD = b"\xd0\xcf\x11\xe0"
TYPES = "[Content_Types].xml"
MAIN: dict[str, Form] = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
OFFICE = "application/vnd.openxmlformats-officedocument."
PLAIN_TYPE = {
    "docx": f"{OFFICE}wordprocessingml.document.main+xml",
    "xlsx": f"{OFFICE}spreadsheetml.sheet.main+xml",
}
# What a part is, by its name, by what the package says it is, by how others are tied to it, or by its bytes.
MACROS = re.compile(
    r"(?:^|/)vba[^/]*\.(?:bin|xml)$|ms-(?:office|word|excel)\.(?:vba|attachedToolbars)|"
    r"/(?:vbaProject\w*|wordVbaData|attachedToolbars)$",
    re.IGNORECASE,
)
STORAGE_OF_MACROS = "_VBA_PROJECT".encode("utf-16-le")
EMBEDDED = re.compile(
    r"^(?:word|xl)/(?:embeddings|ctrlProps)/|\.oleObject\b|/(?:oleObject|package|ctrlProp)$",
    re.IGNORECASE,
)
# Sheets of macros stand in the list of sheets, controls in the text: neither can be taken out without harm.
REFUSED = re.compile(
    r"(?:^|/)(?:macrosheets|dialogsheets|activeX)/|(?:macrosheet|dialogsheet|activeX)\+xml|"
    r"ms-office\.activeX|/(?:xl(?:Intl)?Macrosheet|dialogsheet|control|activeXControlBinary)$",
    re.IGNORECASE,
)
# Fields of Word and functions of Excel that fetch or start something when the file is opened.
FETCHING_FIELD = re.compile(
    r"\b(?:DDE|DDEAUTO|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|LINK|DATABASE|MACROBUTTON|IMPORT)\b",
    re.IGNORECASE,
)
FETCHING_FORMULA = re.compile(
    r"\||\b(?:WEBSERVICE|IMAGE|RTD|CALL|REGISTER(?:\.ID)?|EXEC)\s*\(", re.IGNORECASE
)
FETCHING = ("connections", "ddeLink", "altChunk", "mailMerge")
# Whatever a part says it is, and whatever it is called: a part of these kinds is read like any other.
READ = (".xml", ".rels", ".vml")
READ_PARTS = r".*\.(?:xml|rels|vml)"
VML = re.compile(r"[./]vmlDrawing$", re.IGNORECASE)
# Drawings of the old kind name a picture by its address; today's name a part or a relationship.
ADDRESSES = ("src", "href", "althref")
ADDRESSED = re.compile("|".join(ADDRESSES).encode(), re.IGNORECASE)
AWAY = re.compile(r"[a-z][a-z0-9+.-]*:|[\\/]{2}", re.IGNORECASE)
XML_KIND = re.compile(r"^(?!image/).*[+/]xml$", re.IGNORECASE)
QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')
SAFE_LINK = re.compile(r"(?:https?|mailto|tel):|#", re.IGNORECASE)
WARNINGS: dict[str, Promise] = {
    "macros": gettext_lazy("マクロは動きません。書きこんだファイルからは外します。"),
    "template": gettext_lazy("外のひな形（テンプレート）を読みにいく仕掛けは外します。"),
    "links": gettext_lazy("ほかのファイルへのリンクは外します。"),
    "pictures": gettext_lazy("写真や図は、そのまま残ります。"),
    "shapes": gettext_lazy("図形はそのまま残りますが、Excelの図形の中の欄には書きこみません。"),
    "charts": gettext_lazy("グラフはそのまま残ります。開いてから、数が合っているか見てください。"),
    "comments": gettext_lazy("コメントはそのまま残ります。出すまえに見てください。"),
    "embedded": gettext_lazy("埋めこまれたファイルはそのまま残り、中には書きこみません。"),
    "rows": gettext_lazy("Excelのくり返しの欄は、欄を書いた行の数だけ入ります。"),
}
FOUND = {
    "pictures": re.compile(r"^(?:word|xl)/media/"),
    "charts": re.compile(r"^(?:word|xl)/(?:charts|chartsheets)/"),
    "comments": re.compile(r"^(?:word|xl)/(?:comments|threadedComments)"),
}
DRAWN = ("wsp", "txbxContent", "pict", "sp")


@dataclass(frozen=True, slots=True)
class Package:
    """The parts by name, in the order of the file."""

    form: Form
    parts: dict[str, bytes]
    read: dict[str, Part] = field(default_factory=dict)

    def xml(self, pattern: str) -> Iterator[tuple[str, Part]]:
        """Yield the XML parts whose names fit, read."""
        for name in self.parts:
            if re.fullmatch(pattern, name):
                yield name, self.part(name)

    def part(self, name: str) -> Part:
        """Return one XML part, read once; raises DomainError where all of them are too much."""
        if name not in self.read:
            content = self.parts[name]
            # Excel leaves the lines of its own old drawings unclosed.
            is_old = name.endswith(".vml")
            self.read[name] = Part(content.replace(b"<br>", b"<br/>") if is_old else content)
            if sum(part.number for part in self.read.values()) > MOST_PIECES:
                raise DomainError(too_much())
        return self.read[name]


def opened(content: bytes) -> Package:
    """Return the parts of a file; raises DomainError for what is no such file, locked, too large or not harmless."""
    if len(content) > LARGEST:
        raise DomainError(str(TOO_LARGE))
    if content.startswith(OLD):
        raise DomainError(
            _(
                "パスワードつきか、古い形（.doc・.xls）のファイルです。パスワードを外し、.docx か .xlsx で保存しなおしてから選んでください。"
            )
        )
    parts = _unpacked(content)
    forms = [form for name, form in MAIN.items() if name in parts]
    if len(forms) != 1 or TYPES not in parts:
        raise DomainError(unreadable())
    package = Package(forms[0], parts)
    _check_harmless(package)
    if any(REFUSED.search(said) for _name, said in _said(package)):
        raise DomainError(
            _(
                "マクロ用のシートや、ActiveXの部品が入っています。安全に外せないので、消してから選んでください。"
            )
        )
    return package


def _unpacked(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            listed = archive.infolist()
            _check_listed(listed)
            return {one.filename: archive.read(one) for one in listed if not one.is_dir()}
    except (
        zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError,
        ValueError, LookupError,
    ) as error:  # fmt: skip
        raise DomainError(unreadable()) from error


def _check_listed(listed: list[zipfile.ZipInfo]) -> None:
    names = [one.filename for one in listed]
    astray = any(name.startswith("/") or ".." in name.split("/") or "\\" in name for name in names)
    # Office does not look at the case of a name, and packs in these two ways only.
    disguised = any(name.lower().endswith(READ) != name.endswith(READ) for name in names)
    packed_ways = {one.compress_type for one in listed} - {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if len({name.lower() for name in names}) != len(names) or astray or disguised or packed_ways:
        raise DomainError(unreadable())
    if any(one.flag_bits & 1 for one in listed):
        raise DomainError(_("パスワードつきのファイルです。パスワードを外してから選んでください。"))
    if len(names) > MOST_PARTS or sum(one.file_size for one in listed) > LARGEST_WHOLE:
        raise DomainError(too_much())


def _check_harmless(package: Package) -> None:
    """Refuse what fetches or starts something when the filled file is opened."""
    for node in package.part(TYPES).root.all("Override", "Default"):
        named = node.attributes.get("PartName") or f".{node.attributes.get('Extension', '')}"
        is_read = named.lower().endswith(READ)
        if XML_KIND.match(node.attributes.get("ContentType", "")) and not is_read:
            raise DomainError(unreadable())
    if any(name and VML.search(said) and not name.endswith(READ) for name, said in _said(package)):
        raise DomainError(unreadable())
    for name, part in package.xml(READ_PARTS):
        if _starts_something(name, part):
            raise DomainError(
                _(
                    "開くとほかのファイルや外のデータを読みにいく仕掛けがあります（%(part)s）。外してから選んでください。"
                )
                % {"part": name}
            )


def _said(package: Package) -> Iterator[tuple[str, str]]:
    """Yield of each part its name and everything that is said of what it is: name, type, how others are tied to it."""
    endings: dict[str, str] = {}
    for node in package.part(TYPES).root.all("Override", "Default"):
        kind = node.attributes.get("ContentType", "")
        endings[f".{node.attributes.get('Extension', '')}".lower()] = kind
        yield node.attributes.get("PartName", "").lstrip("/"), kind
    for name in package.parts:
        yield name, name
        yield name, endings.get(f".{name.rpartition('.')[2]}".lower(), "")
    for name, part in package.xml(r".*\.rels"):
        for node in part.root.all("Relationship"):
            yield _target(name, node), node.attributes.get("Type", "")


def _target(name: str, node: Node) -> str:
    """Return the name of the part a relationship of this file leads to."""
    folder = f"/{name.rpartition('_rels/')[0]}"
    return normpath(join(folder, node.attributes.get("Target", ""))).lstrip("/")


def _macros(package: Package) -> set[str]:
    """Return the names of the parts that are macros, whatever they are called."""
    told = {name.lower() for name, said in _said(package) if MACROS.search(said)}
    return {
        name
        for name, content in package.parts.items()
        if name.lower() in told or (content.startswith(OLD) and STORAGE_OF_MACROS in content)
    }


def _is_embedded(package: Package) -> bool:
    """Return whether a file lies in this one, whatever it is called."""
    macros = _macros(package)
    return any(EMBEDDED.search(said) for _name, said in _said(package)) or any(
        content.startswith(OLD) for name, content in package.parts.items() if name not in macros
    )


def _starts_something(name: str, part: Part) -> bool:
    if name == "xl/connections.xml" or any(True for _one in part.root.all(*FETCHING)):
        return True
    # One field's words never run on into the next one's; those of one may be cut into many.
    said = "".join(
        " " if node.name == "fldChar" else node.text
        for node in part.root.all("instrText", "fldChar")
    )
    simple = " ".join(
        node.attributes.get(tag, "")
        for node in part.root.all("fldSimple")
        for tag in node.attributes
    )
    if FETCHING_FIELD.search(f"{said} {simple}"):
        return True
    formulas = part.root.all("f", "formula", "formula1", "formula2", "definedName")
    return name.startswith("xl/") and any(
        FETCHING_FORMULA.search(QUOTED.sub("", node.text)) for node in formulas
    )


def warnings(package: Package) -> list[str]:
    """Return what besides text is in the package, by the names of WARNINGS."""
    found = {
        code
        for code, pattern in FOUND.items()
        if any(pattern.search(name) for name in package.parts)
    }
    if _macros(package):
        found.add("macros")
    if _is_embedded(package):
        found.add("embedded")
    for _name, part in package.xml(r".*\.rels"):
        for node in filter(_is_astray, part.root.all("Relationship")):
            is_template = node.attributes.get("Type", "").endswith("/attachedTemplate")
            found.add("template" if is_template else "links")
    if any(_addressed(part) for _name, part in package.xml(READ_PARTS)):
        found.add("links")
    drawn = package.xml(r"word/(?:document|header\d*|footer\d*)\.xml|xl/drawings/drawing\d+\.xml")
    if any(True for _name, part in drawn for _node in part.root.all(*DRAWN)):
        found.add("shapes")
    return [code for code in WARNINGS if code in found]


def _is_astray(node: Node) -> bool:
    """Return whether a relationship leads out of the file, other than a link one has to press."""
    target = node.attributes.get("Target", "")
    if node.attributes.get("TargetMode", "").lower() != "external" and not _is_away(target):
        return False
    is_link = node.attributes.get("Type", "").endswith("/hyperlink")
    return not (is_link and SAFE_LINK.match(target))


def _is_away(address: str) -> bool:
    # Whoever opens an address does not look at the spaces in it.
    return bool(AWAY.match("".join(address.split())))


def _addressed(part: Part) -> list[tuple[Node, dict[str, str]]]:
    """Return the elements that name something outside by its address, each with what else it says."""
    if not ADDRESSED.search(part.content):
        return []
    found = []
    for node in part.root.all():
        kept = {
            name: value
            for name, value in node.attributes.items()
            if name.rpartition(":")[2].lower() not in ADDRESSES or not _is_away(value)
        }
        if len(kept) < len(node.attributes):
            found.append((node, kept))
    return found


def _closed(part: Part) -> bytes:
    """Return a part in which nothing outside is named by its address."""
    edits: list[Edit] = []
    for node, attributes in _addressed(part):
        whole = _element(node, attributes)
        is_empty = node.inner_start == node.end
        edits.append((node.start, node.inner_start, whole if is_empty else whole[:-2] + b">"))
    return part.mended(edits)


def harmless(package: Package) -> Package:
    """Return the package without macros and without ways out of the file."""
    macros = _macros(package)
    gone = {name.lower() for name in macros}
    kept = {name: content for name, content in package.parts.items() if name not in macros}
    for name in list(kept):
        if name.endswith(".rels"):
            kept[name] = _tied(name, Part(kept[name]), gone)
    for name, part in package.xml(READ_PARTS):
        if name in kept and not name.endswith(".rels"):
            kept[name] = _closed(part)
    kept[TYPES] = _typed(Part(kept[TYPES]), package.form, gone)
    same = {name: part for name, part in package.read.items() if kept.get(name) == part.content}
    return Package(package.form, kept, same)


def _tied(name: str, part: Part, gone: set[str]) -> bytes:
    edits: list[Edit] = []
    for node in part.root.all("Relationship"):
        if _target(name, node).lower() in gone:
            edits.append((node.start, node.end, b""))
        elif _is_astray(node):
            kept = {key: node.attributes.get(key, "") for key in ("Id", "Type")}
            away = _element(node, {**kept, "Target": "about:blank", "TargetMode": "External"})
            edits.append((node.start, node.end, away))
    return part.mended(edits)


def _typed(part: Part, form: Form, gone: set[str]) -> bytes:
    main = next(f"/{name}" for name, one in MAIN.items() if one == form)
    edits: list[Edit] = []
    for node in part.root.all("Override"):
        name = node.attributes.get("PartName", "")
        if name == main:
            plain = _element(node, {"PartName": main, "ContentType": PLAIN_TYPE[form]})
            edits.append((node.start, node.end, plain))
        elif name.removeprefix("/").lower() in gone:
            edits.append((node.start, node.end, b""))
    told = part.root.all("Default")
    macros = [one for one in told if MACROS.search(one.attributes.get("ContentType", ""))]
    return part.mended([*edits, *((one.start, one.end, b"") for one in macros)])


def _element(node: Node, attributes: Mapping[str, str]) -> bytes:
    """Return an empty element of the same name with these attributes."""
    told = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return f"<{tagged(node, node.name)}{told}/>".encode()


def packed(parts: dict[str, bytes]) -> bytes:
    """Return the file of these parts, the same for the same parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED
            )
    return out.getvalue()
