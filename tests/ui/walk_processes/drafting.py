"""What every neighbouring process needs of a person: begin it, name organisations, write, review, print."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from ui.walk import gates
from ui.walk.eyes import plain, said
from ui.walk.person import Person

from app.models.kinds.review import FrozenVersion
from app.process.definition import process_of
from app.ui.kit.field import FieldEditor

ORGANISATIONS = (("Shelter Agency", "40"), ("Rights Agency", "40"), ("Ministry of Planning", "10"))
MINISTRY = ORGANISATIONS[2][0]


def begin(person: Person, file: Path, process: str, language: str) -> None:
    """Choose the process on Welcome and make a workspace for Sinjar."""
    if person.find(language).isEnabled():
        person.click(language)
    person.click("welcome.new")
    person.choose("welcome.area", "سنجار")
    person.choose("welcome.process", f"code.process.{process}")
    person.fill("welcome.name", "Dalia Haddad")
    person.fill("welcome.organisation", "Sunbula")
    person.click("welcome.no_passphrase")
    person.fill("welcome.file", str(file))
    person.click("welcome.new.go")
    person.walker.bot.waitUntil(lambda: person.walker.program.desk_window is not None, timeout=20_000)
    person.walker.settle()
    person.come_to_the_front()
    assert process_of(person.walker.desk.book()).id == process
    person.picture("home")


def list_organisations(person: Person) -> None:
    """Add those who take part."""
    person.page("group")
    person.click("group.tab.organisations")
    for name, sort in ORGANISATIONS:
        person.door.answers = [name]
        person.click("group.add.organisation")
        person.choose("field.organisation.type", f"code.org_type.{sort}")


def write_sections(person: Person, language: str) -> None:
    """Write one paragraph into every section that the document must have."""
    person.page("plan")
    person.click("plan.tab.text")
    tab = person.walker.frame.stack.made()["plan"].text
    required = process_of(person.walker.desk.book()).scope.required
    for section in required:
        write_section(person, section, language)
    assert [one.key for one in tab._view.text.sections if one.key in required and one.state == "empty"] == []
    person.picture("text")


def write_section(person: Person, section: str, language: str) -> None:
    """Write one paragraph into a section of the text that is in front."""
    tab = person.walker.frame.stack.made()["plan"].text
    person.click_on(tab.outline.buttons[section])
    column = next(one for one in (tab.first, tab.second) if one.language == language)
    person.click_on(column.add)
    person.type(f"What is to be said of {section.replace('_', ' ')}.")
    person.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def plan_activity(person: Person, title: str, *nodes: str, lead: str = ORGANISATIONS[0][0]) -> None:
    """Add an activity with all that its check asks, placed in the framework of the process."""
    person.page("plan")
    person.click("plan.tab.activities")
    person.click("plan.add_activity")
    person.fill("field.activity.title_en", title)
    for node in nodes:
        framework = process_of(person.walker.desk.book()).scope.framework
        person.choose(f"code.framework.{framework}", f"framework.{framework}.{node}.title", panel(person))
    person.fill("field.activity.starts", "1/3/2026")
    person.fill("field.activity.ends", "30/11/2026")
    person.choose("field.activity.government_counterpart", MINISTRY)
    person.choose("field.activity.lead", lead)
    person.click("plan.add_target")
    person.fill("field.target.value", "120")
    person.picture("activity")


def panel(person: Person) -> FieldEditor:
    """Return the panel of the activity that is open."""
    return person.walker.frame.stack.made()["plan"].activity_panel


def review(person: Person) -> None:
    """Open a round of review, close it, and freeze the version that is to be signed."""
    person.page("review")
    person.click("review.round.open")
    person.choose("field.review_round.status", "code.round_status.closed")
    person.fill("field.review_round.closed_on", "1/3/2026")
    person.picture("review")
    person.click("review.tab.versions")
    person.click_on(person.walker.frame.stack.made()["review"].freeze)
    person.click("review.freeze.go")
    person.walker.bot.waitUntil(lambda: bool(person.walker.desk.records(FrozenVersion)), timeout=60_000)
    person.walker.settle()
    assert person.walker.desk.records(FrozenVersion)[0].draft is not True
    person.picture("frozen")


def _is_clear(person: Person, code: str) -> bool:
    """Return whether the toast does not lie over a control."""
    toast, control = person.walker.frame.toast, person.find(code)
    box = QRect(control.mapTo(control.window(), QPoint()), control.size())
    return not toast.isVisible() or not box.intersects(
        QRect(toast.mapTo(toast.window(), QPoint()), toast.size())
    )


def sign_on_paper(person: Person, *signatures: tuple[str, str, str]) -> None:
    """Record who signed in ink: name, role, and organisation where it matters.

    What is offered to be undone meanwhile makes room for the buttons.
    """
    for name, role, organisation in signatures:
        person.walker.bot.waitUntil(lambda: _is_clear(person, "review.action.paper"), timeout=2_000)
        person.click("review.action.paper")
        person.fill("field.signoff.name", name)
        person.choose("field.signoff.role", f"code.signoff_role.{role}")
        if organisation:
            person.choose("field.signoff.organisation", organisation)
        person.click("review.paper.go")
    person.picture("signed")


def print_the_document(person: Person, file: Path) -> None:
    """Look at the document as it prints, and save it."""
    person.page("plan")
    person.door.files = [file]
    person.click("plan.preview")
    save = person.find("plan.save_pdf")
    person.walker.bot.waitUntil(save.isEnabled, timeout=60_000)
    person.picture("preview")
    person.click_on(save)
    person.click("frame.close")
    assert file.read_bytes().startswith(b"%PDF")


def are_done(person: Person, *numbers: int) -> None:
    """See on the Steps page that steps are done, each rule with its tick."""
    for number in numbers:
        rules = gates.look_at(person, number)
        assert set(rules.values()) == {"✓"}, (number, rules)
        assert plain(person.walker.frame.stack.made()["steps"].chip.text()) == said("steps.status.done"), (
            number
        )
        person.picture(f"step-{number}")
