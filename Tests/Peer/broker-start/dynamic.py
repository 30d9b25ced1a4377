"""A dynamic quorum (KIP-853): who begins it, and who joins it later."""
import re
import time

from node import KAFKA_4, Node, free_port, random_id, tool


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
        for child in (third, second, first):
            status, _ = child.end()
            assert status in (0,), status
    for node in nodes:
        node.write(used=node.volumes, initial=initial)
    with nodes[0].start(ready=False) as first, nodes[1].start(ready=False) as second, nodes[2].start() as third:
        assert wait_for_voters(servers, {0, 1, 2}) == voters, "a restart changed the voters"
        for child in (third, second, first):
            report.stopped(child)


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
