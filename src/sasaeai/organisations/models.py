"""Organisations of the 要綱, their members, the ties between them and the 働きかけ."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.areas.models import Area, Municipality
from sasaeai.areas.visibility import Visibility
from sasaeai.base.models import LONGEST_TEXT, Record
from sasaeai.people.models import Person
from sasaeai.vocabulary.models import Term


class Organisation(Record):
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="organisations", verbose_name=_("市町村")
    )
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="organisations", verbose_name=_("地区")
    )
    kind = models.ForeignKey(Term, models.PROTECT, related_name="+", verbose_name=_("種類"))
    name = models.CharField(_("名前"), max_length=120)
    kana = models.CharField(_("ふりがな"), max_length=160, blank=True)
    categories = models.ManyToManyField(
        Term, blank=True, related_name="+", verbose_name=_("手伝えること")
    )
    description = models.TextField(_("どんなところ"), max_length=LONGEST_TEXT, blank=True)
    address = models.CharField(_("所在地"), max_length=200, blank=True)
    longitude = models.FloatField(_("経度"), null=True, blank=True)
    latitude = models.FloatField(_("緯度"), null=True, blank=True)
    phone = models.CharField(_("載せてよい電話番号"), max_length=20, blank=True)
    url = models.URLField(_("ホームページ"), blank=True)
    # A person's own number or name: for staff only, every look is recorded.
    contact_name = models.CharField(_("窓口の方（載せない）"), max_length=80, blank=True)
    contact_phone = models.CharField(_("窓口の電話番号（載せない）"), max_length=20, blank=True)
    notes = models.TextField(_("覚え書き（載せない）"), max_length=LONGEST_TEXT, blank=True)
    visibility = models.CharField(
        _("だれに見せるか"), max_length=20, choices=Visibility, default=Visibility.STAFF
    )
    source = models.CharField(_("出どころ"), max_length=120, blank=True)
    source_id = models.CharField(_("出どころの番号"), max_length=120, blank=True)
    retired_on = models.DateField(_("引退した日"), null=True, blank=True)

    class Meta:
        verbose_name = _("団体")
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["municipality", "name", "id"], name="organisations_by_name"),
            models.Index(
                fields=["municipality", "source", "source_id"], name="organisations_by_source"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisations:organisation", args=[self.pk])


class Membership(Record):
    """A person's part in an organisation: 会長, 世話人, 会員."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="memberships", verbose_name=_("団体")
    )
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="memberships", verbose_name=_("人")
    )
    part = models.CharField(_("役"), max_length=40, blank=True)
    since = models.DateField(_("いつから"), null=True, blank=True)
    until = models.DateField(_("いつまで"), null=True, blank=True)

    class Meta:
        verbose_name = _("会員")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], name="organisations_member_once"
            )
        ]

    def __str__(self) -> str:
        return self.part


class Tie(Record):
    """Two organisations do something together."""

    one = models.ForeignKey(
        Organisation, models.CASCADE, related_name="ties_from", verbose_name=_("団体")
    )
    other = models.ForeignKey(
        Organisation, models.CASCADE, related_name="ties_to", verbose_name=_("つながる団体")
    )
    words = models.CharField(_("どんなつながり"), max_length=200)
    since = models.DateField(_("いつから"), null=True, blank=True)

    class Meta:
        verbose_name = _("つながり")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="organisations_tie_once"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="organisations_tie_is_other"),
        ]

    def __str__(self) -> str:
        return self.words


class Approach(Record):
    """働きかけ: who spoke with the organisation about what, how it stands, when to speak again."""

    class State(models.TextChoices):
        PLANNED = "planned", _("これから声をかける")
        ASKED = "asked", _("声をかけた")
        THINKING = "thinking", _("考えてもらっている")
        TOGETHER = "together", _("いっしょに動いている")
        NOT_NOW = "not_now", _("今はむずかしい")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="approaches", verbose_name=_("団体")
    )
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name=_("市町村")
    )
    about = models.CharField(_("何について"), max_length=200)
    state = models.CharField(_("いまの様子"), max_length=10, choices=State, default=State.PLANNED)
    words = models.TextField(_("話したこと"), max_length=LONGEST_TEXT, blank=True)
    next_on = models.DateField(_("次に声をかける日"), null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("担当する人"))

    class Meta:
        verbose_name = _("働きかけ")
        ordering = ["next_on", "-created_at"]
        indexes = [
            models.Index(fields=["municipality", "by", "next_on"], name="organisations_next")
        ]

    def __str__(self) -> str:
        return self.about
