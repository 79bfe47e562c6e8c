"""What taking in many assets and many activities at once has in common."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sasaeai.areas.intake import outsiders
from sasaeai.areas.models import Area
from sasaeai.assets import freshness
from sasaeai.assets.models.freshness import CheckOf, Listed
from sasaeai.audit.actor import Actor
from sasaeai.base import sets
from sasaeai.base.errors import DomainError
from sasaeai.base.sets import Ready
from sasaeai.vocabulary.models import Term

BATCH = 500
Categories = Mapping[UUID, Sequence[Term]]


def require_of_town(actor: Actor, rows: Sequence[Listed], categories: Categories) -> None:
    """Raise DomainError unless areas and categories are of the actor's municipality."""
    town = actor.municipality
    areas = Area.objects.filter(municipality_id=town)
    if outsiders((row.area_id for row in rows), within=areas):
        raise DomainError(_("同じ市町村の地区を選んでください。"))
    terms = Term.objects.filter(municipality_id=town)
    named = (term.pk for some in categories.values() for term in some)
    if outsiders(named, within=terms):
        raise DomainError(_("分類は、同じ市町村の一覧の中から選んでください。"))


def take_in(actor: Actor, listed: type[Listed], ready: Ready) -> None:
    """Write rows that stand ready, with their categories; those of no area of the town are refused."""
    town = actor.municipality
    if outsiders(sets.ids_in(ready.rows, "area_id"), within=Area.objects.filter(municipality=town)):
        raise DomainError(_("同じ市町村の地区を選んでください。"))
    sets.pour_records(ready.rows, listed, municipality_id=town)
    terms = Term.objects.filter(municipality_id=town)
    sets.link(ready.rows, listed.categories.through, _column(listed), "term_id", among=terms)


def take_out(listed: type[Listed], rows: QuerySet[Any]) -> None:
    """Delete the subjects of these rows, with their ties to categories."""
    sets.take_out(rows, listed.categories.through, _column(listed))
    sets.take_out(rows, listed)


def put_categories(listed: type[Listed], categories: Categories) -> None:
    """Give each of these rows exactly these categories."""
    through: Any = listed.categories.through
    column = _column(listed)
    rows = list(categories)
    for start in range(0, len(rows), BATCH):
        through.objects.filter(**{f"{column}__in": rows[start : start + BATCH]}).delete()
    through.objects.bulk_create(
        (
            through(**{column: row, "term_id": term.pk})
            for row, terms in categories.items()
            for term in dict.fromkeys(terms)
        ),
        batch_size=BATCH,
    )


def _column(listed: type[Listed]) -> str:
    """Return how the table between these and their categories calls them."""
    return f"{listed.__name__.lower()}_id"


def renew(actor: Actor, rows: Sequence[Listed], checks: Mapping[UUID, Sequence[CheckOf]]) -> None:
    """Set on new rows, not saved yet, when they were checked and are due again, from their checks."""
    lives = freshness.half_lives(actor.municipality)
    for row in rows:
        known = checks.get(row.pk, ())
        reached = [check for check in known if check.result in CheckOf.SURE]
        latest = max(reached, key=lambda check: check.on, default=None)
        row.checked_on = latest.on if latest else None
        row.checked_means = latest.means if latest else ""
        row.check_due_on = freshness.due_on(known, lives=lives)


def by_row(actor: Actor, checks: Sequence[CheckOf]) -> dict[UUID, list[CheckOf]]:
    """Return the checks by what they are about; who checked is the actor where none is named."""
    grouped: dict[UUID, list[CheckOf]] = defaultdict(list)
    for check in checks:
        if check.by_id is None:
            check.by_id = actor.user
        grouped[check.listed_id].append(check)
    return grouped
