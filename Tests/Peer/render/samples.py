"""The manifests that the peer suites render, ours and Koperator's own, and what `koperator render` must be told of each;
and how kubectl's JSON is read."""
import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[3]
ADDRESS = "203.0.113.10"
CLUSTER_ID = "zlFiTJelTOuhnklFwLWixw"
FACTS = ["--external-address", ADDRESS, "--cluster-id", CLUSTER_ID]


def namespaced(name, manifest):
    """The manifest in a namespace of its own, so that samples do not meet."""
    if re.search(r"^  namespace: .*$", manifest, re.M):
        return re.sub(r"^  namespace: .*$", f"  namespace: {name}", manifest, count=1, flags=re.M)
    return re.sub(r"^  name: .*$", rf"\g<0>\n  namespace: {name}", manifest, count=1, flags=re.M)


def options_of(name, manifest, work):
    """The options of `koperator render` for a manifest: what only a Kubernetes cluster knows."""
    options = list(FACTS)
    if "externalStartingPort: 0" in manifest and "NodePort" in manifest:
        for number in range(3):
            options += ["--node-port", f"kafka-{number}-external={31000 + number}"]
    if "rackAwareness" in manifest:
        ids = sorted(set(re.findall(r"\bid: ([0-9]+)", manifest)))
        labels = work / f"{name}-labels.yaml"
        keys = re.findall(r"^ +- \"?([a-z.-]+/[a-z]+)\"?$", manifest, re.M)
        labels.write_text("".join(f"{i}: {{{', '.join(f'{key}: v{i}' for key in keys)}}}\n" for i in ids))
        options += ["--node-labels", labels]
    return options


def samples(shared):
    """Name and text of each manifest of a KafkaCluster."""
    found = []
    for prefix, folder, port in [("ours", ROOT / "deploy/samples", 30010), ("koperator", shared / "koperator/samples", 30040)]:
        for path in sorted(folder.glob("*.yaml")):
            text = path.read_text()
            if re.search(r"^kind: KafkaCluster$", text, re.M):
                # Node ports are the whole cluster's: two samples must not take the same, and from 30086 on the API server
                # gives them to whom it likes.
                text = text.replace("externalStartingPort: 32000", f"externalStartingPort: {port}")
                found.append((f"{prefix}-{path.stem}".replace("_", "-"), text))
    return found


def values(text):
    """The JSON values that stand one behind the other in a text; a List counts as its items."""
    decoder, index, found = json.JSONDecoder(), 0, []
    while index < len(text.rstrip()):
        value, index = decoder.raw_decode(text, index)
        found += value["items"] if value.get("kind", "").endswith("List") else [value]
        while index < len(text) and text[index].isspace():
            index += 1
    return found
