"""`sasaeai found`: add a municipality and print the first officer's one-time sign-in code."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.accounts import actions as accounts
from sasaeai.accounts.forms import AccountForm
from sasaeai.accounts.models import User
from sasaeai.areas import actions, queries
from sasaeai.areas.models import Area, Employer, Municipality, Posting, Role
from sasaeai.audit.actor import Actor
from sasaeai.calc import codes
from sasaeai.calc.refusal import Refusal
from sasaeai.ui import wording


class Command(BaseCommand):
    help = "Adds a municipality: sasaeai found CODE NAME --office OFFICE --officer ID --officer-name NAME"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="the municipality's code (JIS X 0402), 6 digits")
        parser.add_argument("name")
        parser.add_argument("--prefecture", default="")
        parser.add_argument("--office", required=True, help="the office that keeps the system")
        parser.add_argument("--officer", required=True, help="the first officer's staff id")
        parser.add_argument("--officer-name", required=True)

    def handle(self, *, code: str, name: str, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        try:
            code = codes.normalise(code)
        except Refusal as error:
            raise CommandError(wording.refusal(error)) from error
        if queries.by_code(code):
            raise CommandError(
                _("%(code)s %(name)s: この市町村はもうあります。") % {"code": code, "name": name}
            )
        slip_code = self.found(
            Municipality(
                code=code, name=name, prefecture=options["prefecture"], office=options["office"]
            ),
            officer=options["officer"],
            officer_name=options["officer_name"],
        )
        self.stdout.write(_("%(code)s %(name)s: できました。") % {"code": code, "name": name})
        told = {"staff_id": options["officer"], "code": slip_code}
        self.stdout.write(
            _("職員番号 %(staff_id)s　合言葉 %(code)s（7日以内に1回だけ使えます）") % told
        )
        self.stdout.write(
            _("サインインのページの「紙の票をお持ちの方」から、パスワードを決めてください。")
        )

    @transaction.atomic
    def found(self, municipality: Municipality, *, officer: str, officer_name: str) -> str:
        """Found the municipality with its first officer; return the officer's one-time code."""
        today = timezone.localdate()
        actions.found(Actor(), municipality, since=today)
        here = Actor(municipality=municipality.pk)
        office = Employer.objects.create(
            municipality=municipality,
            name=f"{municipality.name} {municipality.office}",
            kinds=[Employer.Kind.CITY],
        )
        form = AccountForm(
            {"staff_id": officer, "name": officer_name}, instance=User(realm_id=municipality.pk)
        )
        if not form.is_valid():
            raise CommandError(_faults(form))
        user = accounts.open_account(here, form.save(commit=False))
        root = Area.objects.get(municipality=municipality, parent=None)
        actions.post(
            here,
            Posting(
                municipality=municipality,
                user=user,
                role=Role.OFFICER,
                area=root,
                employer=office,
                since=today,
            ),
        )
        _slip, code = accounts.issue_slip(here, user, issued_by=None, drops_second_factor=False)
        return code


def _faults(form: AccountForm) -> str:
    said = [(form[name].label, error) for name, errors in form.errors.items() for error in errors]
    return "\n".join(f"{label}: {error}" for label, error in said)
