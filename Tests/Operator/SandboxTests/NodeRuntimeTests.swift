import Foundation
import JSON
import KubernetesClient
import KubernetesObjects
import Sandbox
import Testing

@Suite struct NodeRuntimeTests {
  let world: NodeWorld

  init() async throws { world = try await NodeWorld() }

  @Test func aPodRunsIsReadyAndGoesWhenItIsDeleted() async throws {
    let world = world
    let time = someSeconds()
    try await world.run { _ in
      try await world.create(
        "web", containers: [bash("main", "trap 'echo bye; exit 0' TERM; echo up $POD_IP; sleep \(time) & wait")])
      let pod = try await world.pod("web", "the pod is ready") { $0.isReady }
      #expect(pod.status?.phase == "Running")
      #expect(pod.status?.podIP?.hasPrefix("127.105.1.") == true)
      #expect(pod.status?.podIPs.first?.ip == pod.status?.podIP)
      #expect(pod.status?.hostIP == "127.0.0.1")
      #expect(pod.container("main")?.restartCount == 0)
      #expect(pod.container("main")?.state.running?.startedAt != nil)
      try await eventually("it has said so") { world.log("web", "main") == "up \(pod.status?.podIP ?? "")\n" }
      try await world.client.delete(Pod.self, "web", namespace: world.namespace)
      try await eventually("the pod is gone") { try await world.pod("web") == nil }
      #expect(world.log("web", "main").hasSuffix("bye\n"))
      #expect(nothingRuns(with: time))
      try await eventually("events tell of it") {
        let events = try await world.events("web")
        return events.contains("Started: Container main started") && events.contains("Killing: Stopping container main")
      }
    }
  }

  @Test func stepsRunInOrderThenSidecarAndContainerTogether() async throws {
    let world = world
    try await world.run { _ in
      try await world.create(
        "steps",
        containers: [bash("main", "cat ../work/steps; sleep 1000")],
        steps: [
          bash("first", "sleep 0.1; echo first >> steps"),
          bash(
            "side", "echo side >> steps; touch up; sleep 1000", startup: probe("[ -e up ]", failures: 50),
            isSidecar: true),
          bash("second", "echo second >> steps"),
        ])
      let pod = try await world.pod("steps", "the pod is ready") { $0.isReady }
      try await eventually("main has said so") { world.log("steps", "main") == "first\nside\nsecond\n" }
      #expect(pod.container("first")?.state.terminated?.reason == "Completed")
      #expect(pod.container("side")?.ready == true)
      #expect(pod.container("side")?.state.running != nil)
    }
  }

  @Test func aContainerThatFailsIsRestartedWithItsReasonFromTheLog() async throws {
    let world = world
    try await world.run { _ in
      try await world.create(
        "crash",
        containers: [
          bash("main", "echo run >> runs; echo no disk >&2; [ $(wc -l < runs) -ge 4 ] && sleep 1000; exit 3")
        ])
      let pod = try await world.pod("crash", "the fourth run goes on") {
        $0.isReady && $0.container("main")?.restartCount == 3
      }
      #expect(pod.container("main")?.lastState.terminated?.exitCode == 3)
      #expect(pod.container("main")?.lastState.terminated?.reason == "Error")
      #expect(pod.container("main")?.lastState.terminated?.message == "no disk\n")
      try await eventually("an event tells of it") {
        try await world.events("crash").contains { $0.hasPrefix("BackOff: Back-off restarting failed container main") }
      }
    }
  }

  @Test func aPodThatHasDoneItsWorkSucceedsOrFails() async throws {
    let world = world
    try await world.run { _ in
      try await world.create("good", containers: [bash("main", "exit 0")], restartPolicy: "Never")
      try await world.create("bad", containers: [bash("main", "exit 4")], restartPolicy: "Never")
      try await world.pod("good", "it succeeds") { $0.status?.phase == "Succeeded" }
      let bad = try await world.pod("bad", "it fails") { $0.status?.phase == "Failed" }
      #expect(bad.container("main")?.state.terminated?.exitCode == 4)
      for name in ["good", "bad"] {
        try await world.client.delete(Pod.self, name, namespace: world.namespace)
        try await eventually("it is gone") { try await world.pod(name) == nil }
      }
    }
  }

