"""Who did or saw what: ids, verbs, field names, never values but fingerprints, and no keys to other tables."""

from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

NOWHERE = UUID(int=0)
"""Stands for "no municipality": a failed sign-in, work on the whole installation."""

NOBODY = UUID(int=0)
"""Stands for "no person": a resident without a name, or the installation itself."""


class Entry(models.Model):
    """One thing that somebody did or saw. Never changed after it is written."""

    at = models.DateTimeField(_("日時"))
    municipality = models.UUIDField(_("市町村"), default=NOWHERE)
    actor = models.UUIDField(_("した人"), null=True)
    postings = models.JSONField(_("そのときの配置"), default=list)
    verb = models.CharField(_("したこと"), max_length=60)
    kind = models.CharField(_("対象の種類"), max_length=40)
    subjects = models.JSONField(_("対象"), default=list)
    fields = models.JSONField(_("項目"), default=list)

    class Meta:
        verbose_name = _("記録")
        indexes = [
            models.Index(fields=["municipality", "-id"], name="audit_by_municipality"),
            models.Index(fields=["municipality", "actor", "-id"], name="audit_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"


class Mention(models.Model):
    """An entry showed or touched this person: lets each person's record show who looked."""

    entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="mentions", verbose_name=_("記録")
    )
    person = models.UUIDField(_("人"))

    class Meta:
        verbose_name = _("人への言及")
        indexes = [models.Index(fields=["person", "-entry"], name="audit_by_person")]

    def __str__(self) -> str:
        return str(self.person)


class Chain(models.Model):
    """The end of one municipality's chain: locked while new entries are sealed."""

    municipality = models.UUIDField(_("市町村"), unique=True)
    length = models.PositiveBigIntegerField(_("長さ"), default=0)
    digest = models.CharField(_("末尾の指紋"), max_length=64)

    class Meta:
        verbose_name = _("鎖")

    def __str__(self) -> str:
        return f"{self.municipality} {self.length}"


class Unsealed(models.Model):
    """Waits to be sealed; the row goes when the entry has its place in the chain."""

    entry = models.OneToOneField(Entry, models.CASCADE, verbose_name=_("記録"))
    municipality = models.UUIDField(_("市町村"), db_index=True)

    class Meta:
        verbose_name = _("封印待ち")

    def __str__(self) -> str:
        return str(self.entry_id)


class Seal(models.Model):
    """The place of one entry in its municipality's chain; numbers run without a gap."""

    entry = models.OneToOneField(Entry, models.PROTECT, related_name="seal", verbose_name=_("記録"))
    chain = models.ForeignKey(Chain, models.PROTECT, related_name="seals", verbose_name=_("鎖"))
    number = models.PositiveBigIntegerField(_("番号"))
    digest = models.CharField(_("指紋"), max_length=64)

    class Meta:
        verbose_name = _("封印")
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="audit_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}"
