"""The names by which a town writes the figures of a report into its own Word or Excel file.

They are the town's own words in its own language, and stay the same whatever the screens are read in.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sasaeai.areas.models import Municipality
from sasaeai.calc import dates, suppression
from sasaeai.journal.models import Story
from sasaeai.paper.fields import Value, Values
from sasaeai.reports.figures import KINDS, OF_PEOPLE
from sasaeai.reports.models import Report
from sasaeai.reports.scopes import Scope
from sasaeai.vocabulary.models import Term

# Fewer persons than these are not told outside the house.
SMALLEST = 3
HIDDEN = "×"
ABOUT = (
    "市町村", "地区", "所属先", "年月", "年", "月", "はじめの日", "おわりの日", "作った日", "書いた人", "版",
    "物語", "困っていること", "これから",
)  # fmt: skip
FIXED = {
    "記録の実数": "entries",
    "機能なしの記録": "unfiled",
    "聴いた声": "voices",
    "お返事した声": "voices.answered",
    "受けたニーズ": "needs",
    "つながったニーズ": "needs.connected",
    "頼んだ人と引き受けた人": "people",
    "両方になった人": "people.both",
    "物語の件数": "stories",
    "新しい資源": "assets.new",
    "確かめた資源": "assets.renewed",
    "引退した資源": "assets.rested",
    "お願い": "asked",
    "引き受け": "asked.agreed",
    "行われたお願い": "asked.happened",
    "お返事待ち": "asked.waiting",
}
LISTS = {
    "functions": "機能",
    "means": "手段",
    "tasks": "活動範囲",
    "types": "分類",
    "counterparts": "相手",
}
STORIES = ("物語の題", "物語の日", "物語のまえ", "物語のあと")
POINTS = ("困っていることの行", "これからの行")
REPEATED = (*STORIES, *POINTS)


class Names(NamedTuple):
    """The names of fields: those of figures by name with their keys, and those that repeat a row."""

    single: dict[str, str]
    repeated: tuple[str, ...] = REPEATED


class Told(NamedTuple):
    """What besides figures and words is told: by whom, when, and which stories."""

    writer: str
    today: date
    stories: Sequence[Story]


def names(terms: Iterable[Term]) -> Names:
    """Return every name a town may write, with the key of its figure; empty for what is no figure."""
    found = {**dict.fromkeys(ABOUT, ""), **FIXED}
    by_list: dict[str, list[Term]] = {name: [] for name in LISTS}
    for term in terms:
        by_list[KINDS[term.kind]].append(term)
    for name, called in LISTS.items():
        found |= {f"{called}_{term.label}": f"{name}.{term.code}" for term in by_list[name]}
    found |= {
        f"{LISTS['functions']}_{function.label}_{means.label}": f"cross.{function.code}.{means.code}"
        for function in by_list["functions"]
        for means in by_list["means"]
    }
    return Names(found)


def values(
    report: Report,
    scope: Scope,
    *,
    town: Municipality,
    numbers: Mapping[str, int],
    known: Names,
    told: Told,
) -> Values:
    """Return what stands in each field; a small number of persons is not told outside the house."""
    shown = _masked(numbers)
    single: dict[str, Value] = {
        name: shown.get(key, 0) for name, key in known.single.items() if key
    }
    single |= {
        "市町村": town.name,
        "地区": scope.area.name,
        "所属先": scope.employer.name,
        "年月": dates.wareki(scope.since).partition("月")[0] + "月",
        "年": dates.wareki(scope.since).partition("年")[0] + "年",
        "月": f"{scope.since.month}月",
        "はじめの日": dates.wareki(scope.since),
        "おわりの日": dates.wareki(scope.until),
        "作った日": dates.wareki(told.today),
        "書いた人": told.writer,
        "版": report.version,
        "物語": report.story,
        "困っていること": report.trouble,
        "これから": report.coming,
    }
    repeated: dict[str, Sequence[Value]] = {
        "物語の題": [one.title for one in told.stories],
        "物語の日": [dates.wareki(one.on) for one in told.stories],
        "物語のまえ": [one.before for one in told.stories],
        "物語のあと": [one.changed for one in told.stories],
        "困っていることの行": report.trouble.splitlines(),
        "これからの行": report.coming.splitlines(),
    }
    return Values(single, repeated)


def _masked(numbers: Mapping[str, int]) -> dict[str, Value]:
    whole, both = (numbers.get(key, 0) for key in OF_PEOPLE)
    masked = suppression.mask_list([both, whole - both], threshold=SMALLEST, keep_zero=True)
    people = {"people": masked.total, "people.both": masked.counts[0]}
    return {
        **numbers,
        **{key: HIDDEN if one is None else one for key, one in people.items()},
    }
