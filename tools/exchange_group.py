"""A small group whose laptops went apart, for pictures of the Exchange page with something on it.

Three laptops, headquarters, a lost device, a stranger: made through the services, with invented people.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from app.foundation.clock import SteppingClock, read_stamp, stamp
from app.keys.identity import card_of, new_identity
from app.keys.locker import Cost as KeyCost
from app.models.kinds.area import Location
from app.models.kinds.country import Guidance
from app.models.kinds.inside import Contact, Stakeholder
from app.models.kinds.plan import Activity, Target
from app.services.asking import make_request
from app.services.backups import make_backup
from app.services.desk import Desk
from app.services.devices import cut_off, devices
from app.services.joining import join_workspace
from app.services.opening import Costs, Newcomer, create_workspace
from app.services.packing import Parcel, make_package
from app.services.people import mark_compared, trust
from app.services.strangers import keep_stranger
from app.services.taking import take_package
from app.storage.chains import spaces, vector
from app.storage.lock_box import Cost
from app.sync.request import Request

CHEAP = Costs(Cost(2**4), KeyCost(2**4))
WORDS = (1, 2, 3, 4, 5, 6)
BEFORE = (
    "Sixty women and men clear the school road for forty days; the municipality lends the tools and the"
    " council names the households."
)
OMARS = (
    "Eighty women and men clear the school road and the canal for forty days; the municipality lends the"
    " tools and the council names the households."
)
DALIAS = (
    "Sixty women and men clear the school road for thirty days; the municipality lends the tools and the"
    " roundtable names the households."
)


@dataclass(frozen=True, slots=True)
class Laptop:
    """One person's laptop."""

    name: str
    folder: Path
    desk: Desk

    def use(self) -> Desk:
        """Make this laptop's data folder the one in use and return its desk."""
        os.environ["MASAR_DATA_DIR"] = str(self.folder / "data")
        return self.desk


