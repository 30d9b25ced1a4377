import KafkaResources
import Testing
import YAML

@testable import Sandbox

@Suite struct SandboxManifestTests {
  private func read(_ text: String, namespace: String = "default") throws -> [SandboxManifest] {
    try SandboxManifest.read(try YAML.documents(in: Array(text.utf8)), source: "test.yaml", namespace: namespace)
      .manifests
  }

  @Test(arguments: SandboxCluster.Access.allCases, [1, 2, 3, 5])
  func theSandboxsOwnClusterIsValidForAnyNumberOfBrokers(_ access: SandboxCluster.Access, _ brokers: Int) throws {
    let manifests = try SandboxCluster(brokers: brokers, access: access).manifests()
    let cluster = try #require(manifests.first?.cluster?.cluster)
    #expect(cluster.spec.brokers.map(\.id) == (0..<Int32(brokers)).map { $0 })
    let controllers = cluster.spec.brokers.filter { cluster.spec.roles(of: $0).contains(.controller) }
    #expect(controllers.count == (brokers < 3 ? 1 : 3))
    #expect(cluster.spec.brokers.allSatisfy { cluster.spec.roles(of: $0).contains(.broker) })
    #expect(cluster.spec.listenersConfig.externalListeners.count == 1)
  }

  @Test func whatNamesNoNamespaceGetsOneUnlessItIsOfTheWholeCluster() throws {
    let manifests = try read(
      """
      {apiVersion: v1, kind: Namespace, metadata: {name: a}}
      ---
      {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}
      ---
      {apiVersion: v1, kind: ConfigMap, metadata: {name: c, namespace: own}}
      """, namespace: "shop")
    #expect(manifests.map(\.namespace) == ["", "shop", "own"])
  }

  @Test func aListIsItsItemsAndWhatAServerWroteIsLeftOut() throws {
    let manifests = try read(
      """
      apiVersion: v1
      kind: List
      items:
        - apiVersion: v1
          kind: ConfigMap
          metadata: {name: a, uid: u, resourceVersion: "7", managedFields: []}
          status: {x: 1}
      """)
    let object = try #require(manifests.first?.object)
    #expect(object["metadata"]?["uid"] == nil && object["metadata"]?["resourceVersion"] == nil)
    #expect(object["status"] == nil)
  }

  @Test func whatIsWrongIsNamedWithFileAndField() {
    let error = #expect(throws: SandboxError.self) {
      try read(
        """
        apiVersion: kafka.banzaicloud.io/v1beta1
        kind: KafkaCluster
        metadata: {name: kafka}
        spec:
          brokers: [{id: -1}]
          listenersConfig: {internalListeners: []}
        """)
    }
    #expect(error?.code == .invalidInput)
    #expect(error?.message.contains("test.yaml") == true)
    #expect("\(error.map { "\($0)" } ?? "")".contains("spec.brokers[0].id"))
    let other = #expect(throws: SandboxError.self) { try read("{apiVersion: v1, kind: ConfigMap}") }
    #expect(other?.message.contains("metadata.name") == true)
  }

  @Test func whatOthersNeedIsAppliedFirst() throws {
    let manifests = try read(
      """
      {apiVersion: v1, kind: Pod, metadata: {name: p}}
      ---
      {apiVersion: v1, kind: Secret, metadata: {name: s}}
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: room}}
      """)
    #expect(manifests.sorted { $0.rank < $1.rank }.map(\.kind) == ["Namespace", "Secret", "Pod"])
  }
}
