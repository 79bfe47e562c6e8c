"""The kinds of means that hang under goals: where each stands, who sees it, how it is told, when it is over.

A room above `visions` that makes a table of 意味づけ gets its line here; nothing else needs to know of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasaeai.activities import queries as activities
from sasaeai.activities import rests
from sasaeai.activities.models import Activity, ActivityMeaning
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import Visibility
from sasaeai.assets import queries as assets
from sasaeai.assets.models import Asset
from sasaeai.matching import queries as matching
from sasaeai.matching.models import Match, MatchMeaning
from sasaeai.ui import wording
from sasaeai.visions.models import AssetMeaning, InstrumentMeaning, Meaning
from sasaeai.visions.toolbox import instruments
from sasaeai.vocabulary.models import Term


class Shown(NamedTuple):
    """A means as it is told: its name, its page, how it stands; nothing `on_a_wall` that not everybody may read."""

    name: str
    url: str
    state: str = ""
    on_a_wall: str = ""


@dataclass(frozen=True)
class Kind:
    """One kind of means."""

    label: str | Promise
    icon: str
    model: type[Meaning]
    seen: Callable[[Viewer], QuerySet[Any]]
    told: Callable[[Any, date], Shown]
    # Whether the means of a meaning is over on a day: it serves nothing any more.
    over: Callable[[date], Q]

    @property
    def given(self) -> QuerySet[Any]:
        """Every meaning that was given to means of this kind."""
        return self.model._default_manager.all()  # noqa: SLF001 -- the manager of whichever table it is


def _activity(one: Activity, today: date) -> Shown:
    # Nothing where it simply goes on.
    said = rests.label(one, today)
    named = wording.placed(one.name, said) if said else one.name
    state = said or str(rests.state_on(one, today).label)
    return Shown(one.name, one.get_absolute_url(), state, _public(one, named))


def _match(one: Match, _today: date) -> Shown:
    # What somebody asked for in an area of few is theirs: a wall never names it.
    return Shown(one.need.what, one.get_absolute_url(), one.get_state_said())


def _asset(one: Asset, _today: date) -> Shown:
    return Shown(one.name, one.get_absolute_url(), on_a_wall=_public(one, one.name))


def _instrument(one: Term, _today: date) -> Shown:
    return Shown(str(one), reverse("visions:toolbox"), on_a_wall=str(one))


def _public(one: Activity | Asset, named: str) -> str:
    return named if one.visibility == Visibility.PUBLIC else ""


KINDS: Mapping[str, Kind] = {
    "activity": Kind(
        label=_("活動"), icon="grow", model=ActivityMeaning, seen=activities.brief,
        told=_activity, over=lambda _today: Q(means__state=Activity.State.ENDED),
    ),
    "match": Kind(
        label=_("つないだこと"), icon="connect", model=MatchMeaning, seen=matching.visible_to,
        told=_match,
        over=lambda _today: Q(means__state__in=[Match.State.ENDED, Match.State.DECLINED]),
    ),
    "asset": Kind(
        label=_("町にあるもの"), icon="discover", model=AssetMeaning, seen=assets.visible_to,
        told=_asset, over=lambda _today: Q(means__retired_on__isnull=False),
    ),
    "instrument": Kind(
        label=_("道具箱"), icon="box", model=InstrumentMeaning, seen=instruments,
        told=_instrument, over=lambda today: Q(means__until__lt=today),
    ),
}  # fmt: skip
