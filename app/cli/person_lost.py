"""Who does not belong, and devices that the country's records still count, on the command line."""

from __future__ import annotations

from app.cli.console import Console
from app.cli.opening import opened
from app.cli.parser import Commands, Options
from app.cli.person_words import label_said, name_said, person_said, who_said
from app.foundation.errors import UserError
from app.services.country_devices import OPEN
from app.services.roster_work import come_back
from app.services.shared_invitations import all_belong, turn_away
from app.services.views.headquarters_devices import LostEntry, lost_entries
from app.services.views.people import PeopleView, people_view


def add(group: Commands) -> None:
    """Add the commands to the group `person`."""
    shared_command = group.add("shared", shared, "invitations that several people joined with")
    shared_command.add_argument(
        "--all-belong", metavar="ID", default="", help="accept everybody who joined with this one"
    )
    away_command = group.add("turn-away", away, "say that a person does not belong to the group")
    away_command.add_argument("person", metavar="PERSON", help="name or id")
    away_command.add_argument("--work-counts", action="store_true", help="what has arrived here counts on")
    away_command.add_argument("--back", action="store_true", help="they belong to the group after all")
    away_command.guides = ("turn_away",)
    group.add("lost", lost, "devices that areas cut off, and whether the country's records count them")


def shared(options: Options, console: Console) -> None:
    """List invitations that several people joined with, after accepting all of one."""
    with opened(options, console) as desk:
        count = all_belong(desk, options.all_belong) if options.all_belong else 0
        view = people_view(desk)
    if options.all_belong:
        console.answer({"accepted": count}, "people.all_belong_done")
    elif console.as_json:
        console.show([_shared_data(view, console, number) for number in range(len(view.shared))])
    elif not view.shared:
        console.say("cli.no_shared")
    else:
        for number in range(len(view.shared)):
            told = _shared_data(view, console, number)
            console.say("cli.shared", id=told["id"], names=console.words.join(list(told["names"])))


def _shared_data(view: PeopleView, console: Console, number: int) -> dict[str, list[str] | str]:
    one = view.shared[number]
    people = [person for person in (view.find(key) for key in one.users) if person is not None]
    undecided = [name_said(console, person.name) for person in people if person.key in one.undecided]
    names = [name_said(console, person.name) for person in people]
    return {"id": one.id[:16], "names": names, "undecided": undecided}


def away(options: Options, console: Console) -> None:
    """Turn a person away, or take that back."""
    with opened(options, console) as desk:
        name = person_said(desk, console, options.person)
        if options.back:
            come_back(desk, options.person)
        else:
            turn_away(desk, options.person, work_counts=options.work_counts)
    code = "people.done.come_back" if options.back else "people.guide.turn_away.done"
    console.answer({"person": options.person}, code, name=name)


def lost(options: Options, console: Console) -> None:
    """List devices that areas cut off. Raises UserError `headquarters_only`."""
    with opened(options, console) as desk:
        if not desk.may_guide():
            raise UserError("headquarters_only", kind="country_cut")
        entries = lost_entries(desk)
    if console.as_json:
        console.show([_lost_data(entry, console) for entry in entries])
    elif not entries:
        console.say("cli.no_lost")
    else:
        for entry in entries:
            print(lost_said(console, entry))


def _lost_data(entry: LostEntry, console: Console) -> dict[str, object]:
    device = entry.device
    return {
        "device": device.replica,
        "name": name_said(console, entry.name),
        "area": device.area,
        "state": device.state,
        "said_on": device.said_on,
        "said_by": who_said(console, entry.said_by),
        "lost": device.lost,
        "reason": device.reason,
        "until": device.until,
        "country_until": device.country_until,
        "country_changes": device.changes,
    }


def lost_said(console: Console, entry: LostEntry) -> str:
    """Return what headquarters has to know of a device, in one sentence, with the command for it."""
    device, said = entry.device, console.words
    gone = device.state == OPEN and not device.lost
    text = said.say(
        "headquarters.lost.gone" if gone else f"headquarters.lost.{device.state}",
        name=name_said(console, entry.name),
        area=label_said(console, entry.area),
        day=said.date(device.said_on[:10]) if device.said_on else "",
    )
    return said.say("cli.lost", device=device.replica, text=text)
