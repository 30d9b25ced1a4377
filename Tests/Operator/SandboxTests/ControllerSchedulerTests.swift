import JSON
import KubernetesClient
import KubernetesObjects
import Testing

@testable import Sandbox

private typealias Samples = ControllerSamples

@Suite struct ControllerSchedulerTests {
  private let apart: JSONValue = [
    "podAntiAffinity": [
      "requiredDuringSchedulingIgnoredDuringExecution": [
        ["labelSelector": ["matchLabels": ["app": "kafka"]], "topologyKey": "kubernetes.io/hostname"]
      ]
    ]
  ]

  private func world(_ nodes: [Node], _ pods: [Pod]) -> ClusterObjects {
    var objects = ClusterObjects()
    objects.now = Samples.now
    objects.nodes = nodes
    objects.pods = pods
    objects.storageClasses = [Samples.standard]
    return objects
  }

  @Test func podsAreSpreadOverTheNodes() {
    let objects = world(
      [Samples.node("a"), Samples.node("b"), Samples.node("c")],
      [Samples.pod("one"), Samples.pod("two"), Samples.pod("three", on: "b")])
    #expect(Scheduler(objects).decision().bindings == ["one": "a", "two": "c"])
  }

  @Test func podsThatMustBeApartGetANodeEachAndTheLastOneNone() throws {
    let pods = ["k0", "k1", "k2"].map { Samples.pod($0, labels: ["app": "kafka"], affinity: apart) }
    let decision = Scheduler(world([Samples.node("a"), Samples.node("b")], pods)).decision()
    #expect(decision.bindings == ["k0": "a", "k1": "b"])
    let patch = try #require(decision.patches("Pod").first)
    let condition = try #require(patch["status"]?["conditions"]?[0])
    #expect(condition["type"] == "PodScheduled")
    #expect(condition["reason"] == "Unschedulable")
    #expect(
      condition["message"] == "0/2 nodes are available: 2 node(s) didn't match pod anti-affinity rules.")
    #expect(decision.notes.map(\.reason) == ["FailedScheduling"])
  }

  @Test func whatWasSaidOfAPodIsNotSaidAgain() {
    var pod = Samples.pod("one")
    pod.status?.conditions = [
      Condition(
        type: "PodScheduled", status: "False", lastTransitionTime: Samples.now, reason: "Unschedulable",
        message: "no nodes available to schedule pods")
    ]
    #expect(Scheduler(world([], [pod])).decision().writes.isEmpty)
  }

  @Test func anExistingPodKeepsOthersAwayThatItMustNotMeet() {
    let there = Samples.pod("there", on: "a", labels: ["app": "kafka"], affinity: apart)
    let decision = Scheduler(
      world([Samples.node("a"), Samples.node("b")], [there, Samples.pod("new", labels: ["app": "kafka"])])
    ).decision()
    #expect(decision.bindings == ["new": "b"])
  }

  @Test func lostCordonedAndTaintedNodesGetNothing() {
    let nodes = [
      Samples.node("lost", isReady: false), Samples.node("cordoned", isCordoned: true),
      Samples.node("tainted", taints: [Taint(key: "dedicated", value: "x", effect: "NoSchedule")]),
    ]
    let decision = Scheduler(world(nodes, [Samples.pod("one")])).decision()
    #expect(decision.bindings.isEmpty)
    #expect(
      decision.notes.first?.message
        == "0/3 nodes are available: 1 node(s) had untolerated taint {dedicated: x}, 1 node(s) were not ready, 1 node(s) were unschedulable."
    )
  }

  @Test func aTolerationLetsAPodOntoATaintedNode() {
    var pod = Samples.pod("one")
    pod.spec?.tolerations = [Toleration(key: "dedicated", operator: "Exists")]
    let node = Samples.node("tainted", taints: [Taint(key: "dedicated", value: "x", effect: "NoSchedule")])
    #expect(Scheduler(world([node], [pod])).decision().bindings == ["one": "tainted"])
  }

  @Test func selectorsAndAffinitiesOfNodesAreRequired() {
    let nodes = [Samples.node("a", labels: ["zone": "x"]), Samples.node("b", labels: ["zone": "y"])]
    var selecting = Samples.pod("selecting")
    selecting.spec?.nodeSelector = ["zone": "y"]
    let affine = Samples.pod(
      "affine",
      affinity: [
        "nodeAffinity": [
          "requiredDuringSchedulingIgnoredDuringExecution": [
            "nodeSelectorTerms": [
              ["matchExpressions": [["key": "zone", "operator": "NotIn", "values": ["y"]]]]
            ]
          ]
        ]
      ])
    #expect(Scheduler(world(nodes, [selecting, affine])).decision().bindings == ["selecting": "b", "affine": "a"])
  }

  @Test func anUnboundVolumeGetsANodeBeforeThePodIsBound() {
    var objects = world([Samples.node("a")], [Samples.pod("one", claims: ["data"])])
    objects.claims = [Samples.claim("data")]
    let first = Scheduler(objects).decision()
    #expect(first.bindings.isEmpty)
    #expect(
      first.patches("PersistentVolumeClaim").first?["metadata"]?["annotations"]
        == ["volume.kubernetes.io/selected-node": "a"])
    objects.claims = [Samples.claim("data", on: "a")]
    #expect(Scheduler(objects).decision().writes.isEmpty)
  }

  /// Whoever comes later, or has a name that comes first, must not take the node that was chosen for another's volume.
  @Test func aNodeThatWasChosenForAVolumeIsNotGivenToAPodThatAvoidsItsPod() {
    let labels = ["app": "kafka"]
    let apart: JSONValue = [
      "podAntiAffinity": [
        "requiredDuringSchedulingIgnoredDuringExecution": [
          ["labelSelector": ["matchLabels": ["app": "kafka"]], "topologyKey": "kubernetes.io/hostname"]
        ]
      ]
    ]
    let pods = ["kafka-100", "kafka-2"].map {
      Samples.pod($0, labels: labels, claims: ["data-\($0)"], affinity: apart)
    }
    var objects = world([Samples.node("a"), Samples.node("b")], pods)
    objects.claims = [Samples.claim("data-kafka-100"), Samples.claim("data-kafka-2", on: "a")]
    let decision = Scheduler(objects).decision()
    #expect(decision.notes.isEmpty)
    #expect(
      decision.patches("PersistentVolumeClaim").map { $0["metadata"]?["annotations"] } == [
        ["volume.kubernetes.io/selected-node": "b"]
      ])
  }

  @Test func aPodStaysWhereItsVolumeIsThoughThatNodeIsNotReady() throws {
    var claim = Samples.claim("data", on: "a")
    claim.spec?.volumeName = "pvc-uid-data"
    claim.status?.phase = "Bound"
    var objects = world([Samples.node("a"), Samples.node("b")], [Samples.pod("one", claims: ["data"])])
    objects.claims = [claim]
    let volume: JSONValue = [
      "metadata": ["name": "pvc-uid-data"],
      "spec": [
        "nodeAffinity": [
          "required": [
            "nodeSelectorTerms": [
              ["matchExpressions": [["key": "kubernetes.io/hostname", "operator": "In", "values": ["b"]]]]
            ]
          ]
        ]
      ],
    ]
    let object = try UnstructuredObject(json: volume)
    objects.volumes = [object]
    #expect(Scheduler(objects).decision().bindings == ["one": "b"])
    objects.nodes = [Samples.node("a"), Samples.node("b", isReady: false)]
    #expect(Scheduler(objects).decision().bindings.isEmpty)
  }

  @Test func aPodWithoutItsClaimWaitsAndSaysWhich() {
    let decision = Scheduler(world([Samples.node("a")], [Samples.pod("one", claims: ["data"])])).decision()
    #expect(decision.notes.first?.message == "persistentvolumeclaim \"data\" not found")
  }
}
