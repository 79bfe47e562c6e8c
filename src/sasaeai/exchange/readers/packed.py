"""Records of a long file held as bytes: a tenth of the room that they take as objects."""

import pickle
from collections.abc import Iterator, Sequence
from typing import Any


class Packed(Sequence[dict[str, Any]]):
    """A row of records that can be gone through again and again; what is taken out is a copy."""

    def __init__(self) -> None:
        self._kept: list[bytes] = []
        # Records of one file have the same names: these are kept once.
        self._names: dict[tuple[str, ...], int] = {}
        self._shapes: list[tuple[str, ...]] = []

    def append(self, record: dict[str, Any]) -> None:
        """Keep one more record."""
        self._kept.append(self._pack(record))

    def __setitem__(self, index: int, record: dict[str, Any]) -> None:
        self._kept[index] = self._pack(record)

    def __getitem__(self, index: Any) -> Any:  # noqa: ANN401 -- a sequence may also be asked for a slice; this one never is
        return self._unpack(self._kept[index])

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return map(self._unpack, self._kept)

    def _pack(self, record: dict[str, Any]) -> bytes:
        names = tuple(record)
        shape = self._names.setdefault(names, len(self._shapes))
        if shape == len(self._shapes):
            self._shapes.append(names)
        return pickle.dumps((shape, *record.values()), pickle.HIGHEST_PROTOCOL)

    def _unpack(self, kept: bytes) -> dict[str, Any]:
        shape, *values = pickle.loads(kept)  # noqa: S301 -- packed by this very object
        return dict(zip(self._shapes[shape], values, strict=True))
