"""What was loaded so far: the drawn town beside the rows made of it, by the drawing's keys."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from sasaeai.accounts.models import User
from sasaeai.activities.models import Activity
from sasaeai.areas.models import Area, Employer, Municipality
from sasaeai.areas.viewer import Viewer, resident
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import Actor
from sasaeai.contacts.models import Contact
from sasaeai.demo.chance import stream
from sasaeai.demo.life.year import Life
from sasaeai.demo.town import SEED, Town
from sasaeai.matching.models import Match
from sasaeai.needs.models import Need
from sasaeai.organisations.models import Organisation
from sasaeai.people.models import Person
from sasaeai.visions.models import Goal
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Term
from sasaeai.voices.models import Voice

FIELD_ROLES = ("layer1", "layer2")
AT_WORK = (8 * 60 + 40, 17 * 60 + 10)


@dataclass
class Loaded:
    """Rows by the keys of the drawn town; each step adds its own and reads those before it."""

    town: Town
    life: Life
    today: date
    municipalities: dict[str, Municipality] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    employers: dict[str, Employer] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    terms: dict[tuple[str, str], dict[str, Term]] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    assets: dict[str, Asset] = field(default_factory=dict)
    activities: dict[str, Activity] = field(default_factory=dict)
    voices: dict[str, Voice] = field(default_factory=dict)
    contacts: dict[tuple[str, str], Contact] = field(default_factory=dict)
    needs: dict[str, Need] = field(default_factory=dict)
    # By the keys of the need and of who or what answers it.
    matches: dict[str, Match] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)

    def actor(self, municipality: str) -> Actor:
        """Return the installation itself, acting in one municipality."""
        return Actor(municipality=self.municipalities[municipality].pk)

    def nobody(self, municipality: str) -> Viewer:
        """Return a viewer for what is set up before anybody can sign in."""
        return resident(self.municipalities[municipality].pk)

    def day(self, days_from_today: int) -> date:
        """Return the day so many days from today; a past one is negative."""
        return self.today + timedelta(days=days_from_today)

    def day_or_none(self, days_from_today: int | None) -> date | None:
        """Return the day so many days from today, or none where it has none."""
        return None if days_from_today is None else self.day(days_from_today)

    def home(self, area: str) -> str:
        """Return the key of the municipality an area lies in."""
        return self.town.land.above(area)[-1].key

    def begun(self, key: str) -> datetime:
        """Return when an asset or activity was first written down."""
        return self.written(key, self.life.begun[key])

    def checked(self, key: str, days_ago: int) -> int:
        """Return the day on which it was checked: what was written down later, the day after that."""
        return max(-days_ago, min(0, self.life.begun[key] + 1))

    def written(self, key: str, on: int) -> datetime:
        """Return when on a day something was written down: at work, and never later than now."""
        return self.moment(on, stream(SEED, f"written {key}").randint(*AT_WORK))

    def moment(self, on: int, minute: int) -> datetime:
        """Return a minute of a day; now at the latest."""
        at = datetime.combine(self.day(on), time()) + timedelta(minutes=minute)
        return min(timezone.make_aware(at), timezone.now())

    def term(self, municipality: str, kind: str, code: str) -> Term:
        """Return one term of a town's code list."""
        key = (municipality, kind)
        if key not in self.terms:
            self.terms[key] = vocabulary.by_code(self.municipalities[municipality].pk, kind)
        return self.terms[key][code]

    def has_term(self, municipality: str, kind: str, code: str) -> bool:
        """Return whether a town's code list holds this code."""
        key = (municipality, kind)
        if key not in self.terms:
            self.terms[key] = vocabulary.by_code(self.municipalities[municipality].pk, kind)
        return code in self.terms[key]

    def coordinator(self, area: str, *, employer: str = "") -> User:
        """Return the coordinator nearest to an area today, of one employer where it is named."""
        rings = [ring.key for ring in self.town.land.above(area)]
        near = [
            posting
            for posting in self.town.office.postings
            if posting.role in FIELD_ROLES
            and posting.area in rings
            and posting.employer == (employer or posting.employer)
            and posting.since <= 0 <= (posting.until or 0)
        ]
        return self.users[min(near, key=lambda posting: rings.index(posting.area)).staff]
