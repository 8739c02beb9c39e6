"""The laptop remembers language, theme and files opened lately."""

from __future__ import annotations

from pathlib import Path

from app.ui.preferences import MOST_RECENT, Preferences


def test_choices_are_remembered() -> None:
    first = Preferences()
    first.language, first.theme = "ckb", "dark"
    assert (Preferences().language, Preferences().theme) == ("ckb", "dark")


def test_nonsense_in_the_file_is_not_believed(own_data_folder: Path) -> None:
    own_data_folder.mkdir()
    (own_data_folder / "settings.ini").write_text("[General]\nlanguage=xx\ntheme=pink\n")
    assert (Preferences().language, Preferences().theme) == ("en", "light")


def test_recent_files_are_newest_first_and_exist(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.masarw" for number in range(9)]
    kept = Preferences()
    for file in files:
        file.touch()
        kept.add_recent(file)
    kept.add_recent(files[5])
    files[8].unlink()
    names = [Path(name).stem for name in Preferences().recent]
    assert names == ["5", "7", "6", "4", "3"]
    assert len(names) <= MOST_RECENT
