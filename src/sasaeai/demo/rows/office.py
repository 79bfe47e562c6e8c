"""Employers, the accounts of the people who work for them, and their postings."""

from sasaeai.accounts import actions as accounts
from sasaeai.accounts import demo_password
from sasaeai.accounts.models import User
from sasaeai.areas import actions
from sasaeai.areas.models import Employer, Posting, Role
from sasaeai.demo import staff
from sasaeai.demo.rows.loaded import Loaded

ROLES = {
    "officer": Role.OFFICER,
    "layer1": Role.COORDINATOR1,
    "layer2": Role.COORDINATOR2,
    "work": Role.WORK_COORDINATOR,
    "council": Role.COUNCIL_MEMBER,
    "viewer": Role.VIEWER,
}


def add_employers(loaded: Loaded) -> int:
    """Add the bodies that employ the people of the programme; return how many."""
    for drawn in loaded.town.office.employers:
        row = Employer(
            municipality=loaded.municipalities[drawn.municipality],
            name=drawn.name,
            kinds=list(drawn.kinds),
            phone=drawn.phone,
            since=loaded.day(drawn.contract_since),
            until=None if drawn.contract_until is None else loaded.day(drawn.contract_until),
        )
        loaded.employers[drawn.key] = actions.add_employer(loaded.nobody(drawn.municipality), row)
    return len(loaded.employers)


def open_accounts(loaded: Loaded) -> int:
    """Open everybody's account with the demo's password; return how many."""
    for drawn in loaded.town.office.staff:
        municipality = loaded.municipalities[drawn.municipality]
        loaded.users[drawn.key] = accounts.open_account(
            loaded.actor(drawn.municipality),
            User(realm_id=municipality.pk, staff_id=drawn.staff_id, name=drawn.name.full),
        )
    return demo_password.give(loaded.users.values())


def post(loaded: Loaded) -> int:
    """Post everybody where they work, worked or will work; return how many postings."""
    homes = {drawn.key: drawn.municipality for drawn in loaded.town.office.staff}
    for drawn in loaded.town.office.postings:
        home = homes[drawn.staff]
        actions.post(loaded.actor(home), _posting(loaded, home, drawn))
    return len(loaded.town.office.postings)


def _posting(loaded: Loaded, home: str, drawn: staff.Posting) -> Posting:
    role = ROLES[drawn.role]
    return Posting(
        municipality=loaded.municipalities[home],
        user=loaded.users[drawn.staff],
        role=role,
        area=loaded.areas[drawn.area],
        # A council member is nobody's employee, whoever keeps the council.
        employer=None if role == Role.COUNCIL_MEMBER else loaded.employers[drawn.employer],
        since=loaded.day(drawn.since),
        until=None if drawn.until is None else loaded.day(drawn.until),
    )
