"""Form fields that read what people in a town hall write."""

import datetime
import re

from django import forms
from django.utils.translation import gettext_lazy as _

from sasaeai.calc import dates, phones
from sasaeai.calc.refusal import Refusal
from sasaeai.calc.text import nfkc
from sasaeai.ui import wording
from sasaeai.ui.widgets import DateInput, TimeInput


class DateField(forms.DateField):
    """A day, picked in the browser or written in 和暦 or 西暦 (a pasted or imported value may be either)."""

    widget = DateInput

    def to_python(
        self, value: str | datetime.datetime | datetime.date | None
    ) -> datetime.date | None:
        """Return the day; raise what calc.dates says where it is none."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return dates.parse_date(value)
        except Refusal as error:
            raise forms.ValidationError(wording.refusal(error), code="invalid") from error


class TimeField(forms.TimeField):
    """A time of day, to the minute."""

    widget = TimeInput


class PhoneField(forms.CharField):
    """A telephone number, kept as half-width digits and hyphens."""

    default_error_messages = {
        "invalid": _("電話番号は「042-000-1234」のように、数字とハイフンで書いてください。")
    }
    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "inputmode": "tel"})

    def to_python(self, value: object) -> str:
        """Return the number in half-width digits, parts joined by one hyphen."""
        text = nfkc(super().to_python(value) or "")
        return phones.hyphenated(re.sub(r"[‐‑‒–—―−ーｰ()\s]+", "-", text).strip("-"))

    def validate(self, value: str) -> None:
        """Refuse what nobody can dial."""
        super().validate(value)
        if value and not re.fullmatch(r"\+?[\d-]{6,16}", value):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
