"""Towns, areas, employers and people with postings, the least a test needs."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import count

import factory
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from sasaeai.accounts.models import User
from sasaeai.areas import actions
from sasaeai.areas.models import Area, Employer, Municipality, Posting, Role
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import Viewer, viewer_of
from sasaeai.audit.actor import MACHINE
from sasaeai.calc import codes

PASSWORD = "umi-to-yama-to-kawa"
LONG_AGO = date(2020, 4, 1)
numbers = count(1)


@cache
def hashed_password() -> str:
    """Return the hash of everybody's password, made once: hashing well is slow on purpose."""
    return make_password(PASSWORD)


class EmployerFactory(factory.django.DjangoModelFactory[Employer]):
    class Meta:
        model = Employer

    name = factory.Sequence(lambda number: f"ささえ法人{number}")


class AreaFactory(factory.django.DjangoModelFactory[Area]):
    """An area below `parent`, placed by the action that places all areas."""

    class Meta:
        model = Area

    level = Level.DISTRICT
    name = factory.Sequence(lambda number: f"地区{number}")

    @classmethod
    def _create(cls, model_class: type[Area], *args: object, **values: object) -> Area:
        return actions.add_area(MACHINE, model_class(**values))


@dataclass
class Town:
    """A municipality with two living areas, three districts and three employers."""

    municipality: Municipality
    root: Area
    west: Area
    east: Area
    sakuradai: Area
    kashiwagi: Area
    aoume: Area
    city: Employer
    council: Employer
    centre: Employer
    users: dict[str, User] = field(default_factory=dict)

    def user(
        self,
        role: Role,
        *,
        area: Area | None = None,
        employer: Employer | None = None,
        since: date = LONG_AGO,
        until: date | None = None,
    ) -> User:
        """Make a user posted in this role; employers and areas default to the usual ones."""
        number = next(numbers)
        user = User(
            realm_id=self.municipality.pk,
            staff_id=f"s{number}",
            name=f"職員 {number}",
            is_active=True,
        )
        actions.accounts.open_account(MACHINE, user)
        user.password = hashed_password()
        user.save()
        usual_area, usual_employer = self._usual(role)
        actions.post(
            MACHINE,
            Posting(
                municipality=self.municipality,
                user=user,
                role=role,
                area=area or usual_area,
                employer=None if role == Role.COUNCIL_MEMBER else employer or usual_employer,
                since=since,
                until=until,
            ),
        )
        return user

    def _usual(self, role: Role) -> tuple[Area, Employer]:
        return {
            Role.OFFICER: (self.root, self.city),
            Role.COORDINATOR1: (self.root, self.council),
            Role.COORDINATOR2: (self.west, self.centre),
            Role.WORK_COORDINATOR: (self.root, self.council),
            Role.COUNCIL_MEMBER: (self.west, self.centre),
            Role.VIEWER: (self.west, self.centre),
        }[role]

    def viewer(self, role: Role, **where: object) -> Viewer:
        """Return who looks, posted in this role today."""
        return viewer_of(self.user(role, **where), timezone.localdate())

    def client(self, role: Role, **where: object) -> Client:
        """Return a browser signed in as somebody posted in this role."""
        client = Client()
        client.force_login(self.user(role, **where))
        return client


def make_town(code5: str = "13999", name: str = "ささえ市") -> Town:
    """Found a small town the way an installation does."""
    municipality = Municipality(
        code=code5 + codes.check_digit(code5), name=name, prefecture="東京都", phone="042-000-1234"
    )
    actions.found(MACHINE, municipality, since=LONG_AGO)
    root = Area.objects.get(municipality=municipality, parent=None)
    west = AreaFactory(parent=root, level=Level.LIVING_AREA, name="川西")
    east = AreaFactory(parent=root, level=Level.LIVING_AREA, name="北野")
    employers = [
        EmployerFactory(municipality=municipality, name=f"{name}{part}")
        for part in ("高齢福祉課", "社会福祉協議会", "地域包括支援センター")
    ]
    return Town(
        municipality,
        root,
        west,
        east,
        AreaFactory(parent=west, name="桜台"),
        AreaFactory(parent=west, name="柏木"),
        AreaFactory(parent=east, name="青梅"),
        *employers,
    )
