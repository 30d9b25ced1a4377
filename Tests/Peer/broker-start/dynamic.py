"""A dynamic quorum (KIP-853): who begins it, and who joins it later; and a whole node as it is rendered."""
import re
import time

from node import KAFKA_4, Node, consume, create_topic, free_port, manifest, produce, random_id, rendered, tool

RECORDS = 1000
CLAIM = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}


def as_rendered(report, work):
    """A node with both roles and two disks in a dynamic quorum: every key of its ConfigMap as `koperator render` has it,
    but for its name, which no DNS here knows, and for Cruise Control's reporter, whose jar an init container brings."""
    cluster, port, controller_port = random_id(), free_port(), free_port()
    folder = work / "rendered"
    node = Node(folder, {}, ["disk-1", "disk-2"], cluster)
    storage = [{"mountPath": str(volume), "pvcSpec": CLAIM} for volume in node.volumes]
    listeners = [
        {"type": "plaintext", "name": "internal", "containerPort": port, "usedForInnerBrokerCommunication": True},
        {"type": "plaintext", "name": "controller", "containerPort": controller_port,
         "usedForControllerCommunication": True}]
    data = rendered(manifest(
        [{"id": 4, "brokerConfig": {"processRoles": ["controller", "broker"], "storageConfigs": storage}}],
        kRaft=True, controllerQuorum="dynamic", listenersConfig={"internalListeners": listeners},
        readOnlyConfig="offsets.topic.replication.factor=1\noffsets.topic.num.partitions=1\n"
        "group.initial.rebalance.delay.ms=0\n"), cluster)["kafka-config-4"]
    assert re.fullmatch(rf"4@kafka-4\.kafka-headless\.kafka\.svc\.cluster\.local:{controller_port}:[\w-]{{22}}\n",
                        data["initial-controllers"]), data
    for key, text in data.items():
        text = text.replace("kafka-4.kafka-headless.kafka.svc.cluster.local", "127.0.0.1")
        text = re.sub(r"^(metric\.reporters|cruise\.control)[^\n]*\n", "", text, flags=re.M)
        (node.config / key).write_text(text.rstrip("\n") if key == "initial-controllers" else text)
    for start in range(2):
        with node.start() as child:
            if start == 0:
                create_topic(KAFKA_4, port, "kept")
                produce(KAFKA_4, port, "kept", RECORDS)
                voters = wait_for_voters(f"127.0.0.1:{controller_port}", {4})
                assert voters[4] in data["initial-controllers"], f"{voters}, {data['initial-controllers']}"
            consume(KAFKA_4, port, "kept", RECORDS)
            report.stopped(child)
        # The record of the first start; a quorum begins once.
        (node.config / "used-volumes").write_text("".join(f"{volume}\n" for volume in node.volumes))
        (node.config / "initial-controllers").unlink(missing_ok=True)


def joins(report, work):
    cluster = random_id()
    ports = {node_id: free_port() for node_id in (0, 1, 2)}
    directories = {node_id: random_id() for node_id in (0, 1)}
    initial = ",".join(f"{node_id}@127.0.0.1:{ports[node_id]}:{directories[node_id]}" for node_id in (0, 1))
    servers = ",".join(f"127.0.0.1:{ports[node_id]}" for node_id in (0, 1))
    nodes = [
        Node(work / f"dynamic-{node_id}", {
            "node.id": node_id, "process.roles": "controller", "listeners": f"CONTROLLER://127.0.0.1:{port}",
            "controller.listener.names": "CONTROLLER", "listener.security.protocol.map": "CONTROLLER:PLAINTEXT",
            "controller.quorum.bootstrap.servers": servers, "controller.quorum.auto.join.enable": "true",
        }, ["logs"], cluster) for node_id, port in ports.items()]
    nodes[0].write(initial=initial)
    nodes[1].write(initial=initial)
    nodes[2].write()
    with nodes[0].start(ready=False) as first, nodes[1].start(ready=False) as second, nodes[2].start() as third:
        voters = wait_for_voters(servers, {0, 1, 2})
        assert {key: voters[key] for key in directories} == directories, f"voters {voters}, given {directories}"
        report.stopped(third, second, first)
    for node in nodes:
        node.write(used=node.volumes, initial=initial)
    with nodes[0].start(ready=False) as first, nodes[1].start(ready=False) as second, nodes[2].start() as third:
        assert wait_for_voters(servers, {0, 1, 2}) == voters, "a restart changed the voters"
        report.stopped(third, second, first)


def wait_for_voters(servers, wanted, seconds=30):
    end = time.monotonic() + seconds
    while True:
        try:
            output = tool(KAFKA_4, "kafka-metadata-quorum.sh", "--bootstrap-controller", servers, "describe", "--status")
        except AssertionError as error:  # no leader yet
            output = f"CurrentVoters: none, {error}"
        line = output[output.index("CurrentVoters"):]
        voters = {int(node_id): directory for node_id, directory in re.findall(r'"id": (\d+), "directoryId": "([^"]+)"', line)}
        if set(voters) == wanted:
            return voters
        if time.monotonic() > end:
            raise AssertionError(f"the voters are not {wanted}: {line}")
        time.sleep(0.5)
