"""How many people live in an area, by year, age band and sex, and who says so."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sasaeai.areas.models.area import Area
from sasaeai.areas.models.municipality import Municipality
from sasaeai.base.models import Record


class Population(Record):
    class Sex(models.TextChoices):
        MALE = "m", _("男性")
        FEMALE = "f", _("女性")

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="+", verbose_name=_("市町村")
    )
    area = models.ForeignKey(
        Area, models.CASCADE, related_name="population", verbose_name=_("区域")
    )
    year = models.PositiveSmallIntegerField(_("年"))
    age_from = models.PositiveSmallIntegerField(_("何歳から"))
    age_to = models.PositiveSmallIntegerField(_("何歳まで"), null=True)
    sex = models.CharField(_("性別"), max_length=1, choices=Sex)
    count = models.PositiveIntegerField(_("人数"))
    source = models.CharField(_("出どころ"), max_length=120)

    class Meta:
        verbose_name = _("人口")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "year", "age_from", "sex", "source"], name="areas_population_once"
            ),
            models.CheckConstraint(
                condition=Q(age_to=None) | Q(age_to__gte=F("age_from")), name="areas_age_band"
            ),
        ]
        indexes = [models.Index(fields=["municipality", "year"], name="areas_population_year")]

    def __str__(self) -> str:
        return f"{self.year} {self.age_from}– {self.sex} {self.count}"
