"""The gate for what was done: how, with whom, what about, what comes next; only how and where must be said."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from sasaeai.areas.viewer import Viewer
from sasaeai.assets import rules as asset_rules
from sasaeai.journal import partners as lately
from sasaeai.journal import pointed, promises, queries, rules
from sasaeai.journal.deed import Besides, Deed, Heard
from sasaeai.journal.entry_fields import EntryFields
from sasaeai.journal.models import Entry
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind
from sasaeai.voices.fields import IdField
from sasaeai.voices.models import Reach, Voice

ELSEWHERE = "elsewhere"
TERMS = {
    "means": [Kind.CONTACT_MEANS],
    "counterparts": [Kind.COUNTERPART],
    "types": [Kind.SC_ACTIVITY_TYPE],
    "functions": [Kind.SC_FUNCTION],
    "heard_kind": [Kind.VOICE_KIND],
}
# What is done in other rooms once, when an entry is written: not when it is mended.
ONCE = (
    "heard", "heard_kind", "heard_called", "heard_consent", "heard_reach", "unchanged", "tie_words",
    "done", "approach", "answered", "answer_to", "answer_words", "client_id",
)  # fmt: skip
LISTED = ("counterparts", "types", "tasks", "functions", "needs", "goals")


# What may contradict what arrived before under the same number.
SAID = ("words", "means", "area", "with_words", "on", "next_step", "next_on", "minutes")


def _plain(value: Any) -> Any:  # noqa: ANN401 -- what a field holds
    """Return words without regard to how their lines are broken, and anything else as it is."""
    return " ".join(value.split()) if isinstance(value, str) else value


class EntryForm(EntryFields):
    """What is offered to the viewer, and what becomes of what was tapped and written."""

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:  # noqa: ANN401 -- Django passes its own through
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.is_new = self.instance._state.adding  # noqa: SLF001 -- Django's documented sign of a new row
        self.recent = list(queries.with_links(lately.recent(viewer)))
        self._offer_terms()
        self._offer_partners()
        self._offer_things()
        self._offer_areas()
        # What arrives twice says the same again, though what it did is done.
        number = IdField().to_python(self.data.get("client_id")) if self.is_new else None
        self.known = queries.known_as(viewer, number)
        self._offer_promises()
        self._offer_employers()
        for name in ("reach", "words"):
            self.fields[name].required = False
        if self.is_new:
            self.initial["on"] = self.initial.get("on") or viewer.today
        else:
            for name in ONCE:
                self.fields.pop(name, None)

    def _choose(self, name: str, rows: Any) -> None:  # noqa: ANN401 -- querysets of several tables
        self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField

    def _offer_terms(self) -> None:
        town, today = self.viewer.municipality, self.viewer.today
        kinds = TERMS | {"tasks": pointed.task_kinds(self.viewer)}
        for name, listed in kinds.items():
            rows = vocabulary.visible_to(self.viewer).filter(kind__in=listed, municipality_id=town)
            self._choose(
                name, vocabulary.in_force(rows, today) | rows.filter(pk__in=self._filed(name))
            )
        self.fields["means"].empty_label = None  # type: ignore[attr-defined]  # a ModelChoiceField
        self._choose("needs", queries.needs_at_hand(self.viewer, self.instance))
        self._choose("goals", queries.goals_here(self.viewer, self.instance))
        self._choose("peers", lately.peers(self.viewer))
        self.fields["peers"].label_from_instance = lambda user: user.name  # type: ignore[attr-defined]  # as above
        for name in ("needs", "goals", "peers"):
            if not self.fields[name].queryset:  # type: ignore[attr-defined]  # as above
                del self.fields[name]

    def _filed(self, name: str) -> list[UUID]:
        """Return the terms an entry is filed under already: one that has ended since is not lost."""
        if self.is_new or name in ONCE:
            return []
        if name == "means":
            return [self.instance.means_id]
        return [term.pk for term in getattr(self.instance, name).all()]

    def _named(self, name: str) -> list[str]:
        """Return what was sent under a name, as far as it was sent several times."""
        return self.data.getlist(name) if self.is_bound else []  # type: ignore[attr-defined]  # a QueryDict

    def _linked(self, fields: dict[str, str]) -> list[str]:
        return [] if self.is_new else lately.linked([self.instance], fields)

    def _offer_partners(self) -> None:
        who = (self.data.get("who") or "") if self.is_bound else ""
        self.found = queries.persons_called(self.viewer, who)
        last = lately.linked(self.recent, lately.PARTNERS)[: lately.SHOWN]
        here = self._linked(lately.PARTNERS) or self.initial.get("partners", [])
        called = [f"person:{pk}" for pk in self.found]
        self.met = lately.partners(self.viewer, [*here, *last, *self._named("partners"), *called])
        # Whoever draws the form shows these names, and notes it.
        self.cards = self.met.cards
        self._tick("partners", self.met.choices, here)

    def _offer_things(self) -> None:
        last = lately.linked(self.recent, lately.THINGS)[: lately.SHOWN]
        here = self._linked(lately.THINGS) or self.initial.get("things", [])
        self.about = lately.things(self.viewer, [*here, *last, *self._named("things")])
        self._tick("things", self.about.choices, here)

    def _tick(self, name: str, choices: Iterable[lately.Choice], here: list[str]) -> None:
        self.fields[name].choices = [tuple(one) for one in choices]  # type: ignore[attr-defined]  # a ChoiceField
        self.initial[name] = here
        if not self.fields[name].choices:  # type: ignore[attr-defined]  # as above
            del self.fields[name]

    def _offer_areas(self) -> None:
        near = lately.nearest_areas(self.viewer, self.recent)
        offered = queries.logging_areas(self.viewer)
        self._choose("area", offered)
        pressed = IdField().to_python(self.data.get("near"))
        if pressed and pressed not in {area.pk for area in near}:
            near = [*near, *offered.filter(pk=pressed)]
        named = lately.area_names(near)
        tiles = [(str(area.pk), named[area.pk]) for area in near]
        self.fields["near"].choices = [*tiles, (ELSEWHERE, _("ほかの地区"))]  # type: ignore[attr-defined]  # a ChoiceField
        here = self.instance.area_id or self.initial.get("area")
        if here:
            self.initial["near"] = str(here) if str(here) in dict(tiles) else ELSEWHERE
        elif tiles and (self.recent or len(tiles) == 1):
            # Where one was last is where one most likely still is.
            self.initial["near"] = tiles[0][0]

    def _offer_promises(self) -> None:
        self._choose("done", queries.own_steps(self.viewer, self.known))
        self.fields["done"].label_from_instance = lambda entry: entry.next_step  # type: ignore[attr-defined]  # a ModelChoiceField
        self._choose("approach", queries.own_approaches(self.viewer, self.known))
        self.fields["approach"].label_from_instance = queries.approach_words  # type: ignore[attr-defined]  # as above
        self.waiting = self._offer_voices()
        for name in ("done", "approach", "answered"):
            # What was chosen and is no choice any more is told, not passed over.
            if not self.data.get(name) and not self.fields[name].queryset:  # type: ignore[attr-defined]  # as above
                del self.fields[name]

    def _offer_voices(self) -> list[Voice]:
        """Offer the voices that were promised an answer; return those whose words stand there."""
        asked = IdField().to_python(self.initial.get("answered"))
        self._choose("answered", queries.voices_at_hand(self.viewer, asked, self.known))
        return [] if not self.is_new else list(self.fields["answered"].queryset)  # type: ignore[attr-defined]  # as above

    def _offer_employers(self) -> None:
        own = queries.own_employers(self.viewer)
        if not self.is_new or len(own) == 1:
            del self.fields["employer"]
            self.instance.employer_id = self.instance.employer_id or own[0].pk
        else:
            self._choose("employer", own)
            self.initial.setdefault("employer", own[0].pk)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        data["on"] = data.get("on") or self.viewer.today
        data["reach"] = data.get("reach") or Entry.Reach.STAFF
        self._settle_area(data)
        self._settle_partners(data)
        self._settle_things(data)
        self._check_days(data)
        self._check_besides(data)
        if self.is_new:
            promises.settle_answer(self, data)
        self.meet_the_change()
        self.instance.client_id = data.get("client_id") or self.instance.client_id
        return data

    def _settle_area(self, data: dict[str, Any]) -> None:
        if "near" in self.errors or "area" in self.errors:
            return
        if data.get("near") != ELSEWHERE:
            data["area"] = queries.logging_areas(self.viewer).get(pk=UUID(data["near"]))
        if not data.get("area"):
            self.add_error("area", _("地区を選んでください。"))
            return
        chosen = data.get("employer")
        employer = chosen.pk if chosen else self.instance.employer_id
        if not rules.may_log_in(self.viewer, data["area"], employer):
            self.add_error("near", _("この所属先で受け持っている地区を選んでください。"))

    def _settle_partners(self, data: dict[str, Any]) -> None:
        """Link what was tapped, and what was named as it stands in a list; other names stay as words."""
        named, rest = queries.organisations_named(self.viewer, data.get("with_words", ""))
        data["with_words"] = rest
        rows = [self.met.rows[value] for value in data.get("partners", ())]
        if data.get("who"):
            rows += self._person(data)
        self.rows = {
            field: [row for row in rows if f"{kind}:{row.pk}" in self.met.rows]
            for kind, field in lately.PARTNERS.items()
        }
        self.rows["organisations"] = [*dict.fromkeys([*self.rows["organisations"], *named])]
        self.rows["peers"] = [*dict.fromkeys([*self.rows["peers"], *data.get("peers", ())])]

    def _person(self, data: dict[str, Any]) -> list[Any]:
        chosen = [f"person:{pk}" for pk in self.found]
        ticked = set(chosen) & set(data.get("partners", ()))
        if not self.found:
            self.add_error(
                "who",
                _("この名前や番号の方は見つかりません。先に「人」に記録するか、空けてください。"),
            )
        elif len(chosen) > 1 and not ticked:
            self.add_error(
                "who", _("同じ名前の方がいます。「このごろ会った相手」から選んでください。")
            )
        return [self.met.rows[one] for one in chosen if len(chosen) == 1 and one not in ticked]

    def _settle_things(self, data: dict[str, Any]) -> None:
        rows = [self.about.rows[value] for value in data.get("things", ())]
        if name := (data.get("thing_name") or "").strip():
            found = queries.things_named(self.viewer, name)
            if len(found) == 1:
                rows += [one for one in found if one not in rows]
            else:
                self.add_error(
                    "thing_name",
                    _("この名前のものは、見つからないか、いくつもあります。名前を確かめるか、空けてください。"),
                )  # fmt: skip
        self.rows |= queries.by_table(rows)
        if data.get("unchanged"):
            self._check_unchanged(rows)

    def _check_unchanged(self, rows: list[Any]) -> None:
        if not rows:
            self.add_error("unchanged", _("確かめた資源か活動を、上で選んでください。"))
        for row in rows:
            if not asset_rules.may_change(self.viewer, row):
                told = _("「%(name)s」は、受け持ちの地区のものではないので、確かめたことにできません。")  # fmt: skip
                self.add_error("unchanged", told % {"name": row.name})

    def _check_days(self, data: dict[str, Any]) -> None:
        today, step = self.viewer.today, data.get("next_on")
        if data["on"] > today:
            self.add_error("on", _("これからの日です。した日を選んでください。"))
        if step and not data.get("next_step"):
            self.add_error("next_step", _("その日までに何をするかを、ひとこと書いてください。"))
        if step and step < today and "next_on" in self.changed_data:
            self.add_error("next_on", _("過ぎた日です。今日か、これからの日を選んでください。"))

    def _check_besides(self, data: dict[str, Any]) -> None:
        reach = data.get("heard_reach") or Reach.OWN
        if reach != Reach.OWN and not data.get("heard_consent"):
            self.add_error(
                "heard_consent",
                _("言葉をほかへ伝えるには、ご本人の同意が要ります。どう聞いたかを選んでください。"),
            )
        if data.get("tie_words") and len(self.rows["organisations"]) != 2:
            self.add_error(
                "tie_words", _("つながりを残すには、相手に団体をちょうど二つ選んでください。")
            )

    def says_otherwise(self, known: Entry) -> bool:
        """Return whether something written here is not what the entry that arrived before says."""
        data = self.cleaned_data
        heard = {_plain(voice.words) for voice in known.voices.all()}
        return (
            any(data[name] and _plain(data[name]) != _plain(getattr(known, name)) for name in SAID)
            or bool(data["heard"].strip() and _plain(data["heard"]) not in heard)
            or bool(data.get("answered") and not promises.was_answered(known, data["answered"]))
            or any(
                not {*rows} <= {*getattr(known, name).all()} for name, rows in self.links().items()
            )
        )

    def links(self) -> dict[str, list[Any]]:
        """Return the rows the entry links, by its fields."""
        return self.rows | {name: list(self.cleaned_data.get(name, ())) for name in LISTED}

    def deed(self) -> Deed:
        """Return all that goes with the entry: what it links, and what other rooms are told once."""
        data = self.cleaned_data
        links = self.links()
        if not self.is_new:
            return Deed(links)
        heard = Heard(
            data["heard"].strip(),
            kind=data.get("heard_kind"),
            called=data["heard_called"],
            consent=data["heard_consent"],
            reach=data["heard_reach"] or Reach.OWN,
        )
        return Deed(
            links,
            Besides(
                heard=heard if heard.words else None,
                unchanged=data["unchanged"],
                tie_words=data["tie_words"].strip(),
                done=list(data.get("done", ())),
                approach=data.get("approach"),
                answered=promises.answered(data),
            ),
        )
