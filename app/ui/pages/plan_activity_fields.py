"""The fields of the editors on the Plan page, in the order people fill them in."""

from __future__ import annotations

from app.models.codes import CODE_LISTS
from app.services.views.plan import ActivityEntry, CommitmentEntry, PlanView
from app.services.views.plan_choices import Choices
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import Options
from app.ui.language import label_text, say, words

LANGUAGES = ("en", "ar", "ckb", "fr")


def activity_specs(view: PlanView, entry: ActivityEntry) -> tuple[FieldSpec, ...]:
    """Return the fields that every activity needs."""
    choices = view.choices
    governments = _with(
        choices.governments, choices.organisations, entry.values.get("government_counterpart")
    )
    return (
        *_in_languages("activity", "title", view, entry, "line"),
        *((_field("objective", "choice", objective_options()),) if view.framework is None else ()),
        _field("starts", "date", half=_short_dates()),
        _field("ends", "date", half=_short_dates()),
        _field("government_counterpart", "reference", named(governments)),
        _field("no_counterpart_reason", "text"),
        _field("groups", "set", code_options("population_group")),
        _field("locations", "pick_many", named(choices.locations)),
        _field("lead", "reference", named(choices.organisations)),
        _field("partners", "pick_many", named(choices.organisations)),
        _field("focal_person", "reference", named(choices.members)),
        _field("status", "choice", code_options("activity_status"), half=True),
        _field("origin", "choice", code_options("activity_origin"), half=True),
    )


def more_activity_specs(view: PlanView, entry: ActivityEntry) -> tuple[FieldSpec, ...]:
    """Return the fields that are looked at less often."""
    others = tuple(pair for pair in view.choices.activities if pair[0] != entry.id)
    return (
        _field("code", "line", half=True),
        _field("modality", "choice", code_options("activity_modality"), half=True),
        *_in_languages("activity", "description", view, entry, "text"),
        *((_field("objective", "choice", objective_options()),) if view.framework else ()),
        _field("other_objectives", "set", tuple((one, one) for one in CODE_LISTS["so"])),
        _field("iasc", "set", code_options("iasc")),
        _field("principles", "set", code_options("principle")),
        _field("spectrum", "choice", code_options("spectrum")),
        _field("budget", "number", half=True),
        _field("currency", "line", half=True),
        _field("donor", "line"),
        _field("gender_marker", "choice", code_options("marker")),
        _field("youth_marker", "choice", code_options("marker")),
        _field("intentions_evidence", "text"),
        _field("due_diligence", "text"),
        _field("land_checked", "yes_no"),
        _field("depends_on", "pick_many", named(others)),
        *_of_joint_work(view),
    )


def place_specs(view: PlanView) -> tuple[FieldSpec, ...]:
    """Return the field in which another process says where an activity stands in its framework."""
    if view.framework is None:
        return ()
    nodes = [(node, label_text(title)) for node, title in view.nodes]
    return (FieldSpec("nodes", label_text(view.framework), "pick_many", nodes),)


def _of_joint_work(view: PlanView) -> tuple[FieldSpec, ...]:
    """Return the field of the joint activity that an activity belongs to, where there are any."""
    joint = view.choices.joint
    return (_field("joint_activity", "reference", named(joint)),) if joint else ()


def commitment_specs(view: PlanView, entry: CommitmentEntry) -> tuple[FieldSpec, ...]:
    """Return the fields of a commitment."""
    choices = view.choices
    made = (
        ("organisation", "reference", named(choices.organisations), False),
        ("representative", "line", (), False),
        ("role", "choice", code_options("commitment_role"), _short_dates()),
        ("due", "date", (), _short_dates()),
        ("status", "choice", code_options("commitment_status"), False),
        ("type", "choice", code_options("commitment_type"), False),
        *((("agreement", "reference", named(choices.agreements), False),) if choices.agreements else ()),
        ("objective", "choice", objective_options(), False),
        ("activities", "pick_many", named(choices.activities), False),
        ("resources", "text", (), False),
        ("conditions", "text", (), False),
        ("counterpart_obligation", "text", (), False),
        ("evidence", "text", (), False),
        ("reviewed_on", "date", (), False),
        ("meeting", "reference", named(choices.meetings), False),
    )
    fields = (_field(name, sort, options, half, "commitment") for name, sort, options, half in made)
    return (*_in_languages("commitment", "text", view, entry, "text"), *fields)


def target_specs() -> tuple[FieldSpec, ...]:
    """Return the fields of a target."""
    return (
        _field("value", "number", half=True, kind="target"),
        _field("unit", "choice", code_options("unit"), half=True, kind="target"),
        _field("unit_text", "line", half=_short_dates(), kind="target"),
        _field("due", "date", half=_short_dates(), kind="target"),
        _field("women", "whole", half=True, kind="target"),
        _field("men", "whole", half=True, kind="target"),
    )


def target_split_specs() -> tuple[FieldSpec, ...]:
    """Return the fields that say more of a target: where it starts, what tells it, of whom it consists."""
    pairs = ("girls", "boys", "elderly", "idps", "returnees", "host")
    return (
        _field("baseline", "number", kind="target"),
        _field("indicator", "reference", kind="target"),
        *(_field(name, "whole", half=True, kind="target") for name in pairs),
    )


def objective_options() -> Options:
    """Return the eight objectives as "SO4 · Basic services"."""
    return tuple((one, f"{one} · {words().code('so', one)}") for one in CODE_LISTS["so"])


def code_options(code_list: str) -> Options:
    """Return the codes of a list with their words."""
    return tuple((one, words().code(code_list, one)) for one in CODE_LISTS[code_list])


def named(choices: Choices) -> Options:
    """Return records with their names in the language in force, by name."""
    texts = ((record_id, label_text(name) or say("records.untitled")) for record_id, name in choices)
    return tuple(sorted(texts, key=lambda pair: pair[1].casefold()))


def _field(
    name: str, sort: str, options: Options = (), half: bool = False, kind: str = "activity"
) -> FieldSpec:
    return FieldSpec(name, words().field(kind, name), sort, options, half)


def _short_dates() -> bool:
    """Return whether a day fits into half the panel: the Iraqi months have long names."""
    return words().language not in ("ar", "ckb")


def _in_languages(
    kind: str, base: str, view: PlanView, entry: ActivityEntry | CommitmentEntry, sort: str
) -> tuple[FieldSpec, ...]:
    used = [
        one
        for one in LANGUAGES
        if one in ("en", "ar", *view.text.languages) or entry.values.get(f"{base}_{one}")
    ]
    used.sort(key=lambda one: one != words().language)
    return tuple(_field(f"{base}_{one}", sort, kind=kind) for one in used)


def _with(choices: Choices, all_of_them: Choices, held: object) -> Choices:
    if not held or any(record_id == held for record_id, _ in choices):
        return choices
    return (*choices, *(pair for pair in all_of_them if pair[0] == held))
