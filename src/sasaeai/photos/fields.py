"""The form field of a photograph."""

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from sasaeai.base.errors import DomainError
from sasaeai.photos.pictures import reencode


class PhotoField(forms.FileField):
    """A photograph, written anew as a JPEG without the place and the device it was taken with."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(
        self, data: UploadedFile[bytes] | None, initial: object = None
    ) -> ContentFile[bytes] | None:
        """Return the new JPEG, or nothing where none was chosen."""
        upload = super().clean(data, None)
        if not upload:
            return None
        try:
            return reencode(upload)
        except DomainError as error:
            raise forms.ValidationError(str(error), code="picture") from error