  @Test func probesOfEveryKindDecide() async throws {
    let world = world
    try await world.run { _ in
      let server = "exec python3 -u -m http.server --bind $POD_IP 18080"
      var tcp = Probe()
      tcp.tcpSocket = TCPSocketAction(port: .int(18080))
      tcp.periodSeconds = 1
      var http = Probe()
      http.httpGet = HTTPGetAction(port: .int(18080))
      http.httpGet?.path = "/"
      http.periodSeconds = 1
      http.timeoutSeconds = 30
      http.failureThreshold = 100
      var missing = http
      missing.httpGet?.path = "/nothing"
      missing.failureThreshold = 1
      try await world.create("tcp", containers: [bash("main", server, readiness: tcp)])
      try await world.create("http", containers: [bash("main", server, startup: http, liveness: http)])
      try await world.create("missing", containers: [bash("main", server, startup: http, readiness: missing)])
      try await world.create("closed", containers: [bash("main", "sleep 1000", readiness: tcp)])
      try await world.create(
        "exec", containers: [bash("main", "touch ready; sleep 1000", readiness: probe("[ -e ready ]"))])
      for name in ["tcp", "http", "exec"] { try await world.pod(name, "\(name) is ready") { $0.isReady } }
      try await eventually("what fails is told") {
        let missing = try await world.events("missing").contains {
          $0.contains("HTTP probe failed with statuscode: 404")
        }
        let closed = try await world.events("closed").contains {
          $0.contains("Readiness probe failed: connection") || $0.contains("Readiness probe failed: Connection refused")
        }
        return missing && closed
      }
      #expect(try await world.pod("closed")?.isReady == false)
      #expect(try await world.pod("missing")?.isReady == false)
    }
  }

  @Test func aLivenessProbeThatFailsHasTheContainerRestarted() async throws {
    let world = world
    try await world.run { _ in
      try await world.create(
        "sick", containers: [bash("main", "touch alive; sleep 1000", liveness: probe("[ -e alive ]"))], grace: 5)
      try await world.pod("sick", "the pod is ready") { $0.isReady }
      let folder = try #require(world.podFolder("sick"))
      try FileManager.default.removeItem(atPath: folder + "/work/alive")
      let pod = try await world.pod("sick", "it is restarted") {
        $0.isReady && ($0.container("main")?.restartCount ?? 0) >= 1
      }
      #expect(pod.container("main")?.lastState.terminated?.exitCode == 143)
      try await eventually("events tell of it") {
        let events = try await world.events("sick")
        return events.contains("Killing: Container main failed liveness probe, will be restarted")
          && events.contains { $0.hasPrefix("Unhealthy: Liveness probe failed: command ended with 1") }
      }
    }
  }

  @Test func hooksRunAndTheGraceEnds() async throws {
    let world = world
    let time = someSeconds()
    try await world.run { _ in
      try await world.create(
        "stubborn",
        containers: [
          bash(
            "main", "trap 'echo asked' TERM; while :; do sleep 0.05; done; sleep \(time)",
            preStop: "echo hook > ../../../hook")
        ],
        grace: 3)
      try await world.pod("stubborn", "the pod is ready") { $0.isReady }
      try await world.client.delete(Pod.self, "stubborn", namespace: world.namespace)
      try await eventually("the pod is gone") { try await world.pod("stubborn") == nil }
      #expect(world.log("stubborn", "main").contains("asked"))
      #expect(world.folder.text("hook") == "hook\n")
      #expect(nothingRuns(with: time))
    }
  }

