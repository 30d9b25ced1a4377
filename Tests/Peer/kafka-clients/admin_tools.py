"""Kafka's own tools, which come with Java: topics, settings, log directories, reassignment, groups, quorum, console clients."""

import json
import os
import subprocess

from cluster import CLUSTER_ID, Cluster, PATIENCE, wait_for
from producing import kcat, make_topic

TOOLS = os.environ.get("KAFKA_TOOLS", "")


def cluster(program, folder):
    return Cluster(program, folder, 3, properties={"offsets.topic.replication.factor": 3})


def tool(cluster, name, *arguments, text=None, refused=False):
    result = subprocess.run(
        [f"{TOOLS}/kafka-{name}.sh", *arguments], input=text, capture_output=True, text=True, timeout=PATIENCE)
    output = result.stdout + result.stderr
    assert (result.returncode != 0) == refused, f"kafka-{name} {arguments}: {output[-1500:]}"
    return output


def bootstrap(cluster):
    return ["--bootstrap-server", cluster.servers()]


if TOOLS:

    def check_topics_are_made_described_grown_and_deleted(cluster):
        servers = bootstrap(cluster)
        tool(cluster, "topics", *servers, "--create", "--topic", "orders", "--partitions", "3", "--replication-factor", "3",
             "--config", "retention.ms=3600000")
        text = tool(cluster, "topics", *servers, "--describe", "--topic", "orders")
        assert "PartitionCount: 3" in text and "ReplicationFactor: 3" in text and "retention.ms=3600000" in text, text
        tool(cluster, "topics", *servers, "--alter", "--topic", "orders", "--partitions", "5")
        text = tool(cluster, "topics", *servers, "--create", "--topic", "orders", refused=True)
        assert "already exists" in text, text
        text = tool(cluster, "topics", *servers, "--describe", "--topic", "orders")
        assert "PartitionCount: 5" in text, text

    def check_settings_are_set_and_shown(cluster):
        make_topic(cluster, "settings", 1, 3)
        servers = bootstrap(cluster)
        tool(cluster, "configs", *servers, "--alter", "--entity-type", "topics", "--entity-name", "settings",
             "--add-config", "max.message.bytes=12345")
        text = tool(cluster, "configs", *servers, "--describe", "--entity-type", "topics", "--entity-name", "settings")
        assert "max.message.bytes=12345" in text, text
        text = tool(cluster, "configs", *servers, "--describe", "--entity-type", "brokers", "--entity-name", "1", "--all")
        assert "log.dirs=" in text and "node.id=1" in text, text[-500:]
        text = tool(cluster, "configs", *servers, "--alter", "--entity-type", "topics", "--entity-name", "settings",
                    "--add-config", "no.such.key=1", refused=True)
        assert "no.such.key" in text, text

    def check_log_directories_have_their_sizes(cluster):
        make_topic(cluster, "sized", 2, 3)
        kcat(cluster, "-P", "-t", "sized", "-p", "0", text="x" * 10_000)
        text = tool(cluster, "log-dirs", *bootstrap(cluster), "--describe", "--topic-list", "sized")
        found = json.loads(next(line for line in text.splitlines() if line.startswith("{")))
        assert [broker["broker"] for broker in found["brokers"]] == [1, 2, 3]
        for broker in found["brokers"]:
            assert len(broker["logDirs"]) == 2
            sizes = {entry["partition"]: entry["size"] for disk in broker["logDirs"] for entry in disk["partitions"]}
            assert set(sizes) == {"sized-0", "sized-1"} and sizes["sized-0"] > 10_000, sizes

    def check_a_partition_is_reassigned(cluster):
        make_topic(cluster, "moved", 1, 1)
        kcat(cluster, "-P", "-t", "moved", "-p", "0", text="\n".join(str(number) for number in range(1000)))
        text = tool(cluster, "topics", *bootstrap(cluster), "--describe", "--topic", "moved")
        old = int(text.split("Replicas: ")[1].split()[0])
        new = old % 3 + 1
        plan = cluster.work / "plan.json"
        plan.write_text(json.dumps({"version": 1, "partitions": [{"topic": "moved", "partition": 0, "replicas": [new]}]}))
        arguments = [*bootstrap(cluster), "--reassignment-json-file", str(plan)]
        tool(cluster, "reassign-partitions", *arguments, "--execute")
        wait_for("the reassignment is complete", lambda: "is completed" in tool(
            cluster, "reassign-partitions", *arguments, "--verify"))
        lines = kcat(cluster, "-C", "-t", "moved", "-p", "0", "-e", "-q").splitlines()
        assert lines == [str(number) for number in range(1000)]

    def check_console_clients_and_groups(cluster):
        make_topic(cluster, "console", 1, 3)
        servers = bootstrap(cluster)
        tool(cluster, "console-producer", *servers, "--topic", "console", text="one\ntwo\nthree\n")
        text = tool(cluster, "console-consumer", *servers, "--topic", "console", "--from-beginning", "--max-messages", "3",
                    "--group", "console-readers", "--timeout-ms", "30000")
        # Java may have something to say of itself among them.
        assert [line for line in text.splitlines() if line in ("one", "two", "three")] == ["one", "two", "three"], text
        text = tool(cluster, "consumer-groups", *servers, "--describe", "--group", "console-readers")
        row = next(line.split() for line in text.splitlines() if line.startswith("console-readers"))
        assert row[1:6] == ["console", "0", "3", "3", "0"], text
        assert "console-readers" in tool(cluster, "consumer-groups", *servers, "--list")

    def check_the_quorum_is_described_on_both_sides(cluster):
        text = tool(cluster, "metadata-quorum", *bootstrap(cluster), "describe", "--status")
        assert CLUSTER_ID in text and "LeaderId" in text, text
        controller = cluster.brokers[0].address("CONTROLLER")
        text = tool(cluster, "metadata-quorum", "--bootstrap-controller", controller, "describe", "--status")
        assert CLUSTER_ID in text, text

    def check_settings_are_set_and_shown_at_a_controller(cluster):
        controller = ["--bootstrap-controller", cluster.brokers[1].address("CONTROLLER")]
        entity = ["--entity-type", "brokers", "--entity-name"]
        text = tool(cluster, "configs", *controller, "--describe", "--all", *entity, "2")
        assert " node.id=2 " in text, text[-1500:]
        tool(cluster, "configs", *controller, "--alter", *entity, "1", "--add-config", "log.retention.ms=7654321")
        wait_for("the broker has it", lambda: "log.retention.ms=7654321" in tool(
            cluster, "configs", *bootstrap(cluster)[:1], cluster.brokers[0].address(), "--describe", *entity, "1"))

    def check_a_preferred_leader_is_elected(cluster):
        make_topic(cluster, "elected", 3, 3)
        broker = cluster.brokers[2]
        broker.kill()
        broker.start()

        def back():
            return kcat(cluster, "-L", "-t", "elected").count("isrs: ") == 3 and all(
                len(line.split("isrs: ")[1].split(",")) == 3
                for line in kcat(cluster, "-L", "-t", "elected").splitlines() if "isrs: " in line)

        wait_for("three in-sync replicas", back)
        tool(cluster, "leader-election", *bootstrap(cluster), "--election-type", "preferred", "--all-topic-partitions")
        text = tool(cluster, "topics", *bootstrap(cluster), "--describe", "--topic", "elected")
        for line in text.splitlines():
            if "Leader: " in line:
                assert line.split("Leader: ")[1].split()[0] == line.split("Replicas: ")[1].split(",")[0], text
