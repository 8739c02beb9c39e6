"""Steps, checks, state, board and rebuild: shapes and exit statuses."""

from __future__ import annotations


def test_state_has_the_promised_shape(fine, work):
    data = fine("state", work, "--json").data
    assert set(data) == {
        *("replica", "words", "state_hash", "waiting", "conflicts", "set_aside", "records", "spaces"),
    }
    assert len(data["words"]) == 4
    assert all(isinstance(word, str) for word in data["words"])
    assert (data["waiting"], data["conflicts"], data["set_aside"]) == (0, 0, 0)
    for name, space in data["spaces"].items():
        assert set(space) == {"words", "state_hash", "vector"}
        assert name == "country" or name.startswith("area/")


def test_state_in_words(fine, work):
    data, said = fine("state", work, "--json").data, fine("state", work).out
    assert "-".join(data["words"]) in said
    assert f"Records: {sum(data['records'].values())} " in said


def test_state_words_follow_the_language(fine, work):
    assert fine("state", work, "--json", "--language", "ar").data["words"][0] not in fine("state", work).out


def test_steps_have_number_id_status_and_reasons(fine, work):
    steps = fine("steps", work, "--json").data
    assert [step["number"] for step in steps] == list(range(1, 9))
    assert steps[0]["status"] == "in_progress"
    for reason in steps[0]["reasons"]:
        assert {"code", "text", "records"} <= set(reason)
    assert "1. Prepare – in progress" in fine("steps", work).out


def test_check_ends_with_one_when_there_are_errors(cli, work):
    ended = cli("check", work, "--json")
    assert ended.status == 1
    assert {"code", "severity", "text", "source", "kind", "id"} <= set(ended.data[0])
    assert ended.data[0]["severity"] == "error"
    said = cli("check", work)
    assert said.status == 1
    assert said.out.splitlines()[-1].startswith("Errors: ")


def test_check_ends_with_zero_when_only_lesser_findings_are_left(cli, work, monkeypatch):
    from app.cli import looking
    from app.process.checks import run_checks

    def lesser(*given):
        return tuple(one for one in run_checks(*given) if one.severity != "error")

    monkeypatch.setattr(looking, "run_checks", lesser)
    assert cli("check", work).status == 0


def test_nobody_else_is_on_the_board_of_a_new_area(fine, work):
    assert fine("board", work, "--json").data == []
    assert "Nobody else" in fine("board", work).out


def test_rebuilding_gives_the_same_tables(fine, work):
    fine("record", "add", work, "activity", "--data", '{"title_en": "Repair the school"}')
    before = fine("record", "list", work, "activity", "--json").data
    records = sum(fine("state", work, "--json").data["records"].values())
    assert fine("rebuild", work, "--json").data == {"records": records, "identical": True}
    assert fine("record", "list", work, "activity", "--json").data == before
