"""What a reader says to the person who brought the file."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "info"]


class Refused(Exception):  # noqa: N818 -- the domain word: a file is refused whole
    """A file that cannot be read as the asked KIND; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Message:
    """One remark on one cell or row; `row` is None where it is about the whole file."""

    row: int | None
    column: str
    value: str
    level: Level
    message: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell's place in the file, and how people call it."""

    sheet: str
    row: int
    letter: str
    header: str

    def __str__(self) -> str:
        where = f"{self.letter}{self.row}" if self.letter else f"{self.row}件目の「{self.header}」"
        return f"「{self.sheet}」の{where}" if self.sheet else where

    def says(self, level: Level, sentence: str, *, value: str = "") -> Message:
        """Return the message 「C12：…」 about this cell."""
        return Message(self.row, self.header, value[:100], level, f"{self}：{sentence}")


def about_file(level: Level, sentence: str) -> Message:
    """Return a message that is about the whole file."""
    return Message(None, "", "", level, sentence)
