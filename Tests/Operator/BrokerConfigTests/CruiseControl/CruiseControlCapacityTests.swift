import Foundation
import JSON
import KafkaResources
import Testing

@testable import BrokerConfig

@Suite struct CruiseControlCapacityTests {
  private func capacity(_ brokers: String, config: String = "{}", kRaft: Bool = false) throws -> CruiseControlRendering
  {
    let text = """
      apiVersion: kafka.banzaicloud.io/v1beta1
      kind: KafkaCluster
      metadata: {name: events, namespace: shop}
      spec:
        kRaft: \(kRaft)
        zkAddresses: [zookeeper:2181]
        headlessServiceEnabled: true
        oneBrokerPerNode: false
        rollingUpgradeConfig: {failureThreshold: 1}
        cruiseControlConfig: \(config)
        listenersConfig:
          internalListeners:
            - {type: plaintext, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true}
            - {type: plaintext, name: controller, containerPort: 29093, usedForControllerCommunication: true}
        brokers: \(brokers)
      """
    return try #require(ClusterRendering(of: cluster(text), facts: RenderingFacts()).cruiseControl)
  }

  private func entries(_ rendering: CruiseControlRendering) throws -> [JSONValue] {
    let text = try #require(rendering.configMap.data["capacity.json"])
    return try #require(JSONValue(parsing: text)["brokerCapacities"]?.arrayValue)
  }

  private func claim(_ path: String, _ size: String) -> String {
    "{mountPath: \(path), pvcSpec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: \(size)}}}}"
  }

  @Test func aBrokersEntryComesFromItsSettings() throws {
    let rendering = try capacity(
      """
      [{id: 10, brokerConfig: {storageConfigs: [\(claim("/b", "10Gi")), \(claim("/a/", "1999999"))],
        resourceRequirements: {limits: {cpu: 1255m}},
        networkConfig: {incomingNetworkThroughPut: "9", outgoingNetworkThroughPut: "8"}}},
       {id: 9, brokerConfig: {storageConfigs: [{mountPath: /c, emptyDir: {sizeLimit: 5G}}]}}]
      """)
    let unit = "Capacity unit used for disk is in MB, cpu is in percentage, network throughput is in KB."
    #expect(
      try entries(rendering) == [
        [
          "brokerId": "9",
          "capacity": ["DISK": ["/c/kafka": "5000"], "CPU": "150", "NW_IN": "125000", "NW_OUT": "125000"],
          "doc": .string(unit),
        ],
        [
          "brokerId": "10",
          "capacity": [
            "DISK": ["/b/kafka": "10737", "/a/kafka": "1"], "CPU": "126", "NW_IN": "9", "NW_OUT": "8",
          ],
          "doc": .string(unit),
        ],
      ])
  }

  @Test func aFolderWithoutASizeIsTakenForAnAverageOne() throws {
    let rendering = try capacity("[{id: 3, brokerConfig: {storageConfigs: [{mountPath: /c, emptyDir: {}}]}}]")
    #expect(try entries(rendering)[0]["capacity"]?["DISK"] == ["/c/kafka": "10737"])
  }

  @Test func aVolumeOfLessThanAMegabyteIsAnError() throws {
    let error = #expect(throws: RenderingError.self) {
      try capacity("[{id: 0, brokerConfig: {storageConfigs: [\(claim("/a", "999999"))]}}]")
    }
    #expect(
      error?.description
        == "spec.brokers[0].brokerConfig.storageConfigs: the volume at /a has less than 1 MB, the least that Cruise Control "
        + "knows; make it larger")
  }

  @Test func controllersHoldNoPartitions() throws {
    let volumes = "storageConfigs: [\(claim("/a", "1Gi"))]"
    let rendering = try capacity(
      """
      [{id: 0, brokerConfig: {processRoles: [controller], \(volumes)}},
       {id: 1, brokerConfig: {processRoles: [controller, broker], \(volumes)}},
       {id: 2, brokerConfig: {processRoles: [broker], \(volumes)}}]
      """, kRaft: true)
    #expect(try entries(rendering).map { $0["brokerId"] } == ["1", "2"])
  }

  @Test func whatTheManifestSaysForABrokerStands() throws {
    let brokers = "[{id: 0, brokerConfig: {storageConfigs: [\(claim("/a", "1Gi"))]}}, {id: 1}]"
    let rendering = try capacity(
      brokers, config: #"{capacityConfig: '{"brokerCapacities": [{"brokerId": "1", "capacity": {"DISK": "5"}}]}'}"#)
    #expect(
      try entries(rendering).map { $0["brokerId"] } == ["1", "0"])
    #expect(try entries(rendering)[0] == ["brokerId": "1", "capacity": ["DISK": "5"]])
    // -1 stands for all.
    let text = #"{ "brokerCapacities": [{"brokerId": "-1", "capacity": {"DISK": "5"}}]}"#
    #expect(try capacity(brokers, config: "{capacityConfig: '\(text)'}").configMap.data["capacity.json"] == text)
  }

  @Test func itIsKoperatorsButForControllersAndTheOrder() throws {
    guard let folder = Shared.find("koperator/rendered", orSkip: "the comparison of capacity.json") else { return }
    let samples = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(samples.count == 9)
    var compared = 0
    for sample in samples.sorted() {
      let manifest = try cluster(Shared.text(Shared.folder.appending(path: "koperator/samples/\(sample).yaml")))
      let rendering = try #require(
        ClusterRendering(of: manifest, facts: RecordedFacts.facts(for: manifest)).cruiseControl)
      let theirs = try JSONValue(parsing: Shared.text(folder.appending(path: "\(sample)/capacity.json")))
      var expected: [JSONValue] = []
      for entry in theirs["brokerCapacities"]?.arrayValue ?? [] {
        let id = try #require(entry["brokerId"]?.stringValue)
        let broker = try #require(manifest.spec.brokers.first { String($0.id) == id })
        if manifest.spec.roles(of: broker).contains(.broker) { expected.append(entry) }
      }
      expected.sort { Int($0["brokerId"]?.stringValue ?? "") ?? 0 < Int($1["brokerId"]?.stringValue ?? "") ?? 0 }
      #expect(try entries(rendering) == expected, "\(sample)")
      compared += expected.count
    }
    #expect(compared == 27)
  }
}
