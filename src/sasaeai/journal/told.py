"""What a story is told with."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile

from sasaeai.activities.models import Activity
from sasaeai.voices.models import Voice


@dataclass(frozen=True, slots=True)
class Told:
    """The activities and voices of a story, and its photograph: a new one, none any more, or as it is."""

    activities: Sequence[Activity] = ()
    voices: Sequence[Voice] = ()
    photo: ContentFile[bytes] | None = None
    drops_photo: bool = False
