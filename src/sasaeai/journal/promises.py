"""The promise of an answer in the one-minute log: to whom it was given, and in which words."""

from typing import Any

from django.utils.translation import gettext as _

from sasaeai.journal import queries
from sasaeai.journal.deed import Answered
from sasaeai.journal.models import Entry
from sasaeai.voices.models import Voice


def settle_answer(form: Any, data: dict[str, Any]) -> None:  # noqa: ANN401 -- the form of an entry, which this is a part of
    """Find the voice that was named, and ask for words where those of the entry would not do."""
    if data.get("answer_to"):
        _find(form, data)
    if "answered" in form.errors or "answer_to" in form.errors:
        return
    voice: Voice | None = data.get("answered")
    words = data.get("answer_words", "").strip()
    if voice is None and words:
        form.add_error("answer_to", _("どなたへのお返事かを、選ぶか書いてください。"))
    elif voice is not None and not words:
        _take_words(form, data, voice)


def _find(form: Any, data: dict[str, Any]) -> None:  # noqa: ANN401 -- as above
    found = queries.voices_of_whom(form.viewer, data["answer_to"], form.known)
    chosen = data.get("answered")
    if len(found) == 1 and chosen in (None, found[0]):
        data["answered"] = found[0]
    elif len(found) > 1 and chosen in found:
        return
    else:
        form.add_error("answer_to", _amiss(len(found)))


def _amiss(count: int) -> str:
    if count > 1:
        return _("この呼び名の方の声は、いくつもあります。上で選ぶか、声の番号を書いてください。")
    if count == 1:
        return _("上で選んだ声とちがいます。どちらか一つにしてください。")
    return _("お返事を待つ声の中に見つかりません。呼び名を確かめるか、空けてください。")


def _take_words(form: Any, data: dict[str, Any], voice: Voice) -> None:  # noqa: ANN401 -- as above
    """Let one sentence do for both, but where the one who wrote the voice reads the answer."""
    if voice.came_by_itself:
        told = _("ご本人が声のページで読むお返事です。お伝えした言葉を、ここに書いてください。")
        form.add_error("answer_words", told)
    elif not data.get("words", "").strip():
        form.add_error("answer_words", _("お返事したことを、ひとこと書いてください。"))
    else:
        data["answer_words"] = data["words"]


def answered(data: dict[str, Any]) -> Answered | None:
    """Return the voice that was answered, with the words."""
    voice = data.get("answered")
    return Answered(voice, data["answer_words"].strip()) if voice else None


def was_answered(known: Entry, voice: Voice) -> bool:
    """Return whether an entry that arrived before answered this voice."""
    return known.sequels.filter(answer__voice=voice).exists()
