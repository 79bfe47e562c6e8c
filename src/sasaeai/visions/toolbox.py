"""道具箱: the 制度・事業 that are in force, and which goals each serves."""

from typing import NamedTuple

from django.db.models import QuerySet

from sasaeai.areas.viewer import Viewer
from sasaeai.visions import meanings
from sasaeai.visions.models import InstrumentMeaning
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind, Term


class Tool(NamedTuple):
    """A 制度・事業 with the goals it serves."""

    term: Term
    meanings: list[InstrumentMeaning]


def instruments(viewer: Viewer) -> QuerySet[Term]:
    """Return the 制度・事業 of the viewer's town, ended ones too."""
    return vocabulary.whole_kind(viewer, Kind.INSTRUMENT)


def tools(viewer: Viewer) -> list[Tool]:
    """Return the 制度・事業 in force today, each with the goals it serves, in the order of the list."""
    terms = list(vocabulary.in_force(instruments(viewer), viewer.today).order_by("order", "code"))
    served: dict[object, list[InstrumentMeaning]] = {}
    for one in meanings.of_model(viewer, InstrumentMeaning).filter(means__in=terms):
        served.setdefault(one.means_id, []).append(one)
    return [Tool(term, served.get(term.pk, [])) for term in terms]
