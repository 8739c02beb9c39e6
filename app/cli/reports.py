"""What taking a package did or would do, as JSON and as a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from app.cli.console import Console
from app.cli.person_words import label_said
from app.services.taking import NAMED, Report
from app.services.views.packages import cautions
from app.services.views.said import Label

TAKEN = "cli.taken"
_COUNTED = ("new", "changed", "removed", "conflicts")


def report_data(report: Report) -> dict[str, object]:
    """Return total numbers, and under `by_kind` the numbers of each record kind."""
    by_kind: dict[str, dict[str, int]] = {name: getattr(report, name) for name in _COUNTED}
    data: dict[str, object] = {name: sum(counts.values()) for name, counts in by_kind.items()}
    return data | {
        "waiting": report.waiting,
        "already_known": report.already_known,
        "files": report.files,
        "not_counted": report.not_counted,
        "device_revoked": report.device_revoked,
        "forgotten": report.forgotten,
        "forks": report.forks,
        "sender": report.sender,
        "sender_key": report.sender_key,
        "created": report.created,
        "training": report.training,
        "spaces": report.spaces,
        "by_kind": by_kind,
        "named": report.named,
    }


def tell_report(console: Console, report: Report, code: str) -> None:
    """Print a report: JSON, or who sent it (nobody, of several packages together) and what it brings."""
    data = report_data(report)
    if console.as_json:
        console.show(data)
        return
    if report.training:
        console.say("cli.training")
    if report.created:
        console.say(code, sender=report.sender, made=console.words.moment(report.created))
    else:
        console.say(code)
    for caution in cautions(report) if code != TAKEN else ():
        console.say(caution.code, **caution.params)
    numbers = {name: data[name] for name in (*_COUNTED, "waiting", "already_known")}
    console.say(
        "cli.package_brings",
        new=numbers["new"],
        changed=numbers["changed"],
        removed=numbers["removed"],
        conflicts=numbers["conflicts"],
        waiting=numbers["waiting"],
        known=numbers["already_known"],
    )
    for line in _kinds_and_files(console, report):
        print(f"   {line}")
    for name in report.forks:
        console.say("sync.fork", name=name)
    if report.not_counted:
        console.say("revocation.fallen", count=report.not_counted)
    if report.forgotten:
        console.say("forget.carried_out", count=report.forgotten)
    if report.device_revoked:
        console.say("notice.device_revoked")


def _kind_and_names(console: Console, kind: str, count: int, names: Sequence[Label]) -> str:
    said = console.words
    text = said.say("exchange.kind_count", kind=said.say(f"kind.{kind}.many"), count=count)
    shown = [label_said(console, one) for one in names]
    more = ["…"] if count > len(shown) >= NAMED else []
    return said.say("exchange.kind_named", kinds=text, names=said.join([*shown, *more])) if shown else text


def _kinds_and_files(console: Console, report: Report) -> list[str]:
    """Return what is brought of which kind, the most numerous first, and how many attached files come."""
    said = console.words
    lines = []
    for name in _COUNTED:
        ordered = sorted(getattr(report, name).items(), key=lambda pair: (-pair[1], pair[0]))
        kinds = [
            _kind_and_names(console, kind, count, report.named.get(name, {}).get(kind, ()))
            for kind, count in ordered
            if count
        ]
        if kinds:
            about = said.say(f"exchange.report.{name}")
            lines.append(said.say("cli.picked", about=about, value=" · ".join(kinds)))
    if report.files:
        files = said.say("exchange.report.files", count=report.files)
        lines.append(said.say("cli.picked", about=said.say("exchange.with_files"), value=files))
    return lines
