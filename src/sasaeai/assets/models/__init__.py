"""探す: places, things, people's cards, money and information, and how sure we are of each."""

from sasaeai.assets.models.asset import Asset
from sasaeai.assets.models.freshness import HalfLife
from sasaeai.assets.models.news import Check, Suggestion
from sasaeai.assets.models.walk import Walk

__all__ = ["Asset", "Check", "HalfLife", "Suggestion", "Walk"]
