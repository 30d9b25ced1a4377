import JSON
import KubernetesClient
import KubernetesObjects
import Testing

/// Decisions about objects as an API server answered them.
struct ApplyDecisionTests {
  private func decision(_ desired: JSONValue, _ live: JSONValue?) -> ApplyDecision {
    ApplyDecision(applying: desired, to: live, fieldManager: "koperator")
  }

  /// What an apply of the recorded object is needed for once it is changed at a place.
  private func change(
    _ object: AppliedObject, _ place: String, to value: JSONValue?
  ) -> [String] {
    decision(object.desired.with(value, at: place), object.live).differences.map(\.description)
  }

  /// The same once the live object is changed.
  private func liveChange(_ object: AppliedObject, _ place: String, to value: JSONValue?) -> [String] {
    decision(object.desired, object.live.with(value, at: place)).differences.map(\.description)
  }

  @Test(arguments: AppliedObject.allCases)
  func whatWasAppliedIsUnchanged(_ object: AppliedObject) {
    let decision = decision(object.desired, object.live)
    #expect(decision.isUnchanged, "\(decision)")
    #expect(decision.description == "unchanged")
    #expect(!decision.isBeingDeleted)
  }

  @Test(arguments: AppliedObject.allCases)
  func theOrderOfMembersDoesNotMatter(_ object: AppliedObject) {
    var random = SplitMix(seed: 7)
    for _ in 0..<20 {
      let decision = decision(object.desired.shuffledMembers(&random), object.live.shuffledMembers(&random))
      #expect(decision.isUnchanged, "\(decision)")
    }
  }

  @Test(arguments: AppliedObject.allCases)
  func whatWasNeverAppliedIsApplied(_ object: AppliedObject) {
    let live = object.live.with(nil, at: "metadata/managedFields")
    #expect(decision(object.desired, live).reason == .neverApplied)
    #expect(decision(object.desired, nil).reason == .absent)
    // Created by this manager, but not applied: its record says `Update`.
    let created = object.live.with("Update", at: "metadata/managedFields/0/operation")
    #expect(decision(object.desired, created).reason == .neverApplied)
  }

  @Test(arguments: AppliedObject.allCases)
  func whatWasAppliedInAnotherVersionIsAppliedInThisOne(_ object: AppliedObject) {
    let live = object.live.with("example.com/v0", at: "metadata/managedFields/0/apiVersion")
    #expect(decision(object.desired, live).reason == .otherVersion("example.com/v0"))
  }

  @Test func theFirstApplyToWhatOthersMadeSaysWhatItChanges() {
    let live = AppliedObject.service.live.with(nil, at: "metadata/managedFields")
    let same = decision(AppliedObject.service.desired.with([:], at: "spec").with(nil, at: "spec"), live)
    #expect(same.description == "never applied: . unclaimed")
    let other = decision(
      AppliedObject.service.desired.with("ClusterIP", at: "spec/type").with("x", at: "metadata/labels/new"), live)
    #expect(other.differences.contains { "\($0)" == "spec.type takenOver" })
    #expect(other.differences.contains { "\($0)" == "metadata.labels.new added" })
  }

  @Test func defaultsOfTheServerAreNoDifferences() {
    #expect(liveChange(.service, "spec/internalTrafficPolicy", to: "Local") == [])
    #expect(liveChange(.deployment, "spec/strategy/type", to: "Recreate") == [])
    #expect(liveChange(.deployment, "spec/template/spec/containers/0/imagePullPolicy", to: "Never") == [])
    #expect(liveChange(.claim, "spec/volumeName", to: "pvc-1") == [])
    #expect(liveChange(.budget, "status/disruptionsAllowed", to: 5) == [])
  }

  @Test func whatOthersAddIsNoDifference() {
    #expect(liveChange(.configMap, "metadata/labels/theirs", to: "1") == [])
    #expect(liveChange(.configMap, "metadata/annotations/theirs", to: "1") == [])
    #expect(liveChange(.configMap, "data/theirs", to: "1") == [])
    #expect(liveChange(.configMap, "metadata/finalizers/9", to: "theirs/x") == [])
    #expect(liveChange(.deployment, "metadata/annotations/deployment.kubernetes.io~revision", to: "1") == [])
    #expect(liveChange(.deployment, "metadata/labels/theirs", to: "1") == [])
    let injected: JSONValue = ["name": "sidecar", "image": "y"]
    let containers = AppliedObject.deployment.live["spec"]?["template"]?["spec"]?["containers"]?.arrayValue ?? []
    #expect(liveChange(.deployment, "spec/template/spec/containers", to: .array([injected] + containers)) == [])
  }

