import JSON
import Testing
import YAML

@testable import KafkaResources

/// A status is read, changed and written without losing what is not known here.
struct KafkaClusterStatusTests {
  /// A status as a Koperator of either line and ours together could have written it, with members of nobody.
  private static let text = """
    state: ClusterRollingUpgrading
    alertCount: 2
    observedGeneration: 7
    clusterID: 5L6g3nShT-eMCtK--X86sw
    conditions:
      - {type: Ready, status: "False", observedGeneration: 7, lastTransitionTime: "2026-01-02T03:04:05Z", reason: Rolling,
         message: 1 of 3, severity: high}
    rollingUpgradeStatus: {lastSuccess: "2026-01-02 03:04:05", errorCount: 1, since: x}
    cruiseControlTopicStatus: CruiseControlTopicReady
    listenerStatuses:
      internalListeners: {internal: [{name: headless, address: "kafka-headless:29092"}]}
      externalListeners: {external: [{name: any-broker, address: "203.0.113.10:29092", zone: a}]}
      more: 1
    brokersState:
      "2":
        rackAwarenessState: "broker.rack=a,b\\n"
        gracefulActionState:
          cruiseControlState: GracefulDownscaleCompletedWithError
          cruiseControlOperationReference: {name: op-1}
          volumeStates:
            /kafka-logs: {cruiseControlVolumeState: GracefulDiskRemovalPaused, cruiseControlOperationReference: {name: op-2}}
        configurationState: ConfigOutOfSync
        perBrokerConfigurationState: PerBrokerConfigError
        externalListenerConfigNames: [az1]
        version: 3.9.1
        image: kafka:1
        configurationBackup: H4sI
        volumes: {/kafka-logs: {directoryID: abc, state: used, size: 1}}
        unknown: {a: [1]}
    unknown: true
    """

  private func members(_ text: String = text) throws -> JSONObject {
    try #require(try document(text).value.objectValue)
  }

  @Test func everyMemberIsRead() throws {
    let status = KafkaCluster.Status(json: try members())
    #expect(status.state == .rollingUpgrading)
    #expect(status.conditions[type: "Ready"]?.status == .false)
    #expect(status.rollingUpgradeStatus?.errorCount == 1)
    #expect(status.cruiseControlTopicStatus == .ready)
    #expect(status.listenerStatuses.externalListeners["external"]?.first?.address == "203.0.113.10:29092")
    let broker = try #require(status[broker: 2])
    #expect(broker.gracefulActionState.cruiseControlState == .init(.downscale, .completedWithError))
    #expect(broker.gracefulActionState.cruiseControlOperationReference == "op-1")
    let volume = try #require(broker.gracefulActionState.volumeStates["/kafka-logs"])
    #expect(volume.cruiseControlVolumeState.action == .diskRemoval)
    #expect(volume.cruiseControlVolumeState.phase == .paused)
    #expect(broker.configurationState == .outOfSync)
    #expect(broker.perBrokerConfigurationState == .error)
    #expect(broker.volumes["/kafka-logs"]?.directoryID == "abc")
    #expect(status[broker: 0] == nil)
  }

  @Test func whatIsReadIsWrittenAsItWas() throws {
    let members = try members()
    let written = KafkaCluster.Status(json: members).json
    #expect(written == members)
    #expect(KafkaCluster.Status(json: written).json.text() == written.text())
  }

  @Test(arguments: [
    "{state: 3, brokersState: [1], conditions: {}, listenerStatuses: {internalListeners: {a: 1}}}",
    "{brokersState: {\"0\": 7}, rollingUpgradeStatus: x}", "{clusterID: ~, conditions: [1]}",
  ])
  func whatCannotBeReadIsLeftAsItIs(text: String) throws {
    let members = try members(text)
    let written = KafkaCluster.Status(json: members).json
    for (key, value) in members where !["state"].contains(key) { #expect(written[key] == value, "\(key)") }
  }

  @Test func brokersAreWrittenInTheOrderOfTheirIds() throws {
    var status = KafkaCluster.Status()
    for id in [10, 2, 100, 0] as [Int32] { status[broker: id] = KafkaCluster.BrokerState() }
    #expect(status.json["brokersState"]?.objectValue?.keys == ["0", "2", "10", "100"])
  }

  /// Koperator's own CRD may still be there: it refuses a status without these.
  @Test func whatKoperatorsCRDRequiresIsAlwaysWritten() throws {
    var status = KafkaCluster.Status()
    status[broker: 0] = KafkaCluster.BrokerState()
    #expect(
      status.json == [
        "state": "ClusterReconciling", "alertCount": 0,
        "brokersState": [
          "0": [
            "rackAwarenessState": "", "gracefulActionState": ["cruiseControlState": ""], "configurationState": "",
            "perBrokerConfigurationState": "",
          ]
        ],
      ])
  }

  @Test func aConditionKeepsItsTimeUntilItTurns() throws {
    var conditions: [StatusCondition] = []
    conditions.set(.init(type: "Ready", status: .false, reason: "A", lastTransitionTime: "t1"))
    conditions.set(.init(type: "Ready", status: .false, reason: "B", lastTransitionTime: "t2"))
    #expect(conditions.map(\.reason) == ["B"])
    #expect(conditions.map(\.lastTransitionTime) == ["t1"])
    conditions.set(.init(type: "Ready", status: .true, reason: "C", lastTransitionTime: "t3"))
    #expect(conditions.map(\.lastTransitionTime) == ["t3"])
  }

  @Test func theStatusOfAManifestIsItsStatus() throws {
    let text = manifest() + "\nstatus: {state: ClusterRunning, brokersState: {\"0\": {version: 3.9.1}}}"
    let status = try cluster(text).status
    #expect(status.state == .running)
    #expect(status[broker: 0]?.version == "3.9.1")
    #expect(try cluster(manifest()).status == KafkaCluster.Status())
  }
}

extension JSONObject {
  /// The compact text.
  func text() -> String { JSONValue.object(self).text() }
}
