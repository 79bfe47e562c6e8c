"""The pages of the town's areas: who is offered what."""

from sasaeai.areas.models import Role
from tests.factories.areas import Town


def test_names_of_levels_are_offered_to_whoever_may_change_them(town: Town) -> None:
    found = {}
    for role in (Role.OFFICER, Role.COORDINATOR1, Role.VIEWER):
        client = town.client(role)
        offered = 'href="/areas/levels/"' in client.get("/areas/").content.decode()
        found[role] = (offered, client.get("/areas/levels/").status_code)
    assert found == {
        Role.OFFICER: (True, 200),
        Role.COORDINATOR1: (False, 403),
        Role.VIEWER: (False, 403),
    }
