"""Whatever comes in a file named .masar: one clear sentence, and nothing here is changed by it."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from app.foundation.clock import SystemClock
from app.foundation.errors import UserError
from app.keys.identity import Identity, new_identity
from app.models.changeset import (
    BEGIN,
    Begin,
    Cause,
    Change,
    Header,
    Line,
    arrived,
    encode,
    read_header,
    read_line,
)
from app.models.kinds.plan import Activity
from app.services.backups import LAST, make_backup
from app.services.people import find_person
from app.services.taking import take_package
from app.sync.manifest import sign_head
from app.words.catalogue import Words
from tests.services.forging import Parts, entries_of, parts, rechained, resign, rewritten, seal
from tests.services.hostile_forms import TOO_LARGE, with_file
from tests.services.hostile_traces import everything, size_on_disk
from tests.services.laptops import found, invited, joined
from tests.sync.stanzas import to_a_passphrase

Hostile = Callable[["Case"], Path]


class Case:
    """Omar, a member, sends Dalia a package; the forger holds what Omar holds, and keys of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.dalia, self.omar, self.nadia = found(folder, "Omar", "Nadia")
        desk = self.omar.use()
        with desk.write("activity.add") as unit:
            unit.add(Activity, title_en="Wells")
        self.good = self.omar.pack(folder / "good.masar", "Dalia")
        self.out = folder / "hostile.masar"
        self.to = self.dalia.use().identity().recipient
        self.own = self.omar.use().identity()
        self.replica = self.omar.use().author().replica

    @property
    def parts(self) -> Parts:
        return parts(self.good, self.dalia.use().identity())

    def sealed(self, made: Parts, forger: Identity | None = None, *, announce: bool = True) -> Path:
        if announce:
            made.announce()
        return made.sealed(self.out, forger or self.own, self.to)

    def bytes_(self, data: bytes) -> Path:
        self.out.write_bytes(data)
        return self.out


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return Case(tmp_path_factory.mktemp("hostile"))


