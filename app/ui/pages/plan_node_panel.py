"""A node of a framework: what it asks, what answers it, and ways to align something with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from app.models.codes import CODE_LISTS
from app.services.framework_work import add_project, align, align_engagement, not_addressed, unalign
from app.services.views.frameworks import AlignmentRow, FrameworkRow, FrameworksView, NodeRow
from app.ui.asking import Ask
from app.ui.kit.button import Button, icon_button
from app.ui.kit.chip import Chip
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import ReferenceInput
from app.ui.kit.link import TextLink
from app.ui.kit.panel import SidePanel
from app.ui.kit.text import column, empty_layout, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.record_form import RecordForm
from app.ui.session import OnDesk, Session
from app.ui.weak import weakly, weakly_plain

WIDTH = 370
STATE_TONES = {"covered": "good", "partly": "attention", "reason": "neutral", "none": "neutral"}
_FIELD_OF_KIND = {"activity": "activity", "commitment": "commitment", "outside_project": "project"}


class NodePanel(SidePanel):
    """The panel of one node; every entry keeps itself."""

    def __init__(self, session: Session) -> None:
        super().__init__(width=WIDTH)
        self.session, self.framework, self.node = session, "", ""
        self._kinds: dict[str, str] = {}
        self.chip, self.guidance = Chip(), label("", wrap=True)
        self.source = label("", "tiny", wrap=True)
        self.answers_title, self.answers = label("", "strong"), column(gap=6)
        self.links: list[TextLink] = []
        self.align_title, self.what = label("", "strong"), ReferenceInput(())
        self.add_project = Button("", "link", "plus")
        self.asking = Ask(
            session, "outside_project", "frameworks.ask_project", "frameworks.ask_project_why", self
        )
        self.plan_title, self.say_how = label("", "strong"), Button("", "outlined", "plus")
        self.how, self.why = RecordForm(session, "alignment"), RecordForm(session, "framework_answer")
        self.take_back, self.say_why = Button("", "danger", "trash-2"), Button("", "link", "plus")
        self._lay_out_body()
        self._wire()

    def retranslate(self) -> None:
        """Say the panel's own texts in the language in force."""
        self.name_close(say("frame.close"))
        self.answers_title.setText(say("frameworks.column.answers"))
        self.align_title.setText(say("frameworks.align"))
        self.what.main().setAccessibleName(say("frameworks.align"))
        self.add_project.setText(say("frameworks.add_project"))
        self.plan_title.setText(say("frameworks.column.said"))
        self.say_how.setText(say("frameworks.say_how"))
        self.take_back.setText(say("frameworks.take_back"))
        self.say_why.setText(say("frameworks.say_why"))

    def commit(self) -> None:
        """Keep what is being typed."""
        self.how.commit()
        self.why.commit()

    def show_node(self, view: FrameworksView, framework: FrameworkRow, node: NodeRow) -> None:
        """Show a node, or the same one as it is now."""
        if node.id != self.node:
            self.commit()
        self.framework, self.node = framework.own or framework.id, node.id
        self.open_with(label_text(node.title), label_text(framework.title))
        self.chip.show_state(say(f"frameworks.state.{node.state}"), STATE_TONES[node.state])
        self.guidance.setText(label_text(node.guidance))
        self.source.setText(say("frameworks.source", source=label_text(node.source)))
        self.asking.belong(f"{self.framework}/{node.id}")
        self._show_answers(node)
        self._offer(view, node)
        self._show_plan(node)
        self._show_reason(node)

    def align_chosen(self) -> None:
        """Align what was chosen with the node."""
        record = str(self.what.value() or "")
        if record:
            self.what.show_value(None)
            if self._kinds[record] == "engagement":
                work = partial(align_engagement, framework=self.framework, node=self.node, engagement=record)
                self.session.write(work)
                return
            field = _FIELD_OF_KIND[self._kinds[record]]
            self.session.write(
                partial(align, framework=self.framework, node=self.node, subject=field, record=record)
            )

    def align_plan(self) -> None:
        """Say that the plan answers the node; how is written beneath."""
        self.session.write(partial(align, framework=self.framework, node=self.node))

    def give_reason(self) -> None:
        """Open the place for a reason why the node is not addressed."""
        self.session.write(partial(not_addressed, framework=self.framework, node=self.node, reason=None))

    def take_back_plan(self) -> None:
        """Take back what is said of the plan."""
        self.session.write(partial(unalign, alignment=self.how.record))

    def take_back_one(self, alignment: str) -> None:
        """Take back the alignment of a record."""
        self.session.write(partial(unalign, alignment=alignment))

    def take_back_engagement(self, engagement: str) -> None:
        """Let an engagement answer no node any more."""
        self.session.write(partial(align_engagement, framework="", node="", engagement=engagement))

    def _show_answers(self, node: NodeRow) -> None:
        empty_layout(self.answers)
        self.links = []
        taken = {one.record: one for one in node.alignments if one.record}
        for one in node.answers:
            title = say("plan.with_code", code=one.code, title=label_text(one.name)).strip(" ·")
            self._add_link(one.kind, one.id, title or words().kind(one.kind), taken.pop(one.id, None))
        for each in taken.values():
            state = words().code("alignment_status", each.status)
            self._add_link(each.kind, each.record, f"{label_text(each.name)} · {state}", each)
        for section in node.sections:
            self.answers.addWidget(label(label_text(section), wrap=True))
        if not (node.answers or node.sections or taken):
            self.answers.addWidget(label(say("frameworks.nothing_yet"), "quiet", wrap=True))

    def _add_link(self, kind: str, record: str, title: str, alignment: AlignmentRow | None) -> None:
        link = TextLink(title)
        link.clicked.connect(weakly_plain(self.session.go_to_record, kind, record))
        self.links.append(link)
        line: QHBoxLayout = row(link)
        line.setStretch(0, 1)
        if alignment is not None:
            drop = icon_button("x", say("frameworks.take_back_of", what=title))
            drop.clicked.connect(weakly_plain(self.take_back_one, alignment.id))
            line.addWidget(drop)
        elif kind == "engagement":
            drop = icon_button("x", say("frameworks.take_back_of", what=title))
            drop.clicked.connect(weakly_plain(self.take_back_engagement, record))
            line.addWidget(drop)
        self.answers.addLayout(line)

    def _offer(self, view: FrameworksView, node: NodeRow) -> None:
        taken = {one.record for one in node.alignments} | {one.id for one in node.answers}
        offered = (
            ("activity", view.activities),
            ("commitment", view.commitments),
            ("outside_project", view.projects),
            ("engagement", view.engagements),
        )
        self._kinds = {record: kind for kind, choices in offered for record, _name in choices}
        self.what.set_options(
            [
                (record, f"{words().kind(kind)} · {label_text(name) or say('records.untitled')}")
                for kind, choices in offered
                for record, name in choices
                if record not in taken
            ]
        )

    def _show_plan(self, node: NodeRow) -> None:
        said = node.of_plan
        for part in (self.how, self.take_back):
            part.setVisible(said is not None)
        self.say_how.setVisible(said is None)
        if said is not None:
            self.how = _again(self, self.how, "alignment", _how_specs())
            self.how.show_record(said.id, {"explanation": said.explanation or None, "status": said.status})

    def _show_reason(self, node: NodeRow) -> None:
        asked = bool(node.answer)
        self.why.setVisible(asked)
        self.say_why.setVisible(not asked and node.state == "none")
        if asked:
            self.why = _again(self, self.why, "framework_answer", _why_specs())
            self.why.show_record(node.answer, {"not_addressed_reason": node.reason or None})

    def _ask_project(self) -> None:
        self.asking.ask(partial(_project, language=words().language), weakly(self._project_added))

    def _project_added(self, record_id: object) -> None:
        work = partial(
            align,
            framework=self.framework,
            node=self.node,
            subject="project",
            record=str(record_id),
            status="alignable",
        )
        self.session.write(work)

    def _wire(self) -> None:
        self.what.finished.connect(self.align_chosen)
        self.add_project.clicked.connect(self._ask_project)
        self.asking.wanted.connect(self._ask_project)
        self.say_how.clicked.connect(self.align_plan)
        self.take_back.clicked.connect(self.take_back_plan)
        self.say_why.clicked.connect(self.give_reason)

    def _lay_out_body(self) -> None:
        self.body.addLayout(row(self.chip, 1))
        for part in (self.guidance, self.source, self.answers_title):
            self.body.addWidget(part)
        self.body.addLayout(self.answers)
        self.body.addWidget(self.align_title)
        self.body.addWidget(self.what)
        self.body.addLayout(row(self.add_project, 1))
        self.body.addWidget(self.plan_title)
        self.body.addLayout(row(self.say_how, 1))
        self.body.addWidget(self.how)
        self.body.addLayout(row(self.take_back, 1))
        self.body.addLayout(row(self.say_why, 1))
        self.body.addWidget(self.why)


def _again(panel: NodePanel, form: RecordForm, kind: str, specs: Sequence[FieldSpec]) -> RecordForm:
    """Return the form, or a new one in its place when its texts are in another language."""
    if form.property("specs") == words().language:
        return form
    form.commit()
    made = RecordForm(panel.session, kind, specs)
    made.setProperty("specs", words().language)
    panel.body.replaceWidget(form, made)
    form.hide()
    form.deleteLater()
    return made


def _how_specs() -> Sequence[FieldSpec]:
    options = [(one, words().code("alignment_status", one)) for one in CODE_LISTS["alignment_status"]]
    field = partial(words().field, "alignment")
    return (
        FieldSpec("explanation", field("explanation"), "text", hint=say("frameworks.explain_hint")),
        FieldSpec("status", field("status"), "choice", options),
    )


def _why_specs() -> Sequence[FieldSpec]:
    title = words().field("framework_answer", "not_addressed_reason")
    return (FieldSpec("not_addressed_reason", title, "text"),)


def _project(text: str, language: str) -> OnDesk:
    return partial(add_project, title=text, language=language)
