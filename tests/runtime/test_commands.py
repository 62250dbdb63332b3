"""The command line and the configuration files it writes."""

import configparser
from pathlib import Path

from runtime.__main__ import VERBS, main
from runtime.configuration import Configuration
from runtime.layout import PROJECT, Layout
from runtime.programs import application, stores
from runtime.supervision import configuration_text


def test_help_lists_every_target_of_the_makefile() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    targets = makefile.split(".PHONY:")[1].split("\n", 1)[0].split()
    assert set(targets) == {"help", *VERBS}
    assert main(["help"]) == 0


def test_supervisor_reads_back_what_was_written(tmp_path: Path) -> None:
    layout = Layout.of(tmp_path / "100% odd; name")
    configuration = Configuration(8000, 11112, 2575, "127.0.0.1", layout)
    programs = stores(configuration) + application(configuration)
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(configuration_text(layout, programs))
    assert {name for name in parser.sections() if name.startswith("program:")} == {
        f"program:{program.name}" for program in programs
    }
    assert parser["group:app"]["priority"] > parser["group:stores"]["priority"]
