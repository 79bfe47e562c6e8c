"""あるべき姿: how an area wants to be, in whose words, edition by edition, and who agrees."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sasaeai.accounts.models import User
from sasaeai.areas.models import Area, Municipality
from sasaeai.base.models import LONGEST_TEXT, Record
from sasaeai.organisations.models import Organisation
from sasaeai.vocabulary.models import Term


class Vision(Record):
    """The picture of one area; its words stand in its editions, the newest counts."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="visions", verbose_name=_("市町村")
    )
    area = models.OneToOneField(
        Area, models.PROTECT, related_name="vision", verbose_name=_("どこのことですか")
    )
    # When it is to be so: goals are worked back from this day.
    then_on = models.DateField(_("そのとき"))

    class Meta:
        verbose_name = _("あるべき姿")
        ordering = ["area__path"]

    def __str__(self) -> str:
        return f"{self.area_id}"

    def get_absolute_url(self) -> str:
        return reverse("visions:vision", args=[self.pk])


class Edition(Record):
    """版: the picture as it was put into words on one day, and with whom."""

    vision = models.ForeignKey(
        Vision, models.CASCADE, related_name="editions", verbose_name=_("あるべき姿")
    )
    number = models.PositiveSmallIntegerField(_("第何版"), editable=False)
    words = models.CharField(_("あるべき姿"), max_length=120)
    picture = models.TextField(
        _("そのとき、どんな一日になっていますか"), max_length=LONGEST_TEXT, blank=True
    )
    whose_words = models.CharField(_("だれの言葉ですか"), max_length=120, blank=True)
    made_on = models.DateField(_("決めた日"))
    how_made = models.CharField(_("どうやって決めましたか"), max_length=200, blank=True)
    made_with = models.ManyToManyField(
        Term, blank=True, related_name="+", verbose_name=_("だれといっしょに")
    )
    residents = models.PositiveSmallIntegerField(_("住民の方は何人"), null=True, blank=True)
    # The edition of the town's picture it takes up; none for the town's own.
    taken_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="taken_up",
        verbose_name=_("受けついだ市町村の版"),
    )
    taken_words = models.TextField(
        _("市町村の姿から受けついだこと"), max_length=LONGEST_TEXT, blank=True
    )
    own_words = models.TextField(_("この地区ならではのこと"), max_length=LONGEST_TEXT, blank=True)
    why_changed = models.CharField(_("前の版から変えたわけ"), max_length=200, blank=True)
    written_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("書いた人")
    )

    class Meta:
        verbose_name = _("版")
        ordering = ["vision", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["vision", "number"], name="visions_edition_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="visions_edition_counts"),
        ]

    def __str__(self) -> str:
        return self.words


class Agreement(Record):
    """目線合わせ: how one group of those concerned stood to an edition on a day, in their words."""

    class Stand(models.TextChoices):
        WITH = "with", _("同じ方を向いている")
        WISHES = "wishes", _("おおむね。ただし望みがある")
        NOT_YET = "not_yet", _("まだ話せていないことがある")

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="agreements", verbose_name=_("版")
    )
    group = models.ForeignKey(
        Term, models.PROTECT, related_name="+", verbose_name=_("どんな方たち")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("団体"),
    )
    stand = models.CharField(_("どうでしたか"), max_length=10, choices=Stand, default=Stand.WITH)
    people = models.PositiveSmallIntegerField(_("何人"), null=True, blank=True)
    on = models.DateField(_("確かめた日"))
    words = models.CharField(_("そのときの言葉"), max_length=300, blank=True)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("書いた人"))

    class Meta:
        verbose_name = _("目線合わせ")
        ordering = ["-on", "-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(people=None) | Q(people__gt=0),
                name="visions_somebody_agreed",
            )
        ]

    def __str__(self) -> str:
        return self.get_stand_display()
