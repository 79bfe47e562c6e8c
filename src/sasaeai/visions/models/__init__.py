"""描く: the picture of an area, the goals on the way back from it, how they are measured, what serves them."""

from sasaeai.visions.models.goal import Goal, Rewrite, Step
from sasaeai.visions.models.indicator import Indicator, Measurement
from sasaeai.visions.models.meaning import AssetMeaning, InstrumentMeaning, Meaning
from sasaeai.visions.models.vision import Agreement, Edition, Vision

__all__ = [
    "Agreement",
    "AssetMeaning",
    "Edition",
    "Goal",
    "Indicator",
    "InstrumentMeaning",
    "Meaning",
    "Measurement",
    "Rewrite",
    "Step",
    "Vision",
]
