"""Which role sees a person's record how: dated data that a town can change."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.models.municipality import Municipality
from sasaeai.areas.models.role import Role
from sasaeai.base.models import Record


class Access(models.TextChoices):
    EMPLOYER = "employer", _("所属先が記録した人と、同意で所属先を名指しされた人を見る")
    CONSENT = "consent", _("同意で所属先が名指しされた人だけを見る")
    REASON = "reason", _("人数を見る。一人ひとりの記録は理由を書いて見る")
    NONE = "none", _("見ない")


class AccessRule(Record):
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="access_rules", verbose_name=_("市町村")
    )
    role = models.CharField(_("役割"), max_length=20, choices=Role)
    access = models.CharField(_("人の記録の見え方"), max_length=10, choices=Access)
    since = models.DateField(_("いつから"))
    until = models.DateField(_("いつまで"), null=True, blank=True)
    source = models.CharField(_("根拠"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("人の記録の見え方")
        ordering = ["role", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "role", "since"], name="areas_access_rule_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="areas_access_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.get_access_display()}"


DEFAULT_ACCESS = {
    Role.OFFICER: Access.REASON,
    Role.COORDINATOR1: Access.EMPLOYER,
    Role.COORDINATOR2: Access.EMPLOYER,
    Role.WORK_COORDINATOR: Access.EMPLOYER,
    Role.COUNCIL_MEMBER: Access.NONE,
    Role.VIEWER: Access.CONSENT,
}
"""What a municipality starts with; rows of its own replace it (deny where there is none)."""
