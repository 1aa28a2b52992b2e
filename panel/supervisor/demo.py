"""`manage.py demo`: everything on one machine, in order, until Ctrl-C."""

import argparse
import json
import os
import shutil
import signal
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import ExitStack
from http import HTTPStatus
from types import FrameType

from panel.supervisor import checks, filling, keys, pango, site
from panel.supervisor.folders import LOCAL, default_base
from panel.supervisor.pair import IN_USE, Pair
from panel.supervisor.processes import Child, Program
from panel.supervisor.refusal import CannotStart
from panel.supervisor.waiting import until
from panel.supervisor.watch import GaveUp, keep_running

MAILBOX = LOCAL / "mailbox"
LOGS = LOCAL / "logs"
SIGN_INS = LOCAL / "sign-ins.json"
DATA = ("mailbox", "logs", "storage", "sign-ins.json", "seal.p12", *keys.SECRETS)
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run(arguments: Sequence[str]) -> int:
    """
    Start everything, say where it is, keep it running until told to stop, then stop it all.

    Raises:
        CannotStart: before anything serves, with the way out.
    """
    options = _options(arguments)
    for name in ("DATABASE_URL", "REDIS_URL"):
        if name in os.environ and not options.use_env:
            raise CannotStart(
                f"{name} is set, and the demonstration would fill that server with samples:"
                " unset it, or add --use-env if you mean it."
            )
    for ending in ENDINGS:
        signal.signal(ending, _interrupt)
    try:
        with ExitStack() as stack:
            keep_running(_start(options, stack), say=_say)
    except KeyboardInterrupt:
        _say("Stopped.")
    except GaveUp as reason:
        _say(str(reason))
        return 1
    return 0


def _start(options: argparse.Namespace, stack: ExitStack) -> list[Child]:
    """Start all in order; what `stack` unwinds stops it in reverse."""
    pango.require()
    doors = site.Doors.open(port=options.port, mailbox_port=options.mailbox_port)
    for door in doors:
        stack.enter_context(door)
    if options.reset:
        _forget()
    children = [] if options.use_env else _start_servers(stack)
    keys.offer(doors.environment())
    checks.require(os.environ)
    filling.fill(say=_say)

    LOGS.mkdir(exist_ok=True)
    environment = {**os.environ, **pango.environment()}
    programs = site.programs(doors, environment, mailbox=MAILBOX, logs=LOGS)
    children += _start_site(programs, stack)
    web = next(child for child in children if child.program.name == "web")
    until(web, lambda: _is_ready(site.address(doors.web)), seconds=60)
    _introduce(doors)
    return children


def _start_servers(stack: ExitStack) -> list[Child]:
    pair = Pair(default_base())
    stack.callback(pair.stop)
    if not pair.is_ours:
        raise CannotStart(IN_USE)
    keys.offer({**keys.environment(), **pair.environment})
    return list(pair.children)


def _start_site(programs: Sequence[Program], stack: ExitStack) -> list[Child]:
    children: list[Child] = []
    stack.callback(_stop, children)
    children.extend(program.start() for program in programs)
    return children


def _stop(children: Sequence[Child]) -> None:
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.wait()


def _is_ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health/ready", timeout=10) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError as answer:
        if answer.code == HTTPStatus.INTERNAL_SERVER_ERROR:
            raise CannotStart(f"The site fails on its first page: see {LOGS}/web.log.") from answer
        return False
    except OSError:
        return False


def _introduce(doors: site.Doors) -> None:
    if warning := checks.mail_warning(os.environ["SMTP_URL"]):
        _say(warning)
    if SIGN_INS.exists():
        _say("Sign in as any of these:")
        for one in json.loads(SIGN_INS.read_text(encoding="utf-8")):
            _say("  {role:<16} {username:<40} {password}".format_map(one))
    else:
        _say(f"{SIGN_INS} is gone, and with it how to sign in: add --reset to start afresh.")
    _say(f"The mail that the panel sends: {site.address(doors.mailbox_page)}/")
    _say(f"The panel: {site.address(doors.web)}/ (Ctrl-C stops it)")


def _forget() -> None:
    Pair.forget(default_base())
    for path in (LOCAL / name for name in DATA):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Stop once: what asks again while we stop is not heard."""
    for ending in ENDINGS:
        signal.signal(ending, signal.SIG_IGN)
    raise KeyboardInterrupt


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="manage.py demo", description="Run it all until Ctrl-C.")
    parser.add_argument("--port", type=int, default=8000, help="of the site (8000)")
    parser.add_argument(
        "--mailbox-port", type=int, default=8025, help="of the mailbox page (8025)"
    )
    parser.add_argument("--reset", action="store_true", help="forget all earlier data first")
    parser.add_argument("--use-env", action="store_true", help="use DATABASE_URL and REDIS_URL")
    return parser.parse_args(arguments)