  @Test func whatAPodMountsIsAwaitedAndWrittenAnewWhenItChanges() async throws {
    let world = world
    try await world.run { _ in
      var volume = Volume(name: "v")
      volume.configMap = ConfigMapVolumeSource(name: "settings")
      try await world.create("reader", containers: [bash("main", "sleep 1000")], volumes: [volume])
      let waiting = try await world.pod("reader", "it says what is missing") {
        $0.container("main")?.state.waiting?.message?.contains("configmap \"settings\" not found") ?? false
      }
      #expect(waiting.container("main")?.state.waiting?.reason == "ContainerCreating")
      #expect(waiting.status?.phase == "Pending")
      let map = try await world.client.create(
        ConfigMap(metadata: ObjectMeta(name: "settings", namespace: world.namespace), data: ["colour": "green"]))
      try await world.pod("reader", "the pod is ready") { $0.isReady }
      let folder = try #require(world.podFolder("reader"))
      let file = "\(folder)/maps/settings/colour"
      #expect(try String(contentsOfFile: file, encoding: .utf8) == "green")
      var changed = map
      changed.data = ["colour": "blue"]
      try await world.client.replace(changed)
      try await eventually("the file is written anew") { try String(contentsOfFile: file, encoding: .utf8) == "blue" }
      #expect(try await world.pod("reader")?.container("main")?.restartCount == 0)
    }
  }

  @Test func aPodThatCannotBeTranslatedSaysWhy() async throws {
    let world = world
    try await world.run { _ in
      try await world.create("odd", containers: [Container(name: "main", image: "i")])
      let pod = try await world.pod("odd", "it says why") { $0.container("main")?.state.waiting?.message != nil }
      #expect(pod.container("main")?.state.waiting?.reason == "CreateContainerConfigError")
      #expect(pod.container("main")?.state.waiting?.message == "container main: command: is empty; name a program")
      try await world.create("missing", containers: [Container(name: "main", image: "i", command: ["/nowhere/java"])])
      try await world.pod("missing", "it says why") {
        $0.container("main")?.lastState.terminated?.message == "/nowhere/java cannot be run: No such file or directory"
      }
    }
  }

