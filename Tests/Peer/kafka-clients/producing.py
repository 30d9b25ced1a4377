"""One broker: what goes in comes out, with each client and each compression."""

import asyncio
import subprocess
import threading

import aiokafka
import confluent_kafka
from confluent_kafka import admin as confluent_admin

from cluster import Cluster, PATIENCE, wait_for

COMPRESSIONS = ["none", "gzip", "snappy", "lz4", "zstd"]


def cluster(program, folder):
    return Cluster(program, folder, 1, properties={
        "auto.create.topics.enable": "true", "num.partitions": 3, "offsets.topic.replication.factor": 1})


def kcat(cluster, *arguments, text=None, listener="PLAIN"):
    result = subprocess.run(
        ["kcat", "-b", cluster.servers(listener), *arguments], input=text, capture_output=True, text=True, timeout=PATIENCE)
    assert result.returncode == 0, f"kcat {arguments}: {result.stderr[-500:]}"
    return result.stdout


def make_topic(cluster, name, partitions=1, replicas=1, settings=None):
    client = confluent_admin.AdminClient({"bootstrap.servers": cluster.servers()})
    topic = confluent_admin.NewTopic(name, partitions, replicas, config=settings or {})
    client.create_topics([topic], operation_timeout=30)[name].result(PATIENCE)


def consume(cluster, topic, count, group="readers", settings=None):
    """The first so many records of a topic, by a group that begins at the beginning."""
    consumer = confluent_kafka.Consumer({
        "bootstrap.servers": cluster.servers(), "group.id": group, "auto.offset.reset": "earliest",
        "enable.auto.commit": False} | (settings or {}))
    consumer.subscribe([topic])
    found = []

    def more():
        found.extend(message for message in consumer.consume(count - len(found), 0.5) if not message.error())
        return len(found) >= count

    try:
        wait_for(f"{count} records of {topic}", more)
        consumer.commit(asynchronous=False)
    finally:
        consumer.close()
    return found


def check_kcat_lists_the_broker(cluster):
    assert f"127.0.0.1:{cluster.brokers[0].ports['PLAIN']}" in kcat(cluster, "-L")


def check_kcat_produces_and_consumes_in_every_compression(cluster):
    for compression in COMPRESSIONS:
        topic = f"kcat-{compression}"
        make_topic(cluster, topic)
        lines = [f"{number}-{'x' * 200}" for number in range(500)]
        kcat(cluster, "-P", "-t", topic, "-p", "0", "-z", compression, text="\n".join(lines))
        assert kcat(cluster, "-C", "-t", topic, "-p", "0", "-e", "-q").splitlines() == lines, compression


def check_a_topic_is_made_when_somebody_produces_to_it(cluster):
    kcat(cluster, "-P", "-t", "automatic", text="one")
    assert kcat(cluster, "-L", "-t", "automatic").count("leader 1") == 3
    assert kcat(cluster, "-C", "-t", "automatic", "-e", "-q").split() == ["one"]


def check_confluent_kafka_produces_and_consumes_in_every_compression(cluster):
    for compression in COMPRESSIONS:
        topic = f"confluent-{compression}"
        make_topic(cluster, topic)
        producer = confluent_kafka.Producer({
            "bootstrap.servers": cluster.servers(), "compression.type": compression, "linger.ms": 5})
        for number in range(1000):
            producer.produce(topic, key=str(number), value=f"value {number}" * 10, headers=[("n", str(number))])
        assert producer.flush(PATIENCE) == 0
        found = consume(cluster, topic, 1000, group=topic)
        assert [message.key().decode() for message in found] == [str(number) for number in range(1000)]
        assert found[7].headers() == [("n", b"7")]


def check_an_idempotent_producer_keeps_the_order(cluster):
    make_topic(cluster, "idempotent")
    producer = confluent_kafka.Producer({"bootstrap.servers": cluster.servers(), "enable.idempotence": True})
    for number in range(2000):
        producer.produce("idempotent", str(number))
    assert producer.flush(PATIENCE) == 0
    found = consume(cluster, "idempotent", 2000, group="idempotent")
    assert [int(message.value()) for message in found] == list(range(2000))


