"""Rules of steps that any process can use: what they look at stands in the definition."""

from __future__ import annotations

from app.models.kinds.plan import Agreement, JointActivity
from app.process import facts
from app.process.alignment import coverage
from app.process.checks.fields import PAGE_OF
from app.process.expected import Expected, Plain, found
from app.process.joint import lacks
from app.process.nodes import built_in
from app.process.reasons import Jump, Met, Reason, View, graded
from app.process.scope import scope_of
from app.process.terms import Params, Term, names_of
from app.process.written import written_sections


def recorded(view: View, says: str, kind: str, least: int = 1, **equals: Plain) -> Reason:
    """At least so many records of a kind are as the definition says; `says` names the sentence."""
    records = tuple(one.id for one in found(view.book, Expected(kind, equals)))
    params: Params = {"count": len(records), "least": least}
    jump = Jump(PAGE_OF.get(kind, "plan"), kind, records[0] if records else "")
    return Reason(f"gate.{says}", graded(len(records), least), jump, params, records)


def sections_written(view: View, sections: tuple[str, ...]) -> Reason:
    """These sections of the plan say something."""
    written = written_sections(view.book, facts.current_plan(view.book))
    missing = tuple(Term(f"code.section_key.{one}") for one in sections if one not in written)
    names = tuple(Term(f"code.section_key.{one}") for one in sections)
    params: Params = {"sections": names, "missing": missing, "count": len(sections) - len(missing)}
    ids = tuple(written[one][0] for one in sections if one in written)
    met = graded(len(sections) - len(missing), len(sections))
    return Reason("gate.sections_written", met, Jump("plan", "section"), params, ids)


def outline_written(view: View) -> Reason:
    """Every required section of the outline says something."""
    required = scope_of(view.book).required
    said = sections_written(view, required)
    params: Params = {
        "count": said.params["count"],
        "total": len(required),
        "missing": said.params["missing"],
    }
    return Reason("gate.outline_written", said.met, said.jump, params, said.records)


def nodes_covered(view: View, framework: str, nodes: tuple[str, ...] = ()) -> Reason:
    """These nodes of a framework are covered; without any named, all that it requires."""
    whole = coverage(view.book, built_in(framework))
    asked = [one for one in whole.nodes if (one.node.id in nodes if nodes else one.node.required)]
    missing = tuple(Term(one.node.title) for one in asked if one.state != "covered")
    params: Params = {
        "framework": Term(f"code.framework.{framework}"),
        "nodes": tuple(Term(one.node.title) for one in asked),
        "missing": missing,
        "count": len(asked) - len(missing),
        "total": len(asked),
    }
    met = graded(len(asked) - len(missing), len(asked))
    return Reason("gate.nodes_covered", met, Jump("plan", "alignment"), params)


def joint_arranged(view: View) -> Reason:
    """Every joint activity has its partners, lead, level, modality with agent, steering body and shares."""
    every = view.book.of(JointActivity)
    waiting = tuple(one.id for one in every if lacks(view.book, one))
    params: Params = {"count": len(every) - len(waiting), "total": len(every), "waiting": names_of(waiting)}
    jump = Jump("plan", "joint_activity", (*waiting, *(one.id for one in every), "")[0])
    met = graded(len(every) - len(waiting), len(every))
    return Reason("gate.joint_arranged", met, jump, params, tuple(one.id for one in every))


def agreements_signed(view: View) -> Reason:
    """The programme document and every other agreement of the joint work are signed."""
    every = [one for one in view.book.of(Agreement) if one.joint_activity]
    signed = [one for one in every if one.status == "signed"]
    document = any(one.type == "joint_programme_doc" for one in signed)
    waiting = tuple(one.id for one in every if one not in signed)
    params: Params = {"count": len(signed), "total": len(every), "waiting": names_of(waiting)}
    met: Met = "yes" if document and not waiting else "partly" if every else "no"
    on = facts.latest([one.signed_on for one in signed])
    jump = Jump("plan", "agreement", waiting[0] if waiting else "")
    return Reason("gate.agreements_signed", met, jump, params, tuple(one.id for one in signed), on)