  @Test func killHangAndRestartDoWhatTheySay() async throws {
    let world = world
    try await world.run { node in
      try await world.create(
        "victim",
        containers: [
          bash("main", "echo $$; exec sleep 1000"),
          bash("other", "echo $$; while :; do date +%N > beat; sleep 0.02; done"),
        ])
      try await world.pod("victim", "the pod is ready") { $0.isReady }
      let main = try #require(Int32(world.log("victim", "main").split(separator: "\n").first ?? ""))
      try await node.kill("victim", in: world.namespace, container: "main")
      #expect(kill(main, 0) == -1, "it returns when the process has ended")
      let killed = try await world.pod("victim", "it is back") { $0.isReady && $0.container("main")?.restartCount == 1 }
      #expect(killed.container("main")?.lastState.terminated?.exitCode == 137)
      #expect(killed.container("other")?.restartCount == 0)
      let address = killed.status?.podIP
      let process = try #require(Int32(world.log("victim", "other").split(separator: "\n").first ?? ""))
      try await node.hang("victim", in: world.namespace, container: "other")
      try await eventually("it hangs") { state(of: process) == "T" }
      try await node.resume("victim", in: world.namespace, container: "other")
      try await eventually("it goes on") { state(of: process) != "T" }
      try await node.restart("victim", in: world.namespace, container: "other")
      let restarted = try await world.pod("victim", "it is back") {
        $0.isReady && $0.container("other")?.restartCount == 1
      }
      #expect(restarted.container("main")?.restartCount == 1)
      #expect(restarted.status?.podIP == address)
      let error = await #expect(throws: NodeError.self) { try await node.kill("nobody", in: world.namespace) }
      #expect(error?.description == "no pod 'nobody' in namespace '\(world.namespace)' runs here")
      let other = await #expect(throws: NodeError.self) {
        try await node.kill("victim", in: world.namespace, container: "x")
      }
      #expect(other?.description == "pod 'victim' has no container 'x'; it has main, other")
    }
  }

  @Test func aLostNodeLosesItsPodsUntilItReturns() async throws {
    let world = world
    let time = someSeconds()
    try await world.run { node in
      try await world.create("here", containers: [bash("main", "exec sleep \(time)")])
      try await world.create("there", containers: [bash("main", "sleep 1000")], node: world.configuration.nodes[1].name)
      try await world.pod("here", "the pod is ready") { $0.isReady }
      try await world.pod("there", "the pod is ready") { $0.isReady }
      try await node.loseNode(world.node)
      #expect(nothingRuns(with: time))
      let lost = try await world.pod("here", "it is not ready") { !$0.isReady }
      #expect(lost.container("main")?.restartCount == 0)
      let object = try await world.client.get(Node.self, world.node)
      #expect(object.status?.conditions.first { $0.type == "Ready" }?.status == "Unknown")
      #expect(object.spec?.taints.contains { $0.key == "node.kubernetes.io/unreachable" } == true)
      #expect(try await world.pod("there")?.isReady == true)
      // What is deleted meanwhile waits for its node.
      try await world.create("late", containers: [bash("main", "sleep 1000")])
      try await node.returnNode(world.node)
      let back = try await world.pod("here", "it is back") { $0.isReady }
      #expect(back.container("main")?.restartCount == 1)
      try await world.pod("late", "what was bound meanwhile runs") { $0.isReady }
      let again = try await world.client.get(Node.self, world.node)
      #expect(again.status?.conditions.first { $0.type == "Ready" }?.status == "True")
      #expect(again.spec?.taints.contains { $0.key == "node.kubernetes.io/unreachable" } == false)
    }
  }

  @Test func aNodeThatIsStartedAgainStartsItsPodsAgain() async throws {
    let world = world
    let time = someSeconds()
    try await world.run { _ in
      try await world.create("stays", containers: [bash("main", "exec sleep \(time)")])
      try await world.create("over", containers: [bash("main", "exit 0")], restartPolicy: "Never")
      try await world.pod("stays", "the pod is ready") { $0.isReady }
      try await world.pod("over", "it succeeds") { $0.status?.phase == "Succeeded" }
    }
    #expect(nothingRuns(with: time))
    #expect(try await world.pod("stays") != nil)
    try await world.run { _ in
      let pod = try await world.pod("stays", "it is started again") {
        $0.container("main")?.restartCount == 1 && $0.isReady
      }
      #expect(pod.container("main")?.lastState.terminated?.exitCode == 137)
      #expect(try await world.pod("over")?.status?.phase == "Succeeded")
      // What was deleted while nobody was there goes now.
      try await world.client.delete(Pod.self, "over", namespace: world.namespace)
      try await eventually("it is gone") { try await world.pod("over") == nil }
    }
  }

  @Test func aSuccessorWaitsForTheEndOfItsPredecessor() async throws {
    let world = world
    try await world.run { _ in
      let script = """
        if [ -e ../../../lock ]; then echo two at a time; fi
        touch ../../../lock
        trap '' TERM
        trap 'rm ../../../lock' EXIT
        sleep 0.3 & wait
        trap 'exit 0' TERM
        while :; do sleep 0.02; done
        """
      try await world.create("twin", containers: [bash("main", script)])
      let first = try await world.pod("twin", "the pod is ready") { $0.isReady }
      let options = DeleteOptions(gracePeriodSeconds: 0)
      try await world.client.delete(Pod.self, "twin", namespace: world.namespace, options)
      try await world.create("twin", containers: [bash("main", script)])
      let second = try await world.pod("twin", "the successor is ready") { $0.isReady }
      #expect(second.metadata.uid != first.metadata.uid)
      #expect(second.status?.podIP != first.status?.podIP)
      #expect(!world.log("twin", "main").contains("two at a time"))
    }
  }

  @Test func nodesAreThereAndSayThatTheyLive() async throws {
    let world = world
    try await world.run { _ in
      for name in world.configuration.nodes {
        try await eventually("the node is ready") {
          let node = try await world.client.find(Node.self, name.name)
          return node?.status?.conditions.contains { $0.type == "Ready" && $0.status == "True" } ?? false
        }
        let node = try await world.client.get(Node.self, name.name)
        #expect(node.metadata.labels["topology.kubernetes.io/zone"] == name.zone)
        #expect(node.metadata.labels["kubernetes.io/hostname"] == name.name)
        #expect(node.status?.capacity["pods"] == Quantity(110))
        #expect(node.status?.addresses.contains { $0.type == "InternalIP" && $0.address == "127.0.0.1" } == true)
      }
      try await eventually("its lease is renewed") {
        try await world.client.find(Lease.self, world.node, namespace: "kube-node-lease")?.spec?.renewTime != nil
      }
    }
  }
}
