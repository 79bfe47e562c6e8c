"""ふりかえる: what was done each day, written once; stories of change; what a successor is told in person."""

from sasaeai.journal.models.calling import Calling
from sasaeai.journal.models.entry import Entry
from sasaeai.journal.models.sequel import Sequel
from sasaeai.journal.models.story import Story
from sasaeai.journal.models.taken_back import TakenBack
from sasaeai.journal.models.word import Word

__all__ = ["Calling", "Entry", "Sequel", "Story", "TakenBack", "Word"]
