"""A need or an issue as it is at this moment, held so that nobody else changes it meanwhile."""

from uuid import UUID

from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.base.errors import DomainError
from sasaeai.base.models import held
from sasaeai.needs.models import Issue, Need


def need_now(need: Need) -> Need:
    """Return a need as it is now, held for this transaction; one that was taken back is let be."""
    found = held(Need.objects.all(), [need.pk]).get(need.pk)
    if found is None:
        raise DomainError(_("このニーズは、たったいま取り消されました。一覧でたしかめてください。"))
    return found


def issues_now(*issues: Issue) -> list[Issue]:
    """Return issues as they are now, held for this transaction; one that was taken back is let be."""
    found = held(Issue.objects.all(), [issue.pk for issue in issues])
    if any(issue.pk not in found for issue in issues):
        raise DomainError(
            _("この地域課題は、たったいま取り消されました。一覧でたしかめてください。")
        )
    return [found[issue.pk] for issue in issues]


def whoever(viewer: Viewer) -> UUID:
    """Return who does it; nobody does it without having signed in."""
    if viewer.user is None:
        raise DomainError(_("サインインしてから、もう一度おためしください。"))
    return viewer.user
