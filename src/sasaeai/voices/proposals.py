"""What words point to: categories with the reason, and earlier voices like them.

Learned from the newest voices of the town that nobody took back, each by the categories that
somebody chose for it. What was learned is kept in memory until one of them changes: sequences of
characters as numbers, never words. Whose words a viewer reads is decided by `queries.visible_to`;
other voices teach only what many of them say alike, so that nobody finds out by asking what one said.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasaeai.areas.viewer import Viewer
from sasaeai.calc.filing import Filed, Learned, Proposal
from sasaeai.ui import wording
from sasaeai.vocabulary import typical
from sasaeai.vocabulary.models import Term
from sasaeai.voices import queries
from sasaeai.voices.models import Voice

# So many of a town's newest voices are learned from, and so much of what each says.
NEWEST, READ = 2000, 500
# So many towns' learning is kept in each process.
TOWNS = 16
# Voices less alike than this are no help; of so many more alike ones, those are shown that may be.
ALIKE, SOUGHT, SHOWN = 0.15, 200, 3


class Likely(NamedTuple):
    """A category that words speak of, and why: their stretches, how many earlier voices, one of them."""

    term: Term
    because: tuple[str, ...]
    earlier: int
    voice: Voice | None

    @property
    def reason(self) -> str:
        """Why, in words: 「ゴミ」・「五階」と、これまでの声3件から."""
        said = wording.listed(_("「%(word)s」") % {"word": word} for word in self.because)
        if not self.earlier and not said:
            return _("これまでの声から")
        if not self.earlier:
            return _("%(said)sから") % {"said": said}
        if not said:
            told = ngettext(
                "これまでの声%(number)d件から", "これまでの声%(number)d件から", self.earlier
            )
            return told % {"number": self.earlier}
        told = ngettext(
            "%(said)sと、これまでの声%(number)d件から",
            "%(said)sと、これまでの声%(number)d件から",
            self.earlier,
        )
        return told % {"said": said, "number": self.earlier}


class Pointed(NamedTuple):
    """What words point to."""

    likely: list[Likely]
    alike: list[Voice]

    @property
    def told(self) -> str:
        """How much it is, in words: 「手がかり2つ、似た声3件」; nothing where there is nothing."""
        hints, voices = len(self.likely), len(self.alike)
        counts = [
            ngettext("手がかり%(number)dつ", "手がかり%(number)dつ", hints) % {"number": hints},
            ngettext("似た声%(number)d件", "似た声%(number)d件", voices) % {"number": voices},
        ]
        return wording.told(said for said, number in zip(counts, self, strict=True) if number)

    @property
    def named(self) -> list[Voice]:
        """The voices that stand with the reasons, each once."""
        return list({one.voice.pk: one.voice for one in self.likely if one.voice}.values())

    @property
    def shown(self) -> list[Voice]:
        """All voices whose words are shown, each once."""
        return list({voice.pk: voice for voice in [*self.alike, *self.named]}.values())


_kept: dict[UUID, tuple[object, Learned]] = {}


def of_words(viewer: Viewer, words: str, *, besides: UUID | None = None) -> Pointed:
    """Return what the words point to in the viewer's town; `besides` is the voice they are from."""
    if not words.strip():
        return Pointed([], [])
    learned, own = _learned(viewer.municipality), str(besides)
    offered = {term.code: term for term in queries.categories(viewer)}
    open_to = _open_to(viewer)
    lexicon = typical.lexicon(offered.values())
    found = learned.propose(words, lexicon, besides=own, readable=open_to)
    alike = [key for key in learned.alike(words, least=ALIKE, besides=own) if key in open_to]
    alike = alike[:SOUGHT]
    readable = _readable(viewer, [*alike, *(key for one in found for key in one.earlier)])
    likely = [_likely(one, offered[one.code], readable) for one in found]
    return Pointed(likely, [readable[key] for key in alike if key in readable][:SHOWN])


def _likely(one: Proposal, term: Term, readable: dict[str, Voice]) -> Likely:
    voice = next((readable[key] for key in one.earlier if key in readable), None)
    return Likely(term, one.because, len(one.earlier), voice)


def _open_to(viewer: Viewer) -> set[str]:
    """Return which of the voices that are learned from the viewer may read."""
    newest = queries.visible_to(viewer).order_by("newest_first", "id")
    return {str(pk) for pk in newest.values_list("pk", flat=True)[:NEWEST]}


def _readable(viewer: Viewer, keys: Iterable[str]) -> dict[str, Voice]:
    voices = queries.visible_to(viewer).filter(pk__in={UUID(key) for key in keys})
    return {str(voice.pk): voice for voice in voices}


def _learned(municipality: UUID) -> Learned:
    """Return what the town's voices teach as they are now."""
    newest = Voice.objects.filter(municipality_id=municipality).order_by("newest_first", "id")
    now = newest[:NEWEST].aggregate(Count("pk"), Max("updated_at"), Count("withdrawn_on"))
    kept = _kept.get(municipality)
    if kept is None or kept[0] != now:
        kept = (now, Learned(_filed(newest[:NEWEST])))
        _kept.pop(municipality, None)
        _kept[municipality] = kept
        while len(_kept) > TOWNS:
            _kept.pop(next(iter(_kept)))
    return kept[1]


def _filed(newest: QuerySet[Voice]) -> list[Filed]:
    pairs = Voice.categories.through.objects.filter(voice__in=newest.values("pk"))
    codes: dict[UUID, set[str]] = defaultdict(set)
    for voice, code in pairs.values_list("voice", "term__code"):
        codes[voice].add(code)
    said = newest.values_list("pk", "words", "withdrawn_on")
    return [
        Filed(str(pk), words[:READ], frozenset(codes[pk]))
        for pk, words, withdrawn_on in said
        if withdrawn_on is None
    ]
