"""The bar for long work."""

import io

from cic.cli import progress
from cic.cli.progress import progress_on


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_there_is_no_bar_in_a_pipe():
    with progress_on(io.StringIO()) as told:
        assert told is None


def test_short_work_has_no_bar():
    stream = Terminal()
    with progress_on(stream) as told:
        assert told is not None
        told(1, 2)
        told(2, 2)
    assert stream.getvalue() == ""


def test_long_work_has_a_bar_that_is_gone_in_the_end(monkeypatch):
    monkeypatch.setattr(progress, "LONG", 0.0)
    stream = Terminal()
    with progress_on(stream) as told:
        assert told is not None
        told(1, 3)
        told(2, 3)
    assert "replications" in stream.getvalue()


def test_what_is_done_is_said_at_once():
    stream = Terminal()
    with progress_on(stream, "centres") as told:
        assert told is not None
        told.says("compiling")
        told.says("running")
        told(1, 3)
    assert "compiling" in stream.getvalue()
