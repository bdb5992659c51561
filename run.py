#!/usr/bin/env python3
"""The one command: sets up what is missing, then hands over to toolkit/cli.py.

    python3 run.py             the planner, in the browser, with a sample dialogue on first start
    python3 run.py test        the tests
    python3 run.py --help      everything else

Needs Python 3.11 and nothing else. This file stays readable to older Pythons, so that they can say so.
"""

import contextlib
import errno
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"
LOCK = ROOT / ".setting-up"
PANGO = ("libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
"""Without the first WeasyPrint cannot be imported; without the second large fonts are cut down sixty times slower."""

OFFLINE = ("Temporary failure in name resolution", "Network is unreachable", "NewConnectionError", "Could not fetch URL", "getaddrinfo")


class SetUpError(Exception):
    """One sentence: what failed, and what to do."""


def main(arguments: "list[str]") -> int:
    by_hand = not arguments and sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    try:
        if sys.version_info < (3, 11):
            raise SetUpError(
                f"This is Python {sys.version_info[0]}.{sys.version_info[1]}; the planner needs Python 3.11 or newer: "
                "get it from https://www.python.org/downloads/ and start this file with it."
            )
        testing = bool(arguments) and arguments[0] in ("test", "bench")
        prepare(testing)
    except SetUpError as failure:
        return stop(str(failure), by_hand)
    except OSError as failure:
        return stop(disk(failure), by_hand)
    except KeyboardInterrupt:
        return stop("Stopped before the set-up was done; start it again and it goes on from there.", False)
    return hand_over(arguments, by_hand)


def hand_over(arguments: "list[str]", by_hand: bool) -> int:
    """The planner itself, in the Python of .venv. On Windows a process cannot be replaced, so this one waits."""
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])))
    if by_hand:
        environment["CONVENING_BY_HAND"] = "1"
    command = [str(PYTHON), "-m", "toolkit.cli", *arguments]
    if os.name != "nt":
        sys.stdout.flush()
        os.execve(str(PYTHON), command, environment)
    try:
        return subprocess.call(command, env=environment)
    except KeyboardInterrupt:
        return 0


def prepare(testing: bool) -> None:
    """Whatever is missing, in order; nothing at all, and at once, when the marks left by an earlier run still hold."""
    wanted = [("program", ROOT / "requirements.txt")]
    if testing:
        wanted.append(("tests", ROOT / "tests" / "requirements.txt"))
    missing = [(name, path) for name, path in wanted if not holds(name, path)]
    if not missing:
        return
    if not os.access(ROOT, os.W_OK):
        raise SetUpError(f"The folder {ROOT} cannot be written to: move the planner's folder to one of your own, such as Documents.")
    lock()
    try:
        steps = 2 + len(missing)
        tell(1, steps, "Making a place for the planner's own libraries (.venv)")
        make_venv()
        for number, (name, path) in enumerate(missing, 2):
            what = "the planner's libraries" if name == "program" else "what the tests need"
            tell(number, steps, f"Installing {what} (once; this needs the internet and some minutes)")
            install(path)
        tell(steps, steps, "Looking for Pango, which sets the type of PDF files")
        see_to_pango()
        for name, path in missing:
            mark(name).write_text(state(path), encoding="utf-8")
    finally:
        unlock()


def state(path: pathlib.Path) -> str:
    """What a mark must say to hold: these pins, this Python, this place (a venv does not survive being moved)."""
    return f"{hashlib.sha256(path.read_bytes()).hexdigest()} {sys.version_info[0]}.{sys.version_info[1]} {ROOT}"


def mark(name: str) -> pathlib.Path:
    return VENV / f"ready-{name}"


def holds(name: str, path: pathlib.Path) -> bool:
    try:
        return mark(name).read_text(encoding="utf-8") == state(path) and PYTHON.exists()
    except OSError:
        return False


def make_venv() -> None:
    same = f"import pip, sys; assert sys.version_info[:2] == {tuple(sys.version_info[:2])}"
    if PYTHON.exists() and runs([str(PYTHON), "-c", same]):
        return
    own = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if not has_venv() and not (apt_works() and apt(["python3-venv", own]) and has_venv()):
        raise SetUpError(
            "Python's venv module is missing; install it and start this again: on Debian or Ubuntu `sudo apt install python3-venv`, "
            "elsewhere install Python from https://www.python.org/downloads/."
        )
    if VENV.is_dir():
        shutil.rmtree(VENV)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetUpError(f"Making .venv failed: {last_line(made.stdout)}. Mend that and start this again.")


