"""Reading how far long work is."""

from uuid import UUID

from sasaeai.jobs.models import OPEN, Job


def waiting(municipality: UUID) -> int:
    """Return how many pieces of work of a municipality wait or run."""
    return Job.objects.filter(municipality=municipality, state__in=OPEN).count()


def latest(municipality: UUID, subject: UUID) -> Job | None:
    """Return the last piece of work on this subject, of the municipality whose it is."""
    return Job.objects.filter(municipality=municipality, subject=subject).last()
