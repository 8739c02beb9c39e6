"""The whole main job without a window, through the same services that a person uses.

The training example is opened, its last gaps filled, the plan frozen, signed by two focal points and the
national group in English and Arabic, checked, and exchanged between laptops that end with the same words.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.foundation.clock import SteppingClock, read_stamp
from app.foundation.files import write_whole
from app.models.kinds.plan import Activity
from app.models.kinds.review import FrozenVersion
from app.process.checks import run_checks
from app.process.checks.finding import Context
from app.process.definition import durable_solutions
from app.process.steps import step_states
from app.services.conflicts import conflict_list, decide
from app.services.demo_folder import PACKAGES, claim
from app.services.desk import Desk
from app.services.freezing import freeze, frozen_pdf
from app.services.joining import join_workspace
from app.services.opening import Costs, Newcomer
from app.services.packing import Parcel, make_package
from app.services.people import give_role, mark_compared
from app.services.sample import create_sample, finish_sample, founding
from app.services.signatures import sign_pdf
from app.services.state import state
from app.services.taking import take_package
from app.services.verifying import check_pdf, lines_of
from app.services.workbooks import workbook
from app.sync.word_key import propose
from app.words.catalogue import Words
from app.words.wordlist import words as joined_words

LANGUAGES = ("en", "ar")
FILE = "sinjar-baaj.masarw"
OMAR = Newcomer("Omar Saleh", "Ibn al-Athir Relief and Recovery", "focal_point")
SAMI = Newcomer("Sami Najm", "Durable Solutions Technical Working Group", "dstwg_national")
CONTESTED = "A-014"
DSTWG_FIELD = "dstwg"  # of the national group; the focal points have fields of their own


class Say(Protocol):
    """Tells how far the demonstration has come: a message code and its fields."""

    def __call__(self, code: str, /, **params: object) -> None: ...


@dataclass(slots=True)
class _Demonstration:
    folder: Path
    words: Words
    say: Say
    clock: SteppingClock
    costs: Costs
    open: ExitStack

    def joined(self, host: Desk, newcomer: Newcomer, spaces: str) -> Desk:
        """Let somebody join with a package and six words; the host takes their first package."""
        name = newcomer.name.lower().replace(" ", "-")
        six = propose()
        package = self.folder / f"for-{name}.masar"
        parcel = Parcel(words=six, spaces=spaces, invite=True, role=newcomer.role)
        packed = make_package(host, parcel, package)
        told, size = joined_words(self.words.language, six), self.words.size(packed.size)
        self.say("cli.demo.package", file=package.name, size=size, six=told)
        opened, report = join_workspace(
            self.folder / f"{name}.masarw", package, newcomer, None, six, clock=self.clock, costs=self.costs
        )
        self.open.callback(opened.desk.close)
        self.say("cli.demo.joined", name=newcomer.name, new=sum(report.new.values()))
        self.send(opened.desk, host, f"hello-{name}")
        mark_compared(host, newcomer.name)
        give_role(host, newcomer.name, newcomer.role)
        return opened.desk

    def send(self, sender: Desk, receiver: Desk, name: str) -> int:
        """Pack for one person and let them take it. Returns how many conflicts came of it."""
        package = self.folder / PACKAGES / f"{name}.masar"
        make_package(sender, Parcel(to=(receiver.identity_card().name,)), package)
        return sum(take_package(receiver, package, backup=False).conflicts.values())


def demonstrate(
    folder: Path, language: str, say: Say, *, costs: Costs | None = None, open_desks: ExitStack
) -> Desk:
    """Do the main job into `folder` and return the first focal point's desk, open like those of the others
    until `open_desks` closes them.

    Raises UserError `demo_folder_foreign` for a folder with other files, PlaceError.
    """
    clock = SteppingClock(read_stamp(founding()["begins"]))
    show = _Demonstration(claim(folder), Words(language), say, clock, costs or Costs(), open_desks)
    dalia = _prepared(show)
    version = _frozen(show, dalia)
    omar = show.joined(dalia, OMAR, "all")
    sami = show.joined(dalia, SAMI, "network")
    for guest, name in ((omar, "omar"), (sami, "sami")):
        show.send(dalia, guest, f"roster-for-{name}")
    _signed(show, version, (dalia, omar, sami))
    _workbooks(show, dalia)
    _exchanged(show, dalia, omar, sami)
    return dalia


def _prepared(show: _Demonstration) -> Desk:
    """Open the example, say where it stands, and fill its last gaps."""
    spoken = show.words.language if show.words.language in LANGUAGES else "en"
    opened = create_sample(show.folder / FILE, None, clock=show.clock, costs=show.costs, language=spoken)
    desk = opened.desk
    show.open.callback(desk.close)
    show.say("cli.demo.workspace", file=FILE)
    status = [one.status for one in step_states(durable_solutions(), desk.book(), desk.today)]
    show.say("cli.demo.steps", done=status.count("done"), going=status.count("in_progress"))
    errors = _errors(desk)
    finish_sample(desk, language=spoken)
    show.say("cli.demo.checks", errors=errors, left=_errors(desk))
    return desk


def _errors(desk: Desk) -> int:
    found = run_checks(desk.book(), Context(desk.today, sees_group=desk.sees_group))
    return sum(one.severity == "error" for one in found)


def _frozen(show: _Demonstration, desk: Desk) -> FrozenVersion:
    found = desk.find(FrozenVersion, freeze(desk))
    assert found is not None  # just frozen
    show.say("cli.demo.frozen", number=found.number or "", digest=(found.content_hash or "")[:12])
    return found


def _signed(show: _Demonstration, version: FrozenVersion, desks: tuple[Desk, ...]) -> None:
    """Let everyone sign each language's PDF, one after another, and verify what came of it."""
    for language in LANGUAGES:
        pdf = frozen_pdf(desks[0], version.id, language)
        for desk in desks:
            national = desk.identity_card().role == SAMI.role
            pdf = sign_pdf(desk, pdf, field=DSTWG_FIELD if national else "", language=language)
        file = show.folder / f"plan-{version.number}-{language}.pdf"
        write_whole(file, pdf)
        people = show.words.join([desk.identity_card().name for desk in desks])
        show.say("cli.demo.signed", file=file.name, people=people)
        verdict = next(lines_of(check_pdf(pdf, desks[0], show.words.language), show.words)).text
        show.say("cli.demo.verified", file=file.name, sentence=verdict)


