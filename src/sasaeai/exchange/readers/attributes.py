"""What the attributes of a map file's features mean: by name and aliases, or as somebody said."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from sasaeai.exchange.readers import cells, columns, grids, headings
from sasaeai.exchange.readers.headings import Heading

Said = Mapping[str, Any]


class Attributes:
    """The attributes of one file's features: of several with one meaning, the first that is filled counts.

    What somebody said an attribute means goes before all that is known, '' for one that means nothing.
    """

    def __init__(self, kind: str, mapping: Mapping[str, str] = columns.NONE) -> None:
        self.kind = kind
        self._exactly = mapping
        # As a newer edition may spell it.
        self._alike = {columns.fold(name): meaning for name, meaning in mapping.items()}

    def _told(self, name: str) -> str | None:
        """Return what somebody said of an attribute, None where nobody did."""
        return self._exactly.get(name, self._alike.get(columns.fold(name)))

    def are_told(self, *names: str) -> bool:
        """Say whether somebody said what one of these attributes means."""
        return any(self._told(name) is not None for name in names)

    def first(self, said: Said, meaning: str) -> str:
        """Return the first words in an attribute of this meaning, '' where none has any."""
        names = [str(key) for key in said]
        chosen = [name for name in names if self._told(name) == meaning]
        if not chosen and meaning in self._exactly.values():
            return ""
        texts = (
            cells.one_line(grids.words(said.get(name)))
            for name in chosen or self._known(names, meaning)
        )
        return next((text for text in texts if text), "")

    def _known(self, names: Iterable[str], meaning: str) -> list[str]:
        """Return the attributes that are known to have a meaning, the likeliest first."""
        ranks = {alias: rank for rank, alias in enumerate(columns.aliases(self.kind)[meaning])}
        open_names = [name for name in names if self._told(name) is None]
        known = [name for name in open_names if columns.fold(name) in ranks]
        return sorted(known, key=lambda name: ranks[columns.fold(name)])

    def headings(self, features: Iterable[Said]) -> list[Heading]:
        """Return the attributes of the first features, each with what it is read as and some words."""
        first = [
            {str(key): grids.words(value) for key, value in said.items()}
            for said in islice(features, headings.LOOKED_AT)
        ]
        found = dict.fromkeys(name for said in first for name in said)
        names = [name for name in found if len(name) <= headings.LONGEST_NAME][: headings.MOST]
        read_as = self._read_as(names)
        return headings.listed(
            (name, name, read_as.get(name, ""), headings.samples(name, first)) for name in names
        )

    def _read_as(self, names: Sequence[str]) -> dict[str, str]:
        """Return what attributes are read as; of several with one meaning, that they go together."""
        found: dict[str, str] = {}
        for meaning in columns.aliases(self.kind):
            told = [name for name in names if self._told(name) == meaning]
            if not told and meaning in self._exactly.values():
                continue
            read = told or self._known(names, meaning)
            together = meaning if told or len(read) == 1 else headings.EITHER[meaning]
            found |= {name: together for name in read if name not in found}
        return found
