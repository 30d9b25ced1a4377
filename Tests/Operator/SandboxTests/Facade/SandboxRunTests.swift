import Foundation
import JSON
import KubernetesClient
import KubernetesObjects
import Synchronization
import Telemetry
import Testing
import YAML

@testable import Sandbox

/// The sandbox as a library, in this process. It needs no Kafka and no Envoy: its pods are shells.
@Suite(.serialized) struct SandboxRunTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let pod = """
    apiVersion: v1
    kind: Pod
    metadata: {name: shell, namespace: room}
    spec:
      containers:
        - name: main
          image: none
          command: [/bin/sh, -c, "echo it runs; exec sleep 1000"]
    """

  private func settings(_ name: String, _ text: String, keeps: Bool = false) throws -> SandboxSettings {
    let manifests = try SandboxManifest.read(
      try YAML.documents(in: Array(text.utf8)), source: "test.yaml", namespace: "default"
    ).manifests
    return SandboxSettings(
      name: name, folder: folder.path(name), keepsFolder: keeps, manifests: manifests, nodes: 1,
      programs: SandboxPrograms(), koperator: koperatorExecutable, patience: 6)
  }

  private func client(_ sandbox: Sandbox) throws -> APIClient {
    try APIClient.found(
      kubeconfig: sandbox.kubeconfig, log: Logger(LogSink(output: { _ in })), metrics: MetricsRegistry())
  }

  /// Runs a sandbox, does something with it, and stops it whatever happened.
  private func run(_ settings: SandboxSettings, _ body: (Sandbox, APIClient) async throws -> Void) async throws {
    let sandbox = Sandbox(settings)
    do {
      try await sandbox.start()
      let client = try client(sandbox)
      try await body(sandbox, client)
      await client.stop()
    } catch {
      await sandbox.stop()
      throw error
    }
    await sandbox.stop()
  }

  @Test func whatIsAppliedRunsAndNothingIsLeftAfterTheStop() async throws {
    let settings = try settings("one", Self.pod)
    try await run(settings) { sandbox, client in
      try await eventually("the pod is ready") {
        try await client.find(Pod.self, "shell", namespace: "room")?.isInService ?? false
      }
      #expect(try String(contentsOfFile: settings.folder + "/logs/room_shell_main.log", encoding: .utf8) == "it runs\n")
      #expect(await sandbox.status()["state"] == "up")
      #expect(!processes(with: settings.folder).isEmpty)
    }
    #expect(processes(with: settings.folder).isEmpty)
    #expect(!FileManager.default.fileExists(atPath: settings.folder))
  }

  @Test func aSecondStartInAKeptFolderHasTheObjectsOfTheFirst() async throws {
    var address: JSONValue?
    try await run(settings("kept", Self.pod, keeps: true)) { sandbox, client in
      address = await sandbox.status()["addresses"]
      let data = ["a": "b"]
      _ = try await client.create(ConfigMap(metadata: ObjectMeta(name: "mine", namespace: "room"), data: data))
    }
    try await run(settings("kept", Self.pod, keeps: true)) { sandbox, client in
      #expect(try await client.get(ConfigMap.self, "mine", namespace: "room").data == ["a": "b"])
      #expect(await sandbox.status()["addresses"] == address)
      try await eventually("the pod is ready again") {
        try await client.find(Pod.self, "shell", namespace: "room")?.isInService ?? false
      }
    }
  }

  @Test func aStartThatIsCancelledEndsAndLeavesNothing() async throws {
    let settings = try settings("cancelled", Self.pod)
    let sandbox = Sandbox(settings)
    let start = Task { try await sandbox.start() }
    try await eventually("it has begun") { FileManager.default.fileExists(atPath: settings.folder + "/lock") }
    start.cancel()
    let result = await start.result
    await sandbox.stop()
    if case .failure(let error) = result { #expect((error as? SandboxError)?.code == .stopped, "\(error)") }
    #expect(processes(with: settings.folder).isEmpty)
    #expect(!FileManager.default.fileExists(atPath: settings.folder))
  }

  @Test func aDamagedFileOfObjectsIsNamedAndLeftAsItIs() async throws {
    let settings = try settings("damaged", Self.pod, keeps: true)
    try FileManager.default.createDirectory(atPath: settings.folder, withIntermediateDirectories: true)
    let file = settings.folder + "/objects"
    let rubbish = Data("rubbish\n".utf8)
    try rubbish.write(to: URL(fileURLWithPath: file))
    let sandbox = Sandbox(settings)
    var code: SandboxError.Code?
    do throws(SandboxError) { try await sandbox.start() } catch {
      code = error.code
      #expect(error.message.contains(file))
    }
    await sandbox.stop()
    #expect(code == .damagedFile)
    #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == rubbish)
  }

  @Test func aClusterWhoseProgramsAreMissingIsRefusedBeforeAnythingIsMade() async throws {
    let text = SandboxCluster(brokers: 1).text
    let settings = try settings("missing", text)
    let sandbox = Sandbox(settings)
    var found: SandboxError?
    do throws(SandboxError) { try await sandbox.start() } catch { found = error }
    await sandbox.stop()
    #expect(found?.code == .missingProgram)
    #expect(found?.message.contains("KAFKA_HOME") == true)
    #expect(!FileManager.default.fileExists(atPath: settings.folder))
  }
}
