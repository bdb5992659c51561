"""Where the data of this person lies: one folder of their own, never beside the program, and a warning where a cloud copies it.

Decides paths and their permissions; knows nothing of what is kept in them.
"""

import contextlib
import os
import pathlib
import secrets
from collections.abc import Iterator

import platformdirs

from toolkit.language import N_
from toolkit.language.said import SaidError

HOME_VARIABLE = "CONVENING_HOME"
DATABASE = "convenings.sqlite3"
CACHE_FOLDERS = ("cache", "previews")
"""Folders of things that can be made again. Forgetting empties them."""

SYNCED = N_(
    "Your data lies in a folder that {service} copies to other computers: {folder}. "
    "Move it to a folder that stays on this computer and set CONVENING_HOME to it."
)

_SERVICES: tuple[tuple[str, str], ...] = (
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
)


NOT_MADE = N_("The planner's own folder {folder} cannot be made or used ({reason}). Set CONVENING_HOME to a folder that you may write in.")


class FolderError(SaidError):
    """The folder of the planner's data cannot be used."""


def data_folder() -> pathlib.Path:
    """The user's application-data folder, or the one that CONVENING_HOME names. Nothing is made."""
    chosen = os.environ.get(HOME_VARIABLE)
    if chosen:
        return pathlib.Path(os.path.expanduser(chosen)).absolute()  # noqa: PTH111  (pathlib's raises where there is no such user)
    return pathlib.Path(platformdirs.user_data_dir("convening-toolkit", appauthor=False, roaming=False))


def database() -> pathlib.Path:
    return data_folder() / DATABASE


def cache_folder() -> pathlib.Path:
    """For things that can be made again."""
    folder = data_folder()
    with usable(folder):
        return make_private(folder) / CACHE_FOLDERS[0]


@contextlib.contextmanager
def usable(folder: pathlib.Path) -> Iterator[None]:
    """What the system says of a folder of ours that cannot be used, as a sentence."""
    try:
        yield
    except OSError as problem:
        raise FolderError(NOT_MADE, folder=folder, reason=(problem.strerror or str(problem)).lower()) from None


def own_templates() -> pathlib.Path | None:
    """The folder of the user's own templates, where there is one."""
    return _there(data_folder() / "templates")


def own_exercises() -> pathlib.Path | None:
    """The folder of the user's own exercises, where there is one."""
    return _there(data_folder() / "exercises")


def own_exercises_folder() -> pathlib.Path:
    """The same, made where it is missing, to put one into."""
    folder = data_folder()
    with usable(folder):
        return make_private(make_private(folder) / "exercises")


def _there(folder: pathlib.Path) -> pathlib.Path | None:
    return folder if folder.is_dir() else None


def make_private(folder: pathlib.Path) -> pathlib.Path:
    """The folder, made where it is missing, closed to everyone else on this computer (where the system knows such a thing)."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix":
        with contextlib.suppress(OSError):  # a folder that someone else owns, or may only be read: opening the database says so
            folder.chmod(0o700)
    return folder


def write_private(path: pathlib.Path, data: bytes) -> None:
    """Write a file that only this person can read; there is no moment in which it is open to others."""
    made = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with open(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
            file.write(data)
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def synced_by(folder: pathlib.Path) -> str | None:
    """The service that copies this folder elsewhere, as far as its path tells."""
    for part in folder.parts:
        name = part.casefold()
        for mark, service in _SERVICES:
            if name == mark or name.startswith((f"{mark} ", f"{mark}-", f"{mark}(")) or name.endswith(f"-{mark}"):
                return service
    return None


def sync_warning(folder: pathlib.Path) -> tuple[str, dict[str, str]] | None:
    """The message (for gettext) and its values, where the data lies in a synced folder."""
    service = synced_by(folder)
    return (SYNCED, {"service": service, "folder": str(folder)}) if service else None
