"""Groups on three brokers: members that come, go, die and come back, while coordinators are killed."""

import asyncio
import logging
import signal
import threading
import time

import aiokafka
import confluent_kafka
from confluent_kafka import admin as confluent_admin

from admin_tools import TOOLS, bootstrap, tool
from cluster import Cluster, PATIENCE, wait_for
from producing import consume, make_topic
from replication import is_whole


def cluster(program, folder):
    return Cluster(program, folder, 3, properties={
        "default.replication.factor": 3, "min.insync.replicas": 2, "replica.lag.time.max.ms": 3000,
        "offsets.topic.replication.factor": 3})


def administrator(cluster):
    return confluent_admin.AdminClient({"bootstrap.servers": cluster.servers(), "log_level": 2})


def described(client, group):
    return client.describe_consumer_groups([group], request_timeout=5)[group].result(PATIENCE)


def coordinator(cluster, group):
    """The number of the group's coordinator; it is asked for until there is one. librdkafka remembers a coordinator, and asks
    one that is none any more for ever: so each time another client asks."""
    return wait_for("a coordinator", lambda: described(administrator(cluster), group).coordinator.id)


def committed(client, group):
    """What the group has committed, by partition."""
    answer = client.list_consumer_group_offsets(
        [confluent_kafka.ConsumerGroupTopicPartitions(group)], request_timeout=5)[group].result(PATIENCE)
    return {entry.partition: entry.offset for entry in answer.topic_partitions}


def produce(cluster, topic, numbers, partitions=6):
    producer = confluent_kafka.Producer({
        "bootstrap.servers": cluster.servers(), "acks": "all", "enable.idempotence": True,
        "log_level": 2})
    for number in numbers:
        producer.produce(topic, str(number), partition=number % partitions)
    assert producer.flush(PATIENCE) == 0


def check_the_offsets_of_a_deleted_topic_are_none_of_a_new_one(cluster):
    make_topic(cluster, "again", 1, 3)
    produce(cluster, "again", range(10), 1)
    assert len(consume(cluster, "again", 10, group="reads-again")) == 10
    client = administrator(cluster)
    assert committed(client, "reads-again") == {0: 10}
    client.delete_topics(["again"], operation_timeout=30)["again"].result(PATIENCE)
    wait_for("the offsets go with the topic", lambda: committed(client, "reads-again") == {})
    make_topic(cluster, "again", 1, 3)
    produce(cluster, "again", range(5), 1)
    assert len(consume(cluster, "again", 5, group="reads-again")) == 5


class Member(threading.Thread):
    """A consumer that commits what it has read, and remembers what was acknowledged."""

    def __init__(self, cluster, topic, group, seen, settings=None):
        super().__init__()
        self.topic, self.seen, self.halt = topic, seen, threading.Event()
        # The largest offset of each partition whose commit was acknowledged, and what went wrong for good.
        self.acknowledged, self.problem, self.assigned = {}, None, []
        self.consumer = confluent_kafka.Consumer({
            "bootstrap.servers": cluster.servers(), "group.id": group, "auto.offset.reset": "earliest",
            "enable.auto.commit": False, "session.timeout.ms": 6000, "heartbeat.interval.ms": 300, "log_level": 2} | (settings or {}))

    def run(self):
        try:
            self.consumer.subscribe([self.topic])
            while not self.halt.is_set():
                message = self.consumer.poll(0.2)
                self.assigned = [entry.partition for entry in self.consumer.assignment()]
                if message is None or message.error():
                    continue
                self.seen.append(int(message.value()))
                self.commit(message)
        except Exception as problem:  # noqa: BLE001: the check tells it
            self.problem = problem
        finally:
            self.consumer.close()

    def commit(self, message):
        try:
            for entry in self.consumer.commit(message, asynchronous=False):
                if entry.error is None:
                    self.acknowledged[entry.partition] = max(entry.offset, self.acknowledged.get(entry.partition, 0))
        except confluent_kafka.KafkaException as problem:
            # A rebalance, or a coordinator that moves: the record is read again by whoever has the partition then.
            self.last = problem

    def stop(self):
        self.halt.set()
        self.join(PATIENCE)
        assert not self.is_alive(), "a member does not stop"
        assert self.problem is None, self.problem


