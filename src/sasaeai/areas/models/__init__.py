"""Where things are, who works there for whom, and who may see a person's record."""

from sasaeai.areas.models.access import AccessRule
from sasaeai.areas.models.area import Area, AreaPart, LevelName
from sasaeai.areas.models.landmark import Landmark
from sasaeai.areas.models.municipality import Employer, Municipality
from sasaeai.areas.models.population import Population
from sasaeai.areas.models.posting import Posting
from sasaeai.areas.models.role import Role

__all__ = [
    "AccessRule",
    "Area",
    "AreaPart",
    "Employer",
    "Landmark",
    "LevelName",
    "Municipality",
    "Population",
    "Posting",
    "Role",
]
