"""How every form of the house is drawn: settings name `Renderer` as FORM_RENDERER."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.functional import Promise

from sasaeai.base.errors import CHANGED_MEANWHILE
from sasaeai.base.models import AnyRecord


class Renderer(TemplatesSetting):
    """Draws {{ form }} as an error summary and fields, and {{ field.as_field_group }} as one field."""

    form_template_name = "ui/parts/form_fields.html"
    field_template_name = "ui/parts/field.html"


class GroupedForm(forms.BaseForm):
    """A long form: what must be stands open, the rest is folded under titles."""

    template_name = "ui/parts/grouped_fields.html"
    # Titles (none: stands open) and names of fields, in the order of the page.
    groups: ClassVar[tuple[tuple[str | Promise, tuple[str, ...]], ...]]
    # What somebody should see that it was filled in for them.
    given: frozenset[str] = frozenset()

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
        return (field.name in self.given or not is_new) and bool(field.value())


class MendingForm(forms.ModelForm[AnyRecord]):
    """A form of a row others may be mending too: it says when the row was last changed, as the page was opened."""

    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:  # noqa: SLF001 -- as above
            del self.fields["seen"]
        else:
            self.initial["seen"] = self.instance.updated_at.isoformat()

    def meet_the_change(self, sentence: str | Promise = CHANGED_MEANWHILE) -> None:
        """Tell of a change made after the page was opened; what is written here stays, to be sent again."""
        if "seen" not in self.fields or self.cleaned_data.get("seen") == self.initial["seen"]:
            return
        self.add_error(None, str(sentence))
        sent = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict where it is bound
        sent["seen"] = self.initial["seen"]
        self.data = sent
