"""An embedded API server for as long as it is needed."""

import contextlib
import pathlib
import re
import subprocess
import time

from cases import Server


@contextlib.contextmanager
def embedded_server(program, work):
    """A server that runs until the end of the block."""
    kubeconfig = pathlib.Path(work) / "embedded.kubeconfig"
    process = subprocess.Popen([program, "--serve", str(kubeconfig)], stdin=subprocess.PIPE)
    try:
        deadline = time.monotonic() + 60
        while not (kubeconfig.exists() and "server:" in kubeconfig.read_text()):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the embedded server did not start")
            time.sleep(0.1)
        yield Server(re.search(r'server: "?(http[^"}\s]+)', kubeconfig.read_text()).group(1))
    finally:
        process.stdin.close()
        process.wait(timeout=60)
