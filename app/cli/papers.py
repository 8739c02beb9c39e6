"""Papers: the plan and the workbook out, a signature on a PDF, and what became of signatures."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import reports_out
from app.cli.console import Console
from app.cli.opening import (
    choose_area,
    open_file,
    opened,
    pkcs12_passphrase,
    tell_area,
    token_pin,
    words_from,
)
from app.cli.parser import Commands, Options, out_option, words_option
from app.cli.reports import report_data
from app.foundation.errors import UserError
from app.foundation.files import read_whole, write_whole
from app.models.codes import CODE_LISTS
from app.models.kinds.review import FrozenVersion
from app.services.desk import Desk
from app.services.freezing import freeze
from app.services.signature_boxes import open_boxes
from app.services.signatures import own_box, sign_pdf, version_of
from app.services.taking import inspect_package
from app.services.verifying import (
    LARGEST_PDF,
    PACKAGE,
    PDF,
    Checked,
    Line,
    check_pdf,
    last_line,
    lines_of,
    sort_of,
    verify_package,
)
from app.services.views.review_versions import LANGUAGES, freezing_of

if TYPE_CHECKING:
    from app.documents.signing.values import SigningKey, TokenKey, Verification

NOT_FINE = 1
_BAD_PACKAGE = frozenset(
    {"package_damaged", "package_signature_wrong", "altered_chain", "package_malformed", "unknown_sender"}
)


def add(commands: Commands) -> None:
    """Add the commands of this group."""
    reports_out.add_exports(commands.group("export", "documents as PDF, workbooks, data for others"))
    freeze_command = commands.add(
        "freeze", freeze_plan, "freeze the plan as a version to be signed", languages=LANGUAGES
    )
    freeze_command.add_argument(
        "--draft", action="store_true", help="a draft for review, although errors are open"
    )
    sign_command = _signing(commands)
    stamp_command = commands.add(
        "timestamp",
        timestamp,
        "ask a time authority (RFC 3161) to stamp a signed PDF; needs a network",
        file=False,
    )
    stamp_command.add_argument("pdf", metavar="PDF", type=Path)
    stamp_command.add_argument("address", metavar="ADDRESS", help="of the authority: https://…")
    out_option(stamp_command, required=False)
    verify_command = commands.add(
        "verify", verify, "whether a signed PDF or a package is whole; status 1 when not", file=False
    )
    verify_command.add_argument("target", metavar="PDF|PACKAGE", type=Path)
    verify_command.add_argument("--workspace", dest="file", metavar="FILE", type=Path, default=None)
    verify_command.add_argument(
        "--plan", action="store_true", help="print the plan that the PDF carries as well"
    )
    for command in (sign_command, verify_command):
        command.add_argument("--area", metavar="AREA", default="", help="id or p-code")
    words_option(verify_command)


def _signing(commands: Commands) -> ArgumentParser:
    """Add the command that signs, and return it."""
    command = commands.add("sign", sign, "sign a PDF with your certificate", file=False)
    command.add_argument("pdf", metavar="PDF", type=Path)
    command.add_argument("--workspace", dest="file", metavar="FILE", type=Path, required=True)
    command.add_argument(
        "--decision",
        choices=CODE_LISTS["signoff_decision"],
        default="endorse",
        help="what the signature says; endorse unless another is named",
    )
    command.add_argument("--reservation", default="", help="what is written to the decision")
    command.add_argument(
        "--field", default="", help="field of the box; else that prepared for you, else a spare one"
    )
    command.add_argument(
        "--pkcs12", metavar="P12", type=Path, help="sign with the certificate in this file instead"
    )
    command.add_argument(
        "--pkcs11", metavar="MODULE", default="", help="or with the one on a token, by its driver (.so, .dll)"
    )
    command.add_argument("--token", metavar="LABEL", default="", help="which token, of several")
    command.add_argument(
        "--role", choices=CODE_LISTS["signoff_role"], default="member", help="of whom that certificate is"
    )
    out_option(command, required=False)
    return command


def freeze_plan(options: Options, console: Console) -> None:
    """Freeze the plan; errors that are open stop a final version."""
    with opened(options, console) as desk:
        tell_area(desk, options, console)
        languages = tuple(dict.fromkeys(options.languages)) or freezing_of(desk).languages
        made = freeze(desk, draft=options.draft, languages=languages)
        version = next(one for one in desk.records(FrozenVersion) if one.id == made)
    data = {
        "id": version.id,
        "number": version.number,
        "draft": version.draft,
        "content_hash": version.content_hash,
        "languages": languages,
    }
    spoken = console.words.join([console.words.code("language", one) for one in languages])
    code = "cli.frozen_draft" if options.draft else "cli.frozen"
    console.answer(
        data, code, number=version.number, languages=spoken, hash=(version.content_hash or "")[:12]
    )


def sign(options: Options, console: Console) -> None:
    """Put one's signature on a PDF: in place, or on a copy with -o. Only that of a version is recorded."""
    from app.documents.signing.attach import read_plan

    pdf = read_whole(options.pdf, LARGEST_PDF)
    out: Path = options.out or options.pdf
    with opened(options, console) as desk:
        version = version_of(desk, read_plan(pdf))
        if options.pkcs12 or options.pkcs11:
            signed, name, box = _sign_brought(desk, pdf, options, console)
        else:
            box = options.field or own_box(desk, pdf).field
            signed = sign_pdf(
                desk,
                pdf,
                field=box,
                language=options.language or "",
                decision=options.decision,
                reservation=options.reservation,
            )
            name = desk.identity_card().name
    write_whole(out, signed)
    data = {"file": str(out), "size": len(signed), "version": version.number if version else None}
    called = next((one.called for one in open_boxes(pdf) if one.field == box), box)
    code = "cli.signed" if version else "cli.signed_file"
    console.answer({**data, "field": box, "box": called}, code, file=out.name, name=name, box=called)


