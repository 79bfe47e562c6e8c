"""The gate for what is asked of the goals when they are written out."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sasaeai.areas import queries as areas
from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.viewer import Viewer
from sasaeai.paper.files import FormatForm


class GoalExportForm(FormatForm):
    """Of which area the goals are written out, and in which form."""

    area = AreaChoice(None, label=_("地区"), required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas.visible_to(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField
