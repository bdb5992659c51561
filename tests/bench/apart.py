"""A peer in a process of its own: our repairs of WeasyPrint must not make the peer faster, nor its garbage us slower.

    python -m tests.bench.apart FUNCTION FILE      reads one line for each run, answers with its CPU seconds
"""

import gc
import json
import pathlib
import subprocess
import sys
import tempfile
import time
from types import TracebackType


class Apart:
    """Calls `peers.FUNCTION(argument)` elsewhere, as often as asked."""

    def __init__(self, function: str, argument: object) -> None:
        self._folder = tempfile.TemporaryDirectory()
        path = pathlib.Path(self._folder.name) / "argument.json"
        path.write_text(json.dumps(argument))
        command = [sys.executable, "-m", "tests.bench.apart", function, str(path)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def __enter__(self) -> "Apart":
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        self._process.communicate()
        self._folder.cleanup()

    def __call__(self) -> float:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write("run\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())


def main() -> None:
    from tests.bench import peers

    function, argument = getattr(peers, sys.argv[1]), json.loads(pathlib.Path(sys.argv[2]).read_text())
    for _ in sys.stdin:
        gc.collect()
        start = time.process_time()
        function(argument)
        print(time.process_time() - start, flush=True)


if __name__ == "__main__":
    main()
