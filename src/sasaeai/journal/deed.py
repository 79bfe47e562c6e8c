"""All that goes with one entry: what it links, and what other rooms are told when it is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sasaeai.journal.models import Entry
from sasaeai.organisations.models import Approach
from sasaeai.vocabulary.models import Term
from sasaeai.voices.models import Reach, Voice


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody said meanwhile, kept in `voices` alone."""

    words: str
    kind: Term | None = None
    called: str = ""
    consent: str = ""
    reach: str = Reach.OWN


@dataclass(frozen=True, slots=True)
class Answered:
    """A voice that was promised an answer, and what it was answered."""

    voice: Voice
    words: str


@dataclass(frozen=True, slots=True)
class Besides:
    """What other rooms are told once: heard, found unchanged, tied together, promises kept."""

    heard: Heard | None = None
    unchanged: bool = False
    tie_words: str = ""
    done: Sequence[Entry] = ()
    approach: Approach | None = None
    answered: Answered | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """The rows an entry links, by its fields, and what is told besides."""

    links: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    besides: Besides = field(default_factory=Besides)
