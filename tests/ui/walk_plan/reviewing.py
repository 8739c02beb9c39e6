"""Step 7: comments from somebody with Excel alone and from somebody with a laptop; answers; the end."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from ui.walk_plan.person import TwoLaptops

from app.models.kinds.meetings import Issue
from app.models.kinds.review import Comment, ReviewRound
from app.process import facts

FROM_EXCEL = "Say who keeps the pumps running."
FROM_THE_OTHER = "Name the villages in the order of need."


def review_with_excel(both: TwoLaptops) -> None:
    """Open a round, send the workbook out, and take it back filled in."""
    page, book = both.page("review"), both.folder / "review.xlsx"
    both.walker.click(page.tabs.button("comments"))
    both.walker.click(page.new_round)
    both.door.answers["save"] = book
    both.walker.click(page.book)
    both.picture("workbook")
    both.walker.click(both.walker.dialog().make_button)
    both.door.answers["open"] = _filled(book)
    both.walker.click(page.book)
    both.walker.click(both.walker.dialog().take_button)
    both.picture("workbook-back")
    both.walker.click(both.walker.dialog().take)
    assert [(one.text, one.channel) for one in both.desk.records(Comment)] == [(FROM_EXCEL, "workbook")]


def _filled(book: Path) -> Path:
    """Write a comment into the first row of the first sheet that takes one, as a partner would."""
    workbook = openpyxl.load_workbook(book)
    sheet = workbook.worksheets[0]
    first = next(row for row in range(1, sheet.max_row + 1) if not sheet.cell(row, 6).protection.locked)
    sheet.cell(first, 5).value = "Must"
    sheet.cell(first, 6).value = FROM_EXCEL
    back = book.with_name("review back.xlsx")
    workbook.save(back)
    return back


def comment_on_the_other_laptop(both: TwoLaptops) -> None:
    """Let the other focal point comment on their own laptop, and take that back with a package."""
    both.hand_over("Omar Saleh")
    page = both.page("review")
    both.door.answers["text"] = FROM_THE_OTHER
    both.walker.click(page.add)
    both.walker.pick(page.comment_panel.form, "type", "must")
    both.walker.pick(page.comment_panel.form, "channel", "package")
    both.hand_over("Dalia Haddad")
    assert {one.text for one in both.desk.records(Comment)} == {FROM_EXCEL, FROM_THE_OTHER}


def answer_and_close(both: TwoLaptops) -> None:
    """Answer every comment and every issue, and close the round."""
    page = both.page("review")
    both.walker.click(page.tabs.button("comments"))
    for comment in (one for one in both.desk.records(Comment) if one.status == "open"):
        page.open_comment(comment.id)
        both.walker.write(page.comment_panel.form, "response", "Taken up in the plan.")
        both.walker.pick(page.comment_panel.form, "status", "accepted")
    both.picture("answered")
    both.walker.click(page.comments.card.turn)
    assert {one.status for one in both.desk.records(ReviewRound)} == {"closed"}
    _answer_the_issues(both)


def _answer_the_issues(both: TwoLaptops) -> None:
    waiting = [one for one in both.desk.records(Issue) if not facts.is_answered(one)]
    page = both.page("voices")
    for issue in waiting:
        page.open_record(issue.id)
        both.walker.settle()
        both.walker.write(page.voice_panel.form, "response", "Answered by the first activity.")
        both.walker.pick(page.voice_panel.form, "effect", "partly")
    assert all(facts.is_answered(one) for one in both.desk.records(Issue))
