"""On paper: a story of change on one page, and all that is handed over with a posting."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.models import Municipality
from sasaeai.journal.models import Story
from sasaeai.journal.packs import Met, Pack
from sasaeai.paper.content import PackSheet, Row, Section
from sasaeai.paper.pdf import set_pdf
from sasaeai.photos import keeping as photos
from sasaeai.ui import dates, wording
from sasaeai.visions.models import Vision
from sasaeai.voices.models import Voice


def story_sheet(
    story: Story, *, voices: Iterable[Voice], town: Municipality, at: datetime
) -> bytes:
    """Return a story as PDF; with those words alone that it is given."""
    told = [
        (_("それまでは"), story.before),
        (_("何がありましたか"), story.happened),
        (_("だれが動きましたか"), story.who),
        (_("何が変わりましたか"), story.changed),
        (_("これから"), story.next),
    ]
    sections: list[Section] = [
        {"heading": heading, "words": words, "boxed": words == story.changed}
        for heading, words in told
        if words
    ]
    if quotes := [voice.words for voice in voices]:
        sections.insert(2, {"heading": _("そのときの声"), "quotes": quotes})
    if story.goal:
        sections.append({"heading": _("どの目標のためか"), "words": story.goal.words})
    sheet: PackSheet = {
        "town": town.name,
        "title": story.title,
        "date": wording.told([story.area.name, dates.long_day(story.on)]),
        "note": _("%(day)sに印刷") % {"day": dates.long_day(timezone.localdate(at))},
        "sections": sections,
        "large": True,
        "signed": story.employer.name,
    }
    if photo := photos.content_of(story):
        words = story.photo_words or _("この物語の写真")
        sheet |= {"photo": photo, "photo_words": words}
    return set_pdf("pack", sheet, printed_at=at)


def pack_sheet(pack: Pack, *, town: Municipality, at: datetime) -> bytes:
    """Return all that goes on with a posting as PDF; what is told in person only by what it is about."""
    by_day = _("日を決めていないもの")
    told: list[tuple[str, list[Row]]] = [
        (_("会って伝えること"), _to_be_told(pack)),
        (_("目指す姿"), [_row(one.area.name, _picture(one)) for one in pack.visions]),
        (_("いまの目標"), [_row(one.vision.area.name, one.words) for one in pack.goals]),
        (_("次の一手と、途中のこと"), [_row(dates.full_day(one.on) if one.on else by_day, one.what) for one in pack.due]),
        (_("いっしょに動いてきた方"), [_row(met.card.called, _meeting(met)) for met in pack.people]),
        (_("団体"), [_row(one.name, one.area.name) for one in pack.organisations]),
        (_("働きかけの途中"), [_row(one.organisation.name, one.about) for one in pack.approaches]),
        (_("物語"), [_row(one.title, one.changed) for one in pack.stories]),
        (_("ここに出ていないもの"), [_row(one, "") for one in pack.closed]),
    ]  # fmt: skip
    sections: list[Section] = [{"heading": heading, "rows": rows} for heading, rows in told if rows]
    posting = pack.posting
    sheet: PackSheet = {
        "town": town.name,
        "title": _("引き継ぎ　%(area)s") % {"area": posting.area.name},
        "date": wording.told([posting.user.name, dates.long_day(timezone.localdate(at))]),
        "note": _("人の名前があります。引き継いだら、細かくして捨ててください。"),
        "sections": sections,
    }
    return set_pdf("pack", sheet, printed_at=at)


def _to_be_told(pack: Pack) -> list[Row]:
    """Return what is to be told in person, and what is still to be asked, with a line to write on."""
    noted = [_row(word.about, word.words) for word in pack.words if not word.said_on]
    return [*noted, *(_row(question, "") for question in pack.unasked)]


def _row(label: str, value: str) -> Row:
    return {"label": label, "value": value}


def _picture(vision: Vision) -> str:
    newest = next(iter(vision.editions.all()), None)
    return newest.words if newest else ""


def _meeting(met: Met) -> str:
    """Return how to meet somebody, as far as that was asked and may be seen."""
    person = met.person
    if person is None:
        return met.card.area.name
    companion = {
        True: _("はじめは付き添いがほしい"),
        False: _("付き添いはいらない"),
        None: "",
    }[person.with_companion]
    traits = wording.listed(person.has.all())
    parts = [met.card.area.name, person.get_trust_display(), companion, traits]
    return wording.told(part for part in parts if part)