def timestamp(options: Options, console: Console) -> None:
    """Put a timestamp on a PDF: in place, or on a copy with -o."""
    from app.services.timestamping import stamped

    made = stamped(read_whole(options.pdf, LARGEST_PDF), options.address)
    out: Path = options.out or options.pdf
    write_whole(out, made)
    console.answer({"file": str(out), "size": len(made)}, "cli.stamped", file=out.name)


def _sign_brought(desk: Desk, pdf: bytes, options: Options, console: Console) -> tuple[bytes, str, str]:
    """Sign a version or a paper that is no plan with a certificate brought along.

    Returns the file, the name, and the field.
    """
    from app.documents.signing.attach import read_plan
    from app.documents.signing.language import language_of
    from app.documents.signing.trust import signer_name
    from app.services.signatures_beside import Signing, box_beside, sign_paper, sign_with

    content = read_plan(pdf)
    version = version_of(desk, content)
    if version is None and content is not None:
        raise UserError("not_frozen_here", file=options.pdf.name)
    language = options.language or language_of(pdf) or "en"
    with _key_brought(options, console) as key:
        name = signer_name(key.certificate)
        given = Signing(name, options.role, decision=options.decision, reservation=options.reservation)
        field = options.field or box_beside(desk, pdf, version, given).field
        if version is None:
            return sign_paper(desk, pdf, given, key, field), name, field
        return sign_with(desk, version.id, language, given, key, pdf=pdf, field=field), name, field


@contextmanager
def _key_brought(options: Options, console: Console) -> Iterator[SigningKey | TokenKey]:
    """Give the key in a PKCS #12 file or on a token."""
    from app.keys.pkcs12 import LARGEST
    from app.services.signatures_beside import key_in

    if options.pkcs12:
        data = read_whole(options.pkcs12, LARGEST)
        yield key_in(data, pkcs12_passphrase(console))
        return
    from app.documents.signing.token import opened_token

    with opened_token(options.pkcs11, token_pin(console), options.token) as key:
        yield key


