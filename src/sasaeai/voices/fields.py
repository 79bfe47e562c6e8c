"""Fields of what is written down without a network: the number it is known by, made where it was written."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class ComesBack(forms.TextInput):
    """A field nobody sees that a browser fills in again with the others when one goes back to the page.

    Of what is hidden by its type it forgets what a script put there, and the same voice would be another.
    """

    def __init__(self) -> None:
        super().__init__(attrs={"hidden": True})

    @property
    def is_hidden(self) -> bool:
        """Return that no label stands beside it."""
        return True


class IdField(forms.UUIDField):
    """A number of a row; one that cannot be read is none."""

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 -- Django passes its own through
        try:
            return super().to_python(value)
        except ValidationError:
            return None