def check_every_strategy_rebalances(cluster):
    for strategy in ("range", "roundrobin", "cooperative-sticky"):
        topic = group = f"strategy-{strategy}"
        make_topic(cluster, topic, 6, 3)
        seen = []
        members = [
            Member(cluster, topic, group, seen, {"partition.assignment.strategy": strategy}) for _ in range(3)]
        try:
            for count, member in enumerate(members, start=1):
                member.start()

                def is_shared():
                    shares = [sorted(other.assigned) for other in members[:count]]
                    return all(shares) and sorted(sum(shares, [])) == list(range(6))

                wait_for(f"{strategy}: {count} members share the partitions", is_shared)
            produce(cluster, topic, range(600))
            wait_for(f"{strategy}: all is read", lambda: set(seen) >= set(range(600)))
            members[0].stop()
            wait_for(
                f"{strategy}: two share what three had",
                lambda: sorted(members[1].assigned + members[2].assigned) == list(range(6)))
        finally:
            for member in members:
                if member.is_alive():
                    member.stop()
        client = administrator(cluster)
        wait_for("the group is empty", lambda: described(client, group).state == confluent_kafka.ConsumerGroupState.EMPTY)
        assert sum(committed(client, group).values()) == 600, committed(client, group)


def check_no_commit_is_lost_when_coordinators_are_killed(cluster):
    topic = group = "moving"
    make_topic(cluster, topic, 6, 3)
    seen, killed = [], []
    members = [Member(cluster, topic, group, seen) for _ in range(3)]
    for member in members:
        member.start()
    try:
        produce(cluster, topic, range(300))
        wait_for("the first are read", lambda: set(seen) >= set(range(300)))
        for round in range(1, 4):
            wait_for("three in-sync replicas", lambda: is_whole(cluster, "__consumer_offsets", 5))
            wait_for("three in-sync replicas", lambda: is_whole(cluster, topic, 6))
            first = coordinator(cluster, group)
            cluster.brokers[first - 1].kill()
            killed.append(first)
            numbers = range(round * 300, round * 300 + 300)
            produce(cluster, topic, numbers)
            wait_for(f"all is read after {first} was killed", lambda: set(seen) >= set(numbers))
            cluster.brokers[first - 1].start()
            wait_for("it serves again", cluster.brokers[first - 1].serves)
        wait_for("all is committed", lambda: sum(committed(administrator(cluster), group).values()) == 1200)
    finally:
        for member in members:
            member.stop()
    offsets = committed(administrator(cluster), group)
    for member in members:
        for partition, offset in member.acknowledged.items():
            assert offsets[partition] >= offset, f"partition {partition}: {offset} was acknowledged, {offsets}"
    return f"coordinators {killed} killed, {len(seen)} read of 1200"


def check_a_coordinator_that_leaves_or_hangs_is_followed(cluster):
    topic = group = "followed"
    make_topic(cluster, topic, 6, 3)
    seen = []
    members = [Member(cluster, topic, group, seen) for _ in range(2)]
    for member in members:
        member.start()
    try:
        produce(cluster, topic, range(300))
        wait_for("the first are read", lambda: set(seen) >= set(range(300)))
        wait_for("three in-sync replicas", lambda: is_whole(cluster, "__consumer_offsets", 5))
        first = cluster.brokers[coordinator(cluster, group) - 1]
        assert first.stop() == 0
        produce(cluster, topic, range(300, 600))
        wait_for("all is read after it left", lambda: set(seen) >= set(range(600)))
        first.start()
        wait_for("three in-sync replicas", lambda: is_whole(cluster, "__consumer_offsets", 5))
        second = cluster.brokers[coordinator(cluster, group) - 1]
        second.process.send_signal(signal.SIGSTOP)
        try:
            produce(cluster, topic, range(600, 900))
            wait_for("all is read while it hangs", lambda: set(seen) >= set(range(900)))
        finally:
            second.process.send_signal(signal.SIGCONT)
        wait_for("three in-sync replicas", lambda: is_whole(cluster, topic, 6))
        wait_for("all is committed", lambda: sum(committed(administrator(cluster), group).values()) == 900)
    finally:
        for member in members:
            member.stop()


