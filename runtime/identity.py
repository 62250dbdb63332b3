"""As whom PostgreSQL runs: it refuses root, and a container or CI machine is often only root."""

import ctypes
import functools
import os
import pwd
import subprocess
import sys
from pathlib import Path

from runtime.errors import RuntimeProblem

CLONE_NEWUSER = 0x10000000
ACCOUNTS = ("postgres", "nobody")


def leave_root(folders: tuple[Path, ...]) -> None:
    """Stop being root in this process, if it is; call just before exec.

    Preferred is a user namespace in which root's own files belong to an ordinary account: nothing
    on the machine changes. Where a container forbids that, the process takes an ordinary
    account's id, to which `folders` are handed over first.

    Raises RuntimeProblem when the account cannot reach one of the folders.
    """
    if os.geteuid() != 0:
        return
    if namespaces_allowed():
        enter_namespace(_ordinary_account())
    else:
        take_account(_ordinary_account(), folders)


def enter_namespace(account: pwd.struct_passwd) -> None:
    """Map root to `account` in a new user namespace (user_namespaces(7))."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    Path("/proc/self/uid_map").write_text(f"{account.pw_uid} 0 1", encoding="ascii")
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{account.pw_gid} 0 1", encoding="ascii")


def take_account(account: pwd.struct_passwd, folders: tuple[Path, ...]) -> None:
    """Hand the folders to `account` and become it for good."""
    for folder in folders:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)
    os.setgroups([])
    os.setresgid(account.pw_gid, account.pw_gid, account.pw_gid)
    os.setresuid(account.pw_uid, account.pw_uid, account.pw_uid)
    for folder in (*folders, Path(sys.prefix)):
        if not os.access(folder, os.X_OK):
            raise RuntimeProblem(
                f"PostgreSQL cannot run as root, and the account {account.pw_name} cannot enter "
                f"{folder}; run teleread as an ordinary user, or set TELEREAD_DATA_DIR and "
                f"TELEREAD_VENV to folders that every user can enter"
            )


@functools.cache
def namespaces_allowed() -> bool:
    """Whether this machine lets root make a user namespace; tried once, in a child."""
    code = "from runtime.identity import *; enter_namespace(pwd.getpwnam('nobody'))"
    project = str(Path(__file__).resolve().parent.parent)
    tried = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, timeout=30, check=False
    )
    return tried.returncode == 0


def _ordinary_account() -> pwd.struct_passwd:
    for name in ACCOUNTS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeProblem(
        "PostgreSQL cannot run as root and this machine has no account named "
        + " or ".join(ACCOUNTS)
        + "; run teleread as an ordinary user"
    )
