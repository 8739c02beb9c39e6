"""Who takes part in a joint activity: part and share of each organisation, and whether the shares add up."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.models.codes import CODE_LISTS
from app.process import facts
from app.services.joint_work import add_share, drop_share
from app.services.views.joint import JointEntry, JointView, ShareEntry
from app.ui.kit.button import icon_button
from app.ui.kit.chip import Chip
from app.ui.kit.form import FieldSpec
from app.ui.kit.inputs import ReferenceInput
from app.ui.kit.text import column, label, row
from app.ui.language import label_text, say, words
from app.ui.pages.record_form import RecordForm
from app.ui.session import Session
from app.ui.weak import weakly_plain


class ShareBlock(QFrame):
    """One organisation: its name and share, and the fields of what it carries."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self.record = session, ""
        self.title, self.share = label("", "strong", wrap=True), label("", "small")
        self.form = RecordForm(session, "joint_share", share_specs())
        self.remove = icon_button("trash-2", say("joint.drop_share"))
        self.remove.clicked.connect(weakly_plain(self.take_away))
        head = row(self.title, self.share, self.remove, gap=6)
        head.setStretch(0, 1)
        self.setLayout(column(head, self.form, gap=6))

    def show_share(self, one: ShareEntry) -> None:
        """Show a share."""
        self.record = one.id
        self.title.setText(label_text(one.name) or say("records.untitled"))
        self.share.setText(one.share)
        role = one.role.code.rpartition(".")[2] if one.role else None
        values = {"role": role, "amount": one.amount or None, "instrument": one.instrument or None}
        self.form.show_record(one.id, {**values, "reference": one.reference or None})

    def take_away(self) -> None:
        """Take the organisation out; the toast offers to undo it."""
        self._session.write(partial(drop_share, share=self.record))
        self._session.offer_undo(say("records.removed", title=self.title.text()))


class ShareList(QWidget):
    """All shares of a joint activity. Blocks stay while their share does, so that typing goes on."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._joint = session, ""
        self.blocks: dict[str, ShareBlock] = {}
        self.title, self.sum, self.chip = label("", "strong"), label("", "small"), Chip()
        self.add = ReferenceInput((), say("joint.add_organisation"))
        self.add.finished.connect(self.add_chosen)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.setLayout(column(self.title, row(self.sum, self.chip, 1), self._rows, self.add, gap=6))

    def retranslate(self) -> None:
        """Say the fixed texts in the language in force; fields are made anew."""
        self.title.setText(say("joint.shares"))
        self.add.main().setAccessibleName(say("joint.add_organisation"))
        self._show({})

    def commit(self) -> None:
        """Keep what is being typed."""
        for block in self.blocks.values():
            block.form.commit()

    def show_joint(self, view: JointView, joint: JointEntry) -> None:
        """Show who takes part in a joint activity."""
        self._joint = joint.id
        self._say_sum(joint)
        taken = {one.organisation for one in joint.shares}
        named = ((key, label_text(name) or say("records.untitled")) for key, name in view.organisations)
        left = [pair for pair in named if pair[0] not in taken]
        self.add.set_options(sorted(left, key=lambda pair: pair[1].casefold()))
        self._show({one.id: one for one in joint.shares})

    def add_chosen(self) -> None:
        """Let the chosen organisation take part."""
        organisation = str(self.add.value() or "")
        if organisation:
            self.add.show_value(None)
            self._session.write(partial(add_share, joint=self._joint, organisation=organisation))

    def _say_sum(self, joint: JointEntry) -> None:
        total, budget = (facts.number(text) for text in (joint.total, joint.budget))
        if total is None:
            self.sum.setText(say("joint.no_amounts"))
        elif budget is None:
            self.sum.setText(say("joint.sum", total=total, currency=joint.currency))
        else:
            self.sum.setText(say("joint.sum_of", total=total, budget=budget, currency=joint.currency))
        said = {True: "joint.adds_up", False: "joint.does_not_add_up"}
        tone = "good" if joint.adds_up else "wrong"
        self.chip.show_state(say(said[joint.adds_up]) if joint.adds_up is not None else "", tone)

    def _show(self, shares: dict[str, ShareEntry]) -> None:
        for gone in [one for one in self.blocks if one not in shares]:
            block = self.blocks.pop(gone)
            block.form.commit()
            block.hide()
            block.deleteLater()
        for share in shares.values():
            if share.id not in self.blocks:
                self.blocks[share.id] = ShareBlock(self._session)
                self._rows.addWidget(self.blocks[share.id])
            self.blocks[share.id].show_share(share)


def share_specs() -> tuple[FieldSpec, ...]:
    """Return the fields of a share."""
    field = partial(words().field, "joint_share")
    roles = [(one, words().code("joint_role", one)) for one in CODE_LISTS["joint_role"]]
    return (
        FieldSpec("role", field("role"), "choice", roles),
        FieldSpec("amount", field("amount"), "number", half=True),
        FieldSpec("reference", field("reference"), "line", half=True),
        FieldSpec("instrument", field("instrument"), "line"),
    )
