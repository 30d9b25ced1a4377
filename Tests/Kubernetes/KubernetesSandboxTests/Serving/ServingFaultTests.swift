import Foundation
import JSON
import KubernetesClient
import KubernetesObjects
import KubernetesSandbox
import Synchronization
import Testing

/// What fault switches do to clients, watches that lose, and what survives a restart.
@Suite struct ServingFaultTests {
  private static func configMap(_ name: String, _ value: String = "1") -> JSONValue {
    ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": .string(name)], "data": ["a": .string(value)]]
  }

  private func create(_ world: ServingWorld, _ name: String) async throws -> APIAnswer {
    try await world.client.send(ConfigMap.resource.create(Self.configMap(name), namespace: "default"), within: nil)
  }

  private func names(_ world: ServingWorld) async throws -> [String] {
    let list = try await world.client.send(ConfigMap.resource.list(namespace: "default"), within: nil).json()
    return (list["items"]?.arrayValue ?? []).compactMap { $0["metadata"]?["name"]?.stringValue }
  }

  /// The lines of a watch, one after the other.
  private struct Lines {
    var bytes: WatchBytes.Iterator
    private var buffer: [UInt8] = []

    init(_ world: ServingWorld) async throws {
      let list = try await world.client.send(ConfigMap.resource.list(namespace: "default"), within: nil).json()
      let options = WatchOptions(
        resourceVersion: list["metadata"]?["resourceVersion"]?.stringValue ?? "", allowBookmarks: false)
      bytes = try await world.client.watch(try ConfigMap.resource.watch(namespace: "default", options))
        .makeAsyncIterator()
    }