def check_a_member_that_dies_is_replaced_when_its_session_ends(cluster):
    topic = group = "dying"
    make_topic(cluster, topic, 6, 3)
    seen = []
    dead = confluent_kafka.Consumer({
        "bootstrap.servers": cluster.servers(), "group.id": group, "auto.offset.reset": "earliest",
        "session.timeout.ms": 6000, "heartbeat.interval.ms": 300, "max.poll.interval.ms": 6000, "log_level": 2})
    dead.subscribe([topic])
    wait_for("it has all partitions", lambda: dead.poll(0.1) or len(dead.assignment()) == 6)
    living = Member(cluster, topic, group, seen)
    living.start()
    try:
        # It does not poll any more: librdkafka leaves the group for it, or its session ends.
        wait_for("the other has all partitions", lambda: sorted(living.assigned) == list(range(6)))
        produce(cluster, topic, range(60))
        wait_for("all is read", lambda: set(seen) >= set(range(60)))
    finally:
        living.stop()
        dead.close()


def check_a_static_member_comes_back_without_a_rebalance(cluster):
    topic = group = "static"
    make_topic(cluster, topic, 6, 3)
    seen = []

    def member(name):
        return Member(cluster, topic, group, seen, {"group.instance.id": name, "session.timeout.ms": 30_000})

    stays, comes = member("stays"), member("comes")
    stays.start()
    comes.start()
    client = administrator(cluster)
    again = None
    try:
        wait_for("they share", lambda: len(stays.assigned) == 3 and len(comes.assigned) == 3)
        before = {entry.group_instance_id: entry.member_id for entry in described(client, group).members}
        had = sorted(comes.assigned)
        comes.stop()
        again = member("comes")
        again.start()
        wait_for("it has what it had", lambda: sorted(again.assigned) == had)
        after = {entry.group_instance_id: entry.member_id for entry in described(client, group).members}
        assert after["stays"] == before["stays"] and after["comes"] != before["comes"], (before, after)
        assert len(stays.assigned) == 3, stays.assigned
    finally:
        stays.stop()
        if again:
            again.stop()


def check_aiokafka_goes_on_when_the_coordinator_is_killed(cluster):
    topic = group = "aio-moving"
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    make_topic(cluster, topic, 6, 3)
    seen = set()

    async def member(halt):
        consumer = aiokafka.AIOKafkaConsumer(
            topic, bootstrap_servers=cluster.servers(), group_id=group, auto_offset_reset="earliest",
            enable_auto_commit=False, session_timeout_ms=6000, heartbeat_interval_ms=300, retry_backoff_ms=50,
            metadata_max_age_ms=1000)
        await consumer.start()
        try:
            while not halt.is_set():
                batches = await consumer.getmany(timeout_ms=200)
                for records in batches.values():
                    seen.update(int(record.value) for record in records)
                if batches:
                    try:
                        await consumer.commit()
                    except aiokafka.errors.KafkaError:
                        # A rebalance, or a coordinator that moves: the records are read again.
                        continue
        finally:
            await consumer.stop()

    async def course():
        halt = asyncio.Event()
        members = [asyncio.create_task(member(halt)) for _ in range(2)]

        async def until(what, condition):
            end = time.monotonic() + PATIENCE
            while not condition():
                for task in members:
                    if task.done():
                        task.result()
                assert time.monotonic() < end, f"{what}: not so after {PATIENCE} s"
                await asyncio.sleep(0.1)

        try:
            await asyncio.to_thread(produce, cluster, topic, range(300))
            await until("the first are read", lambda: seen >= set(range(300)))
            first = await asyncio.to_thread(coordinator, cluster, group)
            cluster.brokers[first - 1].kill()
            await asyncio.to_thread(produce, cluster, topic, range(300, 600))
            await until("all is read", lambda: seen >= set(range(600)))
            cluster.brokers[first - 1].start()
        finally:
            halt.set()
            await asyncio.wait_for(asyncio.gather(*members), PATIENCE)

    asyncio.run(course())
    wait_for("three in-sync replicas", lambda: is_whole(cluster, topic, 6))


