"""What Envoy runs after good changes, rejected ones and bad input: the control plane and a real Envoy, no brokers."""

import socket
import subprocess
import time

from harness import manifests
from harness.certificates import mount
from harness.network import listens
from harness.waiting import wait_until
from support import WithoutBrokers, say


class Changes(WithoutBrokers):

    def test_a_new_broker_is_reachable_at_once_and_nothing_stays_warming(self):
        sandbox, envoy = self.sandbox, self.sandbox.envoy
        before = envoy.updates()
        figures = []
        for broker in range(3, 8):
            started = time.monotonic()
            self.write_brokers(range(broker + 1))
            wait_until(f"broker {broker}'s port is open", lambda: listens(*sandbox.public(broker)), 30, pause=0.002)
            figures.append((time.monotonic() - started) * 1000)
            # Without the endpoints that have to follow a cluster, it would warm for 15 s.
            wait_until("no cluster is warming", lambda: envoy.stat("cluster_manager.warming_clusters") == 0, 5)
            self.assertLess(time.monotonic() - started, 10)
        say("a new broker's port was open after " + ", ".join(f"{figure:.0f}" for figure in figures)
            + " ms (from the manifest's rename)")
        after = envoy.updates()
        self.assertEqual({name: after.get(name) for name in before}, before, "something else was touched")
        self.assertEqual(envoy.stat("listener_manager.listener_modified"), 0)
        self.assertEqual(envoy.stat("cluster_manager.cluster_modified"), 0)

    def test_a_rejected_change_is_rolled_back_and_nothing_of_it_stays(self):
        sandbox, envoy = self.sandbox, self.sandbox.envoy
        before = envoy.config()
        with occupied(*sandbox.public(3)):
            self.write_brokers([0, 1, 2, 3, 4])  # 3 cannot be bound, 4 is good, in one response
            wait_until("Envoy rejects the change", lambda: envoy.stat("listener_manager.lds.update_rejected") >= 1, 30)
            wait_until("the control plane counts the rejection", lambda: rejections(sandbox) >= 1, 10)
            wait_until("the good part runs", lambda: listens(*sandbox.public(4)), 10)
            say("Envoy applied the good part of the change that it rejected")
            say(f"it says: {list(envoy.rejected().values())}")
            # Rejected: the same content must not come again at once.
            rejected = envoy.stat("listener_manager.lds.update_rejected")
            time.sleep(5)
            self.assertLessEqual(envoy.stat("listener_manager.lds.update_rejected"), rejected + 1)
            self.write_brokers([0, 1, 2])
            wait_until("the good part is gone too", lambda: not listens(*sandbox.public(4)), 30)
            wait_until("Envoy runs what it ran before", lambda: envoy.config() == before, 30)
        self.assertEqual(envoy.rejected(), {})
        time.sleep(1)
        self.assertFalse(listens(*sandbox.public(3)), "a listener that was rolled back came after all")
        self.assertEqual(envoy.config(), before)
        wait_until("the control plane knows that Envoy has the newest snapshot", lambda: not lagging(sandbox), 30)

    def test_a_rejected_listener_heals_by_itself_when_its_port_is_free(self):
        sandbox, envoy = self.sandbox, self.sandbox.envoy
        with occupied(*sandbox.public(3)):
            self.write_brokers([0, 1, 2, 3])
            wait_until("Envoy rejects the change", lambda: envoy.stat("listener_manager.lds.update_rejected") >= 1, 30)
        started = time.monotonic()
        wait_until("the listener comes", lambda: listens(*sandbox.public(3)), 150)
        say(f"the listener came {time.monotonic() - started:.0f} s after its port was free")

    def test_bad_input_changes_nothing_and_is_said(self):
        sandbox, envoy, control_plane = self.sandbox, self.sandbox.envoy, self.sandbox.control_plane
        good = sandbox.manifest_text
        before, updates = envoy.config(), envoy.updates()
        port = "externalStartingPort: 19090"
        self.assertIn(port, good)
        bad = {
            "invalid YAML": good.replace("  brokers:", "  brokers: [", 1),
            "half a file": good[:len(good) // 2] + "\n  x: [",
            "an empty file": "",
            "another kind": good.replace("kind: KafkaCluster", "kind: KafkaTopic"),
            "duplicate broker ids": manifests.with_brokers(good, [0, 1, 1]),
            "an id that is a word": good.replace("- id: 2", "- id: two"),
            "a port beyond 65535": good.replace(port, "externalStartingPort: 65534"),
            "a port that meets the anycast port": good.replace(port, "externalStartingPort: 29091"),
            "a port that meets the health port": good.replace(port, "externalStartingPort: 8079"),
            "no brokers at all": manifests.with_brokers(good, []),
            "no external listener": good.replace("externalListeners:", "otherListeners:"),
        }
        for what, text in bad.items():
            with self.subTest(what):
                self.assertNotEqual(text, good)
                refused = control_plane.metrics().get(REFUSED, 0)
                control_plane.write(manifest=text)
                wait_until(f"{what} is refused", lambda: control_plane.metrics().get(REFUSED, 0) > refused, 20)
                status = control_plane.json("/status")["files"]["manifest"]
                self.assertEqual(status["state"], "refused")
                self.assertEqual(control_plane.metrics()['koperator_config_valid{file="manifest"}'], 0)
                self.assertEqual(envoy.config(), before)
                say(f"{what}: {'; '.join(status['problems'])}")
        for what, text in {"invalid YAML": "brokers: [", "a wrong health": manifests.endpoints({0: "127.0.0.2"}, {0: "well"}),
                           "no address": "brokers: [{id: 0, health: healthy}]\n",
                           "duplicate ids": "brokers: [{id: 0, address: 127.0.0.2}, {id: 0, address: 127.0.0.3}]\n"}.items():
            with self.subTest(f"endpoints: {what}"):
                control_plane.write(endpoints=text)
                wait_until(f"endpoints with {what} are refused",
                           lambda: control_plane.json("/status")["files"]["endpoints"].get("problems"), 20)
                problems = control_plane.json("/status")["files"]["endpoints"]["problems"]
                say(f"endpoints, {what}: {'; '.join(problems)}")
                control_plane.write(endpoints=sandbox.endpoints_text())
                wait_until("good ones are taken again",
                           lambda: control_plane.json("/status")["files"]["endpoints"]["state"] == "accepted", 20)
        control_plane.write(manifest=good)
        wait_until("the good manifest is taken again",
                   lambda: control_plane.json("/status")["files"]["manifest"]["state"] == "accepted", 20)
        # A change shows that all that went before has arrived; then nothing else may have been touched.
        self.write_brokers([0, 1, 2, 3])
        sandbox.wait_listeners([0, 1, 2, 3])
        after = envoy.updates()
        self.assertEqual({name: after.get(name) for name in updates}, updates)

    def test_reports_that_vanish_leave_the_last_endpoints(self):
        sandbox, envoy = self.sandbox, self.sandbox.envoy
        before = envoy.config()
        sandbox.control_plane.write(endpoints=sandbox.endpoints_text([]))
        wait_until("an alarm is raised", lambda: sandbox.control_plane.json("/status")["alarms"], 20)
        say(f"alarms: {sandbox.control_plane.json('/status')['alarms']}")
        self.assertEqual(envoy.config(), before)

    def test_a_change_written_in_place_is_seen_too(self):
        sandbox, control_plane = self.sandbox, self.sandbox.control_plane
        control_plane.endpoints.write_text(sandbox.endpoints_text([0, 1, 2, 3]))
        control_plane.manifest.write_text(manifests.with_brokers(sandbox.manifest_text, [0, 1, 2, 3]))
        sandbox.wait_listeners([0, 1, 2, 3])

    def test_files_that_are_mounted_as_kubernetes_does_are_followed(self):
        sandbox, control_plane = self.sandbox, self.sandbox.control_plane
        control_plane.stop()
        folder = sandbox.folder / "mounted"
        control_plane.manifest, control_plane.endpoints = folder / "cluster.yaml", folder / "endpoints.yaml"

        def put(brokers):
            mount(folder, {"cluster.yaml": manifests.with_brokers(sandbox.manifest_text, brokers),
                           "endpoints.yaml": sandbox.endpoints_text(brokers)})
        put([0, 1, 2])
        control_plane.start()
        for brokers in ([0, 1, 2, 3], [0, 1, 2, 3, 4], [0, 1, 2]):
            put(brokers)
            sandbox.wait_listeners(brokers)

    def test_the_metrics_are_what_prometheus_wants(self):
        with occupied(*self.sandbox.public(3)):
            self.write_brokers([0, 1, 2, 3])
            wait_until("there is a rejection to be counted", lambda: rejections(self.sandbox) >= 1, 30)
            self.sandbox.control_plane.write(manifest="kind: [")
            wait_until("there is a refusal to be counted",
                       lambda: self.sandbox.control_plane.metrics().get(REFUSED, 0) >= 1, 30)
            text = self.sandbox.control_plane.get("/metrics")
        checked = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, text=True, timeout=60)
        self.assertEqual((checked.returncode, checked.stdout, checked.stderr), (0, "", ""))
        say(f"{text.count('# TYPE')} metrics, promtool has no remark")


