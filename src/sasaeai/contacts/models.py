"""Whom to call now, where neighbours must not be asked."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.models import Area, Municipality
from sasaeai.base.models import Record
from sasaeai.vocabulary.models import Kind, Term


class Contact(Record):
    """連絡先: whom to call now where a neighbour must not be asked; the town's own data."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="contacts", verbose_name=_("市町村")
    )
    name = models.CharField(_("どこへ"), max_length=120)
    phone = models.CharField(_("電話番号"), max_length=20)
    hours = models.CharField(_("つながる時間"), max_length=120, blank=True)
    # Categories to refer, and the groups of alarm words; none: for all of them.
    terms = models.ManyToManyField(
        Term, blank=True, related_name="+", verbose_name=_("どんなときに")
    )
    # None: the whole town calls them.
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("どの地区の")
    )
    since = models.DateField(_("いつから"), null=True, blank=True)
    until = models.DateField(_("いつまで"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("並び順"), default=0)

    class Meta:
        verbose_name = _("連絡先")
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="contacts_end_after_start",
                violation_error_message=_("終わりの日は、始まりの日か、それより後にしてください。"),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def called_for(self) -> list[str]:
        """Return what they are called for, in words; nothing where it is anything."""
        return [said(term) for term in self.terms.all()]


def said(term: Term) -> str:
    """Return what a word or category stands for: a group of words goes by what they mean, 「命の危険」."""
    is_group = term.kind == Kind.ALARM_WORD and term.parent_id is None
    return (term.description if is_group else "") or str(term)
