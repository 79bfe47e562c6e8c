"""What becomes of a voice that arrives, from the page or from what waited on a device: one gate for both."""

from dataclasses import dataclass
from enum import StrEnum

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from sasaeai.areas.viewer import Viewer
from sasaeai.base.errors import DomainError
from sasaeai.voices import actions
from sasaeai.voices.forms import VoiceForm
from sasaeai.voices.models import Voice

Files = MultiValueDict[str, UploadedFile[bytes]]


class State(StrEnum):
    """How an arrival ended."""

    SAVED = "saved"
    KNOWN = "known"
    DIFFERS = "differs"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What arrived, and the voice that is there now; none where something is amiss."""

    state: State
    form: VoiceForm
    voice: Voice | None = None


def arrival(viewer: Viewer, sent: QueryDict, files: Files) -> Arrival:
    """Return what became of what was sent: written down, there already, or not to be taken as it is."""
    new = Voice(municipality_id=viewer.municipality)
    form = VoiceForm(sent, files, instance=new, viewer=viewer)
    if not form.is_valid():
        return Arrival(State.REFUSED, form)
    try:
        said = form.cleaned_data
        heard = actions.hear(viewer, new, categories=said["categories"], photo=said["photo"])
    except DomainError as error:
        form.add_error(None, str(error))
        return Arrival(State.REFUSED, form)
    if heard is new:
        return Arrival(State.SAVED, form, heard)
    return Arrival(State.DIFFERS if form.says_otherwise(heard) else State.KNOWN, form, heard)
