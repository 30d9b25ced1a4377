"""Clients that run all the time: an idempotent producer at a fixed rate and a consumer group, and their account."""

import collections
import json
import os
import sys
import threading
import time

import confluent_kafka

from . import tools
from .worker import Worker, answer


class _Client:
    """What both kinds of clients note: disconnects by broker (librdkafka's statistics) and errors."""

    def __init__(self):
        self._counted, self.errors = {}, []

    def configuration(self, bootstrap, **more):
        return {"bootstrap.servers": bootstrap, "statistics.interval.ms": 250, "stats_cb": self._statistics,
                "error_cb": lambda error: self.errors.append(str(error)), "reconnect.backoff.max.ms": 1000,
                "log_level": 2, **more}

    def _statistics(self, text):
        # An entry for each broker, one for each bootstrap address (node -1), one for the group's coordinator.
        self._counted = {name: (broker["nodeid"], broker["connects"], broker["disconnects"])
                         for name, broker in json.loads(text)["brokers"].items()}

    def counts(self):
        """{broker: (connections made, connections lost)}; the bootstrap address is broker -1."""
        result = {}
        for node, connects, disconnects in self._counted.values():
            before = result.get(node, (0, 0))
            result[node] = (before[0] + connects, before[1] + disconnects)
        return result


class Producer(_Client):
    """acks=all, idempotent; record k has the text of k as its value."""

    def __init__(self, bootstrap, topic, rate, settings=None):
        super().__init__()
        self._topic, self._rate = topic, rate
        self._producer = confluent_kafka.Producer(self.configuration(
            bootstrap, **(settings or {}), **{"enable.idempotence": True, "acks": "all", "linger.ms": 5,
                                              "client.id": "producer", "delivery.timeout.ms": 120000}))
        self.sent, self.delivered, self.failed, self.slowest = 0, {}, [], 0.0
        self._wait_for_rest = True
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="producer", daemon=True)
        self._thread.start()

    def _run(self):
        due = time.monotonic()
        while not self._stopping.is_set():
            number, started = self.sent, time.monotonic()

            def done(error, message, number=number, started=started):
                if error:
                    self.failed.append((number, str(error)))
                else:
                    self.delivered[number] = (message.partition(), message.offset())
                    self.slowest = max(self.slowest, time.monotonic() - started)
            self._producer.produce(self._topic, value=str(number), partition=number % 3, on_delivery=done)
            self.sent += 1
            due += 1 / self._rate
            self._producer.poll(max(0.0, due - time.monotonic()))
        self._producer.flush(120 if self._wait_for_rest else 0)
        self._producer = None  # this closes its connections

    def stop(self, wait_for_rest=True):
        """Stops sending, and waits until all is acknowledged or failed (or does not, where nobody counts any more)."""
        self._wait_for_rest = wait_for_rest
        self._stopping.set()
        self._thread.join(130)


class Consumer(_Client):
    """One member of a group; notes (partition, offset, value) of each record it is handed."""

    def __init__(self, bootstrap, topic, group, name, settings=None):
        super().__init__()
        self.records, self.rebalances = [], 0
        self._consumer = confluent_kafka.Consumer(self.configuration(
            bootstrap, **(settings or {}), **{"group.id": group, "client.id": name, "auto.offset.reset": "earliest",
                          "session.timeout.ms": 45000}))
        self._consumer.subscribe([topic], on_assign=self._assigned)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def _assigned(self, consumer, partitions):
        self.rebalances += 1

    def _run(self):
        while not self._stopping.is_set():
            message = self._consumer.poll(0.2)
            if message is None:
                continue
            if message.error():
                self.errors.append(str(message.error()))
            else:
                self.records.append((message.partition(), message.offset(), message.value().decode()))
        self._consumer.close()

    def stop(self):
        self._stopping.set()
        self._thread.join(60)


class Traffic:
    """A producer and a group of two consumers on one topic of three partitions."""

    def __init__(self, bootstrap, topic, rate=200, settings=None):
        self.bootstrap, self.topic, self.settings = bootstrap, topic, settings
        self.consumers = [Consumer(bootstrap, topic, f"{topic}-readers", f"consumer-{number}", settings)
                          for number in (0, 1)]
        self.producer = Producer(bootstrap, topic, rate, settings)

    @property
    def clients(self):
        return [self.producer, *self.consumers]

    @property
    def received(self):
        return sum(len(consumer.records) for consumer in self.consumers)

    def lost_connections(self):
        """{broker: connections that the clients have lost so far}; the bootstrap address is broker -1."""
        total = collections.Counter()
        for client in self.clients:
            for broker, (_, disconnects) in client.counts().items():
                total[broker] += disconnects
        return total

    def abandon(self):
        """Stops all clients at once; there will be no account."""
        self.producer.stop(wait_for_rest=False)
        for consumer in self.consumers:
            consumer.stop()

    def stop(self, seconds=60):
        """Stops the producer, lets the consumers catch up, stops them, and reads the log anew. Returns an `Account`."""
        self.producer.stop()
        deadline = time.monotonic() + seconds
        while self.received < len(self.producer.delivered) and time.monotonic() < deadline:
            time.sleep(0.1)
        for consumer in self.consumers:
            consumer.stop()
        return Account(self)


