"""checks.py KOPERATOR WORK: what `koperator validate` prints and how it ends."""
import pathlib
import subprocess
import sys

KOPERATOR, WORK = sys.argv[1], pathlib.Path(sys.argv[2])
SAMPLES = pathlib.Path(__file__).resolve().parents[3] / "deploy/samples"

TOPIC = """\
apiVersion: kafka.banzaicloud.io/v1alpha1
kind: KafkaTopic
metadata: {name: orders}
spec: {clusterRef: {name: kafka}, name: orders, partitions: 3, replicationFactor: %s}
"""
OPERATION = """\
apiVersion: kafka.banzaicloud.io/v1alpha1
kind: CruiseControlOperation
metadata: {name: move}
"""
GOOD, BAD = TOPIC % 2, TOPIC % 0
SAME = GOOD.replace("{name: orders}", "{name: again}")
ZERO = ("line 4, column 64: spec.replicationFactor: a topic cannot have 0 of them; "
        "write 1 or more, or -1 for the brokers' default")
LABEL = ("warning: line 3, column 1: metadata.labels.kafka_cr: the label is missing: nobody knows whose operation it is, "
         "and nobody carries it out; write the name of the KafkaCluster")
TWICE = ("line 9, column 35: spec.name: the topic 'orders' is that of the KafkaTopic default/orders, too; "
         "leave one of them out")
STRICT = "koperator: there are warnings, and --strict refuses them"
KINDS = "KafkaCluster, KafkaTopic, KafkaUser, CruiseControlOperation"


def file(name, text):
    path = WORK / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


GOOD_FILE, BAD_FILE = file("good.yaml", GOOD), file("bad.yaml", BAD)
WARNED = file("warned.yaml", OPERATION)
TOGETHER = file("together.yaml", f"{GOOD}---\n{SAME}")
OTHERS = file("others.yaml", f"kind: Deployment\napiVersion: apps/v1\n---\n{GOOD}")
STRIMZI = file("strimzi.yaml", "kind: KafkaTopic\napiVersion: kafka.strimzi.io/v1beta2\n")
LIST = file("list.yaml", "apiVersion: v1\nkind: List\nitems:\n- " + BAD.replace("\n", "\n  "))
BROKEN = file("broken.yaml", "a: [\n")
JSON = file("topic.json", '{"apiVersion": "kafka.banzaicloud.io/v1alpha1", "kind": "KafkaTopic", "metadata": '
            '{"name": "orders"}, "spec": {"clusterRef": {"name": "kafka"}, "name": "orders", "partitions": 1, '
            '"replicationFactor": 1}}')
FOLDER = file("folder/b.yml", BAD).parent
file("folder/a.yaml", GOOD)
file("folder/notes.txt", "not: looked at")
EMPTY = WORK / "empty"
EMPTY.mkdir()

# Arguments, standard input, exit code, standard output, lines of standard error.
CASES = [
    (["-f", GOOD_FILE], "", 0, "1 manifest: none refused, 0 warnings\n", []),
    (["-f", JSON], "", 0, "1 manifest: none refused, 0 warnings\n", []),
    (["-f", "-"], GOOD, 0, "1 manifest: none refused, 0 warnings\n", []),
    (["-f", "-"], BAD, 3, "1 manifest: 1 refused, 0 warnings\n", [f"koperator: standard input: {ZERO}"]),
    (["-f", GOOD_FILE, "-f", BAD_FILE], "", 3, "2 manifests: 1 refused, 0 warnings\n", [f"koperator: {BAD_FILE}: {ZERO}"]),
    (["-f", WARNED], "", 0, "1 manifest: none refused, 1 warning\n", [f"koperator: {WARNED}: {LABEL}"]),
    (["-f", WARNED, "--strict"], "", 3, "1 manifest: none refused, 1 warning\n",
     [f"koperator: {WARNED}: {LABEL}", STRICT]),
    (["-f", GOOD_FILE, "--strict"], "", 0, "1 manifest: none refused, 0 warnings\n", []),
    (["-f", TOGETHER], "", 3, "2 manifests: 1 refused, 0 warnings\n", [f"koperator: {TOGETHER}: {TWICE}"]),
    (["-f", OTHERS], "", 0, "1 manifest: none refused, 0 warnings\n", [f"koperator: {OTHERS}: note: a Deployment is left out"]),
    (["-f", STRIMZI], "", 3, "0 manifests: none refused, 0 warnings\n",
     [f"koperator: {STRIMZI}: note: a KafkaTopic is left out",
      f"koperator: there is no manifest of these kinds in what was given: {KINDS}"]),
    (["-f", LIST], "", 3, "1 manifest: 1 refused, 0 warnings\n",
     [f"koperator: {LIST}: {ZERO.replace('line 4, column 64', 'line 7, column 66')}"]),
    (["-f", FOLDER], "", 3, "2 manifests: 1 refused, 0 warnings\n", [f"koperator: {FOLDER}/b.yml: {ZERO}"]),
    (["-f", EMPTY], "", 3, "0 manifests: none refused, 0 warnings, 1 file not read\n",
     [f"koperator: {EMPTY}: there is no .yaml, .yml or .json file in the folder"]),
    (["-f", WORK / "none.yaml", "-f", GOOD_FILE], "", 3, "1 manifest: none refused, 0 warnings, 1 file not read\n",
     [f"koperator: {WORK}/none.yaml: the file cannot be read: No such file or directory"]),
]


def run(arguments, text):
    command = [str(word) for word in [KOPERATOR, "validate", *arguments]]
    done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr.splitlines()


def main():
    failed = []
    for arguments, text, *expected in CASES:
        found = run(arguments, text)
        if list(found) != expected:
            failed.append(f"{arguments}:\n  found    {list(found)}\n  expected {expected}")
    # A text that is no YAML is told with its place, and the others are looked at all the same.
    code, output, errors = run(["-f", BROKEN, "-f", BAD_FILE], "")
    if code != 3 or "1 file not read" not in output or len(errors) != 2 or not errors[0].startswith(f"koperator: {BROKEN}: line"):
        failed.append(f"broken: {code}, {output}, {errors}")
    for arguments in ([], ["-f"], ["-f", GOOD_FILE, "--strictly"]):
        if run(arguments, "")[0] != 2:
            failed.append(f"{arguments}: {run(arguments, '')}")
    code, output, errors = run([word for path in sorted(SAMPLES.glob("*.yaml")) for word in ("-f", path)], "")
    if code != 0 or "none refused" not in output:
        failed.append(f"our samples: {code}, {output}, {errors}")
    for problem in failed:
        print(problem, file=sys.stderr)
    print(f"validate: {len(CASES) + 5} calls, {len(failed)} not as promised")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
