"""Sends the requests of requests.json by curl, in their order."""

import json
import pathlib
import subprocess
import sys
import urllib.parse

here = pathlib.Path(__file__).parent
sys.path.insert(0, str(here.parent / "crds"))
from cluster import Cluster  # noqa: E402

control_plane, work = sys.argv[1], pathlib.Path(sys.argv[2])
requests = json.loads((here / "requests.json").read_text())


def filled(text, before, escaped):
    """The text with what the answer before had in place of the marks."""
    metadata = before.get("metadata", {}) if isinstance(before, dict) else {}
    for name in ("uid", "resourceVersion", "continue"):
        mark = urllib.parse.quote(f"{{{name}}}", safe="") if escaped else f"{{{name}}}"
        if mark in text:
            value = metadata[name]
            text = text.replace(mark, urllib.parse.quote(value, safe="") if escaped else value)
    return text


def send(cluster, request, before):
    """Code and body of the answer."""
    answer = work / "answer"
    command = ["curl", "-sS", "--max-time", "30", "--cacert", cluster.folder / "certificates/apiserver.crt",
               "-o", answer, "-w", "%{http_code}", "-A", "koperator", "-X", request["method"],
               "-H", f"Authorization: Bearer {cluster.token}"]
    for name, value in request["headers"].items():
        command += ["-H", f"{name}: {value}"]
    if "body" in request:
        command += ["--data-binary", filled(json.dumps(request["body"]), before, False)]
    target = filled(request["target"], before, True)
    code = subprocess.run([*command, f"https://127.0.0.1:{cluster.port}{target}"],
                          capture_output=True, text=True, check=True).stdout
    return int(code), answer.read_text()


failures = 0
with Cluster(control_plane, work) as cluster:
    before = {}
    for request in requests:
        code, text = send(cluster, request, before)
        if code != request["status"]:
            failures += 1
            print(f"FAILED: {request['name']}: {request['method']} {request['target']}: {code}, not {request['status']}\n{text[:600]}")
        try:
            before = json.loads(text)
        except ValueError:
            before = {}
print(f"kubernetes-requests: {len(requests) - failures} passed, {failures} failed")
sys.exit(failures != 0)
