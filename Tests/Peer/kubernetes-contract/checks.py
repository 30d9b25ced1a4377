"""The contract's cases and kubectl against a real control plane on loopback."""

import os
import pathlib
import random
import signal
import socket
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import kubectl  # noqa: E402

program, control_plane, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
KUBECTL = pathlib.Path(os.environ["KUBEBUILDER_ASSETS"]) / "kubectl"


def free_port(count):
    """The first of `count` ports in a row that nobody listens on."""
    for _ in range(100):
        port = random.randrange(20000, 32000)
        try:
            for offset in range(count):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port + offset))
            return port
        except OSError:
            continue
    raise RuntimeError("no ports are free")


class ControlPlane:
    """etcd, kube-apiserver and kube-controller-manager; they end with the block."""

    def __enter__(self):
        self.folder = work / "control-plane"
        self.port = free_port(5)
        self.log = open(work / "control-plane.log", "w")
        self.process = subprocess.Popen(
            [control_plane, self.folder, str(self.port), "controllers"], stdout=self.log, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + 90
        while "ready:" not in (said := pathlib.Path(self.log.name).read_text()):
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.__exit__()
                raise RuntimeError(f"the control plane did not start:\n{said}")
            time.sleep(0.1)
        self.kubeconfig = self.folder / "kubeconfig"
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)


def start_contract(plane):
    """The program, which runs the cases."""
    return subprocess.Popen(
        [program, "--kubeconfig", plane.kubeconfig, "--etcd", f"http://127.0.0.1:{plane.port + 1}", "--quiet",
         "--parallel", "8"], text=True, stdout=subprocess.PIPE)


def finish_contract(running):
    """Whether every case passed; prints those that did not."""
    output, _ = running.communicate(timeout=200)
    print(output, end="")
    skipped = [line for line in output.splitlines() if line.startswith("skipped")]
    return running.returncode == 0 and not skipped


with ControlPlane() as plane:
    # The cases' first seconds are mostly waiting: kubectl works meanwhile.
    running = start_contract(plane)
    try:
        good = kubectl.run(KUBECTL, plane.kubeconfig, work)
        good = finish_contract(running) and good
    finally:
        running.kill()
sys.exit(0 if good else 1)
