"""Open a convening that somebody brings: a text file with its pictures beside it, or a ZIP of both.

Reads only what the convening names, and nothing that lies outside its own folder.
"""

import io
import pathlib
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from toolkit.convening import file
from toolkit.convening.model import Convening
from toolkit.language import N_
from toolkit.language.said import SaidError
from toolkit.library.places import MAX_BYTES, SAMPLES, LibraryError, decode, read_bytes, visible_files

MAX_ENTRIES = 2000
MAX_UNPACKED = 100 * 1024 * 1024
CONVENING = "convening.yaml"
ASSETS = "assets"
OWN = "exercises"
BASE = "base.yaml"
"""In a copy that was handed over: what it was cut as."""
_PACKED_ON = (1980, 1, 1, 0, 0, 0)

NOT_BESIDE = N_("{source} names the picture {name}, which is not there; put it into the same folder, or take its name out.")
NOT_PACKED = N_("{source} names the picture {name}, which is not in the ZIP; put it into {assets}/, or take its name out.")
ALONE = N_(
    "{source} names the picture {name}, which did not come with it; bring a ZIP of {convening} and a folder {assets}, or take its name out."
)

Find = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Opened:
    """A convening with its pictures: `assets` as they are printed (plain PNG or JPEG), `originals` as they were brought.

    `exercises` are texts of its author's own exercises, by the exercise's name and the file's, as they came: not read yet, and put nowhere.
    """

    convening: Convening
    assets: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    originals: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    exercises: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    base: str | None = field(default=None, repr=False)
    """In a copy that was handed over: what it was cut as, not read yet."""


def open_file(path: pathlib.Path | str) -> Opened:
    """A YAML, JSON or ZIP file, told apart by what is in it."""
    path = pathlib.Path(path)
    data = read_bytes(path)
    if _is_zip(data):
        return open_bytes(data, path.name)
    convening = _convening(data, path.name)
    return _with_pictures(convening, path.name, _beside(path.parent), NOT_BESIDE)


