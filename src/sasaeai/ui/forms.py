"""How every form of the house is drawn: settings name `Renderer` as FORM_RENDERER."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.functional import Promise


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
