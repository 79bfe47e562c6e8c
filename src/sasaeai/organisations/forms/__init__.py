"""The gate for organisations, their members and ties, and the 働きかけ."""

from sasaeai.organisations.forms.approach import ApproachExportForm, ApproachFilter, ApproachForm
from sasaeai.organisations.forms.listing import ExportForm, ListForm, NamesForm
from sasaeai.organisations.forms.organisation import OrganisationForm
from sasaeai.organisations.forms.together import JoinForm, PersonForm, TieForm

__all__ = [
    "ApproachExportForm",
    "ApproachFilter",
    "ApproachForm",
    "ExportForm",
    "JoinForm",
    "ListForm",
    "NamesForm",
    "OrganisationForm",
    "PersonForm",
    "TieForm",
]
