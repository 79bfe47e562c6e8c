"""聴く: what somebody said and was answered, the slips it is written on, and the link by which they see what became of it."""

from sasaeai.voices.models.answer import VoiceAnswer
from sasaeai.voices.models.link import Link
from sasaeai.voices.models.slip import Slip
from sasaeai.voices.models.voice import Reach, Voice

__all__ = ["Link", "Reach", "Slip", "Voice", "VoiceAnswer"]
