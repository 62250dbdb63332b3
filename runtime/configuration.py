"""What a person can set about a demo, read from the environment once."""

import os
from dataclasses import dataclass
from pathlib import Path

from runtime.errors import RuntimeProblem
from runtime.layout import PROJECT, Layout, configured_data_directory


@dataclass(frozen=True)
class Configuration:
    """Ports and places of one demo."""

    http_port: int
    dicom_port: int
    hl7_port: int
    bind: str
    layout: Layout

    @classmethod
    def from_environment(cls) -> "Configuration":
        """Raises RuntimeProblem when a variable holds no port."""
        return cls(
            http_port=_port("TELEREAD_HTTP_PORT", 8000),
            dicom_port=_port("TELEREAD_DICOM_PORT", 11112),
            hl7_port=_port("TELEREAD_HL7_PORT", 2575),
            bind=os.environ.get("TELEREAD_BIND") or "127.0.0.1",
            layout=Layout.of(configured_data_directory()),
        )

    @property
    def url(self) -> str:
        """Where a browser on this machine finds the demo."""
        host = "localhost" if self.bind in ("127.0.0.1", "0.0.0.0", "::") else self.bind
        return f"http://{host}:{self.http_port}/"

    @property
    def probe_host(self) -> str:
        """Address at which this machine reaches the demo's ports."""
        return "127.0.0.1" if self.bind == "0.0.0.0" else self.bind

    @property
    def environment(self) -> dict[str, str]:
        """The same settings for every process of the demo."""
        return {
            "TELEREAD_HTTP_PORT": str(self.http_port),
            "TELEREAD_DICOM_PORT": str(self.dicom_port),
            "TELEREAD_HL7_PORT": str(self.hl7_port),
            "TELEREAD_BIND": self.bind,
            "TELEREAD_DATA_DIR": str(self.layout.root),
        }


def external_services() -> bool:
    """Whether the environment names a database and a Redis of its own.

    Raises RuntimeProblem when it names only one of the two.
    """
    database, redis = bool(os.environ.get("DATABASE_URL")), bool(os.environ.get("REDIS_URL"))
    if database != redis:
        missing = "REDIS_URL" if database else "DATABASE_URL"
        raise RuntimeProblem(
            f"{missing} is not set: set DATABASE_URL (with DATABASE_OWNER_URL) and REDIS_URL, or "
            "none of them to have both servers embedded"
        )
    if database and not os.environ.get("DATABASE_OWNER_URL"):
        raise RuntimeProblem(
            "DATABASE_OWNER_URL is not set: migrations need a role that owns the tables, "
            "other than the role of DATABASE_URL"
        )
    return database


def virtual_environment() -> Path:
    """Folder of the virtual environment."""
    return Path(os.environ.get("TELEREAD_VENV") or PROJECT / ".venv").expanduser().absolute()


def _port(name: str, default: int) -> int:
    given = os.environ.get(name) or str(default)
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise RuntimeProblem(f"{name}={given} is no port; give a number from 1 to 65535")
    return int(given)
