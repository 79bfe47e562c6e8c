"""Who is looking: a signed-in person with today's postings, or a resident without any."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django_htmx.middleware import HtmxDetails

from sasaeai.accounts.models import User
from sasaeai.areas.models import AccessRule, Posting, Role
from sasaeai.areas.models.access import Access
from sasaeai.audit.actor import Actor
from sasaeai.audit.models import NOWHERE
from sasaeai.ui import wording


@dataclass(frozen=True, slots=True)
class Post:
    """One posting as it counts today."""

    posting: UUID
    role: Role
    role_name: str
    area: UUID
    area_name: str
    path: str
    employer: UUID | None
    access: Access


@dataclass(frozen=True, slots=True)
class Viewer:
    user: UUID | None
    name: str
    municipality: UUID
    posts: tuple[Post, ...]
    today: date

    @property
    def actor(self) -> Actor:
        return Actor(self.user, self.municipality, tuple(post.posting for post in self.posts))

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(post.role for post in self.posts)

    @property
    def label(self) -> str:
        return wording.told(f"{post.area_name} {post.role_name}" for post in self.posts)

    @property
    def sees_people(self) -> bool:
        """Whether the rule of access shows any person, or at least their number."""
        return any(post.access != Access.NONE for post in self.posts)

    def is_any(self, *roles: Role) -> bool:
        """Return whether one of today's postings is in one of these roles."""
        return not self.roles.isdisjoint(roles)

    def covers(self, path: str, *roles: Role) -> bool:
        """Return whether a posting in one of these roles is responsible for this place."""
        return any(post.role in roles and path.startswith(post.path) for post in self.posts)


class Request(HttpRequest):
    """A request as every view here gets it."""

    user: User
    viewer: Viewer
    htmx: HtmxDetails


def resident(municipality: UUID) -> Viewer:
    """Return the viewer of a page that needs no sign-in: sees what is public, nothing else."""
    return Viewer(None, "", municipality, (), timezone.localdate())


def viewer_of(user: User, today: date) -> Viewer:
    """Return the user with the postings that count on this day, each with its rule of access."""
    postings = list(
        Posting.objects.filter(user=user, since__lte=today)
        .exclude(until__lt=today)
        # Nobody acts for a body whose contract is over.
        .exclude(employer__until__lt=today)
        .select_related("area", "municipality")
        .defer("area__boundary")
        .order_by("area__path", "role")
    )
    access = access_on(user.realm_id, today) if postings else {}
    posts = tuple(
        Post(
            posting.pk,
            Role(posting.role),
            posting.municipality.role_name(posting.role),
            posting.area_id,
            posting.area.name,
            posting.area.path,
            posting.employer_id,
            access.get(posting.role, Access.NONE),
        )
        for posting in postings
        if posting.municipality_id == user.realm_id
    )
    return Viewer(user.pk, user.name, user.realm_id, posts, today)


def access_on(municipality: UUID, today: date) -> dict[str, Access]:
    """Return how each role sees a person's record on this day; a role without a rule sees none."""
    rules = AccessRule.objects.filter(municipality_id=municipality, since__lte=today)
    return {
        rule.role: Access(rule.access) for rule in rules.exclude(until__lt=today).order_by("since")
    }


class ViewerMiddleware:
    """Puts the viewer on the request; nobody signed in is a resident of nowhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.viewer = (
            viewer_of(request.user, timezone.localdate())
            if request.user.is_authenticated
            else resident(NOWHERE)
        )
        return self.get_response(request)