  @Test func aValueThatWasChangedIsFound() {
    #expect(liveChange(.configMap, "data/a.b", to: "2") == [#"data["a.b"] changed"#])
    #expect(change(.configMap, "data/a.b", to: "2") == [#"data["a.b"] changed"#])
    #expect(change(.configMap, "data/cpu", to: "1") == ["data.cpu changed"])
    #expect(change(.deployment, "spec/replicas", to: 1) == ["spec.replicas changed"])
    #expect(change(.service, "spec/publishNotReadyAddresses", to: true) == ["spec.publishNotReadyAddresses added"])
    #expect(change(.service, "spec/selector/broker", to: "1") == ["spec.selector changed"])
    #expect(change(.claim, "spec/resources/requests/storage", to: "2Gi") == ["spec.resources.requests.storage changed"])
    #expect(
      change(.deployment, "spec/template/spec/containers/0/env/0/value", to: "x")
        == [#"spec.template.spec.containers[name="c"].env[name="A"].value added"#])
    #expect(
      change(.service, "spec/ports/2/nodePort", to: 30_001) == [
        #"spec.ports[port=9092,protocol="TCP"].nodePort changed"#
      ])
  }

  @Test func aFieldThatIsNoLongerAppliedIsFound() {
    #expect(change(.configMap, "data/a.b", to: nil) == [#"data["a.b"] removed"#])
    #expect(change(.configMap, "data/b", to: nil) == ["data.b removed"])
    #expect(
      Set(change(.configMap, "data", to: nil)) == [#"data["a.b"] removed"#, "data.b removed", "data.cpu removed"])
    #expect(change(.configMap, "data", to: [:]).count == 3)
    #expect(change(.configMap, "metadata/labels", to: nil) == ["metadata.labels.app removed"])
    #expect(change(.service, "spec/selector/broker", to: nil) == ["spec.selector changed"])
    #expect(change(.service, "spec/selector", to: [:]) == ["spec.selector changed"])
    #expect(
      change(.service, "spec/ports/1/targetPort", to: nil) == [
        #"spec.ports[port=53,protocol="UDP"].targetPort removed"#
      ])
    #expect(change(.service, "spec/ports/1", to: nil) == [#"spec.ports[port=53,protocol="UDP"] removed"#])
    #expect(change(.binding, "subjects/1", to: nil) == ["subjects changed"])
    #expect(
      change(.deployment, "spec/template/spec/imagePullSecrets", to: []) == [
        "spec.template.spec.imagePullSecrets removed"
      ])
    #expect(
      change(.configMap, "metadata/finalizers/0", to: nil)
        == [#"metadata.finalizers["koperator.kafka.banzaicloud.io/volume"] removed"#])
    #expect(change(.configMap, "metadata/ownerReferences", to: []) == ["metadata.ownerReferences removed"])
  }