class Restarts(WithoutBrokers):

    def test_a_restarted_control_plane_touches_nothing(self):
        sandbox, envoy = self.sandbox, self.sandbox.envoy
        before = envoy.updates()
        for _ in range(3):
            sandbox.control_plane.kill()
            sandbox.control_plane.start()
            wait_until("Envoy is connected", lambda: sandbox.control_plane.json("/streams")["streams"], 60)
        self.write_brokers([0, 1, 2, 3])
        sandbox.wait_listeners([0, 1, 2, 3])
        after = envoy.updates()
        self.assertEqual({name: after.get(name) for name in before}, before)

    def test_while_the_inputs_are_bad_a_new_envoy_gets_the_last_good_snapshot_and_a_running_one_keeps_its_own(self):
        sandbox, envoy, control_plane = self.sandbox, self.sandbox.envoy, self.sandbox.control_plane
        fresh = sandbox.new_envoy("envoy-fresh")
        # The running Envoy gets one broker more than the state will say: the old snapshot must not take it away.
        old = control_plane.state
        control_plane.stop()
        saved = {path.name: path.read_bytes() for path in old.iterdir()}
        control_plane.start()
        self.write_brokers([0, 1, 2, 3])
        sandbox.wait_listeners([0, 1, 2, 3])
        control_plane.kill()
        for name, content in saved.items():
            (old / name).write_bytes(content)
        for path in old.iterdir():
            self.assertEqual(path.stat().st_mode & 0o077, 0, f"{path.name} is readable for others")
        before, updates = envoy.config(), envoy.updates()
        control_plane.write(manifest="apiVersion: [")
        control_plane.start(wait=False)
        wait_until("the control plane serves xDS", lambda: listens(control_plane.network.control_plane, 18000), 30,
                   sandbox.supervisor.check)
        fresh.start()
        fresh.wait_live()
        sandbox.wait_listeners([0, 1, 2], fresh)
        say("a fresh Envoy got the last good snapshot")
        wait_until("the running Envoy was refused", lambda: refused_streams(sandbox) >= 1, 30)
        self.assertEqual(envoy.config(), before)
        self.assertEqual(envoy.updates(), updates)
        # The inputs load: both Envoys get to the same, and the running one is not touched.
        self.write_brokers([0, 1, 2, 3])
        sandbox.wait_listeners([0, 1, 2, 3], fresh)
        sandbox.wait_listeners([0, 1, 2, 3])
        wait_until("both Envoys hold streams", lambda: len(control_plane.json("/streams")["streams"]) == 2, 60)
        self.assertEqual(fresh.config(), before)
        self.assertEqual(envoy.updates(), updates)

    def test_without_state_and_inputs_a_new_envoy_waits_and_then_gets_everything(self):
        sandbox, envoy, control_plane = self.sandbox, self.sandbox.envoy, self.sandbox.control_plane
        expected = envoy.config()
        envoy.stop()
        control_plane.kill()
        for path in control_plane.state.iterdir():
            path.unlink()
        control_plane.write(manifest="apiVersion: [")
        control_plane.start(wait=False)
        wait_until("the control plane serves xDS", lambda: listens(control_plane.network.control_plane, 18000), 30,
                   sandbox.supervisor.check)
        envoy.start()
        wait_until("Envoy was refused", lambda: refused_streams(sandbox) >= 1, 30)
        self.assertEqual(envoy.config(), {}, "an empty or partial snapshot was served")
        self.assertEqual(envoy.get("/server_info").count('"LIVE"'), 0, "Envoy says that it is ready without a config")
        control_plane.write(manifest=sandbox.manifest_text)
        envoy.wait_live()
        sandbox.wait_listeners([0, 1, 2])
        self.assertEqual(envoy.config(), expected)


REFUSED = 'koperator_config_reloads_total{file="manifest",result="refused"}'


def total(sandbox, metric):
    return sum(value for name, value in sandbox.control_plane.metrics().items() if name.split("{")[0] == metric)


def rejections(sandbox):
    return total(sandbox, "koperator_xds_rejections_total")


def refused_streams(sandbox):
    return total(sandbox, "koperator_xds_streams_refused_total")


def lagging(sandbox):
    return total(sandbox, "koperator_xds_lagging_streams")


class occupied:
    """A program of somebody else that listens at a place, for the time of a `with`."""

    def __init__(self, address, port):
        self._socket = socket.create_server((address, port))

    def __enter__(self):
        return self

    def __exit__(self, *reason):
        self._socket.close()
