import JSON
import Testing

@testable import KubernetesSandbox

@Suite struct StoreDefinitionTests {
  private let definitions = "customresourcedefinitions.apiextensions.k8s.io"
  private let coins = "coins.example.org"

  private func definition(_ versions: [String] = ["v1", "v2"]) -> JSONValue {
    [
      "metadata": ["name": .string(coins)],
      "spec": [
        "group": "example.org", "names": ["plural": "coins", "kind": "Coin"],
        "versions": .array(versions.map { ["name": .string($0)] }),
      ],
    ]
  }

  private func coin(_ name: String, _ version: String = "v1") -> JSONValue {
    ["apiVersion": .string("example.org/\(version)"), "kind": "Coin", "metadata": ["name": .string(name)], "spec": [:]]
  }

  @Test func everyVersionShowsTheSameObjects() throws {
    var world = try StoreWorld()
    refused(.notFound) { try world.create(coins, coin("a")) }
    try world.create(definitions, definition(), in: nil)
    let made = try world.create(coins, coin("a"))
    let second = try world.state.get(ReadRequest(coins, version: "v2", namespace: "test", name: "a"))
    #expect(second["apiVersion"] == "example.org/v2" && second.uid == made.uid && second.version == made.version)
    refused(.notFound) { try world.state.get(ReadRequest(coins, version: "v3", namespace: "test", name: "a")) }
    let watch = try world.state.watchStart(WatchRequest(coins, version: "v2", namespace: "test"))
    #expect(watch.initial.map(\.json) == [second])
  }

  @Test func aKindOrVersionThatIsNotThePathsIsRefused() throws {
    var world = try StoreWorld()
    try world.create(definitions, definition(), in: nil)
    #expect(
      refused(.invalid) { try world.create(coins, coin("a").with("kind", "Gizmo")) }.causes.map(\.field) == ["kind"])
    refused(.badRequest) { try world.create(coins, coin("a", "v2")) }
    refused(.badRequest) { try world.create(coins, coin("a").with("kind", nil)) }
    refused(.badRequest) { try world.create(coins, coin("a").with("apiVersion", nil)) }
  }

  @Test func aVersionBeforeTheDefinitionIsForgotten() throws {
    var world = try StoreWorld()
    try world.create(definitions, definition(), in: nil)
    try world.create(coins, coin("a"))
    refused(.expired) { try world.watch(coins) { $0.resourceVersion = "1" } }
  }

  @Test func deletingOneDeletesItsObjectsTellsTheirWatchesAndEndsTheResource() throws {
    var world = try StoreWorld()
    try world.create(definitions, definition(), in: nil)
    let made = try world.create(coins, coin("a"))
    try world.create(
      "configmaps",
      [
        "metadata": [
          "name": "child",
          "ownerReferences": [
            ["apiVersion": "example.org/v1", "kind": "Coin", "name": "a", "uid": .string(made.uid)]
          ],
        ]
      ])
    try world.create(coins, coin("held").meta("finalizers", ["x.y/1"]))
    let watch = try world.watch(coins) { $0.resourceVersion = "\(world.state.version)" }
    let marked = try world.delete(definitions, coins, in: nil)
    #expect(marked["status"]?["conditions"]?[1]?["type"] == "Terminating")
    world.tick()
    refused(.forbidden) { try world.create(coins, coin("b")) }
    #expect(try world.list(coins).names == ["held"])
    #expect(world.find("configmaps", "child") == nil)
    #expect(world.find(definitions, coins, in: nil) != nil)
    try world.patch(coins, "held", ["metadata": ["finalizers": nil]])
    world.tick()
    #expect(world.find(definitions, coins, in: nil) == nil)
    refused(.notFound) { try world.list(coins) }
    #expect(try world.told(watch, coins) == ["DELETED a", "MODIFIED held", "DELETED held"])
    try world.create(definitions, definition(["v1"]), in: nil)
    #expect(try world.list(coins).names == [])
  }

  @Test func aNewSchemasDefaultsAreSeenInOldObjects() throws {
    var functions = SchemaFunctions.simple
    functions.defaulted = { schema, value in
      schema.properties["filled"] == nil ? value : value.with("filled", "yes")
    }
    var state = APIState(
      types: StoreKinds.all, now: 0, seed: 1, functions: functions,
      definedType: { json throws(APIFailure) in
        let isNew = json["spec"]?["new"] == true
        let schema = SchemaNode(kind: .object, properties: isNew ? ["filled": .anything] : [:])
        let version = ResourceType.Version(
          name: "v1", isServed: true, isStorage: true, schema: schema, hasStatus: false, columns: [])
        return ResourceType(
          group: "example.org", plural: "coins", singular: "coin", kind: "Coin", listKind: "CoinList", shortNames: [],
          categories: [], isNamespaced: true, versions: [version], strategy: ResourceType.Strategy(),
          definition: "coins.example.org")
      })
    try state.makeNamespaces(now: 0)
    _ = try state.create(WriteRequest(definitions, body: definition(["v1"])), now: 0)
    let made = try state.create(WriteRequest(coins, namespace: "default", body: coin("a")), now: 0).object
    #expect(made["filled"] == nil)
    _ = try state.patch(WriteRequest(definitions, name: coins, body: ["spec": ["new": true]]), now: 0)
    let read = try state.get(ReadRequest(coins, namespace: "default", name: "a"))
    #expect(read["filled"] == "yes" && read.version == made.version)
    #expect(try state.list(ListRequest(coins)).objects.map(\.json) == [read])
  }
}
