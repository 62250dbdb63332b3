"""A mail service on loopback that keeps what it is given: as much of SMTP (RFC 5321) as a client needs to hand over."""

import email
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message

from tests.flow.waiting import eventually


@dataclass(frozen=True)
class Mail:
    """One message as it came in: the envelope's recipients and the bytes."""

    recipients: tuple[str, ...]
    raw: bytes

    @property
    def message(self) -> Message:
        return email.message_from_bytes(self.raw)

    @property
    def text(self) -> str:
        """The body, decoded."""
        body = self.message.get_payload(decode=True)
        assert isinstance(body, bytes)
        return body.decode()


@dataclass
class Mailbox:
    """What has arrived, whoever it is for."""

    port: int = 0
    mails: list[Mail] = field(default_factory=list)

    def await_mail(self, recipient: str) -> Mail:
        """The first mail to that address."""

        def found() -> list[Mail]:
            return [mail for mail in self.mails if recipient in mail.recipients]

        return eventually(found, what=f"a mail to {recipient} arrives")[0]


class _Session(socketserver.StreamRequestHandler):
    """One client, from its greeting to QUIT."""

    mailbox: Mailbox

    def handle(self) -> None:
        recipients: list[str] = []
        self._say("220 mailbox ready")
        while line := self.rfile.readline():
            verb, _, rest = line.decode("ascii").strip().partition(" ")
            match verb.upper():
                case "EHLO" | "HELO" | "MAIL" | "NOOP":
                    self._say("250 OK")
                case "RSET":
                    recipients.clear()
                    self._say("250 OK")
                case "RCPT":
                    recipients.append(rest.partition("<")[2].partition(">")[0])
                    self._say("250 OK")
                case "DATA":
                    self._say("354 end with a line of one dot")
                    self.mailbox.mails.append(Mail(tuple(recipients), self._data()))
                    self._say("250 OK")
                case "QUIT":
                    self._say("221 goodbye")
                    return
                case _:
                    self._say("502 not implemented")

    def _data(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            # A line that begins with a dot is sent with one more (RFC 5321 section 4.5.2).
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode("ascii"))


@contextmanager
def running_mailbox() -> Iterator[Mailbox]:
    """A mail service on a free port of loopback, for as long as the block lasts."""
    mailbox = Mailbox()
    session = type("Session", (_Session,), {"mailbox": mailbox})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), session) as server:
        server.daemon_threads = True
        mailbox.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield mailbox
        finally:
            server.shutdown()
            thread.join()
