"""Who does it, and an entry as it is at this moment."""

from uuid import UUID

from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.base.errors import DomainError
from sasaeai.base.models import held
from sasaeai.journal.models import Entry


def whoever(viewer: Viewer) -> UUID:
    """Return who does it; nobody does it without having signed in."""
    if viewer.user is None:
        raise DomainError(_("サインインしてから、もう一度おためしください。"))
    return viewer.user


def entry_now(entry: Entry) -> Entry:
    """Return the entry as it is now, held for this transaction."""
    found = held(Entry.objects.select_related("area"), [entry.pk]).get(entry.pk)
    if found is None:
        raise DomainError(_("この記録は、たったいま取り消されました。一覧でたしかめてください。"))
    return found
