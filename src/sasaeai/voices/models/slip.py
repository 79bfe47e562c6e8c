"""声の用紙: the number by which a voice is found on the telephone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.areas.models import Area, Employer, Municipality
from sasaeai.base.models import Record
from sasaeai.calc import slip_numbers
from sasaeai.voices.models.voice import Voice


class Slip(Record):
    """A sheet to write on, printed before anybody spoke, or kept by whoever sent words by the form."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", verbose_name=_("市町村")
    )
    number = models.CharField(_("声の番号"), max_length=slip_numbers.DIGITS)
    employer = models.ForeignKey(
        Employer, models.PROTECT, related_name="+", verbose_name=_("お読みする所属先")
    )
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("地区")
    )
    printed_on = models.DateField(_("印刷した日"), null=True)
    printed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("印刷した人")
    )
    voice = models.OneToOneField(
        Voice, models.SET_NULL, null=True, related_name="slip", verbose_name=_("声")
    )

    class Meta:
        verbose_name = _("声の用紙")
        ordering = ["created_at", "number"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "number"], name="voices_number_once"),
            models.CheckConstraint(
                condition=Q(printed_on=None, printed_by=None)
                | Q(printed_on__isnull=False, printed_by__isnull=False),
                name="voices_printed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return slip_numbers.spoken(self.number)