def check_groups_are_listed_and_deleted(cluster):
    topic = "listed"
    make_topic(cluster, topic, 6, 3)
    produce(cluster, topic, range(60))
    consume(cluster, topic, 60, group="listed")
    client = administrator(cluster)

    def names():
        answer = client.list_consumer_groups(request_timeout=5).result(PATIENCE)
        assert not answer.errors, answer.errors
        return {entry.group_id for entry in answer.valid}

    assert "listed" in wait_for("a list", names)
    wait_for("the group is empty", lambda: described(client, "listed").state == confluent_kafka.ConsumerGroupState.EMPTY)
    changed = confluent_kafka.ConsumerGroupTopicPartitions("listed", [confluent_kafka.TopicPartition(topic, 0, 3)])
    client.alter_consumer_group_offsets([changed])["listed"].result(PATIENCE)
    assert committed(client, "listed")[0] == 3
    client.delete_consumer_groups(["listed"])["listed"].result(PATIENCE)
    assert "listed" not in names()
    try:
        client.delete_consumer_groups(["listed"])["listed"].result(PATIENCE)
    except confluent_kafka.KafkaException as problem:
        assert problem.args[0].code() == confluent_kafka.KafkaError.GROUP_ID_NOT_FOUND, problem
    else:
        raise AssertionError("a group is deleted twice")


if TOOLS:

    def check_kafkas_own_reader_understands_the_log_of_groups(cluster):
        topic = group = "logged"
        make_topic(cluster, topic, 1, 3)
        produce(cluster, topic, range(7), 1)
        consume(cluster, topic, 7, group=group)
        servers = bootstrap(cluster)
        reader = ["--topic", "__consumer_offsets", "--from-beginning", "--timeout-ms", "5000", "--formatter"]
        package = "org.apache.kafka.tools.consumer"
        text = tool(cluster, "console-consumer", *servers, *reader, f"{package}.OffsetsMessageFormatter")
        lines = [line for line in text.splitlines() if '"logged"' in line]
        assert any('"offset":7' in line and '"topic":"logged"' in line for line in lines), text[-1500:]
        text = tool(cluster, "console-consumer", *servers, *reader, f"{package}.GroupMetadataMessageFormatter")
        lines = [line for line in text.splitlines() if '"logged"' in line]
        assert any('"protocol":"range"' in line and '"generation":1' in line for line in lines), text[-1500:]
        assert '"members":[]' in lines[-1], lines[-1]

    def check_kafkas_tool_moves_and_deletes_offsets(cluster):
        topic = group = "tooled"
        make_topic(cluster, topic, 2, 3)
        produce(cluster, topic, range(20), 2)
        consume(cluster, topic, 20, group=group)
        arguments = [*bootstrap(cluster), "--group", group]
        wait_for("the group is empty", lambda: "Empty" in tool(cluster, "consumer-groups", *arguments, "--describe", "--state"))
        text = tool(
            cluster, "consumer-groups", *arguments, "--reset-offsets", "--to-earliest", "--topic", topic, "--execute")
        assert sum(committed(administrator(cluster), group).values()) == 0, text
        tool(cluster, "consumer-groups", *arguments, "--delete-offsets", "--topic", f"{topic}:0")
        assert "tooled" in tool(cluster, "consumer-groups", *bootstrap(cluster), "--list", "--state", "empty")
        text = tool(cluster, "consumer-groups", *arguments, "--delete")
        assert "successful" in text, text
        assert "tooled" not in tool(cluster, "consumer-groups", *bootstrap(cluster), "--list")
