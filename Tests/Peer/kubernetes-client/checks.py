"""Starts an API server that believes client certificates, fills it, and has the client checked against it."""

import json
import os
import pathlib
import subprocess
import sys

control_plane, assets, work, binary = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3]), sys.argv[4]
folder = work / "checks"
folder.mkdir()

# control-plane starts what stands in this folder: the API server gets an authority for clients.
own = work / "assets"
own.mkdir()
for program in ("etcd", "kubectl"):
    (own / program).symlink_to(assets / program)
(own / "kube-apiserver").write_text(f'#!/bin/sh\nexec "{assets}/kube-apiserver" "$@" --client-ca-file "{folder}/ca.pem"\n')
(own / "kube-apiserver").chmod(0o755)
os.environ["KUBEBUILDER_ASSETS"] = str(own)
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "crds"))
from cluster import Cluster  # noqa: E402


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], cwd=folder, check=True, capture_output=True)


def certificates():
    for name, subject in (("ca", "/CN=clients"), ("other", "/CN=other")):
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", 2,
                "-keyout", f"{name}.key", "-out", f"{name}.pem", "-subj", subject)
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "anna.key",
            "-out", "anna.csr", "-subj", "/O=system:masters/CN=anna")
    openssl("x509", "-req", "-in", "anna.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", 2,
            "-out", "anna.pem")


def fill(cluster):
    """Namespaces, service accounts with tokens that can be ended, a pod that a budget guards, and one that is free."""
    pod = {"apiVersion": "v1", "kind": "Pod",
           "spec": {"containers": [{"name": "a", "image": "a"}], "terminationGracePeriodSeconds": 0}}
    objects = [{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}} for name in ("checks", "pages")]
    objects += [{"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": name, "namespace": "checks"}}
                for name in ("default", "one", "two")]
    objects += [{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": name, "namespace": "checks"}}
                for name in ("first", "second")]
    objects += [{**pod, "metadata": {"name": name, "namespace": "checks", "labels": {"app": name}}}
                for name in ("guarded", "free")]
    objects.append({"apiVersion": "policy/v1", "kind": "PodDisruptionBudget",
                    "metadata": {"name": "guard", "namespace": "checks"},
                    "spec": {"minAvailable": 1, "selector": {"matchLabels": {"app": "guarded"}}}})
    for thing in objects:
        cluster.kubectl("create", "-f", "-", text=json.dumps(thing))
    ready = {"status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}}
    cluster.kubectl("patch", "pod", "guarded", "-n", "checks", "--subresource=status", "--type=merge", "-p", json.dumps(ready))
    # What the disruption controller would say: one pod, and it is needed.
    budget = {"status": {"observedGeneration": 1, "currentHealthy": 1, "desiredHealthy": 1, "expectedPods": 1,
                         "disruptionsAllowed": 0}}
    cluster.kubectl("patch", "pdb", "guard", "-n", "checks", "--subresource=status", "--type=merge", "-p", json.dumps(budget))

    def token(account, secret):
        return cluster.kubectl("create", "token", account, "-n", "checks", "--bound-object-kind", "Secret",
                               "--bound-object-name", secret).strip()

    (folder / "pod").mkdir()
    (folder / "pod/ca.crt").write_bytes((cluster.folder / "certificates/apiserver.crt").read_bytes())
    (folder / "pod/namespace").write_text("checks")
    (folder / "pod/token").write_text(token("one", "first"))
    (folder / "plugin-token").write_text(token("one", "first"))
    (folder / "token-two").write_text(token("two", "second"))


def kubeconfig(cluster):
    plugin = folder / "plugin"
    plugin.write_text(
        "#!/bin/sh\n"
        'case "$KUBERNETES_EXEC_INFO" in *127.0.0.1*) ;; *) echo "no server was told" >&2; exit 1 ;; esac\n'
        f'printf \'{{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1",'
        f'"status":{{"token":"%s"}}}}\' "$(cat {folder}/plugin-token)"\n')
    plugin.chmod(0o755)
    server = f"https://127.0.0.1:{cluster.port}"
    authority = str(cluster.folder / "certificates/apiserver.crt")
    users = {
        "admin": {"token": cluster.token},
        "certificate": {"client-certificate": "anna.pem", "client-key": "anna.key"},
        "as-berta": {"token": cluster.token, "as": "berta"},
        "plugin": {"exec": {"apiVersion": "client.authentication.k8s.io/v1", "command": "./plugin",
                            "interactiveMode": "Never", "provideClusterInfo": True}},
        "wrong-token": {"token": "wrong"},
        "wrong-authority": {"token": cluster.token},
    }
    clusters = {"right": {"server": server, "certificate-authority": authority},
                "wrong": {"server": server, "certificate-authority": "other.pem"}}
    contexts = {name: {"user": name, "cluster": "wrong" if name == "wrong-authority" else "right"} for name in users}
    (folder / "checks.kubeconfig").write_text(json.dumps({
        "apiVersion": "v1", "kind": "Config",
        "clusters": [{"name": name, "cluster": value} for name, value in clusters.items()],
        "users": [{"name": name, "user": value} for name, value in users.items()],
        "contexts": [{"name": name, "context": value} for name, value in contexts.items()]}))


certificates()
with Cluster(control_plane, work) as cluster:
    fill(cluster)
    kubeconfig(cluster)
    status = subprocess.run([binary, folder, str(cluster.port)]).returncode
sys.exit(status)
