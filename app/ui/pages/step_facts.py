"""What the group writes about a step: who leads it, when it is planned, a note; and when it took place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from app.process.step_dates import StepDates
from app.services.step_tasks import change_step
from app.services.views.said import Label
from app.services.views.steps import StepEntry
from app.ui.begun import BegunEntry
from app.ui.kit.card import Card
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import Value
from app.ui.kit.text import label
from app.ui.language import label_text, say, words
from app.ui.pages.record_form import KeptForm
from app.ui.session import Session
from app.ui.weak import weakly

FIELDS = ("owner", "planned_start", "planned_end", "note")


class StepFacts(Card):
    """A card whose fields keep themselves, for a step that may have no record yet."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._step: StepEntry | None = None
        self._built: tuple[FieldSpec, ...] = ()
        self.form, self.took = KeptForm(session), label("", "small", wrap=True)
        self.begun = BegunEntry(session, "step", self)
        self.begun.restored.connect(self._bring_back)
        self.begun.wanted.connect(self._focus)
        self.body.setSpacing(8)
        self.body.addWidget(self.took)
        self.body.addWidget(self.form)

    def show_step(self, step: StepEntry, members: Sequence[tuple[str, Label]]) -> None:
        """Show a step; what is being typed about the one before is kept."""
        if self._step is not None and self._step.id != step.id:
            self.form.commit()
        self._step = step
        self.set_title(say("steps.plan"))
        self.took.setText(took_text(step.dates))
        self.took.setVisible(bool(self.took.text()))
        self._build(members)
        plan = step.plan
        self.form.show_values({name: getattr(plan, name) or None for name in FIELDS})
        self.begun.belong("" if plan.id else step.id)

    def commit(self) -> None:
        """Keep what is being typed."""
        self.form.commit()

    def _build(self, members: Sequence[tuple[str, Label]]) -> None:
        people = [(member, label_text(name)) for member, name in members]
        specs = (
            FieldSpec("owner", words().field("step", "owner"), "reference", people),
            FieldSpec("planned_start", words().field("step", "planned_start"), "date"),
            FieldSpec("planned_end", words().field("step", "planned_end"), "date"),
            FieldSpec("note", words().field("step", "note"), "text"),
        )
        if specs == self._built:
            return
        self._built = specs
        self.form.commit()
        old, self.form = self.form, KeptForm(self._session, specs)
        self.body.replaceWidget(old, self.form)
        old.hide()
        old.deleteLater()
        self.form.committed.connect(self._commit)
        self.form.drafted.connect(self._draft)

    def _commit(self, name: str, value: Value) -> None:
        if self._step is None:
            return
        work = partial(change_step, step_id=self._step.id, values={name: value})
        self._session.write(work, None, weakly(self._refuse, name))
        if not self._step.plan.id:
            self.begun.take(name)

    def _draft(self, name: str, value: Value) -> None:
        if self._step is not None and self._step.plan.id:
            self._session.keep_draft("step", self._step.plan.id, name, value)
        else:
            self.begun.put(name, value)

    def _bring_back(self, values: dict[str, Value]) -> None:
        self.form.bring_back(values)

    def _refuse(self, name: str, error: BaseException) -> None:
        self.form.refuse(name, error)

    def _focus(self) -> None:
        self.form.fields["note"].control.setFocus()


def took_text(dates: StepDates) -> str:
    """Return when a step began and ended according to its records, and how late it is."""
    parts = []
    if dates.began:
        parts.append(say("steps.began", day=words().date(dates.began)))
    if dates.ended:
        parts.append(say("steps.ended", day=words().date(dates.ended)))
    if dates.late:
        parts.append(say("steps.late", count=dates.late).replace(" ", "\u00a0"))
    return " · ".join(parts)