    /// Type and name of the next event; nil at the end.
    mutating func next() async throws -> String? {
      while true {
        if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
          let event = try JSONValue(parsing: Array(buffer[..<end]))
          buffer.removeSubrange(...end)
          let name = event["object"]?["metadata"]?["name"]?.stringValue ?? ""
          return "\(event["type"]?.stringValue ?? "") \(name)"
        }
        guard let more = try await bytes.next() else { return nil }
        buffer += more
      }
    }
  }

  @Test func writesThatFailBeforehandChangeNothingAndThoseAfterwardsAreDone() async throws {
    try await ServingWorld.with { world in
      await world.server.faults.failWrites(1)
      await #expect(throws: ClientError.self) { try await create(world, "a") }
      #expect(try await names(world) == [])
      await world.server.faults.failWrites(1, afterDoing: true)
      await #expect(throws: ClientError.self) { try await create(world, "a") }
      #expect(try await names(world) == ["a"])
      _ = try await create(world, "b")
    }
  }

  @Test func aServerThatDiesBehindAWriteHasDoneItAndAnswersNothing() async throws {
    try await ServingWorld.with { world in
      let deaths = Mutex(0)
      await world.server.faults.crash(afterWrite: 2) { deaths.withLock { $0 += 1 } }
      _ = try await create(world, "a")
      await #expect(throws: ClientError.self) { try await create(world, "b") }
      #expect(deaths.withLock { $0 } == 1)
      #expect(try await names(world) == ["a", "b"])
    }
  }

  @Test func droppedWatchesEndAndNewOnesGoOn() async throws {
    try await ServingWorld.with { world in
      var watch = try await Lines(world)
      _ = try await create(world, "a")
      #expect(try await watch.next() == "ADDED a")
      await world.server.faults.dropWatches()
      #expect(try await watch.next() == nil)
      var other = try await Lines(world)
      _ = try await create(world, "b")
      #expect(try await other.next() == "ADDED b")
    }
  }

  @Test func delayedEventsComeInTheirOrder() async throws {
    try await ServingWorld.with { world in
      var watch = try await Lines(world)
      await world.server.faults.delayEvents(by: .milliseconds(300))
      let start = ContinuousClock.now
      _ = try await create(world, "a")
      await world.server.faults.delayEvents(by: .zero)
      _ = try await create(world, "b")
      #expect(try await watch.next() == "ADDED a")
      #expect(ContinuousClock.now - start >= .milliseconds(300))
      #expect(try await watch.next() == "ADDED b")
    }
  }

  @Test func staleListsShowThePastUntilTheyAreSwitchedOff() async throws {
    try await ServingWorld.with { world in
      _ = try await create(world, "a")
      await world.server.faults.serveStaleLists(true)
      _ = try await create(world, "b")
      #expect(try await names(world) == ["a"])
      await world.server.faults.serveStaleLists(false)
      #expect(try await names(world) == ["a", "b"])
    }
  }

  @Test func aWatchBeyondTheBoundIsRefusedUntilAnotherEnds() async throws {
    var configuration = EmbeddedAPIServerConfiguration(seed: 1)
    configuration.maximumWatches = 1
    try await ServingWorld.with(configuration) { world in
      let watch = try await Lines(world)
      await #expect(throws: ClientError.self) { _ = try await Lines(world) }
      _ = watch
      await world.server.faults.dropWatches()
      _ = try await Lines(world)
    }
  }

  @Test func objectsAndDefinitionsSurviveARestartAndVersionsGoOn() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "serving-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "store").path
    let definition: JSONValue = [
      "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
      "metadata": ["name": "coins.example.com"],
      "spec": [
        "group": "example.com", "scope": "Namespaced", "names": ["plural": "coins", "kind": "Coin"],
        "versions": [
          [
            "name": "v1", "served": true, "storage": true,
            "schema": ["openAPIV3Schema": ["type": "object", "properties": ["spec": ["type": "object"]]]],
          ]
        ],
      ],
    ]
    let configuration = EmbeddedAPIServerConfiguration(storeFile: path, seed: 1)
    let coins = APIResource(group: "example.com", version: "v1", plural: "coins", kind: "Coin")
    let made = try await ServingWorld.with(configuration) { world in
      _ = try await world.client.send(CustomResourceDefinition.resource.create(definition, namespace: nil), within: nil)
      let coin: JSONValue = ["apiVersion": "example.com/v1", "kind": "Coin", "metadata": ["name": "one"], "spec": [:]]
      return try await world.client.send(coins.create(coin, namespace: "default"), within: nil).json()
    }
    try await ServingWorld.with(configuration) { world in
      #expect(try await world.client.send(coins.get("one", namespace: "default"), within: nil).json() == made)
      let next = try await create(world, "later").json()
      let before = Int(made["metadata"]?["resourceVersion"]?.stringValue ?? "") ?? .max
      #expect(Int(next["metadata"]?["resourceVersion"]?.stringValue ?? "") ?? 0 > before)
      await #expect(throws: EmbeddedAPIServerError.self) {
        try await ServingWorld.with(configuration) { _ in }
      }
    }
  }

  @Test func aStoreFileThatIsDamagedIsNamedWithTheRemedy() async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "serving-\(UUID().uuidString)").path
    try Data("no store\n".utf8).write(to: URL(filePath: path))
    defer { for end in ["", ".lock"] { try? FileManager.default.removeItem(atPath: path + end) } }
    await #expect {
      try await ServingWorld.with(EmbeddedAPIServerConfiguration(storeFile: path)) { _ in }
    } throws: { error in
      guard let error = error as? EmbeddedAPIServerError else { return false }
      return error.code == .storeFile && error.message.contains(path) && error.message.contains("move it away")
    }
  }

  @Test func anAddressThatIsTakenIsNamed() async throws {
    try await ServingWorld.with { world in
      await #expect {
        try await ServingWorld.with(EmbeddedAPIServerConfiguration(address: world.server.address)) { _ in }
      } throws: { error in
        guard let error = error as? EmbeddedAPIServerError else { return false }
        return error.code == .cannotListen && error.message.contains("\(world.server.address)")
      }
    }
  }
}
