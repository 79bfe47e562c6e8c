"""Checks and suggestions about assets."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sasaeai.assets.models.asset import Asset
from sasaeai.assets.models.freshness import CheckOf, SuggestionOf


class Check(CheckOf):
    listed = models.ForeignKey(Asset, models.CASCADE, related_name="checks", verbose_name=_("資源"))

    class Meta(CheckOf.Meta):
        verbose_name = _("確かめた記録")


class Suggestion(SuggestionOf):
    listed = models.ForeignKey(
        Asset, models.CASCADE, related_name="suggestions", verbose_name=_("資源")
    )

    class Meta(SuggestionOf.Meta):
        verbose_name = _("知らせ")
        indexes = [models.Index(fields=["municipality", "state"], name="assets_suggestions")]
