"""Contract 5: nothing reaches beyond this computer, and the PDF engine has nothing to complain of."""

import logging
import socket
import subprocess
import sys

import pytest

from tests.support import all_specs, made
from toolkit.convening.model import Convening
from toolkit.documents.registry import specs
from toolkit.pack import Material, Task
from toolkit.writers.formats import FORMATS, CannotWriteError


def test_reaching_out_fails_the_test():
    with pytest.raises(RuntimeError, match="reached for the network"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_reaching_out_fails_in_the_processes_that_tests_start():
    script = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert "reached for the network" in done.stderr


@pytest.mark.parametrize("name", [spec.name for spec in all_specs()])
def test_the_pdf_engine_logs_nothing(name, caplog):
    with caplog.at_level(logging.WARNING):
        made.__wrapped__(name, "pdf")
    assert [record.getMessage() for record in caplog.records if record.name.startswith(("weasyprint", "fontTools"))] == []


def test_a_script_without_a_font_is_refused_by_name():
    convening = Convening(title="\U00012000\U00012001\U00012002")
    spec = next(spec for spec in specs(convening, {}) if spec.name == "agenda")
    tree = Material(convening, {}).tree(Task(spec, "pdf", "participants", "en", None, ""))
    with pytest.raises(CannotWriteError, match="Cuneiform"):
        FORMATS["pdf"].write(tree)
