"""`smm` for shells of tests, forked from a process that has everything loaded: loading takes longer than most commands.

Belongs here: that process, and the program that asks it. Not here: what is run, nor what it must say. Each command is
a process of its own with the asker's folder, surroundings, input and output. Commands that load for themselves are run
by `tests/warehouse/test_how_to.py` and `tests/cli`.
"""

import atexit
import json
import os
import pkgutil
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
import warnings
from functools import cache
from importlib import import_module
from pathlib import Path
from select import select

ROOT = Path(__file__).parents[1]
MOST = 1 << 20
ASKER = """\
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as asked:
    asked.connect(sys.argv[1])
    said = json.dumps({"words": sys.argv[2:], "folder": os.getcwd(), "surroundings": dict(os.environ)}).encode()
    socket.send_fds(asked, [len(said).to_bytes(4, "big")], [0, 1, 2])
    asked.sendall(said)
    code = asked.recv(1)
sys.exit(code[0] if code else 70)
"""


@cache
def smm() -> str:
    """What a shell executes in place of `smm`; the process that answers lives as long as this one."""
    folder = Path(tempfile.mkdtemp(prefix="smm-", dir="/tmp"))  # the address of a socket must be short
    asker, address = folder / "asker.py", folder / "s"
    asker.write_text(ASKER, encoding="utf-8")
    command = [sys.executable, __file__, str(address)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    answering = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env)

    def end() -> None:
        answering.communicate()
        shutil.rmtree(folder)

    atexit.register(end)
    assert answering.stdout is not None
    assert answering.stdout.readline() == b"ready\n"
    return f'"{sys.executable}" -I -S "{asker}" "{address}"'


def serve(address: str) -> None:
    """Answer until the input ends, each command in a process of its own."""
    for package in ("pipelines", "smm_assets"):
        for found in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
            import_module(found.name)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen()
        print("ready", flush=True)
        while sys.stdin not in select([listening, sys.stdin], [], [])[0]:
            asked, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                _answer(asked)
            asked.close()
            _bury()
    while _bury(wait=True):
        pass


def _bury(*, wait: bool = False) -> bool:
    """Take note of a process that ended; False when there is none."""
    try:
        return os.waitpid(-1, 0 if wait else os.WNOHANG)[0] > 0
    except ChildProcessError:
        return False


def _answer(asked: socket.socket) -> None:
    """Be the command; does not return."""
    code = 1
    try:
        size, files, _, _ = socket.recv_fds(asked, 4, 3)
        for own, given in enumerate(files):
            os.dup2(given, own)
            os.close(given)
        told = json.loads(asked.recv(int.from_bytes(size, "big"), socket.MSG_WAITALL))
        code = _ended(told["words"], told["folder"], told["surroundings"])
    except BaseException:  # noqa: BLE001 nothing may get back into the loop
        traceback.print_exc()
    finally:
        asked.sendall(bytes([code]))
        os._exit(code)


def _ended(words: list[str], folder: str, surroundings: dict[str, str]) -> int:
    """The code the command ends with."""
    from pipelines.cli.main import main

    os.chdir(folder)
    os.environ.clear()
    os.environ.update(surroundings)
    sys.argv = ["smm", *words]
    try:
        main()
        code: object = 0
    except SystemExit as end:
        code = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    return code if isinstance(code, int) else int(code is not None)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(sys.argv[1])
