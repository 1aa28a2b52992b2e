"""
The demonstration's mail server: keeps each message it accepts as a file, and shows them on a page.

Run as `python -m panel.supervisor.mailbox FOLDER SMTP_SOCKET PAGE_SOCKET`, the sockets as numbers
of descriptors that already listen, so that the addresses outlive a restart.
"""

import asyncio
import html
import os
import socket
import sys
import time
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from aiosmtpd.smtp import SMTP, Envelope, Session

SHOWN = 100
PAGE = """<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Mailbox of the demonstration</title>
<meta name="viewport" content="width=device-width"><style>{style}</style></head>
<body><main><h1>Mailbox of the demonstration</h1>
<p>{count} accepted so far; nothing leaves this machine. The newest come first.</p>
{messages}</main></body></html>
"""
STYLE = "body{font:1rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}" + (
    "article{border-top:1px solid}pre{white-space:pre-wrap}h2{margin-bottom:0}"
)


class Keeper:
    """Files a message, whole or not at all, before its acceptance is acknowledged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(  # noqa: N802  (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep the message; its name sorts by arrival."""
        kept = self.folder / f"{time.time_ns()}.eml"
        unfinished = kept.with_suffix(".new")
        unfinished.write_bytes(envelope.original_content or b"")
        unfinished.rename(kept)
        return "250 Kept"


def page(folder: Path) -> str:
    """Return the page that shows the newest messages of `folder`."""
    kept = sorted(folder.glob("*.eml"), reverse=True)
    messages = "\n".join(_article(path) for path in kept[:SHOWN])
    return PAGE.format(style=STYLE, count=len(kept), messages=messages)


def _article(path: Path) -> str:
    parser = BytesParser(_class=EmailMessage, policy=policy.default)
    message = parser.parsebytes(path.read_bytes())
    body = message.get_body(("plain",))
    heading, to, on, text = (
        html.escape(str(part or ""))
        for part in (
            message["Subject"],
            message["To"],
            message["Date"],
            body.get_content() if body else "",
        )
    )
    return f"<article><h2>{heading}</h2><p>To {to}, {on}</p><pre>{text}</pre></article>"


def serve(folder: Path, smtp: socket.socket, pages: socket.socket) -> None:
    """Serve both sockets until the process is told to end."""
    folder.mkdir(parents=True, exist_ok=True)
    Thread(target=_serve_pages, args=(folder, pages), daemon=True).start()
    asyncio.run(_serve_mail(folder, smtp))


async def _serve_mail(folder: Path, smtp: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Keeper(folder), loop=loop), sock=smtp)
    await server.serve_forever()


def _serve_pages(folder: Path, pages: socket.socket) -> None:
    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header(
                "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"
            )
            self.end_headers()
            self.wfile.write(page(folder).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing: the page is looked at by one person."""

    server = ThreadingHTTPServer(pages.getsockname(), Page, bind_and_activate=False)
    server.socket.close()
    server.socket = pages
    server.serve_forever()


if __name__ == "__main__":
    os.umask(0o077)
    serve(Path(sys.argv[1]), *(socket.socket(fileno=int(number)) for number in sys.argv[2:4]))
