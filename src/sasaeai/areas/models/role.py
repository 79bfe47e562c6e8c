"""The roles somebody can be posted in; a town may call them differently."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OFFICER = "officer", _("市町村担当")
    COORDINATOR1 = "coordinator1", _("第1層生活支援コーディネーター")
    COORDINATOR2 = "coordinator2", _("第2層生活支援コーディネーター")
    WORK_COORDINATOR = "work_coordinator", _("就労的活動支援コーディネーター")
    COUNCIL_MEMBER = "council_member", _("協議体の構成員")
    VIEWER = "viewer", _("見るだけの人")


EMPLOYED = (Role.OFFICER, Role.COORDINATOR1, Role.COORDINATOR2, Role.WORK_COORDINATOR, Role.VIEWER)
