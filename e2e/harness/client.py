"""client.py BOOTSTRAP TOPIC [KEY=VALUE...]: makes a topic, produces to every partition of it and reads all of it back.

A process of its own, so that it can be given other names (libnss-wrapper) than its parent's. Prints what it saw.
"""

import json
import sys
import time

from confluent_kafka import Consumer, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic

PARTITIONS = 6


def main():
    bootstrap, topic, *settings = sys.argv[1:]
    config = {"bootstrap.servers": bootstrap, "socket.timeout.ms": 20000,
              **dict(setting.split("=", 1) for setting in settings)}
    admin = AdminClient(config)
    metadata = admin.list_topics(timeout=60)
    replicas = min(3, len(metadata.brokers))
    if topic not in metadata.topics:
        for future in admin.create_topics([NewTopic(topic, PARTITIONS, replicas)], operation_timeout=60,
                                          request_timeout=90).values():
            future.result(120)
    producer = Producer({**config, "acks": "all", "message.timeout.ms": 90000})
    failures = []
    for partition in range(PARTITIONS):
        producer.produce(topic, f"message {partition}", partition=partition,
                         on_delivery=lambda error, message: failures.append(str(error)) if error else None)
    producer.flush(100)
    if failures:
        raise SystemExit(f"not delivered: {failures}")
    consumer = Consumer({**config, "group.id": "sandbox-e2e", "auto.offset.reset": "earliest"})
    consumer.assign([TopicPartition(topic, partition, 0) for partition in range(PARTITIONS)])
    seen, deadline = set(), time.monotonic() + 100
    while len(seen) < PARTITIONS and time.monotonic() < deadline:
        message = consumer.poll(1)
        if message and not message.error():
            seen.add(message.value().decode())
    consumer.close()
    metadata = admin.list_topics(timeout=60)
    print(json.dumps({
        "brokers": sorted(f"{broker.host}:{broker.port}" for broker in metadata.brokers.values()),
        "seen": sorted(seen),
        "leaders": len({partition.leader for partition in metadata.topics[topic].partitions.values()}),
    }))


main()
