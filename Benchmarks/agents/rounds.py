"""Faults of one broker, and what Envoy and clients see of each."""

import dataclasses
import os
import random
import signal
import time

from harness import wire
from harness.envoy import Envoy
from harness.kafka import EXTERNAL
from harness.waiting import wait_until

from .knocker import Knocker

KILL, HANG, LOSE = "kill", "hang", "lose"
FAULTS = (KILL, HANG, LOSE)


@dataclasses.dataclass
class Round:
    """One fault of one broker; times are in seconds since the signal, or since the broker's first answer."""

    routed: float = 0  # the last time at which Envoy's count of connections led to it had risen
    unanswered: float = 0  # the last connection of a client that was closed or not answered
    out: float = 0  # its endpoint was gone
    back: float = 0  # its endpoint was there again
    routed_again: float = 0  # Envoy had led a connection to it
    lost: int = 0  # connections of clients that were closed or not answered
    made: int = 0  # all of them


class Rounds:
    """Takes faults, each of the next broker, in a system with an Envoy and a client."""

    def __init__(self, system, seed):
        self.system, self.drawn, self.next = system, random.Random(seed), 0
        self.knocker = None

    def start(self):
        system = self.system
        system.start()
        for agent in system.agents:
            agent.start()
        admin = system.folder / "envoy.sock"
        bootstrap = system.control_plane.bootstrap(system.folder / "envoy.yaml", "envoy", admin, system.access.name)
        self.envoy = Envoy(system.supervisor, bootstrap, admin)
        self.envoy.start()
        self.envoy.wait_live()
        wait_until("Envoy has its listeners", lambda: len(self.envoy.listeners()) > system.count, 60)
        self.cluster = self.envoy.cluster_of(system.access.anycast_port)
        self._wait_until_whole()
        self.knocker = Knocker(*system.access.bootstrap_place)

    def stop(self):
        if self.knocker:
            self.knocker.stop()
        self.system.stop()

    def take(self, fault, count):
        return [self._round(fault) for _ in range(count)]

    def _round(self, fault):
        broker, self.next = self.next, (self.next + 1) % self.system.count
        self._wait_until_whole()
        time.sleep(self.drawn.uniform(0.3, 1.5))  # not in step with anything
        address, process = self.system.network.broker(broker), self.system.brokers.processes[broker]
        agent = self.system.agents[broker]
        result, routed = Round(), self._led_to(address)
        self.knocker.clear()
        began = time.monotonic()
        if fault == HANG:
            process.signal(signal.SIGSTOP)
        else:
            if fault == LOSE:
                agent.process.signal(signal.SIGKILL)
            process.signal(signal.SIGKILL)
        while (now := self._led_to(address)) is not None:
            if now != routed:
                routed, result.routed = now, time.monotonic() - began
            self._patience(began, f"{fault} of broker {broker}: Envoy still leads to it", 60)
            time.sleep(0.002)
        result.out = time.monotonic() - began
        time.sleep(0.5)  # who was led there until now is answered, closed, or will not be
        failed, result.made = self.knocker.failed(before=time.monotonic() - 0.4)
        result.lost, result.unanswered = len(failed), max((when - began for when in failed), default=0)
        self._bring_back(fault, broker, process, agent)
        self._watch_return(address, result)
        return result

    def _bring_back(self, fault, broker, process, agent):
        if fault == HANG:
            return process.signal(signal.SIGCONT)
        self._buried(process)
        self.system.brokers.processes[broker] = self.system.brokers.launch(broker)
        if fault == LOSE:
            self._buried(agent.process)
            agent.start()

    def _buried(self, process):
        process.kill()
        self.system.supervisor.processes.remove(process)

    def _watch_return(self, address, result):
        began, answered = time.monotonic(), None
        while True:
            answered = answered or self._answers(address)
            led = self._led_to(address) if answered else None
            if led is not None and not result.back:
                result.back = time.monotonic() - answered
            if led:
                result.routed_again = time.monotonic() - answered
                return
            self._patience(began, f"Envoy does not lead to {address} again", 120)
            time.sleep(0.002)

    @staticmethod
    def _answers(address):
        """When the broker answered; None where it does not."""
        try:
            with wire.connect(address, EXTERNAL, 1) as connection:
                wire.api_versions(connection)
                return time.monotonic()
        except OSError:
            return None

    def _led_to(self, address):
        """How many connections Envoy has led to a broker of the bootstrap cluster; None where it is none of its endpoints."""
        start = f"{self.cluster}::{address}:{EXTERNAL}::cx_total::"
        for line in self.envoy.get("/clusters").splitlines():
            if line.startswith(start):
                return int(line[len(start):])
        return None

    def _wait_until_whole(self):
        self.system.wait_until_healthy()
        addresses = [self.system.network.broker(broker) for broker in range(self.system.count)]
        wait_until("Envoy leads to every broker", lambda: None not in map(self._led_to, addresses), 60)

    def _patience(self, began, what, seconds):
        if time.monotonic() - began > seconds:
            raise TimeoutError(f"{what} after {seconds} s; {self.system.told()}; {self.system.control_plane.process.tail()}")
