"""Whom a town calls now. All of it is invented."""

from typing import Any

from sasaeai.contacts.models import Contact
from tests.factories.areas import Town

# See `tests/world.py`.
ARGUMENTS = {"contacts": {"pk": "contact"}}


def make_contact(town: Town, name: str = "川西包括の夜間の電話", **values: Any) -> Contact:
    """Let the town call somebody, whatever it is about unless said otherwise."""
    terms = values.pop("terms", ())
    usual = {"phone": "042-000-9999"}
    contact = Contact.objects.create(municipality=town.municipality, name=name, **usual | values)
    contact.terms.set(terms)
    return contact


def contacts(town: Town, _made: dict[str, Any]) -> dict[str, Any]:
    """Return, for the walkers' world, whom the town calls."""
    return {"contact": make_contact(town, f"連絡先{town.municipality.code}")}
