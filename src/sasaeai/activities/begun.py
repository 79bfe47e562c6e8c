"""What a new activity begins with: a voice, or a need, an issue, an asset or another activity."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from sasaeai.activities import queries
from sasaeai.activities.models import Origin
from sasaeai.areas.viewer import Request, Viewer
from sasaeai.assets import queries as assets
from sasaeai.needs import issues
from sasaeai.needs import queries as needs

# As the address of 「ここから活動を始める」 names each, and the key of `Origin`.
KEYS = {"need": "need", "issue": "issue", "asset": "asset", "activity": "other"}


@dataclass(frozen=True, slots=True)
class Start:
    """What an activity is begun from, if anything."""

    origin: Origin | None = None

    @property
    def initial(self) -> dict[str, object]:
        """What the form may take over of it: where and what about, and that it is an idea still."""
        if self.origin is None:
            return {}
        thing: Any = self.origin.thing
        return {"area": thing.area_id, "categories": _categories(self.origin), "state": "idea"}

    @property
    def back(self) -> str:
        """Where whoever writes nothing goes back to."""
        return self.origin.thing.get_absolute_url() if self.origin else ""

    @property
    def lead(self) -> str:
        """Say what it is begun from."""
        return (
            _("「%(thing)s」から始めます。") % {"thing": self.origin.thing} if self.origin else ""
        )


def _categories(origin: Origin) -> list[UUID]:
    thing: Any = origin.thing
    if origin.need or origin.issue:
        return [thing.category_id] if thing.category_id else []
    return [term.pk for term in thing.categories.all()]


def asked(request: Request) -> Start:
    """Return what a page was asked to begin with; 404 for what the viewer may not see."""
    rooms = _rooms(request.viewer)
    for name, key in KEYS.items():
        if number := request.GET.get(name, ""):
            return Start(Origin(**{key: _found(rooms[name], number)}))
    return Start()


def _rooms(viewer: Viewer) -> dict[str, QuerySet[Any]]:
    return {
        "need": needs.visible_to(viewer),
        "issue": issues.standing(viewer),
        "asset": assets.listed(viewer),
        "activity": queries.visible_to(viewer),
    }


def _found(room: QuerySet[Any], number: str) -> Any:  # noqa: ANN401 -- a row of one of four tables
    try:
        pk = UUID(number)
    except ValueError as error:
        raise Http404 from error
    found = room.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
