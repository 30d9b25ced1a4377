"""Kafka 3.9 with ZooKeeper: Kafka formats by itself, and the check of recorded volumes holds."""
import os
import re

from node import KAFKA_3, Child, Node, consume, create_topic, free_port, produce

RECORDS = 1000


def life(report, work):
    port, zookeeper_port = free_port(), free_port()
    folder = work / "zookeeper"
    folder.mkdir()
    (folder / "zookeeper.properties").write_text(
        f"dataDir={folder}/data\nclientPort={zookeeper_port}\nclientPortAddress=127.0.0.1\nadmin.enableServer=false\n")
    node = Node(work / "zookeeper-broker", {
        "broker.id": 5, "listeners": f"INTERNAL://127.0.0.1:{port}",
        "advertised.listeners": f"INTERNAL://127.0.0.1:{port}", "inter.broker.listener.name": "INTERNAL",
        "listener.security.protocol.map": "INTERNAL:PLAINTEXT", "zookeeper.connect": f"127.0.0.1:{zookeeper_port}/kafka",
        "offsets.topic.replication.factor": 1, "group.initial.rebalance.delay.ms": 0,
    }, ["logs"], None, home=KAFKA_3)
    environment = {**os.environ, "KAFKA_HEAP_OPTS": "-Xmx128m"}
    command = [KAFKA_3 / "bin/zookeeper-server-start.sh", folder / "zookeeper.properties"]
    with Child(command, environment) as zookeeper:
        zookeeper.wait_for(re.compile("binding to port|PrepRequestProcessor .*started"))
        node.write()
        with node.start() as child:
            create_topic(KAFKA_3, port, "kept")
            produce(KAFKA_3, port, "kept", RECORDS)
            report.stopped(child)
        old = node.volumes[0]
        node.write(used=[old], **{"broker.id": 6})
        node.refused("belongs to broker 5, not to broker 6")
        logs = node.logs()
        aside = logs.rename(logs.with_name("aside"))
        node.write(used=[old])
        node.refused(f"{old}: the volume is empty, but broker 5 has used it")
        aside.rename(logs)
        node.add_volume("logs-0", at=0)
        node.write(used=[old])
        with node.start() as child:
            consume(KAFKA_3, port, "kept", RECORDS)
            report.stopped(child)
        assert (node.logs(0) / "meta.properties").exists(), "Kafka made nothing of the new disk"
