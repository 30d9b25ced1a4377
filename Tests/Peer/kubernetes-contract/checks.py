"""The contract's cases and kubectl against a real control plane on loopback."""

import pathlib
import subprocess
import sys

here = pathlib.Path(__file__).parent
sys.path[:0] = [str(here), str(here.parent / "crds")]
import kubectl  # noqa: E402
from cluster import ASSETS, Cluster  # noqa: E402

program, control_plane, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])


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


with Cluster(control_plane, work, "controllers") as plane:
    # The cases' first seconds are mostly waiting: kubectl works meanwhile.
    running = start_contract(plane)
    try:
        good = kubectl.run(ASSETS / "kubectl", plane.kubeconfig, work)
        good = finish_contract(running) and good
    finally:
        running.kill()
sys.exit(0 if good else 1)
