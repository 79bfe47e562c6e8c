"""What to look at in rows that are taken in all the same, said once for many rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import ngettext

from sasaeai.areas.visibility import Visibility
from sasaeai.assets import times
from sasaeai.assets.models.freshness import Listed
from sasaeai.exchange.ground import Ground
from sasaeai.exchange.previews import Said
from sasaeai.exchange.readers.columns import fold
from sasaeai.exchange.readers.messages import Message, about_file, first
from sasaeai.vocabulary.models import Term

LONGEST_NAME = 80


def unread_times(rows: Sequence[Any], records: Sequence[Mapping[str, Any]]) -> list[Message]:
    """Return in which rows days and times are written that are not on the grid."""
    spots = [
        record["times_spot"] or record["spot"]
        for row, record in zip(rows, records, strict=True)
        if isinstance(row, Listed) and row.times_words and not row.times
    ]
    sentence = ngettext(
        "%(number)s件は、曜日と時間の表が空のままです。書いてあることは言葉で残します（例：%(spots)s）。"
        "取り込んだあと、それぞれの画面で曜日と時間を選んでください。",
        "%(number)s件は、曜日と時間の表が空のままです。書いてあることは言葉で残します（例：%(spots)s）。"
        "取り込んだあと、それぞれの画面で曜日と時間を選んでください。",
        len(spots),
    )
    return _once(sentence, spots)


def qualified_times(
    rows: Sequence[Any], records: Sequence[Mapping[str, Any]], drafts: Sequence[Said]
) -> list[Message]:
    """Return in which rows something is remarked of the times that are on the grid."""
    spots = [
        record["times_spot"]
        for row, record, said in zip(rows, records, drafts, strict=True)
        if isinstance(row, Listed) and _is_qualified(row, said)
    ]
    sentence = ngettext(
        "%(number)s件は、曜日と時間を表に入れ、ただし書きは言葉で残します（例：%(spots)s）。"
        "ただし書きが表とくいちがうときは、取り込んだあと、それぞれの画面で直してください。",
        "%(number)s件は、曜日と時間を表に入れ、ただし書きは言葉で残します（例：%(spots)s）。"
        "ただし書きが表とくいちがうときは、取り込んだあと、それぞれの画面で直してください。",
        len(spots),
    )
    return _once(sentence, spots)


def _is_qualified(row: Listed, said: Said) -> bool:
    is_of_list = bool(said["times"]) and row.times_words == said["times_words"]
    return is_of_list and bool(row.times and times.own_words(row))


def far_away(
    rows: Sequence[Any], records: Sequence[Mapping[str, Any]], far: Sequence[bool]
) -> list[Message]:
    """Return which points lie far outside of the town, of rows that nobody has shown to others since."""
    spots = [
        record["point_spot"]
        for row, record, is_far in zip(rows, records, far, strict=True)
        if is_far and row.visibility == Visibility.STAFF
    ]
    sentence = ngettext(
        "%(number)s件は、町から遠く離れた位置なので、コーディネーターと市町村だけに見えるようにします（例：%(spots)s）。"
        "緯度・経度の列がちがっていないか、ほかの町の名簿でないか、確かめてください。"
        "正しければ、取り込んだあと、それぞれの画面で「だれに見せるか」を選びなおせます。",
        "%(number)s件は、町から遠く離れた位置なので、コーディネーターと市町村だけに見えるようにします（例：%(spots)s）。"
        "緯度・経度の列がちがっていないか、ほかの町の名簿でないか、確かめてください。"
        "正しければ、取り込んだあと、それぞれの画面で「だれに見せるか」を選びなおせます。",
        len(spots),
    )
    return _once(sentence, spots)


def without_area(
    rows: Sequence[Any], records: Sequence[Mapping[str, Any]], ground: Ground
) -> list[Message]:
    """Return which rows become the whole town's, of a town that has areas of its own."""
    root = ground.root
    spots = [
        record["spot"]
        for row, record in zip(rows, records, strict=True)
        if root and len(ground.areas) > 1 and row.area_id == root.pk
    ]
    sentence = ngettext(
        "%(number)s件は、どの地区か分からないので、町全体のものとして入ります（例：%(spots)s）。"
        "地区、住所、緯度・経度のどれかを書きたすか、取り込んだあと、それぞれの画面で地区を選んでください。",
        "%(number)s件は、どの地区か分からないので、町全体のものとして入ります（例：%(spots)s）。"
        "地区、住所、緯度・経度のどれかを書きたすか、取り込んだあと、それぞれの画面で地区を選んでください。",
        len(spots),
    )
    return _once(sentence, spots)


def unknown_areas(
    rows: Sequence[Any], records: Sequence[Mapping[str, Any]], ground: Ground
) -> list[Message]:
    """Return which areas a list names that the town has none of, of rows that nobody gave another one."""
    spots: dict[str, list[str]] = {}
    for row, record in zip(rows, records, strict=True):
        words = str(record["area_words"])
        is_as_read = str(row.area_id or "") == record["area"]
        if len(ground.areas) > 1 and is_as_read and ground.is_unknown(words):
            spots.setdefault(words, []).append(record["area_spot"])
    messages = []
    for words, where in spots.items():
        sentence = ngettext(
            "地区「%(area)s」はこの町にありません（%(number)s件、例：%(spots)s）。言葉のまま、覚え書きに残します。"
            "町にある地区のことなら、町での名前に直すか、取り込んだあと、それぞれの画面で地区を選んでください。",
            "地区「%(area)s」はこの町にありません（%(number)s件、例：%(spots)s）。言葉のまま、覚え書きに残します。"
            "町にある地区のことなら、町での名前に直すか、取り込んだあと、それぞれの画面で地区を選んでください。",
            len(where),
        )
        messages += _once(sentence, where, area=words[:LONGEST_NAME])
    return messages


def unknown_kinds(
    rows: Sequence[Any], records: Sequence[Mapping[str, Any]], kinds: Mapping[str, Term]
) -> list[Message]:
    """Return which kinds of organisations the town has no word for, and what they became."""
    became: dict[tuple[str, str], list[str]] = {}
    for row, record in zip(rows, records, strict=True):
        term, value = kinds.get(str(row.kind_id)), str(record["category"])
        if term and value and fold(value) not in names_of(term):
            became.setdefault((value, term.label), []).append(record["category_spot"])
    messages = []
    for (value, label), spots in became.items():
        sentence = ngettext(
            "種類「%(value)s」は町の一覧にないので、「%(kind)s」にします（%(number)s件、例：%(spots)s）。"
            "ちがうときは、取り込んだあと、団体の画面で直してください。",
            "種類「%(value)s」は町の一覧にないので、「%(kind)s」にします（%(number)s件、例：%(spots)s）。"
            "ちがうときは、取り込んだあと、団体の画面で直してください。",
            len(spots),
        )
        messages += _once(sentence, spots, value=value, kind=label)
    return messages


def names_of(term: Term) -> set[str]:
    """Return what a term is called, folded for comparing."""
    return {fold(name) for name in (term.label, term.label_en, term.national_label) if name}


def _once(sentence: str, spots: Sequence[str], **more: str) -> list[Message]:
    if not spots:
        return []
    words = {"number": len(spots), "spots": first(spots), **more}
    return [about_file("warning", sentence % words, each=spots)]
