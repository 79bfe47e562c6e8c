"""The text index: values without keys, so that every room above can be found through it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# Between two folded texts; `fold` drops it, so no word can reach from one text into the next.
SEPARATOR = "\n"


class Text(models.Model):
    """The folded words of one row of some room; its grams lie beside it in `search_index`."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(_("種類"), max_length=40)
    subject = models.UUIDField(_("対象"))
    municipality = models.UUIDField(_("市町村"))
    area = models.UUIDField(_("地区"), null=True)
    visibility = models.CharField(_("公開範囲"), max_length=40)
    title = models.TextField(_("見出し"))
    folded = models.TextField(_("検索用の本文"))

    class Meta:
        verbose_name = _("検索用の文")
        verbose_name_plural = _("検索用の文")
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject"], name="search_text_once"),
            models.CheckConstraint(
                condition=~models.Q(kind="person"), name="search_text_no_person"
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "kind", "-id"], name="search_text_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