class ExchangeGroup:
    """The laptops in a folder; `dalia` is the one whose window is pictured, `news`, `gone`, `sami` packages
    for her, `asks` a request of Nadia's.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.clock = SteppingClock(read_stamp("2026-02-02T08:00:00Z"))
        self.dalia = self._founder()
        self._plan()
        self.omar = self._member("Omar Saleh", "Legal Aid Network", "member")
        self.nadia = self._member("Nadia Khalaf", "Hand in Hand", "member")
        self.huda = self._member("Huda Jamil", "DSTWG", "headquarters")
        sara = self._member("Sara Aziz", "Water directorate", "member")
        for laptop in (self.omar, self.nadia, self.huda):
            self._send(self.dalia, laptop)
        self._send(self.huda, self.dalia)
        mark_compared(self.dalia.use(), "Omar Saleh")
        self._at("2026-02-19T10:00:00Z")
        self._invite_twice()
        self._at("2026-02-20T09:00:00Z")
        self._lose(sara)
        self._send(self.dalia, self.huda)
        identity = new_identity("Karim Hassan", "District office", self.clock)
        trust(self.dalia.use(), card_of(identity, "member"))
        self._edit_apart()
        self._at("2026-03-13T15:20:00Z")
        self.news = self._news()
        self._wait_for_something()
        self.sami = self._stranger()
        self._at("2026-03-14T09:30:00Z")
        self.dalia.use()

    @property
    def stick(self) -> Path:
        """A folder with packages in it."""
        return self.news.parent

    def close(self) -> None:
        """Close all laptops but the one that is pictured."""
        for laptop in (self.omar, self.nadia, self.huda):
            laptop.use().close()
        self.dalia.use()

    def _at(self, moment: str) -> None:
        self.clock.move_to(read_stamp(moment))

    def _own(self, name: str) -> Path:
        own = self._folder / name.split(maxsplit=1)[0]
        own.mkdir(parents=True)
        os.environ["MASAR_DATA_DIR"] = str(own / "data")
        return own

    def _founder(self) -> Laptop:
        own = self._own("Dalia Haddad")
        newcomer = Newcomer("Dalia Haddad", "Hand in Hand", "focal_point")
        opened = create_workspace(
            own / "Sinjar.masarw", "IQG15Q07", newcomer, None, clock=self.clock, costs=CHEAP, training=True
        )
        return Laptop("Dalia Haddad", own, opened.desk)

    def _plan(self) -> None:
        with self.dalia.use().write("activity.add") as unit:
            cash = unit.add(
                Activity,
                title_en="Cash for work, Al-Ba'aj",
                title_ar="النقد مقابل العمل، البعاج",
                description_en=BEFORE,
                objective="SO4",
                starts="2026-04-01",
            )
            unit.add(
                Activity,
                title_en="Reopen the health post",
                title_ar="إعادة فتح المركز الصحي",
                objective="SO3",
                starts="2026-05-01",
            )
            unit.add(Target, activity=cash, unit="individuals", value="300")
            unit.add(Location, name_en="Tal Banat", name_ar="تل بنات", role="return")
        with self.dalia.desk.write("stakeholder.add") as unit:
            for title, arabic in (
                ("Elders of Tal Banat", "وجهاء تل بنات"),
                ("Tal Banat elders", "كبار تل بنات"),
            ):
                made = unit.add(Stakeholder, name_en=title, name_ar=arabic)
                unit.add(Contact, stakeholder=made, person_name="Abu Salim", phone="+964 770 555 0142")

    def _member(self, name: str, organisation: str, role: str) -> Laptop:
        package = self._folder / f"for-{name}.masar"
        make_package(self.dalia.use(), Parcel(words=WORDS, invite=True, role=role), package)
        own = self._own(name)
        opened, _ = join_workspace(
            own / "Sinjar.masarw",
            package,
            Newcomer(name, organisation, role),
            None,
            WORDS,
            clock=self.clock,
            costs=CHEAP,
        )
        made = Laptop(name, own, opened.desk)
        self._send(made, self.dalia)
        return made

    def _invite_twice(self) -> None:
        """Two people joined with one invitation."""
        package = self._folder / "for a newcomer.masar"
        make_package(self.dalia.use(), Parcel(words=WORDS, invite=True, role="member"), package)
        for name, organisation in (("Rana Yousif", "Hand in Hand"), ("Bilal Aziz", "Unknown")):
            own = self._own(name)
            newcomer = Newcomer(name, organisation, "member")
            opened, _ = join_workspace(
                own / "Sinjar.masarw", package, newcomer, None, WORDS, clock=self.clock, costs=CHEAP
            )
            self._send(Laptop(name, own, opened.desk), self.dalia)
            opened.desk.close()

    def _send(self, sender: Laptop, receiver: Laptop) -> None:
        package = self._folder / f"{sender.name} to {receiver.name} {stamp(self.clock.now())[:10]}.masar"
        package.unlink(missing_ok=True)
        make_package(sender.use(), Parcel(to=(receiver.name,)), package)
        take_package(receiver.use(), package, backup=False)

    def _lose(self, sara: Laptop) -> None:
        sara.use().close()
        key = next(one for one in devices(self.dalia.use()) if one.key == _key_of(sara))
        cut_off(self.dalia.desk, [key.replica], reason="Left in a taxi in Mosul")

    def _edit_apart(self) -> None:
        cash, post = self.dalia.desk.records(Activity)[:2]
        target = self.dalia.desk.records(Target)[0].id
        place = self.dalia.desk.records(Location)[0].id
        self._at("2026-03-12T17:20:00Z")
        with self.omar.use().write("activity.edit") as unit:
            unit.set(Activity, cash.id, description_en=OMARS)
            unit.set(Target, target, value="400")
            unit.set(Activity, post.id, starts="2026-06-15")
            unit.remove(Location, place)
        with self.nadia.use().write("activity.edit") as unit:
            unit.set(Target, target, value="350")
        self._at("2026-03-13T08:55:00Z")
        with self.dalia.use().write("activity.edit") as unit:
            unit.set(Activity, cash.id, description_en=DALIAS)
            unit.set(Target, target, value="450")
            unit.set(Activity, post.id, starts="2026-05-20")
            unit.set(Location, place, priority_rank=1)
        make_backup(self.dalia.desk)
        self._send(self.omar, self.dalia)
        self._send(self.nadia, self.dalia)

    def _news(self) -> Path:
        stick = self._folder / "stick"
        stick.mkdir()
        with self.nadia.use().write("activity.add") as unit:
            unit.add(Activity, title_en="Court days", title_ar="أيام المحكمة", objective="SO7")
        with self.nadia.desk.write("activity.edit") as unit:
            unit.set(Activity, self.nadia.desk.records(Activity)[1].id, ends="2026-09-30")
        make_package(self.nadia.desk, Parcel(to=("Dalia Haddad",)), stick / "from Nadia, 13 March.masar")
        self.asks = self._folder / "Nadia asks.masar-request"
        make_request(self.nadia.desk, self.asks)
        (stick / "minutes.docx").write_bytes(b"PK")
        make_package(self.omar.use(), Parcel(words=WORDS), stick / "Omar, by words.masar")
        with self.huda.use().write("guidance.add") as unit:
            unit.add(
                Guidance, title_en="Consult women too", title_ar="استشيروا النساء أيضًا", issued_by="DSTWG"
            )
        make_package(self.huda.desk, Parcel(to=("Dalia Haddad",)), stick / "from Huda, 13 March.masar")
        return stick / "from Nadia, 13 March.masar"

    def _wait_for_something(self) -> None:
        """Omar's package that supposes one which never arrived."""
        with self.omar.use().write("activity.add") as unit:
            unit.add(Activity, title_en="Seed for the spring", objective="SO4")
        with self.omar.desk.workspace.read() as connection:
            held = {space: vector(connection, space) for space in spaces(connection)}
        with self.omar.desk.write("activity.add") as unit:
            unit.add(Activity, title_en="Tools for the spring", objective="SO4")
        card = self.dalia.desk.identity_card()
        wanted = Request(card, self.dalia.desk.author().replica, stamp(self.clock.now()), held)
        package = self._folder / "Omar, second.masar"
        make_package(self.omar.desk, Parcel(to=("Dalia Haddad",), request=wanted), package)
        take_package(self.dalia.use(), package, backup=False)

    def _stranger(self) -> Path:
        open_to_all = self._folder / "open.masar"
        make_package(self.dalia.use(), Parcel(words=WORDS), open_to_all)
        own = self._own("Sami Barakat")
        newcomer = Newcomer("Sami Barakat", "Farmers' union", "member")
        opened, _ = join_workspace(
            own / "Sinjar.masarw", open_to_all, newcomer, None, WORDS, clock=self.clock, costs=CHEAP
        )
        package = self._folder / "from Sami.masar"
        make_package(opened.desk, Parcel(to=("Dalia Haddad",)), package)
        opened.desk.close()
        keep_stranger(self.dalia.use(), package)
        return package


def _key_of(laptop: Laptop) -> str:
    return laptop.desk.identity_card().signing_key
