import ClusterTopology
import EnvoyConfig
import Foundation
import JSON
import Telemetry
import Testing
import Transport
import XDS
import XDSServer

@testable import Coordinator

/// A coordinator with a real xDS server, on files of a folder.
private final class Fixture {
  let folder: TemporaryFolder
  let loops: EventLoopGroup
  let server: XDSServer
  let coordinator: FileCoordinator
  let metrics = MetricsRegistry()
  let lines = Record<String>()

  init(in folder: TemporaryFolder, keepsState: Bool = false, hasSecrets: Bool = false) throws {
    self.folder = folder
    let lines = lines
    let log = Logger(LogSink { lines.append(String(decoding: $0, as: UTF8.self)) })
    loops = try EventLoopGroup(count: 1)
    server = try XDSServer(
      try XDSServerConfiguration(address: NetworkAddress("127.0.0.1:0"), identifier: "test"), loops: loops,
      metrics: metrics,
      log: log
    ) { _ in .refuse(.notFound, message: "no client is expected") }
    coordinator = FileCoordinator(
      manifest: folder.path("cluster.yaml"), endpoints: folder.path("endpoints.yaml"),
      secrets: hasSecrets ? folder.path("secrets") : nil, options: EnvoyOptions(), namespace: "default", server: server,
      store: keepsState ? try SnapshotStore(folder.path("state")) : nil,
      metrics: metrics, log: log)
  }

  deinit {
    coordinator.stop()
    server.shutdown()
    loops.shutdown()
  }

  func logged(_ words: String...) -> Bool {
    lines.all.contains { line in words.allSatisfy { line.contains($0) } }
  }

  var clusters: [String] { server.snapshot(of: Self.group)?.resources(of: .cluster).map(\.name) ?? [] }
  var secret: [UInt8]? { server.snapshot(of: Self.group)?.resources(of: .secret).first?.body }
  static let group = GroupID(rawValue: "shop/kafka/external")
}

