"""Who sees an organisation, an asset or an activity: by its visibility, whatever the employer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer


class Visibility(models.TextChoices):
    PUBLIC = "public", _("みんなに見せる")
    PROFESSIONALS = "professionals", _("支援にかかわる人まで")
    COUNCIL = "council", _("協議体まで")
    STAFF = "staff", _("コーディネーターと市町村だけ")


COORDINATORS = (Role.COORDINATOR1, Role.COORDINATOR2, Role.WORK_COORDINATOR)
STAFF = (Role.OFFICER, *COORDINATORS)

_SEEN_BY = {
    Role.COUNCIL_MEMBER: (Visibility.PUBLIC, Visibility.COUNCIL),
    Role.VIEWER: (Visibility.PUBLIC, Visibility.PROFESSIONALS),
    **dict.fromkeys(STAFF, tuple(Visibility)),
}


def visibilities_for(viewer: Viewer) -> set[Visibility]:
    """Return the visibilities the viewer may see; a resident sees only what is public."""
    return {Visibility.PUBLIC}.union(*(_SEEN_BY[role] for role in viewer.roles))


def may_name(part: str, *, within: str) -> bool:
    """Return whether everybody who sees a thing of visibility `within` may also see `part`."""
    return part in {Visibility.PUBLIC, within} or within == Visibility.STAFF
