"""`python -m tests.browser.town`: found the walkers' world in SASAEAI_HOME and say what is in it.

Runs in a process of its own, with the settings of a real installation, before the server starts.
"""

import json
import os
import sys
from pathlib import Path

import django
from django.core.management import call_command


def main() -> None:
    """Make the world and print sessions, addresses of pages, and how to sign in."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "sasaeai.settings"
    django.setup()
    from django.conf import settings  # noqa: PLC0415 -- needs Django set up
    from django.test.utils import override_settings  # noqa: PLC0415 -- needs Django set up

    from tests import walk, world  # noqa: PLC0415 -- needs Django set up
    from tests.browser.corners import make_corners  # noqa: PLC0415 -- needs Django set up
    from tests.factories.areas import PASSWORD  # noqa: PLC0415 -- needs Django set up

    Path(settings.HOME).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with override_settings(ALLOWED_HOSTS=["*"]):
        made = world.make_world()
        told = {
            "sessions": made.sessions | make_corners(made.town),
            "pages": pages(walk, made),
            "staff": newcomers(made),
            "code": made.town.municipality.code,
            "password": PASSWORD,
        }
    sys.stdout.write(json.dumps(told))


def pages(walk, made) -> dict[str, list[str]]:
    """Return URL name -> [role that sees most, address] of every page that is HTML."""
    found = {}
    for row in walk.rows():
        column = row.first_allowed()
        if column is None or row.method != "GET" or row.name in found:
            continue
        url = walk.address(row.name, world=made, variant=row.variant)
        response = walk.ask(made, column, url=url)
        if response.status_code == 200 and b"<html" in response.content:  # no file, no fragment
            found[row.name] = [column, url]
    return found


def newcomers(made) -> dict[str, dict[str, str]]:
    """Return fresh accounts without a second factor, one for each story, with a slip's code."""
    from sasaeai.accounts import actions  # noqa: PLC0415 -- needs Django set up
    from sasaeai.areas.models import Role  # noqa: PLC0415 -- needs Django set up
    from sasaeai.audit.actor import MACHINE  # noqa: PLC0415 -- needs Django set up

    told = {}
    for story in (
        "plain", "factor", "slip", "idle", "scriptless", "leaving", "keyboard", "unsent", "gone",
    ):  # fmt: skip
        user = made.town.user(Role.OFFICER)
        told[story] = {"staff_id": user.staff_id, "name": user.name}
        if story == "slip":
            _slip, code = actions.issue_slip(
                MACHINE, user, issued_by=None, drops_second_factor=False
            )
            told[story]["code"] = code
    return told


if __name__ == "__main__":
    main()
