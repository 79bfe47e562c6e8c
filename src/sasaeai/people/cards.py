"""A person as one viewer may see them: what the viewer may not see is not in the card."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from sasaeai.areas.models import Area, Employer
from sasaeai.calc.kana import row_of
from sasaeai.calc.text import addressed
from sasaeai.people.models import Gift, Item, Person

ALL = frozenset(Item)
# Whoever knows how a person is called, or what they give, must know when not to ask.
ASKABLE = frozenset({Item.NICKNAME, Item.NAME, Item.GIFTS})


@dataclass(frozen=True, slots=True)
class Card:
    """Only ever made by `card_of`; pages, exports and the API show this, never the row."""

    id: UUID
    area: Area
    employer: Employer
    first_kana: str
    items: frozenset[Item]
    is_named: bool
    called: str
    kana: str
    nickname: str
    phone: str
    email: str
    address: str
    hides_address: bool
    birth_year: int | None
    household: str
    notes: str
    gifts: tuple[Gift, ...]
    paused: bool
    url: str

    @property
    def addressed(self) -> str:
        """How one speaks of the person: with さん, once."""
        return addressed(self.called)

    @property
    def wholly(self) -> bool:
        return self.items == ALL

    @property
    def shown(self) -> set[str]:
        """Return the names of the fields that have something to show, for the record book."""
        return {item.value for item in self.items if item == Item.NAME or getattr(self, item.value)}


def card_of(person: Person, *, items: Iterable[str], paused: bool, gifts: Iterable[Gift]) -> Card:
    """Return a person's card with these items and nothing else; a hidden address never shows.

    That an address is hidden goes with the address, a rest with what one would ask for.
    """
    seen = frozenset(Item(item) for item in items if item in Item.values)
    by_name, by_nickname = Item.NAME in seen, Item.NICKNAME in seen
    nickname = person.nickname if by_nickname else ""
    full = f"{person.family_name} {person.given_name}".strip() if by_name else ""
    kana = f"{person.family_kana} {person.given_kana}".strip() if by_name else ""
    address = person.address if Item.ADDRESS in seen and not person.hides_address else ""
    household = person.household if Item.HOUSEHOLD in seen else None
    return Card(
        id=person.pk,
        area=person.area,
        employer=person.employer,
        first_kana=row_of((person.family_kana if by_name else "") or nickname),
        items=seen,
        is_named=bool(full or nickname),
        called=full or nickname or _("お名前は伏せています"),
        kana=kana,
        nickname=nickname,
        phone=person.phone if Item.PHONE in seen else "",
        email=person.email if Item.EMAIL in seen else "",
        address=address,
        hides_address=person.hides_address and Item.ADDRESS in seen,
        birth_year=person.birth_year if Item.BIRTH_YEAR in seen else None,
        household=str(household or ""),
        notes=person.notes if Item.NOTES in seen else "",
        gifts=tuple(gifts) if Item.GIFTS in seen else (),
        paused=paused and not seen.isdisjoint(ASKABLE),
        url=person.get_absolute_url(),
    )