@Suite struct FileCoordinatorTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.replace("cluster.yaml", manifest([0, 1, 2]))
    try folder.replace("endpoints.yaml", endpoints("hhh"))
    return folder
  }

  @Test func filesThatAreThereAreServedWhenStartReturns() throws {
    let fixture = try Fixture(in: try folder())
    #expect(!fixture.coordinator.hasLoaded)
    fixture.coordinator.start()
    #expect(fixture.coordinator.hasLoaded)
    #expect(fixture.clusters == ["all-brokers", "broker-0", "broker-1", "broker-2"])
    #expect(fixture.coordinator.status["files"]?["manifest"]?["state"]?.stringValue == "accepted")
    #expect(fixture.metrics.text().contains("koperator_config_valid{file=\"manifest\"} 1\n"))
  }

  @Test func aChangeIsPublished() async throws {
    let fixture = try Fixture(in: try folder())
    fixture.coordinator.start()
    let first = fixture.server.snapshot(of: Fixture.group)?.generation ?? 0
    try fixture.folder.replace("cluster.yaml", manifest([0, 1, 2, 3]))
    #expect(await eventually { fixture.clusters.contains("broker-3") })
    // One change, one generation.
    #expect(fixture.server.snapshot(of: Fixture.group)?.generation == first + 1)
  }

  @Test func aFileThatBecomesInvalidKeepsTheRunningSnapshotAndIsSaid() async throws {
    let fixture = try Fixture(in: try folder())
    fixture.coordinator.start()
    let before = fixture.server.snapshot(of: Fixture.group)?.generation
    try fixture.folder.replace("cluster.yaml", "a: [")
    let coordinator = fixture.coordinator
    #expect(await eventually { coordinator.status["files"]?["manifest"]?["state"]?.stringValue == "refused" })
    #expect(coordinator.status["files"]?["manifest"]?["problems"]?.arrayValue?.isEmpty == false)
    #expect(coordinator.hasLoaded)
    #expect(fixture.server.snapshot(of: Fixture.group)?.generation == before)
    #expect(fixture.logged("a file is refused", "cluster.yaml"))
    #expect(fixture.metrics.text().contains("koperator_config_valid{file=\"manifest\"} 0\n"))
    try fixture.folder.replace("cluster.yaml", manifest([0, 1]))
    #expect(await eventually { fixture.clusters == ["all-brokers", "broker-0", "broker-1"] })
  }

  @Test func aManifestThatWouldRemoveEverythingKeepsTheRunningSnapshot() async throws {
    let fixture = try Fixture(in: try folder())
    fixture.coordinator.start()
    try fixture.folder.replace("cluster.yaml", manifest([0, 1, 2], listeners: []))
    #expect(await eventually { fixture.logged("a file is refused", "would remove everything") })
    #expect(fixture.clusters.count == 4)
  }

  @Test func aFileThatComesLateIsServedWhenItComes() async throws {
    let folder = try TemporaryFolder()
    try folder.replace("cluster.yaml", manifest([0]))
    let fixture = try Fixture(in: folder)
    fixture.coordinator.start()
    #expect(!fixture.coordinator.hasLoaded)
    #expect(fixture.server.groups.isEmpty)
    try folder.replace("endpoints.yaml", endpoints("h"))
    #expect(await eventually { fixture.clusters == ["all-brokers", "broker-0"] })
    #expect(fixture.coordinator.hasLoaded)
  }

  @Test func whatWasServedIsRestoredUntilTheFilesHaveLoaded() async throws {
    let folder = try folder()
    do {
      let first = try Fixture(in: folder, keepsState: true)
      first.coordinator.start()
      #expect(first.clusters.count == 4)
    }
    try folder.replace("cluster.yaml", "a: [")
    let second = try Fixture(in: folder, keepsState: true)
    second.coordinator.start()
    #expect(!second.coordinator.hasLoaded)
    #expect(second.clusters.count == 4)
    #expect(await second.server.status()["groups"]?[0]?["restored"]?.boolValue == true)
    #expect(second.logged("a snapshot of an earlier run"))
    try folder.replace("cluster.yaml", manifest([0, 1]))
    #expect(await eventually { second.clusters.count == 3 })
    #expect(await second.server.status()["groups"]?[0]?["restored"]?.boolValue == false)
  }

  @Test func whatCouldNotBeKeptIsKeptLater() async throws {
    let folder = try folder()
    let fixture = try Fixture(in: folder, keepsState: true)
    let state = folder.url.appending(path: "state")
    try FileManager.default.removeItem(at: state)
    fixture.coordinator.start()
    #expect(fixture.logged("the state cannot be kept"))
    try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
    // A comment changes the file and no resource.
    try folder.replace("cluster.yaml", manifest([0, 1, 2], more: "# the same\n"))
    let store = try SnapshotStore(state.path)
    #expect(await eventually { store.load().groups[Fixture.group] != nil })
  }

  @Test func anAccessPointThatIsGoneIsForgotten() async throws {
    let folder = try folder()
    try folder.replace("cluster.yaml", manifest([0], listeners: ["external", "partners"]))
    let fixture = try Fixture(in: folder, keepsState: true)
    fixture.coordinator.start()
    #expect(fixture.server.groups.count == 2)
    try folder.replace("cluster.yaml", manifest([0], listeners: ["external"]))
    #expect(await eventually { fixture.server.groups == [Fixture.group] })
    let store = try SnapshotStore(folder.path("state"))
    #expect(await eventually { Array(store.load().groups.keys) == [Fixture.group] })
  }

  @Test func aSecretIsServedWatchedMeasuredAndNeverKept() async throws {
    let folder = try folder()
    try folder.replace("cluster.yaml", terminating([0, 1]))
    let fixture = try Fixture(in: folder, keepsState: true, hasSecrets: true)
    fixture.coordinator.start()
    #expect(fixture.coordinator.hasLoaded)
    #expect(await eventually { fixture.logged("a TLS Secret is refused", "tls.crt cannot be read") })
    #expect(fixture.logged("waits for its TLS Secret", "external"))
    #expect(fixture.server.groups.isEmpty)

    // The folder comes late: no event tells of it.
    try folder.mount("kafka-tls", Certificates.first)
    #expect(await eventually { fixture.secret != nil })
    let first = fixture.secret
    try folder.mount("kafka-tls", Certificates.second)
    #expect(await eventually { fixture.secret != first })
    let second = fixture.secret
    #expect(fixture.metrics.text().contains("koperator_secret_valid{secret=\"kafka-tls\"} 1\n"))
    #expect(fixture.metrics.text().contains("koperator_secret_expiry_timestamp_seconds{group=\"\(Fixture.group)\""))

    try folder.mount("kafka-tls", Certificates.mixed)
    let coordinator = fixture.coordinator
    #expect(await eventually { coordinator.status["secrets"]?["kafka-tls"]?["state"]?.stringValue == "refused" })
    #expect(fixture.secret == second)
    #expect(await eventually { fixture.metrics.text().contains("koperator_secret_valid{secret=\"kafka-tls\"} 0\n") })
    let used = coordinator.status["secrets"]?["kafka-tls"]?["inUse"]?["external"]
    #expect(used?["subject"]?.stringValue == "CN=second")

    var texts = fixture.lines.all + [coordinator.status.text(style: .pretty), fixture.metrics.text()]
    for file in try FileManager.default.subpathsOfDirectory(atPath: folder.path("state")) {
      texts.append((try? String(contentsOfFile: folder.path("state/\(file)"), encoding: .utf8)) ?? "")
    }
    for content in [Certificates.first, Certificates.second] {
      let line = Certificates.keyLine(of: content)
      let encoded = Data(Certificates.key(of: content).reveal()).base64EncodedString().prefix(80)
      #expect(texts.allSatisfy { !$0.contains(line) && !$0.contains(encoded) && !$0.contains("PRIVATE") })
    }
  }

  @Test func aSecretThatChangedWhileNothingNamedItIsServedAsItIsNow() async throws {
    let folder = try folder()
    try folder.replace("cluster.yaml", terminating([0, 1]))
    try folder.mount("kafka-tls", Certificates.first)
    let fixture = try Fixture(in: folder, hasSecrets: true)
    fixture.coordinator.start()
    #expect(await eventually { fixture.secret != nil })
    let first = fixture.secret
    try folder.replace("cluster.yaml", manifest([0, 1]))
    #expect(await eventually { fixture.secret == nil })
    try folder.mount("kafka-tls", Certificates.second)
    try folder.replace("cluster.yaml", terminating([0, 1]))
    #expect(await eventually { fixture.secret != nil })
    #expect(fixture.secret != first)
  }

  @Test func aStartWithoutTheSecretServesNothingUntilItIsThere() async throws {
    let folder = try folder()
    try folder.replace("cluster.yaml", terminating([0, 1]))
    try folder.mount("kafka-tls", Certificates.first)
    do {
      let first = try Fixture(in: folder, keepsState: true, hasSecrets: true)
      first.coordinator.start()
      #expect(await eventually { first.secret != nil })
    }
    try FileManager.default.removeItem(at: folder.url.appending(path: "secrets"))
    try folder.replace("cluster.yaml", terminating([0, 1, 2]))
    let second = try Fixture(in: folder, keepsState: true, hasSecrets: true)
    second.coordinator.start()
    #expect(await eventually { second.logged("waits for its TLS Secret") })
    // Without the key an Envoy would open its port and reset every client: it is told nothing.
    #expect(second.logged("a kept snapshot is not usable", "kafka-tls", "tls.crt cannot be read"))
    #expect(second.server.groups.isEmpty)
    try folder.mount("kafka-tls", Certificates.second)
    #expect(await eventually { second.secret != nil })
    #expect(second.clusters.count == 4)
  }

  @Test func whatIsRestoredHasTheSecretAsItIsNow() async throws {
    let folder = try folder()
    try folder.replace("cluster.yaml", terminating([0, 1]))
    try folder.mount("kafka-tls", Certificates.first)
    var kept: [UInt8]?
    do {
      let first = try Fixture(in: folder, keepsState: true, hasSecrets: true)
      first.coordinator.start()
      #expect(await eventually { first.secret != nil })
      kept = first.secret
    }
    try folder.replace("cluster.yaml", "a: [")
    try folder.mount("kafka-tls", Certificates.second)
    let second = try Fixture(in: folder, keepsState: true, hasSecrets: true)
    second.coordinator.start()
    #expect(second.clusters == ["all-brokers", "broker-0", "broker-1"])
    #expect(second.secret != nil && second.secret != kept)
    #expect(await second.server.status()["groups"]?[0]?["restored"]?.boolValue == true)
  }

  @Test func anAlarmIsLoggedShownAndMeasured() async throws {
    let fixture = try Fixture(in: try folder())
    fixture.coordinator.start()
    try fixture.folder.replace("endpoints.yaml", endpoints("uuu"))
    #expect(await eventually { fixture.logged("held against the reports", "no broker is healthy") })
    #expect(await eventually { fixture.coordinator.status["alarms"]?.arrayValue?.count == 1 })
    let series = "{group=\"\(Fixture.group)\"} 1\n"
    #expect(await eventually { fixture.metrics.text().contains("held\(series)") })
    try fixture.folder.replace("endpoints.yaml", endpoints("huu"))
    #expect(await eventually { fixture.logged("follow the reports again") })
  }
}