class Account:
    """What was sent, what the log holds, what the group was handed."""

    def __init__(self, traffic):
        self.sent = traffic.producer.sent
        self.delivered = traffic.producer.delivered
        self.failed = traffic.producer.failed
        self.slowest = traffic.producer.slowest
        self.log = read_all(traffic.bootstrap, traffic.topic, settings=traffic.settings)
        self.handed = [record for consumer in traffic.consumers for record in consumer.records]
        self.disordered = [found for records in [self.log, *(consumer.records for consumer in traffic.consumers)]
                           for found in _disorder(records)]
        self.errors = [error for client in traffic.clients for error in client.errors]

    def _values(self, records):
        return collections.Counter(int(value) for _, _, value in records)

    @property
    def lost(self):
        return sorted(set(range(self.sent)) - set(self._values(self.log)))

    @property
    def duplicated(self):
        return [value for value, times in self._values(self.log).items() if times > 1]

    @property
    def handed_lost(self):
        return sorted(set(range(self.sent)) - set(self._values(self.handed)))

    @property
    def handed_twice(self):
        return [value for value, times in self._values(self.handed).items() if times > 1]

    @property
    def gaps(self):
        """[(partition, offset expected, offset found)] where a partition's offsets are not 0, 1, 2, …"""
        found, expected = [], collections.Counter()
        for partition, offset, _ in self.log:
            if offset != expected[partition]:
                found.append((partition, expected[partition], offset))
            expected[partition] = offset + 1
        return found

    def __str__(self):
        return (f"sent {self.sent}, acknowledged {len(self.delivered)}, failed {len(self.failed)}, in the log "
                f"{len(self.log)}; lost {len(self.lost)}, duplicated {len(self.duplicated)}, gaps {len(self.gaps)}, "
                f"out of order {len(self.disordered)}; "
                f"handed to the group {len(self.handed)}: lost {len(self.handed_lost)}, twice "
                f"{len(self.handed_twice)}; slowest acknowledgement {self.slowest * 1000:.0f} ms")


def _disorder(records):
    """Of records in the order in which they came: those whose number is not above the last one of their partition."""
    last = {}
    for partition, offset, value in records:
        if int(value) <= last.get(partition, -1):
            yield partition, offset, value
        last[partition] = int(value)


def read_all(bootstrap, topic, seconds=60, settings=None):
    """Every record of a topic, [(partition, offset, value)], each partition in the order of its log."""
    consumer = confluent_kafka.Consumer({"bootstrap.servers": bootstrap, "group.id": "auditor", "log_level": 2,
                                         "enable.auto.commit": False, "enable.partition.eof": True, **(settings or {})})
    try:
        partitions = consumer.list_topics(topic, timeout=seconds).topics[topic].partitions
        consumer.assign([confluent_kafka.TopicPartition(topic, number, 0) for number in partitions])
        records, ended, deadline = [], set(), time.monotonic() + seconds
        while len(ended) < len(partitions) and time.monotonic() < deadline:
            message = consumer.poll(1)
            if message is None:
                continue
            if message.error():
                if message.error().code() == confluent_kafka.KafkaError._PARTITION_EOF:
                    ended.add(message.partition())
                continue
            records.append((message.partition(), message.offset(), message.value().decode()))
        if len(ended) < len(partitions):
            raise TimeoutError(f"{topic} was not read to its end within {seconds} s")
        return records
    finally:
        consumer.close()


class TrafficProcess:
    """The traffic of one way in, in a process of its own where the names of a hosts file are known."""

    def __init__(self, access, topic, hosts, rate=50):
        environment = {**os.environ, "LD_PRELOAD": tools.nss_wrapper(), "NSS_WRAPPER_HOSTS": str(hosts)}
        self._worker = Worker("traffic", environment)
        self._worker.ask(do="start", bootstrap=access.bootstrap, topic=topic, rate=rate, settings=access.librdkafka())

    @property
    def received(self):
        return self._worker.ask(do="status")["received"]

    def lost_connections(self):
        """{broker: connections that the clients have lost so far}; the bootstrap address is broker -1."""
        lost = self._worker.ask(do="status")["lost"]
        return collections.Counter({int(broker): count for broker, count in lost.items()})

    def stop(self):
        """Stops the clients; returns the account as text and {kind of failure: what failed}."""
        account = self._worker.ask(do="stop")
        self._worker.close()
        return account["text"], account["failures"]

    def abandon(self):
        self._worker.close(5)


def _serve():
    traffic = None
    for line in sys.stdin:
        request = json.loads(line)
        action = request.pop("do")
        if action == "start":
            traffic = Traffic(**request)
            answer()
        elif action == "status":
            answer(received=traffic.received, lost=traffic.lost_connections())
        elif action == "stop":
            account = traffic.stop()
            answer(text=str(account), failures={name: getattr(account, name) for name in (
                "failed", "lost", "duplicated", "gaps", "disordered", "handed_lost", "handed_twice")})


if __name__ == "__main__":
    _serve()
    os._exit(0)  # the clients' threads would wait for brokers, and nobody counts any more
