"""What to look at in rows that are taken in all the same, said once for many rows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import ngettext

from sasaeai.areas.visibility import Visibility
from sasaeai.assets import times
from sasaeai.assets.models.freshness import Listed
from sasaeai.exchange.ground import Ground
from sasaeai.exchange.previews import Said
from sasaeai.exchange.readers.columns import fold
from sasaeai.exchange.readers.messages import Message, about_each
from sasaeai.vocabulary.models import Term

LONGEST_NAME = 80
Record = Mapping[str, Any]


@dataclass(slots=True)
class Doubts:
    """The cells to look at, gathered row by row; `kinds` are a town's kinds of organisation by id."""

    ground: Ground
    kinds: Mapping[str, Term]
    _unread: list[str] = field(default_factory=list)
    _qualified: list[str] = field(default_factory=list)
    _far: list[str] = field(default_factory=list)
    _nowhere: list[str] = field(default_factory=list)
    _areas: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _became: defaultdict[tuple[str, str], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def look(self, row: Any, record: Record, said: Said, *, is_far: bool) -> None:  # noqa: ANN401 -- a row of any of three rooms
        """Keep what is doubtful in a row as it would stand then."""
        if is_far and row.visibility == Visibility.STAFF:
            # Unless somebody has shown it to others since.
            self._far.append(record["point_spot"])
        if isinstance(row, Listed):
            self._look_at_times(row, record, said)
        if len(self.ground.areas) > 1:
            self._look_at_area(row, record)
        if self.kinds:
            self._look_at_kind(row, record)

    def _look_at_times(self, row: Listed, record: Record, said: Said) -> None:
        if row.times_words and not row.times:
            self._unread.append(record["times_spot"] or record["spot"])
        is_of_list = bool(said["times"]) and row.times_words == said["times_words"]
        if is_of_list and row.times and times.own_words(row):
            self._qualified.append(record["times_spot"])

    def _look_at_area(self, row: Any, record: Record) -> None:  # noqa: ANN401 -- as above
        root, words = self.ground.root, str(record["area_words"])
        if root and row.area_id == root.pk:
            self._nowhere.append(record["spot"])
        is_as_read = str(row.area_id or "") == record["area"]
        if is_as_read and self.ground.is_unknown(words):
            self._areas[words].append(record["area_spot"])

    def _look_at_kind(self, row: Any, record: Record) -> None:  # noqa: ANN401 -- as above
        term, value = self.kinds.get(str(row.kind_id)), str(record["category"])
        if term and value and fold(value) not in names_of(term):
            self._became[value, term.label].append(record["category_spot"])

    def messages(self) -> list[Message]:
        """Return what there is to say of all rows so far."""
        return [
            *_far_away(self._far),
            *_without_area(self._nowhere),
            *_unknown_areas(self._areas),
            *_unknown_kinds(self._became),
            *_unread_times(self._unread),
            *_qualified_times(self._qualified),
        ]


def _unread_times(spots: Sequence[str]) -> list[Message]:
    sentence = ngettext(
        "%(number)s件は、曜日と時間の表が空のままです。書いてあることは言葉で残します（例：%(spots)s）。"
        "取り込んだあと、それぞれの画面で曜日と時間を選んでください。",
        "%(number)s件は、曜日と時間の表が空のままです。書いてあることは言葉で残します（例：%(spots)s）。"
        "取り込んだあと、それぞれの画面で曜日と時間を選んでください。",
        len(spots),
    )
    return about_each("warning", sentence, spots)


def _qualified_times(spots: Sequence[str]) -> list[Message]:
    sentence = ngettext(
        "%(number)s件は、曜日と時間を表に入れ、ただし書きは言葉で残します（例：%(spots)s）。"
        "ただし書きが表とくいちがうときは、取り込んだあと、それぞれの画面で直してください。",
        "%(number)s件は、曜日と時間を表に入れ、ただし書きは言葉で残します（例：%(spots)s）。"
        "ただし書きが表とくいちがうときは、取り込んだあと、それぞれの画面で直してください。",
        len(spots),
    )
    return about_each("warning", sentence, spots)


def _far_away(spots: Sequence[str]) -> list[Message]:
    sentence = ngettext(
        "%(number)s件は、町から遠く離れた位置なので、コーディネーターと市町村だけに見えるようにします（例：%(spots)s）。"
        "緯度・経度の列がちがっていないか、ほかの町の名簿でないか、確かめてください。"
        "正しければ、取り込んだあと、それぞれの画面で「だれに見せるか」を選びなおせます。",
        "%(number)s件は、町から遠く離れた位置なので、コーディネーターと市町村だけに見えるようにします（例：%(spots)s）。"
        "緯度・経度の列がちがっていないか、ほかの町の名簿でないか、確かめてください。"
        "正しければ、取り込んだあと、それぞれの画面で「だれに見せるか」を選びなおせます。",
        len(spots),
    )
    return about_each("warning", sentence, spots)


def _without_area(spots: Sequence[str]) -> list[Message]:
    sentence = ngettext(
        "%(number)s件は、どの地区か分からないので、町全体のものとして入ります（例：%(spots)s）。"
        "地区、住所、緯度・経度のどれかを書きたすか、取り込んだあと、それぞれの画面で地区を選んでください。",
        "%(number)s件は、どの地区か分からないので、町全体のものとして入ります（例：%(spots)s）。"
        "地区、住所、緯度・経度のどれかを書きたすか、取り込んだあと、それぞれの画面で地区を選んでください。",
        len(spots),
    )
    return about_each("warning", sentence, spots)


def _unknown_areas(spots: Mapping[str, Sequence[str]]) -> list[Message]:
    messages = []
    for words, where in spots.items():
        sentence = ngettext(
            "地区「%(area)s」はこの町にありません（%(number)s件、例：%(spots)s）。言葉のまま、覚え書きに残します。"
            "町にある地区のことなら、町での名前に直すか、取り込んだあと、それぞれの画面で地区を選んでください。",
            "地区「%(area)s」はこの町にありません（%(number)s件、例：%(spots)s）。言葉のまま、覚え書きに残します。"
            "町にある地区のことなら、町での名前に直すか、取り込んだあと、それぞれの画面で地区を選んでください。",
            len(where),
        )
        messages += about_each("warning", sentence, where, area=words[:LONGEST_NAME])
    return messages


def _unknown_kinds(became: Mapping[tuple[str, str], Sequence[str]]) -> list[Message]:
    messages = []
    for (value, label), spots in became.items():
        sentence = ngettext(
            "種類「%(value)s」は町の一覧にないので、「%(kind)s」にします（%(number)s件、例：%(spots)s）。"
            "ちがうときは、取り込んだあと、団体の画面で直してください。",
            "種類「%(value)s」は町の一覧にないので、「%(kind)s」にします（%(number)s件、例：%(spots)s）。"
            "ちがうときは、取り込んだあと、団体の画面で直してください。",
            len(spots),
        )
        messages += about_each("warning", sentence, spots, value=value, kind=label)
    return messages


def names_of(term: Term) -> set[str]:
    """Return what a term is called, folded for comparing."""
    return {fold(name) for name in (term.label, term.label_en, term.national_label) if name}