def truncated(case: Case) -> Path:
    data = case.good.read_bytes()
    return case.bytes_(data[: len(data) * 2 // 3])


def bit_flipped(case: Case) -> Path:
    data = bytearray(case.good.read_bytes())
    data[random.Random(7).randrange(500, len(data))] ^= 4
    return case.bytes_(bytes(data))


def re_zipped(case: Case) -> Path:
    manifest, signature, *rest = entries_of(case.good, case.dalia.use().identity())
    return seal(case.out, [manifest, signature, *reversed(rest), ("more.txt", b"hello")], case.to)


def path_traversing(case: Case) -> Path:
    made = case.parts
    made.others.append(("blobs/../../../start.sh", b"echo"))
    return case.sealed(made)


def oversized(case: Case) -> Path:
    made = case.parts
    made.announce()
    made.manifest["entries"][0]["size"] = 2**40
    return case.sealed(made, announce=False)


def bomb(case: Case) -> Path:
    made = case.parts
    zeros = bytes(64_000_000)
    made.others.append(("blobs/" + hashlib.sha256(zeros).hexdigest(), zeros))
    return case.sealed(made)


def hidden_bomb(case: Case) -> Path:
    made = case.parts
    made.announce()
    made.lines.append(" " * 64_000_000)
    return case.sealed(made, announce=False)


def deeply_nested(case: Case) -> Path:
    return signed_again(case, lambda text: text[:-1] + ',"z":' + "[" * 9000 + "]" * 9000 + "}")


def wrong_recipient(case: Case) -> Path:
    made = case.parts
    made.announce()
    return made.sealed(case.out, case.own, case.nadia.use().identity().recipient)


def forged_sender(case: Case) -> Path:
    made = case.parts
    made.manifest["sender"]["signing_key"] = case.dalia.use().identity().signing_key
    return case.sealed(made)


def re_signed_by_another(case: Case) -> Path:
    made = case.parts
    eve = new_identity("Eve", "Nobody", SystemClock())
    made.manifest["sender"] |= {"signing_key": eve.signing_key, "certificate": ""}
    return case.sealed(made, eve)


def altered_relayed_chain(case: Case) -> Path:
    """Omar relays Dalia's work to Nadia with a word changed."""
    desk = case.dalia.use()
    with desk.write("activity.add") as unit:
        unit.add(Activity, title_en="Schools")
    case.omar.take(case.dalia.pack(case.folder / "d.masar", "Omar"))
    relayed = case.omar.pack(case.folder / "o.masar", "Nadia")
    made = parts(relayed, case.nadia.use().identity())
    made.lines = [rewritten(line, lambda text: text.replace("Schools", "Weapons")) for line in made.lines]
    made.announce()
    return made.sealed(case.out, case.own, case.nadia.use().identity().recipient)


def anothers_chain_continued(case: Case) -> Path:
    """Omar relays Dalia's work to Nadia and goes on where it ends, as himself, signed."""
    desk = case.dalia.use()
    with desk.write("activity.add") as unit:
        unit.add(Activity, title_en="Roads")
    theirs = desk.author().replica
    case.omar.take(case.dalia.pack(case.folder / "roads.masar", "Omar"))
    relayed = case.omar.pack(case.folder / "on.masar", "Nadia")
    made = parts(relayed, case.nadia.use().identity())
    last = next(line for line in reversed(made.lines) if arrived(read_line(line)).header.w == theirs)
    came = arrived(read_line(last))
    n, l = came.header.n + 1, came.header.l + 1
    more = rewritten(
        last, lambda text: text.replace("Roads", "Weapons"), w=case.replica, b=came.hash, n=n, l=l
    )
    made.lines.append(more)
    signed = sign_head(
        case.own.signing_seed,
        came.header.p,
        case.replica,
        n,
        arrived(read_line(more)).hash,
        case.own.signing_key,
    )
    made.manifest["heads"].append(msgspec.to_builtins(signed))
    made.announce()
    return made.sealed(case.out, case.own, case.nadia.use().identity().recipient)


def unsigned_tail(case: Case) -> Path:
    made = case.parts
    last = read_line(made.lines[-1])
    header = read_header(last.h)
    digest = next(head["hash"] for head in made.manifest["heads"] if head["space"] == header.p)
    more = rewritten(made.lines[-1], str, n=header.n + 1, l=header.l + 1, b=digest, c=[])
    made.lines.append(more)
    return case.sealed(made)


def false_lamport(case: Case) -> Path:
    """Omar himself claims a Lamport number he has not earned, and signs it."""
    made = case.parts
    header = read_header(read_line(made.lines[-1]).h)
    made.lines[-1] = rewritten(made.lines[-1], str, l=header.l + 1000)
    made.lines = rechained(made.lines, case.replica, header.p)
    resign(made, case.own, case.replica)
    return case.sealed(made)


def wrong_type(case: Case) -> Path:
    return signed_again(case, lambda text: text.replace('"Wells"', "17"))


def great_whole_number(case: Case) -> Path:
    return signed_again(
        case, lambda text: text.replace("title_en", "sensitivity").replace('"Wells"', str(2**63))
    )


def great_head(case: Case) -> Path:
    made = case.parts
    made.manifest["heads"].append(made.manifest["heads"][0] | {"number": 2**63})
    return case.sealed(made)


def no_such_day(case: Case) -> Path:
    made = case.parts
    made.manifest["created"] = "2026-02-30T10:00:00Z"
    return case.sealed(made)


def waiting_beginning_of_another(case: Case) -> Path:
    """Omar begins a chain of his own under a name that he did not prove, and has it wait."""
    made, replica = case.parts, "ffffffff00000001"
    last = read_header(read_line(made.lines[-1]).h)
    missing = Cause(case.replica, 900, "0" * 64, "2026-03-14")
    header = Header(v=1, p=last.p, w=replica, n=1, l=2, c=(missing,), t=last.t)
    shown = encode(Begin(name="Omar", sign=case.own.signing_key, proof="00" * 64))
    begin = Change(k=BEGIN, r=replica, f="begin", v=shown)
    made.lines.append(encode(Line(encode(header), (encode(begin),))))
    resign(made, case.own, replica)
    return case.sealed(made)


def signed_again(case: Case, change: Callable[[str], str]) -> Path:
    """Return a package whose last changes somebody wrote anew who may sign them."""
    made = case.parts
    made.lines[-1] = rewritten(made.lines[-1], change)
    header = read_header(read_line(made.lines[-1]).h)
    made.lines = rechained(made.lines, case.replica, header.p)
    resign(made, case.own, case.replica)
    return case.sealed(made)


def junk_lines(case: Case) -> Path:
    made = case.parts
    made.lines = [encode(Line("{}", ()))] * 200_000
    return case.sealed(made)


def short_lines(case: Case) -> Path:
    """Twelve megabytes that would be a quarter of a gigabyte, were each line held by itself."""
    made = case.parts
    made.lines = ["{}"] * 4_000_000
    return case.sealed(made)


def costly_passphrase(case: Case) -> Path:
    """An age file to a passphrase whose header asks for 2²⁹ × 1 kB of memory."""
    return case.bytes_(to_a_passphrase(29))


HOSTILE: dict[Hostile, str] = {
    truncated: "package_damaged",
    bit_flipped: "package_damaged",
    re_zipped: "package_damaged",
    path_traversing: "package_damaged",
    oversized: "package_beyond_limits",
    bomb: "package_beyond_limits",
    hidden_bomb: "package_damaged",
    deeply_nested: "package_malformed",
    wrong_recipient: "wrong_words_or_not_for_you",
    forged_sender: "package_signature_wrong",
    re_signed_by_another: "unknown_namesake",
    altered_relayed_chain: "altered_chain",
    anothers_chain_continued: "altered_chain",
    unsigned_tail: "altered_chain",
    false_lamport: "altered_chain",
    wrong_type: "package_malformed",
    great_whole_number: "package_malformed",
    great_head: "package_damaged",
    no_such_day: "package_damaged",
    waiting_beginning_of_another: "altered_chain",
    junk_lines: "package_malformed",
    costly_passphrase: "wrong_words_or_not_for_you",
}


@pytest.mark.parametrize("hostile", HOSTILE, ids=[hostile.__name__ for hostile in HOSTILE])
def test_it_has_its_sentence_and_changes_nothing(case: Case, hostile: Hostile) -> None:
    path = hostile(case)
    receiver = case.nadia if hostile in (altered_relayed_chain, anothers_chain_continued) else case.dalia
    before = everything(receiver)
    with pytest.raises(UserError) as refused:
        take_package(receiver.use(), path)
    assert refused.value.code == HOSTILE[hostile]
    assert everything(receiver) == before
    sentences = {Words(language).refusal(refused.value) for language in ("en", "ar")}
    assert len(sentences) == 2
    assert not any(refused.value.code in sentence for sentence in sentences)


@pytest.mark.slow
@pytest.mark.parametrize("form", TOO_LARGE, ids=[form.__name__ for form in TOO_LARGE])
def test_what_is_beyond_limits_changes_nothing(case: Case, form: Hostile) -> None:
    path, before = form(case), everything(case.dalia)
    with pytest.raises(UserError, match="package_beyond_limits"):
        take_package(case.dalia.use(), path)
    assert everything(case.dalia) == before


def test_a_large_file_of_a_stranger_leaves_no_trace(case: Case) -> None:
    """Neither does the tenth try: what is refused puts no backup out of the ring."""
    eve = new_identity("Eve", "Nobody", SystemClock())
    made = with_file(case.parts, random.Random(1).randbytes(8_000_000))
    made.manifest["sender"] |= {"signing_key": eve.signing_key, "certificate": ""}
    path = case.sealed(made, eve)
    make_backup(case.dalia.use())
    before, beside = everything(case.dalia), size_on_disk(case.dalia)
    for _ in range(LAST + 2):
        with pytest.raises(UserError):
            take_package(case.dalia.use(), path)
    assert everything(case.dalia) == before
    assert size_on_disk(case.dalia) <= beside + 100_000


@pytest.mark.parametrize("hostile", [deeply_nested, unsigned_tail, false_lamport, wrong_type, junk_lines])
def test_a_long_one_is_refused_when_it_is_read_once_more(
    case: Case, hostile: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.staging._IN_MEMORY", 0)
    path, before = hostile(case), everything(case.dalia)
    with pytest.raises(UserError) as refused:
        case.dalia.take(path)
    assert refused.value.code == HOSTILE[hostile]
    assert everything(case.dalia) == before


def test_the_good_one_is_taken(case: Case, tmp_path: Path) -> None:
    """The forger's tools make a package that is taken when nothing in it is wrong."""
    made = case.parts
    case.dalia.take(case.sealed(made))
    assert any(activity.title_en == "Wells" for activity in case.dalia.use().records(Activity))


def test_a_head_that_somebody_else_signed_bars_nobody(tmp_path: Path) -> None:
    """Omar signs the heads of a newcomer whom Dalia has heard nothing of; then the newcomer's own package."""
    case = Case(tmp_path)
    huda = joined(tmp_path, "Huda", invited(case.dalia, tmp_path / "invitation.masar", "member"), "member")
    hello = huda.pack(tmp_path / "hello.masar", "Dalia")
    replica, made = huda.use().author().replica, case.parts
    for head in parts(hello, case.dalia.use().identity()).manifest["heads"]:
        if head["replica"] == replica:
            named = (head["space"], replica, head["number"], head["hash"])
            signed = sign_head(case.own.signing_seed, *named, case.own.signing_key)
            made.manifest["heads"].append(msgspec.to_builtins(signed))
    case.dalia.take(case.sealed(made))
    case.dalia.take(hello)
    assert find_person(case.dalia.use(), "Huda").status == "invited"
    huda.use().close()
