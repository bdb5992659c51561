"""The processes that documents are written in: forked from one that has read WeasyPrint once, spawned where there is no fork."""

import multiprocessing
from multiprocessing.context import BaseContext


def context() -> BaseContext:
    """How workers are started on this system."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(["toolkit.writers.ready", "toolkit.readers.text"])
    return forking


def start_early() -> None:
    """Let the process that workers are forked from read WeasyPrint while this one still reads the convening."""
    if context().get_start_method() == "forkserver":
        from multiprocessing import forkserver

        forkserver.ensure_running()
