"""Who is posted where, in which role, employed by whom, from when until when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.areas.models.area import Area
from sasaeai.areas.models.municipality import Employer, Municipality
from sasaeai.areas.models.role import Role
from sasaeai.base.models import Record


class Posting(Record):
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="postings", verbose_name=_("市町村")
    )
    user = models.ForeignKey(User, models.PROTECT, related_name="postings", verbose_name=_("人"))
    role = models.CharField(_("役割"), max_length=20, choices=Role)
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="postings", verbose_name=_("受け持ち")
    )
    # A council member belongs to no employer and so never sees a person's record by employment.
    employer = models.ForeignKey(
        Employer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="postings",
        verbose_name=_("所属先"),
    )
    since = models.DateField(_("いつから"))
    until = models.DateField(_("いつまで"), null=True, blank=True)

    class Meta:
        verbose_name = _("配置")
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="areas_posting_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(role=Role.COUNCIL_MEMBER) | Q(employer__isnull=False),
                name="areas_employed_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["user", "since"], name="areas_posting_of_user")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.since}"
