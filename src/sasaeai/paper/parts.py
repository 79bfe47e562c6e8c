"""One XML part of a Word or Excel file, read with the place of each element, so that it is mended byte by byte.

Whatever is not mended stays as it was written. A part with a DOCTYPE, and so with entities, is refused.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

from sasaeai.base.errors import DomainError

BOM = b"\xef\xbb\xbf"
UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
# More than any form that people fill in has: elements and texts in one part, and one in another.
MOST_PIECES, DEEPEST = 250_000, 100
# What XML 1.0 cannot hold at all.
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Node:
    """An element: its own name without the prefix, and where it and what is inside begin and end."""

    name: str
    prefix: str
    attributes: Mapping[str, str]
    above: "Node | None"
    start: int
    inner_start: int = -1
    inner_end: int = -1
    end: int = -1
    pieces: list[str] = field(default_factory=list)
    below: list["Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return what stands in the element itself."""
        return "".join(self.pieces)

    def all(self, *names: str) -> Iterator["Node"]:
        """Yield the elements of these names inside, or all, in the order they stand."""
        waiting = [*reversed(self.below)]
        while waiting:
            node = waiting.pop()
            if not names or node.name in names:
                yield node
            waiting.extend(reversed(node.below))

    def nearest(self, name: str) -> "Node | None":
        """Return the nearest element of this name around it."""
        node = self.above
        while node is not None and node.name != name:
            node = node.above
        return node


Edit = tuple[int, int, bytes]


class Part:
    """The bytes of a part and its elements."""

    def __init__(self, content: bytes) -> None:
        self.content = content.removeprefix(BOM)
        self.root = Node("", "", {}, None, 0, 0)
        self._at, self._depth, self.number = self.root, 0, 0
        self._parser = expat.ParserCreate()
        self._parser.ordered_attributes = False
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._finish
        self._parser.CharacterDataHandler = self._read
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.XmlDeclHandler = self._check_encoding
        self._parser.DefaultHandler = self._pass
        if self.content.startswith(UTF16):
            raise DomainError(unreadable())
        try:
            self._parser.Parse(self.content, True)
        except (expat.ExpatError, ValueError, UnicodeDecodeError) as error:
            raise DomainError(unreadable()) from error
        self.root.inner_end = self.root.end = len(self.content)

    def _open(self) -> None:
        if self._at.inner_start < 0:
            self._at.inner_start = self._parser.CurrentByteIndex

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._open()
        self._depth += 1
        self._count()
        prefix, _colon, own = name.rpartition(":")
        node = Node(own, prefix, attributes, self._at, self._parser.CurrentByteIndex)
        self._at.below.append(node)
        self._at = node

    def _finish(self, _name: str) -> None:
        node, at = self._at, self._parser.CurrentByteIndex
        if node.inner_start < 0 and self.content[at - 2 : at] == b"/>":
            node.inner_start = node.inner_end = node.end = at
        else:
            self._open()
            node.inner_end = at
            node.end = self.content.index(b">", at) + 1
        self._at, self._depth = node.above or self.root, self._depth - 1

    def _read(self, text: str) -> None:
        self._open()
        self._count()
        self._at.pieces.append(text)

    def _count(self) -> None:
        self.number += 1
        if self.number > MOST_PIECES or self._depth > DEEPEST:
            raise DomainError(too_much())

    def _pass(self, _data: str) -> None:
        self._open()

    def _refuse(self, *_declared: object) -> None:
        raise DomainError(unreadable())

    def _check_encoding(self, _version: str, encoding: str | None, _alone: int) -> None:
        if encoding and encoding.lower() not in {"utf-8", "utf8", "us-ascii"}:
            raise DomainError(unreadable())

    def mended(self, edits: Iterable[Edit], *, start: int = 0, end: int | None = None) -> bytes:
        """Return the bytes from start to end with these stretches of them replaced."""
        at, out = start, []
        for since, until, new in sorted(edits):
            out += [self.content[at:since], new]
            at = until
        return b"".join([*out, self.content[at : len(self.content) if end is None else end]])


def unreadable() -> str:
    """Return what is said of a file that is no Word or Excel file as we know them."""
    return _(
        "WordかExcelのファイルとして読めませんでした。WordかExcelで開いて、.docx か .xlsx で保存しなおしてから選んでください。"
    )


def too_much() -> str:
    """Return what is said of a file that grows too large when it is opened."""
    return _(
        "開くと大きすぎるファイルです。写真や使っていないシートを減らしてから選びなおしてください。"
    )


def written(text: str) -> str:
    """Return a text as it may stand in XML."""
    return escape(UNWRITABLE.sub("", text))


def tagged(node: Node, name: str) -> str:
    """Return a name with the prefix that an element has."""
    return f"{node.prefix}:{name}" if node.prefix else name