def verify(options: Options, console: Console) -> int:
    """Say what is true of a PDF's signatures or of a package."""
    sort = sort_of(options.target)
    if sort == PDF:
        return _verify_pdf(options, console)
    if sort == PACKAGE:
        return _verify_package(options, console)
    raise UserError("not_pdf_or_package", file=options.target.name)


def _verify_pdf(options: Options, console: Console) -> int:
    pdf, language = read_whole(options.target, LARGEST_PDF), console.words.language
    if options.file is None:
        checked = check_pdf(pdf, None, language)
    else:
        with opened(options, console) as desk:
            checked = check_pdf(pdf, desk, language)
    lines = tuple(lines_of(checked, console.words))
    if console.as_json:
        console.show(_checked_data(checked, lines, options, console))
    else:
        for line in lines:
            print(f"{MARKS[line.tone]} {line.text}")
            for sentence in line.under:
                print(f"   {sentence}")
        print(last_line(checked, console.words))
        for part in _plan_lines(checked, options, console):
            print(part)
    return 0 if checked.fine else NOT_FINE


MARKS = {"good": "✓", "attention": "!", "wrong": "✗"}


def _plan_lines(checked: Checked, options: Options, console: Console) -> Iterator[str]:
    """Yield the plan that a PDF carries, where it was asked for."""
    if checked.inside is None or not options.plan:
        return
    from app.services.plan_reading import reading

    for line in reading(checked.inside.document, console.words):
        yield ("\n" if line.style in ("title", "heading", "subheading") else "") + line.text
        if line.beneath:
            yield f"   {line.beneath}"


def _checked_data(
    checked: Checked, lines: Sequence[Line], options: Options, console: Console
) -> dict[str, object]:
    inside = checked.inside
    plan = (
        {"relation": inside.relation, "title": inside.title, "number": inside.number}
        if inside is not None
        else None
    )
    return {
        **_verification_data(checked.found),
        "fine": checked.fine,
        "plan": plan,
        "lines": [{"tone": one.tone, "text": one.text, "under": list(one.under)} for one in lines],
        "last_line": last_line(checked, console.words),
        "plan_lines": list(_plan_lines(checked, options, console)),
    }


def _verification_data(found: Verification) -> dict[str, object]:
    return {
        "verdict": found.verdict,
        "content": {"agree": found.content.agree, "covered": found.content.covered},
        "open_fields": [str(name) for name in found.open_fields],
        "missing": list(found.missing),
        "pages_edited": list(found.edited),
        "signatures": [
            {
                "field": str(one.field),
                "name": one.name,
                "organisation": one.organisation,
                "intact": one.intact,
                "later": one.later,
                "standing": one.standing,
                "fingerprint": one.fingerprint,
            }
            for one in found.signatures
        ],
    }


def _verify_package(options: Options, console: Console) -> int:
    six = words_from(options.words_env)
    try:
        data, sender, created = _looked_into(options, console, six)
    except UserError as error:
        if error.code not in _BAD_PACKAGE:
            raise
        sentence = console.words.refusal(error)
        if console.as_json:
            console.show({"fine": False, "code": error.code, "text": sentence})
        else:
            print(sentence)
        return NOT_FINE
    made = console.words.moment(created)
    console.answer({"fine": True, **data}, "cli.package_fine", sender=sender, made=made)
    return 0


def _looked_into(
    options: Options, console: Console, six: tuple[int, ...]
) -> tuple[dict[str, object], str, str]:
    if options.file is None:
        if not six:
            raise UserError("verify_needs_workspace", file=options.target.name)
        found = verify_package(options.target, six)
        return {"sender": found.name, "created": found.created}, found.name, found.created
    desk = open_file(options.file, console).desk
    try:
        choose_area(desk, options.area)
        report = inspect_package(desk, options.target, six)
    finally:
        desk.close()
    return report_data(report), report.sender, report.created
