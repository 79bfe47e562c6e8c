"""Starting over: emptying the demo's own database and pictures, and never anybody else's."""

import shutil
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from sasaeai.areas.models import Municipality
from sasaeai.base.errors import DomainError
from sasaeai.demo import marker
from sasaeai.demo.plan import MUNICIPALITIES
from sasaeai.demo.town import with_check_digit
from sasaeai.search import actions as search

REFUSAL = (
    "{database} にはデモではないデータがあります。デモは入れず、何も消しません。"
    "SASAEAI_HOME か DATABASE_URL に、別の場所を選んでください。\n"
    "{database} holds data that is not the demo's. Nothing was loaded, nothing was removed: "
    "choose another place with SASAEAI_HOME or DATABASE_URL."
)


def codes_here() -> set[str]:
    """Return the codes of the municipalities here; none where there are no tables yet."""
    try:
        return set(Municipality.objects.values_list("code", flat=True))
    except DatabaseError:
        return set()


def require_own() -> None:
    """Raise DomainError unless the database is empty or wholly the demo's, by marker and content."""
    codes = codes_here()
    own = {with_check_digit(plan.code5) for plan in MUNICIPALITIES}
    if codes and not (marker.is_here() and codes <= own):
        raise DomainError(REFUSAL.format(database=marker.database()))


def empty() -> None:
    """Remove the demo's rows and pictures; refuse where they are not the demo's."""
    require_own()
    if not marker.is_here():
        return
    if connection.vendor == "sqlite":
        _remove_file()
    else:
        empty_tables()
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    marker.remove()


def _remove_file() -> None:
    connection.close()
    name = str(connection.settings_dict["NAME"])
    for ending in ("", "-wal", "-shm"):
        Path(name + ending).unlink(missing_ok=True)


def empty_tables() -> None:
    """Remove every row; the tables stay, for a database server's are not ours to drop."""
    search.drop_all()
    call_command("flush", interactive=False, verbosity=0)
