"""The gate for putting right what others may be putting right too."""

from typing import Any

from django import forms

from sasaeai.base.models import AnyRecord
from sasaeai.needs import now


class MendingForm(forms.ModelForm[AnyRecord]):
    """A form of a row that says when the row was last changed, as the page was opened."""

    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:  # noqa: SLF001 -- Django's documented sign of a new row
            del self.fields["seen"]
        else:
            self.initial["seen"] = self.instance.updated_at.isoformat()

    def meet_the_change(self) -> None:
        """Tell of a change made after the page was opened; what is written here stays, to be sent again."""
        if "seen" not in self.fields or self.cleaned_data.get("seen") == self.initial["seen"]:
            return
        self.add_error(None, now.changed_meanwhile())
        sent = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict where it is bound
        sent["seen"] = self.initial["seen"]
        self.data = sent
