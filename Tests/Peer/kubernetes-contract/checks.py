"""The contract's cases and kubectl against a real control plane on loopback, and against the embedded API server."""

import pathlib
import subprocess
import sys

here = pathlib.Path(__file__).parent
sys.path[:0] = [str(here), str(here.parent / "crds")]
import kubectl  # noqa: E402
from cluster import ASSETS, Cluster  # noqa: E402

program, control_plane, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])


def start_contract(*options):
    """The program, which runs the cases."""
    return subprocess.Popen([program, "--quiet", "--parallel", "8", *options], text=True, stdout=subprocess.PIPE)


def finish_contract(running):
    """Whether every case passed and none was skipped; prints those that did not."""
    output, _ = running.communicate(timeout=200)
    print(output, end="")
    skipped = any(line.startswith("skipped") for line in output.splitlines())
    return running.returncode == 0 and not skipped


def real():
    """The real control plane."""
    with Cluster(control_plane, work, "controllers") as plane:
        # The cases' first seconds are mostly waiting: kubectl works meanwhile.
        running = start_contract("--kubeconfig", plane.kubeconfig, "--etcd", f"http://127.0.0.1:{plane.port + 1}")
        try:
            good = kubectl.run(ASSETS / "kubectl", plane.kubeconfig, work)
            return finish_contract(running) and good
        finally:
            running.kill()


def embedded():
    """The embedded server."""
    kubeconfig = work / "embedded-kubeconfig"
    server = subprocess.Popen(
        [program, "--serve", kubeconfig], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        server.stdout.readline()
        running = start_contract("--embedded")
        try:
            good = kubectl.run(ASSETS / "kubectl", kubeconfig, work / "embedded")
            return finish_contract(running) and good
        finally:
            running.kill()
    finally:
        server.stdin.close()
        server.wait(timeout=30)


good = True
for name, check in (("the real server", real), ("the embedded server", embedded)):
    print(f"-- {name}", flush=True)
    good = check() and good
sys.exit(0 if good else 1)