  @Test func aFieldThatIsNewIsFound() {
    #expect(change(.configMap, "data/new", to: "x") == ["data.new added"])
    #expect(change(.configMap, "metadata/annotations/new", to: "x") == ["metadata.annotations.new added"])
    #expect(change(.configMap, "metadata/finalizers/9", to: "x/new") == [#"metadata.finalizers["x/new"] added"#])
    #expect(change(.service, "spec/ports/9", to: ["name": "n", "port": 1]) == ["spec.ports[port=1] added"])
    #expect(change(.service, "spec/ports/9/port", to: 54) == ["spec.ports[port=54] added"])
    #expect(change(.deployment, "spec/strategy/type", to: "Recreate") == ["spec.strategy changed"])
    #expect(change(.deployment, "spec/template/spec/securityContext/runAsUser", to: 1) != [])
    #expect(change(.deployment, "metadata/labels/new", to: "x") == ["metadata.labels.new added"])
    #expect(
      change(.deployment, "spec/template/spec/containers/0/env/9", to: ["name": "N", "value": "1"]) == [
        #"spec.template.spec.containers[name="c"].env[name="N"] added"#
      ])
  }

  @Test func aFieldThatAnotherManagerOwnsNowIsFound() {
    let owned = "metadata/managedFields/0/fieldsV1/f:data/f:a.b"
    let live = AppliedObject.configMap.live.with(nil, at: owned)
    #expect(decision(AppliedObject.configMap.desired, live).description == #"data["a.b"] unclaimed"#)
    let taken = live.with("theirs", at: "data/a.b")
    #expect(decision(AppliedObject.configMap.desired, taken).description == #"data["a.b"] takenOver"#)
    let removed = live.with(nil, at: "data/a.b")
    #expect(decision(AppliedObject.configMap.desired, removed).description == #"data["a.b"] added"#)
  }

  @Test func itemsOfListMapsAreMatchedByTheirKeys() {
    // Without the protocol, the key of the record has its default; 53 is there with TCP and with UDP.
    #expect(liveChange(.service, "spec/ports/0/name", to: "x") == [#"spec.ports[port=53,protocol="TCP"].name changed"#])
    #expect(liveChange(.service, "spec/ports/1/name", to: "x") == [#"spec.ports[port=53,protocol="UDP"].name changed"#])
    #expect(
      change(.service, "spec/ports/0/protocol", to: "TCP") == [
        #"spec.ports[port=53,protocol="TCP"].protocol unclaimed"#
      ])
    #expect(
      change(.service, "spec/ports/2/protocol", to: "UDP").sorted() == [
        #"spec.ports[port=9092,protocol="TCP"] removed"#, #"spec.ports[port=9092,protocol="UDP"] added"#,
      ])
  }

  @Test func theOrderOfOurItemsCountsAndThatOfOthersDoesNot() {
    let object = AppliedObject.deployment
    let containers = "spec/template/spec/initContainers"
    #expect(
      decision(object.desired.reversing(containers), object.live).description.hasSuffix("initContainers reordered"))
    #expect(
      decision(object.desired, object.live.reversing(containers)).description.hasSuffix("initContainers reordered"))
    #expect(decision(object.desired.reversing(containers), object.live.reversing(containers)).isUnchanged)
    #expect(change(.deployment, "spec/template/spec/containers/0/command", to: ["b", "a"]).count == 1)
    #expect(
      decision(AppliedObject.configMap.desired.reversing("metadata/finalizers"), AppliedObject.configMap.live)
        .description
        == "metadata.finalizers reordered")
    let ports = AppliedObject.service.live["spec"]?["ports"]?.arrayValue ?? []
    let theirs: JSONValue = ["name": "x", "port": 1, "protocol": "TCP"]
    #expect(liveChange(.service, "spec/ports", to: .array([ports[0], theirs, ports[1], theirs, ports[2]])) == [])
  }

  @Test func quantitiesAreComparedByTheirAmount() {
    let memory = "spec/template/spec/containers/0/resources/limits/memory"
    for text in ["1Gi", "1024Mi", "1048576Ki", "1073741824"] {
      #expect(change(.deployment, memory, to: .string(text)) == [])
    }
    #expect(change(.deployment, memory, to: "1G").count == 1)
    #expect(change(.deployment, memory, to: 1_073_741_824) == [])
    #expect(change(.deployment, "spec/template/spec/containers/0/resources/limits/cpu", to: "1.0") == [])
    #expect(change(.deployment, "spec/template/spec/volumes/1/emptyDir/sizeLimit", to: "1025Mi").count == 1)
    #expect(change(.claim, "spec/resources/requests/storage", to: "1Gi") == [])
  }

  @Test func anIntegerIsNoString() {
    let port = "spec/template/spec/containers/0/readinessProbe/httpGet/port"
    #expect(change(.deployment, port, to: "80").count == 1)
    #expect(change(.deployment, "spec/replicas", to: 0.0) == [])
  }

  @Test func secretsAreComparedByTheirBytes() {
    #expect(change(.secret, "data/key", to: "YQ==\n") == [])
    #expect(change(.secret, "data/key", to: "Yg==") == ["data.key changed"])
    #expect(change(.secret, "stringData/password", to: "two") == ["stringData.password changed"])
    #expect(liveChange(.secret, "data/password", to: "dHdv") == ["stringData.password changed"])
    #expect(change(.secret, "stringData/password", to: nil) == ["stringData.password removed"])
    #expect(change(.secret, "stringData/new", to: "x") == ["stringData.new added"])
    #expect(change(.secret, "data/both", to: "AAAA") == [])
  }

  @Test func emptyIsAsAbsent() {
    for nothing: JSONValue in [nil, []] {
      #expect(change(.service, "spec/loadBalancerSourceRanges", to: nothing) == [])
    }
    for nothing: JSONValue in [nil, [], [:]] {
      #expect(change(.deployment, "spec/template/spec/containers/0/volumeMounts", to: nothing) == [])
      #expect(change(.deployment, "metadata/finalizers", to: nothing) == [])
    }
    #expect(change(.configMap, "data/b", to: nil as JSONValue?) == ["data.b removed"])
    #expect(change(.configMap, "data/b", to: .null) == [])
    // Nothing of ours, while others have some.
    let live = AppliedObject.deployment.live.with(["theirs/x"], at: "metadata/finalizers")
    #expect(decision(AppliedObject.deployment.desired.with([], at: "metadata/finalizers"), live).isUnchanged)
  }

  @Test func zeroAndEmptyInsideOfAnAtomicPlaceSaySomething() {
    let entry: JSONValue = [
      "manager": "koperator", "operation": "Apply", "apiVersion": "networking.k8s.io/v1",
      "fieldsV1": ["f:spec": ["f:ingress": [:], "f:tolerations": [:]]],
    ]
    let live: JSONValue = [
      "apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
      "metadata": ["name": "a", "managedFields": [entry]],
      "spec": [
        "ingress": [["from": [["podSelector": ["matchLabels": ["a": "b"]]]]]],
        "tolerations": [["key": "k", "operator": "Exists", "effect": "NoExecute"]],
      ],
    ]
    func decide(_ place: String, _ value: JSONValue?) -> String { "\(decision(live.with(value, at: place), live))" }
    // Every namespace, and not the policy's own.
    #expect(decide("spec/ingress/0/from/0/namespaceSelector", [:]) == "spec.ingress changed")
    // At once, and not never.
    #expect(decide("spec/tolerations/0/tolerationSeconds", 0) == "spec.tolerations changed")
    #expect(decide("spec/tolerations/0/value", "") == "unchanged")
    #expect(decide("spec/tolerations/0/tolerationSeconds", .null) == "unchanged")
    #expect(decide("spec/ingress/0/ports", []) == "unchanged")
    let zero = live.with(0, at: "spec/tolerations/0/tolerationSeconds")
    let null = live.with(.null, at: "spec/tolerations/0/tolerationSeconds")
    #expect(decision(null, zero).description == "spec.tolerations changed")
    #expect(decision(live, zero).description == "spec.tolerations changed")
  }

  @Test func anEmptyObjectThatIsNewIsFound() {
    let entry: JSONValue = [
      "manager": "koperator", "operation": "Apply", "apiVersion": "example.com/v1",
      "fieldsV1": ["f:spec": ["f:x": [:]]],
    ]
    let live: JSONValue = [
      "apiVersion": "example.com/v1", "kind": "Thing", "metadata": ["name": "a", "managedFields": [entry]],
      "spec": ["x": 1],
    ]
    #expect(decision(live.with([:], at: "spec/tls"), live).description == "spec.tls added")
    #expect(decision(live.with([], at: "spec/list"), live).description == "spec.list added")
    #expect(decision(live.with(.null, at: "spec/tls"), live).isUnchanged)
    #expect(change(.deployment, "spec/template/spec/nodeSelector", to: .null) == [])
    #expect(decision(live.with([:], at: "metadata/labels"), live).isUnchanged)
  }

  @Test func textsAreComparedByTheirBytes() {
    // One character each, composed and decomposed: the server keeps what it is given.
    let live = AppliedObject.configMap.live.with("\u{E9}", at: "data/a.b")
    let same = AppliedObject.configMap.desired.with("\u{E9}", at: "data/a.b")
    let other = AppliedObject.configMap.desired.with("e\u{301}", at: "data/a.b")
    #expect(decision(same, live).isUnchanged)
    #expect(decision(other, live).description == #"data["a.b"] changed"#)
  }

  @Test func whatTheServerKeepsIsNotCompared() {
    for place in ["uid", "resourceVersion", "generation", "creationTimestamp"] {
      #expect(liveChange(.service, "metadata/\(place)", to: "9") == [])
      #expect(change(.service, "metadata/\(place)", to: "9") == [])
    }
    #expect(change(.service, "status", to: ["loadBalancer": ["ingress": [["ip": "1.2.3.4"]]]]) == [])
  }

  @Test func anObjectThatIsBeingDeletedIsSaidToBe() {
    let live = AppliedObject.configMap.live.with("2026-11-27T00:00:00Z", at: "metadata/deletionTimestamp")
    #expect(decision(AppliedObject.configMap.desired, live).isBeingDeleted)
    #expect(decision(AppliedObject.configMap.desired, live).isUnchanged)
    let without = decision(AppliedObject.configMap.desired.with(nil, at: "metadata/finalizers/0"), live)
    #expect(without.removesFinalizer)
    #expect(!decision(AppliedObject.configMap.desired.with("2", at: "data/b"), live).removesFinalizer)
  }

  @Test func theStatusIsComparedByItsOwnRecord() {
    let entry: JSONValue = [
      "manager": "koperator", "operation": "Apply", "subresource": "status", "apiVersion": "example.com/v1",
      "fieldsV1": [
        "f:status": [
          "f:phase": [:], "f:conditions": [#"k:{"type":"Ready"}"#: [".": [:], "f:type": [:], "f:status": [:]]],
        ]
      ],
    ]
    let live: JSONValue = [
      "apiVersion": "example.com/v1", "kind": "Thing", "metadata": ["name": "a", "managedFields": [entry]],
      "spec": ["x": 1], "status": ["phase": "Up", "conditions": [["type": "Ready", "status": "True"]]],
    ]
    func decide(_ desired: JSONValue) -> String {
      "\(ApplyDecision(applying: desired, to: live, fieldManager: "koperator", subresource: "status"))"
    }
    var desired: JSONValue = ["apiVersion": "example.com/v1", "kind": "Thing", "metadata": ["name": "a"]]
    desired["status"] = ["phase": "Up", "conditions": [["status": "True", "type": "Ready"]]]
    #expect(decide(desired) == "unchanged")
    #expect(decide(desired.with("Down", at: "status/phase")) == "status.phase changed")
    #expect(decide(desired.with(2, at: "spec/x")) == "unchanged")
    #expect(
      decide(desired.with("False", at: "status/conditions/0/status"))
        == #"status.conditions[type="Ready"].status changed"#)
  }

  @Test func valuesOfCustomResourcesAreComparedAsTheyWereWritten() {
    let entry: JSONValue = [
      "manager": "koperator", "operation": "Apply", "apiVersion": "example.com/v1",
      "fieldsV1": ["f:spec": ["f:resources": ["f:limits": ["f:cpu": [:]]], "f:list": [:], "f:at": [:]]],
    ]
    let live: JSONValue = [
      "apiVersion": "example.com/v1", "kind": "Thing", "metadata": ["name": "a", "managedFields": [entry]],
      "spec": ["resources": ["limits": ["cpu": "1000m"]], "list": [["a": false]], "at": "2026-01-01T00:00:00Z"],
    ]
    func decide(_ place: String, _ value: JSONValue?) -> String { "\(decision(live.with(value, at: place), live))" }
    #expect(decide("spec/at", "2026-01-01T00:00:00Z") == "unchanged")
    #expect(decide("spec/resources/limits/cpu", "1") == "spec.resources.limits.cpu changed")
    #expect(decide("spec/list/0/a", nil) == "spec.list changed")
    #expect(decide("spec/list/0/b", false) == "spec.list changed")
    #expect(decide("spec/list/0/b", .null) == "unchanged")
  }

  @Test func differencesAreBoundedAndSayNoValues() {
    var desired = AppliedObject.secret.desired
    for number in 0..<100 { desired = desired.with("topsecret", at: "stringData/k\(number)") }
    let decision = decision(desired, AppliedObject.secret.live)
    #expect(decision.differences.count == ApplyDecision.maximumDifferences)
    #expect(!"\(decision)".contains("topsecret") && !"\(decision)".contains("dG9wc2VjcmV0"))
  }
}
