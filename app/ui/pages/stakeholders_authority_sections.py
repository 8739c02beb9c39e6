"""The two forms beside the authority: whom it names, and what it commits to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.services.views.records import Value
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import Options
from app.ui.language import say, words
from app.ui.pages.stakeholders_sections import Section
from app.ui.pages.stakeholders_words import code_options
from app.ui.session import Session


class NamedSection(Section):
    """Whom authorities name: one line makes a stakeholder and puts it on the outreach list."""

    heading = "card"

    def __init__(self, session: Session) -> None:
        super().__init__(session, "named", "named")
        self._offices: Options = ()

    def offer(self, offices: Options) -> None:
        """Offer these offices as who named somebody."""
        if offices != self._offices:
            self._offices = offices
            if not self.add.isChecked():
                self.build()

    def specs(self) -> Sequence[FieldSpec]:
        return (
            FieldSpec("name", say("stakeholders.ask_name")),
            FieldSpec("type", words().field("stakeholder", "type"), "choice", code_options("org_type")),
            FieldSpec("authority", say("stakeholders.named.by"), "choice", self._offices),
        )

    def is_complete(self, values: Mapping[str, Value]) -> bool:
        return bool(values.get("name"))


class PromiseSection(Section):
    """What the authority commits to."""

    heading = "card"

    def __init__(self, session: Session) -> None:
        super().__init__(session, "promises", "promise")
        self._organisations: Options = ()

    def offer(self, organisations: Options) -> None:
        """Offer these organisations as who promises."""
        if organisations != self._organisations:
            self._organisations = organisations
            if not self.add.isChecked():
                self.build()

    def specs(self) -> Sequence[FieldSpec]:
        field = words().field
        return (
            FieldSpec("text", say("stakeholders.promises.what"), "text"),
            FieldSpec("organisation", field("commitment", "organisation"), "reference", self._organisations),
            FieldSpec(
                "type", field("commitment", "type"), "choice", code_options("commitment_type"), half=True
            ),
            FieldSpec("due", field("commitment", "due"), "date", half=True),
        )

    def is_complete(self, values: Mapping[str, Value]) -> bool:
        return bool(values.get("text"))
