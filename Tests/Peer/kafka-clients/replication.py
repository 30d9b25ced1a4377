"""Three brokers: what was acknowledged with acks=all survives the loss of its leader, and a broker that comes back catches up."""

import json
import threading

import confluent_kafka
from confluent_kafka import admin as confluent_admin

from cluster import Cluster, PATIENCE, wait_for
from producing import consume, kcat, make_topic


def cluster(program, folder):
    return Cluster(program, folder, 3, properties={
        "default.replication.factor": 3, "min.insync.replicas": 2, "replica.lag.time.max.ms": 3000,
        "offsets.topic.replication.factor": 3})


def partitions(cluster, topic):
    """Leader, replicas and in-sync replicas of each partition."""
    for line in json.loads(kcat(cluster, "-L", "-J", "-t", topic))["topics"]:
        if line["topic"] == topic:
            return {
                entry["partition"]: (
                    entry["leader"], [replica["id"] for replica in entry["replicas"]],
                    sorted(replica["id"] for replica in entry["isrs"]))
                for entry in line["partitions"]}
    return {}


def is_whole(cluster, topic, count):
    found = partitions(cluster, topic)
    return len(found) == count and all(leader > 0 and isr == [1, 2, 3] for leader, _, isr in found.values())


def check_every_replica_gets_in_sync(cluster):
    make_topic(cluster, "whole", 6, 3)
    wait_for("three in-sync replicas", lambda: is_whole(cluster, "whole", 6))
    leaders = {leader for leader, _, _ in partitions(cluster, "whole").values()}
    assert leaders == {1, 2, 3}, leaders


def check_what_was_acknowledged_survives_a_killed_leader(cluster):
    make_topic(cluster, "survives", 1, 3)
    wait_for("three in-sync replicas", lambda: is_whole(cluster, "survives", 1))
    acknowledged, stop = [], threading.Event()

    def produce():
        producer = confluent_kafka.Producer({
            "bootstrap.servers": cluster.servers(), "acks": "all", "enable.idempotence": True, "linger.ms": 2,
            "retry.backoff.ms": 50})
        number = 0
        while not stop.is_set():
            text = str(number)
            producer.produce(
                "survives", text,
                on_delivery=lambda error, message: acknowledged.append(int(message.value())) if error is None else None)
            number += 1
            producer.poll(0.001)
        producer.flush(PATIENCE)

    thread = threading.Thread(target=produce)
    thread.start()
    killed = []
    try:
        for _ in range(2):
            reached = len(acknowledged) + 500
            wait_for("records are acknowledged", lambda: len(acknowledged) >= reached)
            leader = partitions(cluster, "survives")[0][0]
            cluster.brokers[leader - 1].kill()
            killed.append(leader)
            wait_for("another one leads", lambda: partitions(cluster, "survives")[0][0] not in (-1, leader))
            reached = len(acknowledged) + 500
            wait_for("records are acknowledged again", lambda: len(acknowledged) >= reached)
            cluster.brokers[leader - 1].start()
            wait_for("the one that was killed is in sync again", lambda: is_whole(cluster, "survives", 1))
    finally:
        stop.set()
        thread.join(PATIENCE)
    consumer = confluent_kafka.Consumer({
        "bootstrap.servers": cluster.servers(), "group.id": "survivors", "auto.offset.reset": "earliest",
        "enable.partition.eof": True})
    consumer.assign([confluent_kafka.TopicPartition("survives", 0, 0)])
    found = []

    def is_read():
        for message in consumer.consume(10_000, 0.5):
            if message.error():
                return True
            found.append(int(message.value()))
        return False

    wait_for("all is read", is_read)
    consumer.close()
    missing = set(acknowledged) - set(found)
    assert not missing, f"{len(missing)} of {len(acknowledged)} acknowledged records are gone: {sorted(missing)[:5]}"
    assert found == sorted(set(found)), "records are there twice, or in another order"
    return f"{len(acknowledged)} acknowledged, {len(found)} read, brokers {killed} killed"


def check_too_few_replicas_take_no_records(cluster):
    make_topic(cluster, "careful", 1, 3)
    wait_for("three in-sync replicas", lambda: is_whole(cluster, "careful", 1))
    leader = partitions(cluster, "careful")[0][0]
    others = [broker for broker in cluster.brokers if broker.number != leader]
    for broker in others:
        broker.kill()
    wait_for("one is in sync", lambda: partitions(cluster, "careful")[0][2] == [leader])
    producer = confluent_kafka.Producer({
        "bootstrap.servers": cluster.brokers[leader - 1].address(), "acks": "all", "retries": 0,
        "message.timeout.ms": 20_000})
    errors = []
    producer.produce("careful", "no", on_delivery=lambda error, _: errors.append(error and error.name()))
    producer.flush(PATIENCE)
    assert errors and errors[0] in ("NOT_ENOUGH_REPLICAS", "_MSG_TIMED_OUT"), errors
    for broker in others:
        broker.start()
    wait_for("three in-sync replicas", lambda: is_whole(cluster, "careful", 1))


def check_a_controlled_shutdown_moves_the_leaders_first(cluster):
    make_topic(cluster, "moves", 6, 3)
    wait_for("three in-sync replicas", lambda: is_whole(cluster, "moves", 6))
    producer = confluent_kafka.Producer({"bootstrap.servers": cluster.servers(), "acks": "all"})
    errors = []
    broker = cluster.brokers[1]
    for number in range(600):
        producer.produce(
            "moves", str(number), partition=number % 6, on_delivery=lambda error, _: errors.append(error))
        if number == 300:
            assert broker.stop() == 0
            assert (broker.folder / "disk-1" / ".kafka_cleanshutdown").exists()
        producer.poll(0.002)
    assert producer.flush(PATIENCE) == 0 and not any(errors), [error for error in errors if error][:3]
    broker.start()
    wait_for("three in-sync replicas", lambda: is_whole(cluster, "moves", 6))
    assert len(consume(cluster, "moves", 600, group="moves")) == 600


def check_a_group_goes_on_when_its_coordinator_is_killed(cluster):
    make_topic(cluster, "coordinated", 1, 3)
    producer = confluent_kafka.Producer({"bootstrap.servers": cluster.servers(), "acks": "all"})
    for number in range(20):
        producer.produce("coordinated", str(number))
    producer.flush(PATIENCE)
    assert len(consume(cluster, "coordinated", 10, group="goes-on", settings={"max.poll.interval.ms": 60000})) >= 10
    # A client of its own each time: librdkafka's waits for a coordinator that metadata do not name any more.
    def client():
        return confluent_admin.AdminClient({"bootstrap.servers": cluster.servers(), "log_level": 0})

    def coordinator():
        asking = client()
        future = asking.describe_consumer_groups(["goes-on"], request_timeout=2)["goes-on"]
        return future.result(PATIENCE).coordinator.id

    first = coordinator()
    cluster.brokers[first - 1].kill()
    wait_for("another coordinator", lambda: coordinator() != first)
    asking = client()
    offsets = asking.list_consumer_group_offsets(
        [confluent_kafka.ConsumerGroupTopicPartitions("goes-on")])["goes-on"].result(PATIENCE)
    assert offsets.topic_partitions[0].offset >= 10, offsets.topic_partitions
    cluster.brokers[first - 1].start()
    wait_for("three in-sync replicas", lambda: is_whole(cluster, "coordinated", 1))
