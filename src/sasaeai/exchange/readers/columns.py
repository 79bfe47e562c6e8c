"""What a column means: by its name and aliases, never by its position."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from sasaeai.calc.text import nfkc
from sasaeai.exchange.readers import ages

_DROPPED = re.compile(r"[\s_\-‐‑‒–—―−()\[\]{}<>〈〉「」【】『』・･/／:;,、。*※'\"]+")
_WEEKDAYS = {
    **dict.fromkeys(("平日", "weekday"), "weekdays"),
    **{day: day for day in "月火水木金土日祝"},
}
_TIMED = re.compile(
    r"(平日|[月火水木金土日祝])(?:曜日|曜|日)?(?:開放|開館|営業|利用|診療)?(開始|終了)"
)
_PEOPLE = re.compile(
    r"(代表者|施設長|管理者|責任者|理事長|会長|担当者|園長|院長)(名|氏名|の氏名)?$|^corporaterepresentative$"
)
NONE: Mapping[str, str] = {}
_OWN_WORDS = {"boundaries", "towns", "landmarks", "population"}
_LOOSE_NAME = re.compile(r"^.{1,14}(の名称|名称|名)$")
_NOT_A_PLACE = re.compile(
    r"(市区町村|都道府県|市町村|地方公共団体|団体|法人|連絡先|担当|課|データ|地域|地区|行事|イベント|"
    r"調査|指定機関|代表者|責任者|施設長|所有者|設置者|管理者|町|字|校区|圏域|英語|通称|通り)(の名称|名称|名)$"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table has which meaning; `guessed` holds what was only likely."""

    by_meaning: dict[str, str]
    times: dict[str, tuple[str, str]] = field(default_factory=dict)
    barrier_free: dict[str, str] = field(default_factory=dict)
    guessed: dict[str, str] = field(default_factory=dict)

    def has(self, *meanings: str) -> bool:
        """Say whether the table has a column for any of these meanings."""
        return any(meaning in self.by_meaning for meaning in meanings)

    def used(self) -> set[str]:
        """Return the names of all columns that have a meaning."""
        timed = {name for pair in self.times.values() for name in pair if name}
        return {*self.by_meaning.values(), *timed, *self.barrier_free.values()}


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Return a column name without what differs from file to file: width, case, brackets."""
    return _DROPPED.sub("", nfkc(name)).casefold()


@cache
def aliases(kind: str) -> Mapping[str, tuple[str, ...]]:
    """Return meaning → folded names for a KIND, the likeliest first."""
    tables = _tables()
    base = {} if kind in _OWN_WORDS else dict(tables["place"])
    own = tables[kind]
    merged = {
        meaning: [*own.get(meaning, ()), *base.get(meaning, ())] for meaning in {**base, **own}
    }
    return {meaning: tuple(dict.fromkeys(map(fold, names))) for meaning, names in merged.items()}


@cache
def own_aliases(kind: str, meaning: str) -> frozenset[str]:
    """Return the folded names of a meaning that a KIND has beside those of every list of places."""
    return frozenset(map(fold, _tables()[kind].get(meaning, ())))


@cache
def known_names(kind: str) -> frozenset[str]:
    """Return every folded column name that a KIND knows."""
    return frozenset(name for names in aliases(kind).values() for name in names)


def is_known(name: str, kind: str, mapping: Mapping[str, str] = NONE) -> bool:
    """Say whether a cell is the name of a column of this KIND, or of one that somebody mapped."""
    folded = fold(name)
    if folded in known_names(kind) or _TIMED.search(folded) or _mapped(mapping).get(folded):
        return True
    return kind == "population" and ages.column(name) is not None


def match(
    names: Sequence[str],
    kind: str,
    *,
    labels: Mapping[str, str] = NONE,
    mapping: Mapping[str, str] = NONE,
) -> Columns:
    """Return the meaning of each column; `labels` are a JSON file's words for its keys.

    `mapping` is what somebody said headings mean, '' for one that has no meaning: that goes before
    all that is known or guessed.
    """
    spellings, said = _spellings(names, labels), _mapped(mapping)
    told = {name: said[fold(name)] for name in names if fold(name) in said}
    open_names = [name for name in names if name not in told]
    times, timed = _weekday_times(open_names)
    rest = [name for name in open_names if name not in timed]
    chosen = {meaning: name for name, meaning in told.items() if meaning}
    exact = _exact(rest, spellings, kind)
    found = {meaning: name for meaning, name in exact.items() if meaning not in chosen} | chosen
    barrier_free = _barrier_free([name for name in rest if name not in found.values()])
    free = [
        name for name in rest if name not in found.values() and name not in barrier_free.values()
    ]
    guessed = _near(free, kind, taken=found)
    if kind == "facilities" and "name" not in {**found, **guessed}:
        guessed |= _loose_name([name for name in free if name not in guessed.values()])
    return Columns({**guessed, **found}, times, barrier_free, guessed)


def guess(words: str, kind: str) -> str:
    """Return the code that words of a name or category hint at, or ''."""
    for code, hints in _tables()["guesses"].get(kind, {}).items():
        if any(hint in words for hint in hints):
            return str(code)
    return ""


@lru_cache(maxsize=64)
def names_of_people(names: tuple[str, ...]) -> frozenset[str]:
    """Return the columns that hold names of persons, which a list of places does not need."""
    return frozenset(name for name in names if _PEOPLE.search(fold(name)))


@cache
def _tables() -> dict[str, dict[str, dict[str, list[str]]]]:
    text = resources.files("sasaeai.exchange.readers").joinpath("aliases.toml").read_text("utf-8")
    tables: dict[str, dict[str, dict[str, list[str]]]] = tomllib.loads(text)
    return tables


def _mapped(mapping: Mapping[str, str]) -> dict[str, str]:
    return {fold(name): meaning for name, meaning in mapping.items()}


def _spellings(names: Iterable[str], labels: Mapping[str, str]) -> dict[str, list[str]]:
    """Key first, then its label, unless the label is shared by several keys."""
    shared = list(labels.values())
    return {
        name: [
            fold(name),
            *([fold(labels[name])] if name in labels and shared.count(labels[name]) == 1 else []),
        ]
        for name in names
    }


def _exact(names: Sequence[str], spellings: Mapping[str, list[str]], kind: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for nth in (0, 1):
        places = {s[nth]: n for n in reversed(names) if len(s := spellings[n]) > nth}
        for meaning, wanted in aliases(kind).items():
            hit = next((places[w] for w in wanted if w in places), None)
            if hit is not None and meaning not in found and hit not in found.values():
                found[meaning] = hit
    return found


def _weekday_times(names: Sequence[str]) -> tuple[dict[str, tuple[str, str]], set[str]]:
    pairs: dict[str, list[str]] = {}
    for name in names:
        hit = _TIMED.search(fold(name))
        if hit:
            pair = pairs.setdefault(_WEEKDAYS[hit[1]], ["", ""])
            pair[hit[2] == "終了"] = name
    timed = {name for pair in pairs.values() for name in pair if name}
    return {day: (pair[0], pair[1]) for day, pair in pairs.items()}, timed


def _barrier_free(names: Sequence[str]) -> dict[str, str]:
    words = {fold(n): words for words, known in _tables()["barrier_free"].items() for n in known}
    return {words[fold(name)]: name for name in names if fold(name) in words}


def _near(names: Sequence[str], kind: str, *, taken: Mapping[str, str]) -> dict[str, str]:
    """Return columns whose name is one slip away from a known one of at least four letters."""
    guessed: dict[str, str] = {}
    for name in names:
        folded = fold(name)
        if len(folded) < 4:
            continue
        for meaning, wanted in aliases(kind).items():
            if (
                meaning not in taken
                and meaning not in guessed
                and any(_one_slip(folded, w) for w in wanted)
            ):
                guessed[meaning] = name
                break
    return guessed


def _one_slip(left: str, right: str) -> bool:
    """Say whether two words differ by at most one letter put in, left out or replaced."""
    if len(right) < 4 or abs(len(left) - len(right)) > 1:
        return False
    short, long = sorted((left, right), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def _loose_name(names: Sequence[str]) -> dict[str, str]:
    for name in names:
        folded = fold(name)
        if _LOOSE_NAME.match(folded) and not _NOT_A_PLACE.search(folded):
            return {"name": name}
    return {}