def open_bytes(data: bytes, source: str) -> Opened:
    """The same for a file that was handed over without its folder."""
    if len(data) > MAX_BYTES:
        raise LibraryError(
            N_("{source} is larger than {most} MB; take pictures out or make them smaller."),
            source=source, most=MAX_BYTES // 1024 // 1024,
        )
    if not _is_zip(data):
        return _with_pictures(_convening(data, source), source, lambda name: None, ALONE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            return _unzipped(held, source)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as problem:
        raise LibraryError(
            N_("{source} is a damaged ZIP file; make it again, or open the {convening} inside it."),
            source=source, convening=CONVENING,
        ) from problem


def sample(name: str = "water-and-work") -> Opened:
    """The sample dialogue that the first start shows; its people are invented."""
    path = SAMPLES / f"{name}.yaml"
    if not path.is_file():
        there = ", ".join(each.stem for each in visible_files(SAMPLES, "*.yaml"))
        raise LibraryError(N_("There is no sample {name}; there are {there}."), name=name, there=there)
    return open_file(path)


def write_zip(
    convening: Convening, originals: Mapping[str, bytes], exercises: Mapping[str, Mapping[str, str]] | None = None, base: str | None = None
) -> bytes:
    """A convening with the pictures that it shows as one file; the same bytes each time. What an older version showed stays behind.

    `exercises` are the texts of those of one's own that it uses (`own.used`): who opens it elsewhere can print their sheets.
    """
    shown = sorted(convening.pictures() & set(originals))
    texts = [(slug, name, text) for slug, held in (exercises or {}).items() for name, text in held.items()]
    own = {f"{OWN}/{slug}/{name}": text.encode() for slug, name, text in sorted(texts)}
    pictures = {f"{ASSETS}/{name}": originals[name] for name in shown}
    cut = {} if base is None else {BASE: base.encode()}
    return zip_of({CONVENING: file.write(convening).encode(), **cut, **pictures, **own})


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """Files as one ZIP without a clock in it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _PACKED_ON)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            packed.writestr(entry, data)
    return held.getvalue()


def _is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _convening(data: bytes, source: str) -> Convening:
    for start, what in _OTHERS.items():
        if data.startswith(start):
            raise LibraryError(
                N_("{source} is not a convening file but {what}; a convening file is text (YAML or JSON), or a ZIP with its pictures."),
                source=source, what=what,
            )
    return file.read(decode(data, source), source)


_OTHERS = {
    b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"{\\rtf": "RTF",
    b"\xd0\xcf\x11\xe0": "DOC/XLS", b"\x1f\x8b": "GZIP", b"SQLite format 3": "SQLite",
}


def _with_pictures(convening: Convening, source: str, find: Find, missing: str) -> Opened:
    assets: dict[str, bytes] = {}
    originals: dict[str, bytes] = {}
    for name, prepare in _named(convening):
        if name in originals:
            continue
        data = find(name)
        if data is None:
            raise LibraryError(missing, source=source, name=name, convening=CONVENING, assets=ASSETS)
        try:
            assets[name] = prepare(name, data)
        except SaidError as problem:
            raise LibraryError(N_("{source}: {why}"), source=source, why=problem) from None
        originals[name] = data
    return Opened(convening, assets, originals)


def _named(convening: Convening) -> Iterator[tuple[str, Callable[[str, bytes], bytes]]]:
    # What draws is loaded only where there is a picture: it costs a tenth of a second at the start of the program.
    from toolkit.library import pictures

    for host in convening.hosts:
        if host.logo is not None:
            yield host.logo, pictures.logo
    for section in convening.report.sections:
        for found in section.figures:
            yield found.file, pictures.figure


def _beside(folder: pathlib.Path) -> Find:
    def find(name: str) -> bytes | None:
        inside = folder.resolve()
        for path in (folder / name, folder / ASSETS / name):
            # A link could lead anywhere on this computer, and the picture is handed out.
            if path.is_file() and path.resolve().is_relative_to(inside):
                return read_bytes(path)
        return None

    return find


def _unzipped(held: zipfile.ZipFile, source: str) -> Opened:
    entries = held.infolist()
    if len(entries) > MAX_ENTRIES:
        raise LibraryError(N_("{source} holds {count} files; {most} is the most."), source=source, count=len(entries), most=MAX_ENTRIES)
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise LibraryError(
            N_("{source} unpacks to more than {most} MB; make its pictures smaller."),
            source=source, most=MAX_UNPACKED // 1024 // 1024,
        )
    files = {entry.filename: entry for entry in entries if not entry.is_dir() and not entry.filename.startswith("__MACOSX/")}
    plans = [name for name in files if name.split("/")[-1] == CONVENING]
    plan = min(plans, key=lambda name: (name.count("/"), name), default=None)
    if plan is None:
        raise LibraryError(
            N_("{source} holds no {convening}; a convening as ZIP is {convening} and a folder {assets}."),
            source=source, convening=CONVENING, assets=ASSETS,
        )
    folder = plan[: -len(CONVENING)]

    def unpack(name: str) -> bytes:
        entry = files[name]
        if entry.flag_bits & 1:
            raise LibraryError(N_("{source} is locked with a password; unpack it first."), source=source)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise NotImplementedError
        with held.open(entry) as stream:
            data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise LibraryError(N_("{name} in {source} is larger than {most} MB."), name=name, source=source, most=MAX_BYTES // 1024 // 1024)
        return data

    def find(name: str) -> bytes | None:
        return unpack(f"{folder}{ASSETS}/{name}") if f"{folder}{ASSETS}/{name}" in files else None

    from toolkit.library import own

    convening = _convening(unpack(plan), f"{source}/{plan}")
    opened = _with_pictures(convening, f"{source}/{plan}", find, NOT_PACKED)
    base = decode(unpack(f"{folder}{BASE}"), f"{source}/{BASE}") if f"{folder}{BASE}" in files else None
    return replace(opened, exercises=own.carried(held, f"{folder}{OWN}/", source), base=base)
