"""Keyed hashes of names and numbers: whoever reads the table without the key learns no name."""

import hashlib
import hmac
import re
from collections.abc import Iterator
from uuid import UUID

from django.conf import settings

from sasaeai.calc.text import fold, nfkc
from sasaeai.people.models import Item, NameKey, Person

# Shorter ones are words as well; longer family names are rare.
SHORTEST, LONGEST = 2, 8
NUMBER = re.compile(r"\+?[\d\s()ー‐‑–—―−-]{6,24}")


def digest(municipality: UUID, words: str) -> str:
    """Return the keyed hash of a whole name or number, the same however it is written."""
    key = hmac.digest(settings.INDEX_KEY.encode(), b"sasaeai.people.keys", "sha256")
    content = f"{municipality}|{plain(words)}".encode()
    return hmac.new(key, content, hashlib.sha256).hexdigest()


def digests_in(municipality: UUID, text: str) -> set[str]:
    """Return the keyed hashes of whatever in a text could be somebody's name."""
    told = fold(text)
    return {
        digest(municipality, told[start : start + length])
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(len(told) - length + 1)
    }


def stands_in(name: str, text: str) -> bool:
    """Return whether a name stands in a text, however it is written; one of a single sign is a word too."""
    told = fold(name)
    return len(told) >= SHORTEST and told in fold(text)


def plain(words: str) -> str:
    """Return a name folded, or the digits alone of what reads as a telephone number."""
    narrow = nfkc(words)
    if NUMBER.fullmatch(narrow):
        return re.sub(r"\D", "", narrow)
    return fold(narrow)


def keys_of(person: Person) -> list[NameKey]:
    """Return the keys by which a person is found, not saved."""
    names = (
        person.family_name,
        person.given_name,
        person.family_kana,
        person.given_kana,
        *_telling(person),
    )
    worded = [
        *((Item.NAME, name) for name in names),
        (Item.NICKNAME, person.nickname),
        (Item.PHONE, person.phone),
    ]
    pairs = {
        (item, digest(person.municipality_id, words)) for item, words in worded if plain(words)
    }
    return [
        NameKey(person=person, municipality_id=person.municipality_id, item=item, digest=hashed)
        for item, hashed in sorted(pairs)
    ]


def telling_digests(person: Person) -> set[str]:
    """Return the keys that two records of one person would share: full name, nickname, number."""
    words = (*_telling(person), person.nickname, person.phone)
    return {digest(person.municipality_id, word) for word in words if plain(word)}


def _telling(person: Person) -> Iterator[str]:
    if person.family_name and person.given_name:
        yield person.family_name + person.given_name
    if person.family_kana and person.given_kana:
        yield person.family_kana + person.given_kana