def has_venv() -> bool:
    return runs([sys.executable, "-c", "import venv, ensurepip"])


def install(path: pathlib.Path) -> None:
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet", "-r", str(path)]
    if path.parent != ROOT and not sys.dont_write_bytecode:
        command.append("--no-compile")  # of the tests' libraries few files are ever read; Python compiles those as it reads them
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode == 0:
        return
    said = done.stdout.decode("utf-8", "replace")
    if "No space left" in said or "Errno 28" in said:
        raise SetUpError("The disk is full: make about 1 GB free and start this again.")
    if any(sign in said for sign in OFFLINE):
        raise SetUpError("The libraries could not be fetched: connect to the internet (it is needed this once) and start this again.")
    what = path.relative_to(ROOT)
    raise SetUpError(f"Installing {what} failed: {last_line(done.stdout)}. Start this again; what is done already is kept.")


def see_to_pango() -> None:
    """Install Pango where that is possible without asking; else say how. The planner starts without it, and PDF says so."""
    if finds_pango():
        return
    if apt_works() and apt(["libpangoft2-1.0-0", "libharfbuzz-subset0"]) and finds_pango():
        return
    print(f"      PDF files need Pango, which is missing; everything else works. To get it: {pango_command()}", flush=True)


def finds_pango() -> bool:
    here = f"import ctypes; [ctypes.CDLL(name) for name in {PANGO}]" if sys.platform.startswith("linux") else "import weasyprint"
    return runs([str(PYTHON), "-c", here])


def pango_command() -> str:
    if sys.platform == "darwin":
        return "`brew install pango`"
    if os.name == "nt":
        return "install MSYS2 from https://www.msys2.org, then run `pacman -S mingw-w64-ucrt-x86_64-pango` in its window"
    if shutil.which("dnf"):
        return "`sudo dnf install pango`"
    return "`sudo apt install libpangoft2-1.0-0 libharfbuzz-subset0`"


def apt_works() -> bool:
    return os.name == "posix" and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt(packages: "list[str]") -> bool:
    """Whether one of Debian's packages could be installed; the list of packages is refreshed first only where it is needed."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
    for refresh in (False, True):
        if refresh and not runs(["apt-get", "update", "-qq"], environment):
            return False
        if runs(command + packages, environment):
            return True
        if any([runs([*command, package], environment) for package in packages]):
            return True
    return False


def lock() -> None:
    """Two windows at once would install over each other; the second waits, at most ten minutes."""
    for waited in range(600):
        try:
            handle = os.open(str(LOCK), os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            os.write(handle, str(os.getpid()).encode())
            os.close(handle)
            return
        except OSError as problem:
            if problem.errno != errno.EEXIST:
                raise
        if stale():
            unlock()
            continue
        if waited == 0:
            print("Another window is setting the planner up; waiting for it.", flush=True)
        time.sleep(1)
    raise SetUpError(f"Another window has been setting the planner up for ten minutes: close it, delete {LOCK} and start this again.")


def stale() -> bool:
    try:
        pid = int(LOCK.read_text() or "0")
    except (OSError, ValueError):
        return False
    if os.name == "nt" or pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def unlock() -> None:
    with contextlib.suppress(OSError):
        LOCK.unlink()


def runs(command: "list[str]", environment: "dict[str, str] | None" = None) -> bool:
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment).returncode == 0
    except OSError:
        return False


def tell(number: int, steps: int, what: str) -> None:
    print(f"[{number}/{steps}] {what} ...", flush=True)


def last_line(output: bytes) -> str:
    lines = [line.strip() for line in output.decode("utf-8", "replace").splitlines() if line.strip()]
    return (lines[-1] if lines else "it said nothing").rstrip(".")


def disk(failure: OSError) -> str:
    if failure.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return "The disk is full: make about 1 GB free and start this again."
    if failure.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{failure.filename or ROOT} cannot be written to: move the planner's folder to one of your own, such as Documents."
    return f"The set-up stopped: {failure}. Start this again; what is done already is kept."


def stop(sentence: str, by_hand: bool) -> int:
    sys.stderr.write(sentence + "\n")
    if by_hand:
        wait_for_enter()
    return 2


def wait_for_enter() -> None:
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        input("Press Enter to close this window. ")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
