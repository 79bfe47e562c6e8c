"""What to look at in rows that are taken in all the same, said once for many rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import ngettext

from sasaeai.activities.models import Activity
from sasaeai.exchange.readers.messages import Message, about_file
from sasaeai.ui import wording

NAMED = 5  # cells that a sentence for many rows names


def unread_times(rows: Sequence[Any], records: Sequence[Mapping[str, Any]]) -> list[Message]:
    """Return in which rows days and times are written that are not on the grid."""
    spots = [
        record["times_spot"] or record["spot"]
        for row, record in zip(rows, records, strict=True)
        if isinstance(row, Activity) and row.times_words and not row.times
    ]
    sentence = ngettext(
        "%(number)s件は、曜日と時間の表が空のままです。書いてあることは言葉で残します（例：%(spots)s）。"
        "取り込んだあと、活動の画面で曜日と時間を選んでください。",
        "%(number)s件は、曜日と時間の表が空のままです。書いてあることは言葉で残します（例：%(spots)s）。"
        "取り込んだあと、活動の画面で曜日と時間を選んでください。",
        len(spots),
    )
    return _once(sentence, spots)


def _once(sentence: str, spots: Sequence[str]) -> list[Message]:
    if not spots:
        return []
    words = {"number": len(spots), "spots": first(spots)}
    return [about_file("warning", sentence % words)]


def first(spots: Iterable[str]) -> str:
    """Return the first few cells, one after the other."""
    return wording.told(list(spots)[:NAMED])