def check_offsets_by_time_are_found(cluster):
    make_topic(cluster, "times")
    producer = confluent_kafka.Producer({"bootstrap.servers": cluster.servers()})
    for number in range(10):
        producer.produce("times", str(number), timestamp=1_700_000_000_000 + number * 1000)
        producer.flush(PATIENCE)
    consumer = confluent_kafka.Consumer({"bootstrap.servers": cluster.servers(), "group.id": "times"})
    try:
        wanted = confluent_kafka.TopicPartition("times", 0, 1_700_000_004_500)
        assert consumer.offsets_for_times([wanted], PATIENCE)[0].offset == 5
        assert consumer.get_watermark_offsets(confluent_kafka.TopicPartition("times", 0), PATIENCE) == (0, 10)
    finally:
        consumer.close()


def check_aiokafka_produces_and_consumes_in_a_group(cluster):
    async def course():
        producer = aiokafka.AIOKafkaProducer(bootstrap_servers=cluster.servers(), acks="all", enable_idempotence=True)
        await producer.start()
        for number in range(200):
            await producer.send_and_wait("aio", str(number).encode(), partition=number % 3)
        await producer.stop()
        consumer = aiokafka.AIOKafkaConsumer(
            "aio", bootstrap_servers=cluster.servers(), group_id="aio-readers", auto_offset_reset="earliest")
        await consumer.start()
        found = []
        while len(found) < 200:
            found.append(int((await consumer.getone()).value))
        await consumer.commit()
        await consumer.stop()
        assert sorted(found) == list(range(200))

    make_topic(cluster, "aio", 3)
    asyncio.run(asyncio.wait_for(course(), PATIENCE))


def check_a_group_rebalances_and_goes_on_where_it_was(cluster):
    make_topic(cluster, "shared", 6)
    producer = confluent_kafka.Producer({"bootstrap.servers": cluster.servers()})
    seen, lock, stop = {}, threading.Lock(), threading.Event()

    def member(name):
        consumer = confluent_kafka.Consumer({
            "bootstrap.servers": cluster.servers(), "group.id": "sharing", "auto.offset.reset": "earliest",
            "session.timeout.ms": 6000, "heartbeat.interval.ms": 500})
        consumer.subscribe(["shared"])
        while not stop.is_set():
            message = consumer.poll(0.2)
            if message is not None and not message.error():
                with lock:
                    seen.setdefault(message.value(), set()).add(name)
        consumer.close()

    threads = [threading.Thread(target=member, args=(f"member-{number}",)) for number in range(3)]
    try:
        for count, thread in enumerate(threads, start=1):
            thread.start()

            def all_work():
                number = len(seen)
                for partition in range(6):
                    producer.produce("shared", f"{count}-{number}-{partition}", partition=partition)
                producer.flush(PATIENCE)
                with lock:
                    recent = {name for value, names in seen.items() for name in names
                              if value.startswith(f"{count}-".encode())}
                return len(recent) == count

            wait_for(f"{count} members read", all_work)
    finally:
        stop.set()
        for thread in threads:
            thread.join(PATIENCE)


def check_a_large_record_and_one_that_is_too_large(cluster):
    make_topic(cluster, "large", settings={"max.message.bytes": "2000000"})
    producer = confluent_kafka.Producer({"bootstrap.servers": cluster.servers(), "message.max.bytes": 5_000_000})
    errors = []
    producer.produce("large", b"x" * 1_900_000, on_delivery=lambda error, _: errors.append(error))
    producer.produce("large", b"x" * 2_900_000, on_delivery=lambda error, _: errors.append(error))
    assert producer.flush(PATIENCE) == 0
    codes = sorted(error.code() if error else 0 for error in errors)
    assert codes == [0, confluent_kafka.KafkaError.MSG_SIZE_TOO_LARGE], codes
    assert len(consume(cluster, "large", 1, group="large")[0].value()) == 1_900_000


def check_partition_folders_stand_on_the_disks(cluster):
    broker = cluster.brokers[0]
    make_topic(cluster, "folders", 4)

    def folders():
        names = [path.name for disk in ("disk-1", "disk-2") for path in (broker.folder / disk).iterdir()]
        return {f"folders-{number}" for number in range(4)} <= set(names)

    wait_for("a folder for each partition", folders)
