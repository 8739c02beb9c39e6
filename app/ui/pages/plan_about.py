"""About the plan: title in each language, period, languages, status and the rest that stands on its cover."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.views.plan_about import PlanAbout, plan_about
from app.ui.kit.button import Button
from app.ui.kit.dialog import ReadDialog
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import Options
from app.ui.kit.panel import scrolling_column
from app.ui.kit.text import column, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.plan_activity_fields import LANGUAGES, code_options
from app.ui.pages.record_form import RecordForm
from app.ui.session import Session
from app.ui.weak import weakly

WIDTH, HEIGHT = 560, 620


class PlanAboutDialog(ReadDialog):
    """Every field keeps itself; the plan is begun when there is none yet."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(say("plan.about"))
        self.resize(WIDTH, HEIGHT)
        self.form = RecordForm(session, "plan")
        self.leave = Button(say("frame.close"), "primary")
        self.leave.clicked.connect(self.accept)
        self._lay_out()
        session.write(plan_about, weakly(self.show_about))

    def show_about(self, about: PlanAbout) -> None:
        """Show the plan's own fields."""
        fresh = RecordForm(self._session, "plan", specs(about))
        self._rows.replaceWidget(self.form, fresh)
        self.form.deleteLater()
        self.form = fresh
        self.form.show_record(about.id, about.values)

    def done(self, result: int) -> None:
        """Keep what is being typed, and go."""
        self.form.commit()
        super().done(result)

    def _lay_out(self) -> None:
        self._rows = column(self.form, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        whole.addWidget(label(say("plan.about"), "title"))
        whole.addWidget(label(say("plan.about_why"), "quiet", wrap=True))
        whole.addWidget(scrolling_column(self._rows), 1)
        whole.addLayout(row(1, self.leave))


def specs(about: PlanAbout) -> tuple[FieldSpec, ...]:
    """Return the fields of a plan, titles in its languages first."""
    held = about.values.get("languages") or ()
    used = [one for one in LANGUAGES if one in (held if isinstance(held, tuple) else ())] or ["en", "ar"]
    offices = tuple((key, label_text(name)) for key, name in about.organisations)
    short = words().language not in ("ar", "ckb")
    return (
        *(_field(f"title_{one}", "line") for one in used),
        *(_field(name, "date", half=short) for name in ("period_from", "period_to")),
        _field("languages", "set", code_options("language")),
        _field("status", "choice", code_options("plan_status")),
        _field("code", "line"),
        _field("under_lead_of", "reference", tuple(sorted(offices, key=lambda pair: pair[1].casefold()))),
        _field("classification", "choice", code_options("sensitivity")),
        _field("host_reason", "text"),
        *(_field(name, "date", half=short) for name in ("due", "closed_on")),
    )


def _field(name: str, sort: str, options: Options = (), half: bool = False) -> FieldSpec:
    return FieldSpec(name, words().field("plan", name), sort, options, half)
