"""What a reader says to the person who brought the file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasaeai.ui import wording

Level = Literal["error", "warning", "info"]
KILOMETRE = 1000
SHORT = 20  # letters of a name that is too long
NAMED = 5  # cells or names that a sentence for many of them names


class Refused(Exception):  # noqa: N818 -- the domain word: a file is refused whole
    """A file that cannot be read as the asked KIND; `sentence` says why and what to do.

    Where its columns were read and are not those that are needed, `headings` holds them.
    """

    def __init__(self, sentence: str, *, headings: Sequence[Any] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.headings = headings


@dataclass(frozen=True, slots=True)
class Message:
    """One remark on one cell or row; `row` is None where it is about the whole file.

    Where it is about many rows, `each` holds the cell or the name of every one.
    """

    row: int | None
    column: str
    value: str
    level: Level
    message: str
    each: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell's place in the file, and how people call it."""

    sheet: str
    row: int
    letter: str
    header: str

    def __str__(self) -> str:
        if self.letter:
            where = f"{self.letter}{self.row}"
        else:
            spoken = _("%(number)s件目の「%(column)s」")
            where = spoken % {"number": self.row, "column": self.header}
        if not self.sheet:
            return where
        return _("「%(sheet)s」の%(where)s") % {"sheet": self.sheet, "where": where}

    def says(self, level: Level, sentence: str, *, value: str = "") -> Message:
        """Return the message 「C12：…」 about this cell."""
        return Message(self.row, self.header, value[:100], level, at(self, sentence))


def about_file(level: Level, sentence: str, *, each: Iterable[object] = ()) -> Message:
    """Return a message that is about the whole file, or about each of many rows."""
    return Message(None, "", "", level, sentence, tuple(map(str, each)))


def about_each(level: Level, sentence: str, spots: Sequence[str], **more: str) -> list[Message]:
    """Return one message about many rows, that says how many and names the first; none about none."""
    if not spots:
        return []
    words = {"number": len(spots), "spots": first(spots), **more}
    return [about_file(level, sentence % words, each=spots)]


def first(spots: Sequence[str]) -> str:
    """Return the first few cells, one after the other."""
    return wording.told(spots[:NAMED])


def a_few(told: Sequence[str]) -> str:
    """Return the first few of what is told one after the other, and that there are more where there are."""
    more = len(told) > NAMED
    return _("%(names)sなど") % {"names": first(told)} if more else first(told)


def length(metres: float) -> str:
    """Return how far that is, as people say it: 「450m」, 「3.2km」."""
    if metres < KILOMETRE:
        return _("%(metres)sm") % {"metres": round(metres)}
    return _("%(kilometres)skm") % {"kilometres": f"{metres / KILOMETRE:,.1f}"}


def cut_short(names: Iterable[str], *, most: int) -> list[Message]:
    """Return what to say of names that are longer than there is room for."""
    long = [name for name in names if len(name) > most]
    sentence = ngettext(
        "%(number)s件は、名前が長いので、はじめの%(most)s字だけを入れます（%(spots)s）。",
        "%(number)s件は、名前が長いので、はじめの%(most)s字だけを入れます（%(spots)s）。",
        len(long),
    )
    told = [_("「%(name)s」") % {"name": f"{name[:SHORT]}…"} for name in long]
    return about_each("warning", sentence, told, most=str(most))


def at(where: object, sentence: str) -> str:
    """Return a sentence behind the place it is about: 「C12：…」."""
    return _("%(where)s：%(sentence)s") % {"where": where, "sentence": sentence}


def a_few_quoted(names: Sequence[object]) -> str:
    """Return the first few names in quotation marks, and that there are more where there are."""
    more = len(names) > NAMED
    return _("%(names)sなど") % {"names": quoted(names[:NAMED])} if more else quoted(names)


def quoted(names: Iterable[object]) -> str:
    """Return names one after the other, each in quotation marks: 「名称」、「住所」."""
    return wording.told(_("「%(name)s」") % {"name": name} for name in names)
