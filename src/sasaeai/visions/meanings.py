"""意味づけ of any means: what stands in a table of this room or of a room above is read the same way.

A room above makes its own table from `Meaning`, with a key `means`, and shows `ui/parts/meanings.html`
in a template of its own.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.core import signing
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.base.errors import DomainError
from sasaeai.visions import queries, rules
from sasaeai.visions.models import Goal, Meaning

AnyMeaning = TypeVar("AnyMeaning", bound=Meaning)
SALT = "visions.meaning"


class Line(NamedTuple):
    """A meaning as a list shows it; no addresses where the viewer may not change it."""

    meaning: Meaning
    change_url: str
    take_back_url: str


def of_model(viewer: Viewer, model: type[AnyMeaning]) -> QuerySet[AnyMeaning]:
    """Return the meanings that one kind of means has in the viewer's town."""
    rows = model._default_manager.filter(goal__in=queries.visible_to(viewer))  # noqa: SLF001 -- the manager of whichever table it is
    return rows.select_related("means", "given_by", "goal__vision__area").defer(
        "goal__vision__area__boundary"
    )


def of_means(viewer: Viewer, model: type[AnyMeaning], means: Model | UUID) -> QuerySet[AnyMeaning]:
    """Return which goals one means serves, in the order of giving."""
    return of_model(viewer, model).filter(means=means).order_by("given_on", "created_at")


def under_goals(
    viewer: Viewer, model: type[AnyMeaning], goals: Iterable[Goal]
) -> QuerySet[AnyMeaning]:
    """Return which means of one kind serve these goals."""
    return of_model(viewer, model).filter(goal__in=[goal.pk for goal in goals])


def goal_asked(viewer: Viewer, asked: str) -> Goal | None:
    """Return the goal from whose page somebody came to choose what serves it; none where it is no such thing."""
    try:
        pk = UUID(asked)
    except ValueError:
        return None
    return queries.visible_to(viewer).filter(pk=pk).first()


def lines(
    viewer: Viewer, meanings: Iterable[Meaning], *, change: str, take_back: str, **named: str
) -> list[Line]:
    """Return meanings as `ui/parts/meanings.html` lists them.

    `change` and `take_back` name URLs with a `pk`, and with whatever else is `named`.
    """
    return [
        Line(
            one,
            reverse(change, kwargs={**named, "pk": one.pk}),
            reverse(take_back, kwargs={**named, "pk": one.pk}),
        )
        if rules.may_serve(viewer, one.goal)
        else Line(one, "", "")
        for one in meanings
    ]


def means_of(viewer: Viewer, model: type[Meaning], pk: UUID) -> Any:  # noqa: ANN401 -- a row of whichever table it is
    """Return the thing of the viewer's town that this kind of meaning is of; none where it is gone."""
    rows = model.means.field.related_model._default_manager  # noqa: SLF001 -- as above
    return rows.filter(municipality_id=viewer.municipality, pk=pk).first()


def receipt(meaning: Meaning) -> str:
    """Return, to stand in an address, all of a meaning that is about to be taken back."""
    told = {
        "goal": str(meaning.goal_id),
        "means": str(meaning.means_id),
        "words": meaning.words,
        "given_on": meaning.given_on.isoformat(),
        "given_by": str(meaning.given_by_id),
    }
    return signing.dumps(told, salt=f"{SALT}.{meaning._meta.label}", compress=True)  # noqa: SLF001 -- Django's public name for it


def from_receipt(model: type[AnyMeaning], token: str) -> dict[str, Any]:
    """Return the values of a meaning that was taken back; say no to what is no receipt of ours."""
    try:
        told: dict[str, Any] = signing.loads(token, salt=f"{SALT}.{model._meta.label}")  # noqa: SLF001 -- as above
    except signing.BadSignature as error:
        raise DomainError(_("元に戻せません。もう一度、意味づけてください。")) from error
    return {
        "goal_id": UUID(told["goal"]),
        "means_id": UUID(told["means"]),
        "words": told["words"],
        "given_on": date.fromisoformat(told["given_on"]),
        "given_by_id": UUID(told["given_by"]),
    }
