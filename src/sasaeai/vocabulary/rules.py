"""May this person read or change the town's words?"""

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.vocabulary.models import Kind, Term

# The program itself acts on these codes: a town may rename them, but neither add nor end one.
FIXED = frozenset(
    {
        Kind.ROLE,
        Kind.AREA_LEVEL,
        Kind.ASSET_KIND,
        Kind.ASSET_ORIGIN,
        Kind.ASSET_STATUS,
        Kind.ASSET_VISIBILITY,
        Kind.CONSENT_ITEM,
        Kind.NEED_STATUS,
        Kind.MATCH_RESULT,
        Kind.VOICE_KIND,
    }
)


def may_read(viewer: Viewer) -> bool:
    """Return whether the viewer works here today in any role."""
    return bool(viewer.posts)


def may_rename(viewer: Viewer) -> bool:
    """Return whether the viewer keeps the town's words: the officers."""
    return viewer.is_any(Role.OFFICER)


def may_extend(viewer: Viewer, kind: str) -> bool:
    """Return whether the viewer may add terms of the town's own to this list."""
    return may_rename(viewer) and kind not in FIXED


def may_end(viewer: Viewer, term: Term) -> bool:
    """Return whether the viewer may end this term or take it up again."""
    return term.municipality_id == viewer.municipality and may_extend(viewer, term.kind)


def may_set_policy(viewer: Viewer, term: Term) -> bool:
    """Return whether the viewer says who helps with this category: whoever keeps the town's words."""
    return term.municipality_id == viewer.municipality and may_rename(viewer)