def _workbooks(show: _Demonstration, desk: Desk) -> None:
    for language in LANGUAGES:
        file = show.folder / f"workbook-{language}.xlsx"
        write_whole(file, workbook(desk, language))
        show.say("cli.demo.workbook", file=file.name)


def _exchanged(show: _Demonstration, dalia: Desk, omar: Desk, sami: Desk) -> None:
    """Let two people edit the same field apart, exchange packages, decide, and compare the state words."""
    show.send(sami, dalia, "signature-sami")
    for desk, amount in ((dalia, "125000"), (omar, "98000")):
        contested = desk.records(Activity, code=CONTESTED)[0]
        with desk.write("activity.edit") as unit:
            unit.set(Activity, contested.id, budget=amount, currency="USD")
    show.send(omar, dalia, "edits-omar")
    conflicts = show.send(dalia, omar, "edits-dalia")
    for conflict in conflict_list(dalia):
        decide(dalia, conflict, keep=0)
    show.send(dalia, omar, "decision-dalia")
    show.send(omar, dalia, "thanks-omar")
    show.say("cli.demo.merged", conflicts=conflicts)
    mine, theirs = (state(desk) for desk in (dalia, omar))
    assert mine.words == theirs.words, "the laptops differ"
    show.say("cli.demo.words", state=joined_words(show.words.language, mine.words))
