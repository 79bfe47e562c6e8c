"""The national code lists as they lie in `data/`, read once."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class NationalTerm:
    kind: str
    code: str
    label: str
    kana: str
    label_en: str
    description: str
    parent: str
    order: int
    policy: str
    since: date | None
    until: date | None
    source: str
    to_verify: bool


@cache
def terms() -> tuple[NationalTerm, ...]:
    """Return every national term, a parent before its children."""
    found: list[NationalTerm] = []
    for file in sorted(DATA.glob("*.toml")):
        for kind, code_list in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found += (_term(kind, code_list, order) for order in range(len(code_list["terms"])))
    return tuple(found)


def _term(kind: str, code_list: dict[str, Any], order: int) -> NationalTerm:
    term = code_list["terms"][order]
    return NationalTerm(
        kind=kind,
        code=term["code"],
        label=term["label"],
        kana=term.get("kana", ""),
        label_en=term["en"],
        description=term.get("description", ""),
        parent=term.get("parent", ""),
        # Tens leave room for a town's own terms in between.
        order=(order + 1) * 10,
        policy=term.get("policy", ""),
        since=term.get("since"),
        until=term.get("until"),
        source=term.get("source", code_list["source"]),
        to_verify=term.get("to_verify", code_list.get("to_verify", False)),
    )
