"""A speech engine as it stands beside the product: a process of its own that speaks both protocols.

Real recognition by PocketSphinx and its small English model. What goes wrong with engines is asked for by the model's
name (HTTP) or the path (WebSocket). Prints its two ports once it listens.
"""

import json
import sys
import threading
import time
from contextlib import suppress
from email.message import Message
from email.parser import BytesParser
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pocketsphinx import Decoder
from websockets.sync.server import ServerConnection, serve

RATE = 16_000
_LOCK = threading.Lock()


@cache
def decoder() -> Any:
    return Decoder(samprate=RATE)


def recognise(samples: bytes) -> str:
    if not samples:
        return ""
    with _LOCK:
        decoder().start_utt()
        decoder().process_raw(samples, full_utt=True)
        decoder().end_utt()
        found = decoder().hyp()
    return found.hypstr if found else ""


def form_of(handler: BaseHTTPRequestHandler) -> dict[str, Any]:
    body = handler.rfile.read(int(handler.headers["Content-Length"]))
    head = f"Content-Type: {handler.headers['Content-Type']}\r\n\r\n".encode()
    parts: Any = BytesParser().parsebytes(head + body).get_payload()
    return {_name(part): part.get_payload(decode=True) for part in parts}


def _name(part: Message) -> str:
    return str(part.get_param("name", header="Content-Disposition"))


class OpenAi(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        form = form_of(self)
        model = form["model"].decode()
        if self.path != "/v1/audio/transcriptions":
            self._answer(404, b"no such path")
        elif self.headers.get("Authorization") not in (None, "Bearer sesame"):
            self._answer(401, b"wrong key")
        elif model == "busy":
            self._answer(503, b"busy")
        elif model == "strange":
            self._answer(200, b"<html>")
        elif model == "picky":
            self._answer(400, b"no such audio")
        elif model == "echo":
            said = f"{form['language'].decode()}|{form.get('prompt', b'').decode()}"
            self._answer(200, json.dumps({"text": said}).encode())
        else:
            if model == "slow":
                time.sleep(30)
            # Behind the header of a WAV file of this one kind.
            text = recognise(form["file"][44:])
            self._answer(200, json.dumps({"text": text}).encode())

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        # Who asked may have stopped waiting.
        with suppress(ConnectionError):
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


def vosk(connection: ServerConnection) -> None:
    path = connection.request.path if connection.request else ""
    samples = b""
    for message in connection:
        if isinstance(message, bytes):
            samples += message
            connection.send('{"partial": ""}')
        elif "eof" in message:
            break
    if path == "/slow":
        time.sleep(30)
    if path == "/busy":
        connection.close(1013)
    elif path == "/strange":
        connection.send("<html>")
    else:
        connection.send(json.dumps({"text": recognise(samples)}))


def main() -> None:
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    decoder()
    http = ThreadingHTTPServer(("127.0.0.1", port), OpenAi)
    http.daemon_threads = True
    with serve(vosk, "127.0.0.1", 0) as websocket:
        threading.Thread(target=websocket.serve_forever, daemon=True).start()
        ports = {"http": http.server_port, "ws": websocket.socket.getsockname()[1]}
        sys.stdout.write(json.dumps(ports) + "\n")
        sys.stdout.flush()
        http.serve_forever()


if __name__ == "__main__":
    main()
