"""The table of whom the town calls went from `needs` into a room of its own, with every row in it."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from sasaeai.contacts.models import Contact
from sasaeai.needs.models import Referral
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.needs import make_need
from tests.factories.vocabulary import term

BEFORE = ("needs", "0002_kept_alarms")


@pytest.mark.django_db(transaction=True)
def test_contact_its_terms_and_its_referrals_are_found_in_the_new_room(town: Town) -> None:
    need, abuse = make_need(town), term(town.municipality, Kind.ALARM_WORD, "abuse")
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    old = MigrationExecutor(connection).migrate([BEFORE]).apps
    try:
        kept = old.get_model("needs", "Contact").objects.create(
            municipality_id=town.municipality.pk, name="虐待の相談", phone="042-000-9999"
        )
        kept.terms.add(abuse.pk)
        old.get_model("needs", "Referral").objects.create(
            need_id=need.pk, contact=kept, on=timezone.localdate(), referred_by_id=need.owner_id
        )
    finally:
        MigrationExecutor(connection).migrate(latest)

    found = [(one.name, one.phone, [*one.terms.all()]) for one in Contact.objects.all()]
    assert found == [("虐待の相談", "042-000-9999", [abuse])]
    assert [one.contact for one in Referral.objects.all()] == [Contact.objects.get()]
