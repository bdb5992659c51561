"""Contract 5: nothing reaches beyond this computer, and the PDF engine has nothing to complain of."""

import os
import re
import socket
import subprocess
import sys

import pytest

from tests.built import complaints
from tests.support import ROOT, ends, tree


def test_reaching_out_fails_the_test():
    with pytest.raises(RuntimeError, match="reached for the network"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_reaching_out_fails_in_the_processes_that_tests_start():
    script = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert "reached for the network" in done.stderr


@pytest.mark.parametrize(("name", "audience"), ends())
def test_the_pdf_engine_logs_nothing(name, audience):
    assert complaints(tree(name, audience), "pdf") == ()


@pytest.fixture
def no_fonts(tmp_path):
    """The environment of a machine on which no font is installed."""
    (tmp_path / "fonts.conf").write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>")
    return {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}


def written(title, environment):
    script = (
        "import sys; from toolkit.convening.model import Convening; from toolkit.documents.registry import specs\n"
        "from toolkit.material import Material, Task; from toolkit.writers import pdf\n"
        "from toolkit.writers.formats import CannotWriteError\n"
        "what = Material(Convening(title=sys.argv[1]), {}); spec = next(s for s in specs(what.convening, {}) if s.name == 'agenda')\n"
        "try:\n"
        "    print(len(pdf.write(what.tree(Task(spec, 'pdf', 'participants', 'en', None, '')))))\n"
        "except CannotWriteError as problem:\n"
        "    sys.exit(str(problem))"
    )
    return subprocess.run([sys.executable, "-c", script, title], capture_output=True, text=True, env=environment, cwd=ROOT)


def test_a_machine_without_any_font_still_prints(no_fonts):
    done = written("Eau & travail, Вода, ماء, पानी, 🙂", no_fonts)
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 5000


@pytest.mark.parametrize(
    ("title", "script"), [("\U00012000\U00012001\U00012002", "Cuneiform"), ("水と労働", "Japanese|Han|CJK|Chinese|Hiragana")]
)
def test_a_script_without_a_font_is_refused_by_name(no_fonts, title, script):
    done = written(title, no_fonts)
    assert done.returncode == 1
    assert re.search(script, done.stderr) and done.stderr.count("\n") == 1
