"""Who does it."""

from uuid import UUID

from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.base.errors import DomainError


def whoever(viewer: Viewer) -> UUID:
    """Return who does it; nobody does it without having signed in."""
    if viewer.user is None:
        raise DomainError(_("サインインしてから、もう一度おためしください。"))
    return viewer.user
