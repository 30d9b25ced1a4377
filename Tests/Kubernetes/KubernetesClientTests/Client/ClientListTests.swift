import JSON
import KubernetesClient
import KubernetesObjects
import Testing

@Suite struct ClientListTests {
  private static func token(_ request: ScriptedHTTPServer.Request) -> String {
    for part in request.head.path.split(whereSeparator: { $0 == "?" || $0 == "&" }) where part.hasPrefix("continue=") {
      return String(part.dropFirst(9))
    }
    return ""
  }

  @Test func aListIsReadPageByPage() async throws {
    try await withClient(script: { request, _ in
      switch Self.token(request) {
      case "": .answer(200, configMaps(["a", "b"], continue: "x", version: "7"))
      case "x": .answer(200, configMaps(["c"], continue: "y", version: "7"))
      default: .answer(200, configMaps(["d"], version: "7"))
      }
    }) { test in
      let list = try await test.client.list(ConfigMap.self, namespace: "kafka")
      #expect(list.items.map(\.metadata.name) == ["a", "b", "c", "d"])
      #expect(list.resourceVersion == "7")
      #expect(test.server.requests.count == 3)
      #expect(test.server.requests.allSatisfy { $0.head.path.contains("limit=500") })
      let raw = try await test.client.list(ConfigMap.resource, namespace: "kafka")
      #expect(raw.items.count == 4)
    }
  }

  @Test func aListWhoseStateIsForgottenBeginsAnewAndAtLastAsksForAllAtOnce() async throws {
    try await withClient(script: { request, _ in
      if !request.head.path.contains("limit=") { return .answer(200, configMaps(["a", "b", "c"])) }
      return Self.token(request).isEmpty
        ? .answer(200, configMaps(["a"], continue: "x")) : .answer(410, status(410, "Expired"))
    }) { test in
      let list = try await test.client.list(ConfigMap.self, namespace: "kafka")
      #expect(list.items.map(\.metadata.name) == ["a", "b", "c"])
      #expect(test.server.requests.count == 5)
    }
  }

  @Test func aListHasABound() async throws {
    try await withClient(script: { _, number in .answer(200, configMaps(["a"], continue: "t\(number)")) }) { test in
      var bounds = ListBounds()
      bounds.maximumPages = 4
      let error = await clientError { () async throws(ClientError) in
        try await test.client.list(ConfigMap.self, namespace: "kafka", bounds: bounds)
      }
      #expect(error?.description.contains("more than 4 pages") == true)
      #expect(test.server.requests.count == 4)
    }
  }

  @Test func anObjectThatCannotBeReadIsNamedAndTheOthersAreThere() async throws {
    let broken = "{\"metadata\":{\"name\":\"broken\",\"namespace\":\"kafka\"},\"data\":7}"
    let page = configMaps(["a"]).replacing("\"items\":[", with: "\"items\":[\(broken),")
    try await withClient(script: { _, _ in .answer(200, page) }) { test in
      let list = try await test.client.list(ConfigMap.self, namespace: "kafka")
      #expect(list.items.map(\.metadata.name) == ["a"])
      #expect(list.unreadable.map(\.key.name) == ["broken"])
    }
  }

  @Test func aDeletionTellsWhetherTheObjectIsGone() async throws {
    try await withClient(script: { request, number in
      number == 1 ? .answer(200, "{\"kind\":\"Status\",\"status\":\"Success\"}") : .answer(200, configMap("a"))
    }) { test in
      #expect(try await test.client.delete(ConfigMap.self, "a", namespace: "kafka") == .gone)
      let object = ConfigMap(
        metadata: ObjectMeta(name: "a", namespace: "kafka", uid: "u", resourceVersion: "5"))
      guard case .pending = try await test.client.delete(object) else {
        Issue.record("it is not pending")
        return
      }
      let body = String(decoding: try #require(test.server.requests.last).body, as: UTF8.self)
      #expect(body.contains("\"uid\":\"u\""))
      #expect(body.contains("\"resourceVersion\":\"5\""))
    }
  }
}
