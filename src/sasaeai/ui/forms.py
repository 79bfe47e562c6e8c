"""How every form of the house is drawn: settings name `Renderer` as FORM_RENDERER."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sasaeai.ui import fields, widgets

AREAS = [("sakuradai", _("桜台")), ("kashiwagi", _("柏木")), ("yanagi", _("柳町"))]
KINDS = [("trouble", _("困りごと")), ("wish", _("やりたいこと")), ("strength", _("強み・自慢"))]
REACH = [("professionals", _("支援する人だけ")), ("public", _("だれでも"))]


class Renderer(TemplatesSetting):
    """Draws {{ form }} as an error summary and fields, and {{ field.as_field_group }} as one field."""

    form_template_name = "ui/parts/form_fields.html"
    field_template_name = "ui/parts/field.html"


class GroupedForm(forms.BaseForm):
    """A long form: what must be stands open, the rest is folded under titles."""

    template_name = "ui/parts/grouped_fields.html"
    # Titles (none: stands open) and names of fields, in the order of the page.
    groups: ClassVar[tuple[tuple[str | Promise, tuple[str, ...]], ...]]

    def order_fields(self, field_order: Iterable[str] | None) -> None:
        """Put the fields, and so the summary of what is amiss, into the order of the page."""
        super().order_fields([name for _title, names in self.groups for name in names])

    def grouped(self) -> Iterator[dict[str, Any]]:
        """Yield the groups of fields; one with something written or amiss in it stands open."""
        for title, names in self.groups:
            fields = [self[name] for name in names if name in self.fields]
            shown = [field for field in fields if not field.is_hidden]
            yield {"title": title, "fields": shown, "open": any(map(self._is_used, shown))}

    def _is_used(self, field: BoundField) -> bool:
        if field.errors or (self.is_bound and field.name in self.changed_data):
            return True
        row = getattr(self, "instance", None)
        is_new = row is None or row._state.adding  # noqa: SLF001 -- Django has no public name for it
        return not is_new and bool(field.value())


class SampleForm(forms.Form):
    """Every kind of field, for the style guide."""

    words = forms.CharField(
        label=_("その人の言葉"),
        help_text=_("言われたとおりに。ひとことで十分です。"),
        widget=widgets.WordsArea(attrs={"rows": 3}),
    )
    area = forms.ChoiceField(label=_("どこの声ですか"), choices=AREAS, widget=widgets.Tiles)
    kinds = forms.MultipleChoiceField(
        label=_("どんな声ですか"), choices=KINDS, widget=widgets.Chips, required=False
    )
    reach = forms.ChoiceField(label=_("見せてよい範囲"), choices=REACH, widget=forms.RadioSelect)
    day = fields.DateField(
        label=_("お返事の日"), help_text=_("日付を選んでください。"), required=False
    )
    time = fields.TimeField(label=_("時刻"), required=False)
    phone = fields.PhoneField(label=_("電話番号"), help_text=_("例：042-000-1234"), required=False)
    district = forms.ChoiceField(label=_("地区"), choices=AREAS, required=False)
    photo = forms.FileField(label=_("写真"), required=False)
    promised = forms.BooleanField(
        label=_("お返事をする約束をした"), help_text=_("「今日」の約束に入ります。"), required=False
    )


class SampleFilter(forms.Form):
    """A filter with one open and one folded field, for the style guide."""

    unmarked = True
    more = ["reach"]
    kinds = forms.MultipleChoiceField(
        label=_("種類"), choices=KINDS, widget=widgets.Chips, required=False
    )
    reach = forms.ChoiceField(
        label=_("範囲"), choices=REACH, widget=widgets.ChoiceChips, required=False
    )
