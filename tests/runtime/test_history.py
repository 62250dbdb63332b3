"""The process that writes the demo's past does not outlive the demo."""

import os

from runtime.history import written_meanwhile
from runtime.processes import children_of


def test_the_writer_runs_beside_the_demo_and_is_gone_after_it() -> None:
    before = set(children_of(os.getpid()))
    with written_meanwhile({"PATH": os.environ["PATH"]}):
        assert len(set(children_of(os.getpid())) - before) == 1
    assert set(children_of(os.getpid())) == before
