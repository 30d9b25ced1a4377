"""A real control plane for as long as it is needed."""

import contextlib
import pathlib
import re
import signal
import socket
import subprocess
import time

from cases import Server


def free_ports(count):
    """The first of that many ports in a row that nobody has."""
    for first in range(25000, 32000, 10):
        sockets = []
        try:
            for port in range(first, first + count):
                sockets.append(socket.socket())
                sockets[-1].bind(("127.0.0.1", port))
            return first
        except OSError:
            continue
        finally:
            for each in sockets:
                each.close()
    raise RuntimeError("no free ports")


@contextlib.contextmanager
def real_server(control_plane, work, *parts):
    """A server that runs until the end of the block."""
    folder = pathlib.Path(work) / "control-plane"
    port = free_ports(5)
    log = open(pathlib.Path(work) / "control-plane.log", "w")
    process = subprocess.Popen([control_plane, str(folder), str(port), *parts], stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 120
        while "ready" not in pathlib.Path(log.name).read_text():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the control plane did not start: {pathlib.Path(log.name).read_text()}")
            time.sleep(0.2)
        token = re.search(r'token: "?([0-9a-f]+)', (folder / "kubeconfig").read_text()).group(1)
        yield Server(f"https://127.0.0.1:{port}", token)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
