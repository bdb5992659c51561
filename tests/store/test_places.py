import os
import pathlib
import stat
import subprocess
import sys

import pytest

from toolkit.store import places
from toolkit.web.serve import serve


def test_the_variable_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    monkeypatch.setenv("CONVENING_HOME", str(tmp_path / "here"))
    assert places.data_folder() == tmp_path / "here"
    assert places.database() == tmp_path / "here" / "convenings.sqlite3"


def test_a_folder_that_cannot_be_made_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("CONVENING_HOME", str(tmp_path / "file" / "here"))
    with pytest.raises(places.FolderError) as refused:
        places.cache_folder()
    with pytest.raises(places.FolderError, match="cannot be made or used"):
        serve(0, open_browser=False)
    folder = tmp_path / "file" / "here"
    assert str(refused.value) == (
        f"The planner's own folder {folder} cannot be made or used (not a directory). Set CONVENING_HOME to a folder that you may write in."
    )


def test_asking_where_the_data_lies_does_not_wait_for_sqlalchemy() -> None:
    ask = "import sys; from toolkit.store import places; places.database(); sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", ask], cwd=pathlib.Path(__file__).parents[2]).returncode == 0


def test_without_it_the_folder_is_the_users_own_and_not_the_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONVENING_HOME", raising=False)
    folder = places.data_folder()
    assert folder.is_absolute()
    assert "convening-toolkit" in folder.parts
    assert not folder.is_relative_to(pathlib.Path(__file__).parents[2])


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/a/Dropbox/data", "Dropbox"),
        ("/home/a/Dropbox (Personal)/data", "Dropbox"),
        ("/Users/a/Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("/home/a/OneDrive - Example Rights Network/x", "OneDrive"),
        ("/home/a/Google Drive/x", "Google Drive"),
        ("/Users/a/Library/CloudStorage/GoogleDrive-a@example.org/x", "Google Drive"),
        ("/home/a/Nextcloud/x", "Nextcloud"),
        ("/home/a/.local/share/convening-toolkit", None),
        ("/home/dropboxer/data", None),
    ],
)
def test_a_synced_folder_is_known_by_its_name(folder: str, service: str | None) -> None:
    assert places.synced_by(pathlib.PurePosixPath(folder)) == service  # type: ignore[arg-type]


def test_the_warning_names_the_service_and_the_folder() -> None:
    folder = pathlib.Path("/home/a/Dropbox/data")
    message, values = places.sync_warning(folder) or ("", {})
    assert message.format(**values).startswith(f"Your data lies in a folder that Dropbox copies to other computers: {folder}.")
    assert places.sync_warning(pathlib.Path("/home/a/data")) is None


@pytest.mark.skipif(os.name != "posix", reason="the permissions of POSIX")
def test_a_private_file_is_closed_to_others_and_replaces_what_was_there(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "secret"
    path.write_text("open to all")
    places.write_private(path, b"closed")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode), list(tmp_path.iterdir())) == (b"closed", 0o600, [path])
