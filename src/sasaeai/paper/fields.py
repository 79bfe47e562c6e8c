"""《名前》: the fields of a town's own Word or Excel file, what is known of each, and what is put in their places.

A field is a name between double angle brackets and nothing else: nothing is reckoned, called or run.
"""

import difflib
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.utils.translation import gettext as _

from sasaeai.base.errors import DomainError

Value = str | int
# 《》, or ≪≫, which are offered beside them when they are typed and look the same.
MARK = re.compile("[\u300a\u226a]([^\u300a\u300b\u226a\u226b]{1,80})[\u300b\u226b]")
# Whatever stands between two of them with none between. Each pattern goes over a text once, however long it is.
SPAN = re.compile("[\u300a\u226a]([^\u300a\u300b\u226a\u226b]*)[\u300b\u226b]")
CODE = re.compile(r"\{\{|\}\}|\{%|%\}|\$\{|<%")
CODE_IN_SPAN = re.compile(r"__|[()\[\]{}$%=;<>\\`]|\w\.\w")


@dataclass(frozen=True)
class Values:
    """What is put in: by name, and for names that repeat a row by row."""

    single: Mapping[str, Value]
    repeated: Mapping[str, Sequence[Value]]

    @property
    def names(self) -> list[str]:
        return [*self.single, *self.repeated]

    @cached_property
    def known(self) -> Mapping[str, str]:
        """Return the names as they are looked up."""
        return {plain(name): name for name in self.names}

    def at(self, name: str, row: int | None) -> Value:
        """Return what stands in a field, in a row that repeats or, without one, all of it line by line."""
        if name not in self.repeated:
            return self.single.get(name, "")
        column = self.repeated[name]
        if row is None:
            return "\n".join(map(str, column))
        return column[row] if row < len(column) else ""


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """Return a name as it is looked up: widths and spaces do not matter."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def named_in(text: str) -> list[str]:
    """Return the names of the fields in a text; raises DomainError where it would run something."""
    if CODE.search(text) or any(map(CODE_IN_SPAN.search, SPAN.findall(text))):
        raise DomainError(
            _("計算や命令は書けません（%(text)s）。《月》のように、欄の名前だけを書いてください。")
            % {"text": text.strip()[:60]}
        )
    return [plain(name) for name in MARK.findall(text)]


def put_in(text: str, values: Values, row: int | None = None) -> str:
    """Return a text with its fields filled; what is not known stays as it is written, to be seen."""
    known = values.known

    def filled(found: re.Match[str]) -> str:
        name = known.get(plain(found[1]))
        return found[0] if name is None else str(values.at(name, row))

    return MARK.sub(filled, text)


def nearest(name: str, known: Collection[str]) -> str:
    """Return the known name that is most like this one; nothing where none is."""
    found = difflib.get_close_matches(name, [*known], n=1, cutoff=0.4)
    return found[0] if found else next((one for one in known if name in one), "")
