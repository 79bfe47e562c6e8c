"""The kinds of means that lie below this room, by the word for them in an address."""

from typing import Any, NamedTuple

from sasaeai.visions.meaning_form import AssetMeaningForm, InstrumentMeaningForm, MeaningForm
from sasaeai.visions.models import AssetMeaning, InstrumentMeaning, Meaning


class Kind(NamedTuple):
    """One kind of means: its table and its gate."""

    model: type[Meaning]
    form: type[MeaningForm[Any]]


KINDS = {
    "asset": Kind(AssetMeaning, AssetMeaningForm),
    "instrument": Kind(InstrumentMeaning, InstrumentMeaningForm),
}
