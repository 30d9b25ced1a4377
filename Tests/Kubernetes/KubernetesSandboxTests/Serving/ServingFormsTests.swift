import JSON
import Synchronization
import Testing

@testable import KubernetesSandbox

/// Paths, queries, media types, columns and patches, as values.
@Suite struct ServingFormsTests {
  private func resource(_ path: String) -> ResourcePath? {
    guard case .resource(let path) = APIRoute(path[...]) else { return nil }
    return path
  }

  @Test func aPathNamesAResourceItsNamespaceAndAPartOfIt() throws {
    let pod = try #require(resource("/api/v1/namespaces/a/pods/b/status"))
    #expect(pod.resource == "pods" && pod.namespace == "a" && pod.name == "b" && pod.subresource == "status")
    let all = try #require(resource("/apis/apps/v1/deployments"))
    #expect(all.resource == "deployments.apps" && all.namespace == nil && all.name == nil)
    let list = try #require(resource("/api/v1/namespaces/a/pods/"))
    #expect(list.resource == "pods" && list.name == nil)
  }

  @Test func aNamespaceIsAnObjectAndHasPartsOfItsOwn() throws {
    let namespace = try #require(resource("/api/v1/namespaces/a"))
    #expect(namespace.resource == "namespaces" && namespace.name == "a" && namespace.namespace == nil)
    let part = try #require(resource("/api/v1/namespaces/a/finalize"))
    #expect(part.resource == "namespaces" && part.name == "a" && part.subresource == "finalize")
  }

  @Test func whatIsNoPathOfTheAPIIsNothing() {
    #expect(APIRoute("/nothing/here") == .nothing)
    #expect(APIRoute("/openapi/v3/more") == .nothing)
    #expect(APIRoute("/") == .root)
    #expect(APIRoute("/livez/ping") == .health)
    #expect(APIRoute("/openapi/v3/apis/a.b/v1") == .openAPIDocument(group: "a.b", version: "v1"))
  }

  @Test func aQueryIsReadWithoutItsEscapes() throws {
    let query = RequestQuery("labelSelector=a%3Db%2Cc+in%20%28x%29&watch=&limit=5&force=0&bad=%zz&dryRun=All&dryRun=x")
    #expect(query.text("labelSelector") == "a=b,c in (x)")
    #expect(query.flag("watch") == true)
    #expect(query.flag("force") == false)
    #expect(query.flag("absent") == nil)
    #expect(try query.integer("limit") == 5)
    #expect(query.text("bad") == "%zz")
    #expect(query.values("dryRun") == ["All", "x"])
    #expect(throws: APIFailure.self) { try query.integer("dryRun") }
  }

  private func form(_ accept: String, _ shapes: Set<AnswerForm.Shape> = [.table, .metadata]) throws -> AnswerForm {
    try AnswerForm(accept: [accept], query: RequestQuery(), offering: shapes)
  }

  @Test func theFirstFormThatIsThereIsTaken() throws {
    let kubectl =
      "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json"
    #expect(try form(kubectl).shape == .table)
    #expect(try form(kubectl, []).shape == .whole)
    #expect(try form("application/vnd.kubernetes.protobuf, application/json").shape == .whole)
    #expect(try form("application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1").shape == .metadata)
    #expect(try form("application/yaml").isYAML)
    #expect(try form("*/*").shape == .whole)
    #expect(try form("").shape == .whole)
  }

  @Test func aFormThatIsNotThereIsNotAcceptable() {
    for accept in ["text/html", "application/vnd.kubernetes.protobuf", "application/json;as=Table;g=meta.k8s.io;v=v3"] {
      #expect(throws: APIFailure.self) { try form(accept) }
    }
  }

  @Test(arguments: [
    (".spec.size", "3"), (".spec.list[1].name", "\"b\""), (".spec.list[*].name", "\"a,b\""),
    (".spec.list[?(@.name==\"b\")].value", "2"), (".metadata.labels.app\\.kubernetes\\.io/name", "\"x\""),
    ("{.metadata.labels['app\\.kubernetes\\.io/name']}", "\"x\""), (".spec.list[-1].value", "2"),
    (".spec.none", "nil"), (".spec.list[7].name", "nil"), ("", "nil"),
  ])
  func aColumnFindsItsValue(_ path: String, _ expected: String) throws {
    let object: JSONValue = [
      "metadata": ["labels": ["app.kubernetes.io/name": "x"]],
      "spec": ["size": 3, "list": [["name": "a", "value": 1], ["name": "b", "value": 2]]],
    ]
    let found = ColumnPath(path).value(in: object)
    // An empty path is the object itself.
    #expect(path.isEmpty ? found == object : (found?.text() ?? "nil") == expected)
  }

  private func patched(_ value: JSONValue, _ patch: JSONValue) throws -> JSONValue {
    try JSONPatch(patch).apply(to: value)
  }

  @Test func aJSONPatchDoesEachOfItsOperations() throws {
    let value: JSONValue = ["a": [1, 2], "b": ["c/d": 1]]
    #expect(try patched(value, [["op": "add", "path": "/a/-", "value": 3]])["a"] == [1, 2, 3])
    #expect(try patched(value, [["op": "add", "path": "/a/0", "value": 3]])["a"] == [3, 1, 2])
    #expect(try patched(value, [["op": "remove", "path": "/a/0"]])["a"] == [2])
    #expect(try patched(value, [["op": "replace", "path": "/b/c~1d", "value": 9]])["b"] == ["c/d": 9])
    #expect(try patched(value, [["op": "move", "from": "/a/1", "path": "/e"]])["e"] == 2)
    #expect(try patched(value, [["op": "copy", "from": "/b", "path": "/a/1"]])["a"] == [1, ["c/d": 1], 2])
  }

  @Test(
    arguments: [
      [["op": "remove", "path": "/none"]], [["op": "replace", "path": "/none", "value": 1]],
      [["op": "test", "path": "/a", "value": 2]], [["op": "add", "path": "/x/y", "value": 2]],
      [["op": "add", "path": "/l/9", "value": 2]], [["op": "move", "from": "/none", "path": "/a"]],
    ] as [JSONValue])
  func aJSONPatchThatCannotBeDoneIsInvalid(_ patch: JSONValue) {
    #expect { try patched(["a": 1, "l": []], patch) } throws: { ($0 as? APIFailure)?.reason == .invalid }
  }

  @Test(
    arguments: [
      [["op": "grow", "path": "/a"]], [["op": "add", "path": "/a"]], [["op": "add", "path": "a", "value": 1]], ["a": 1],
    ] as [JSONValue])
  func whatIsNoJSONPatchIsABadRequest(_ patch: JSONValue) {
    #expect { try JSONPatch(patch) } throws: { ($0 as? APIFailure)?.reason == .badRequest }
  }

  @Test func aBodyInProtocolBuffersOfAKindThatIsKnownIsRead() throws {
    // As `kubectl create configmap a --from-literal=a=b` sends it.
    let bytes: [UInt8] =
      Array("k8s\0\n\u{f}\n\u{2}v1\u{12}\tConfigMap\u{12}\u{1b}\n\u{11}\n\u{1}a\u{12}\0\u{1a}\0\"\0*\0".utf8)
      + Array("2\08\0B\0\u{12}\u{6}\n\u{1}a\u{12}\u{1}b\u{1a}\0\"\0".utf8)
    #expect(
      try TypedBody.value(of: bytes)
        == ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"], "data": ["a": "b"]])
    for length in 0..<20 {
      #expect(throws: APIFailure.self) { try TypedBody.value(of: Array(bytes.prefix(length))) }
    }
  }

  @Test func aBodyInProtocolBuffersOfAnotherKindIsRefusedWithTheRemedy() {
    let bytes = Array("k8s\0\n\t\n\u{2}v1\u{12}\u{3}Pod\u{12}\0\u{1a}\0\"\0".utf8)
    #expect { try TypedBody.value(of: bytes) } throws: { error in
      guard let failure = error as? APIFailure else { return false }
      return failure.reason == .unsupportedMediaType && failure.message.contains("--dry-run=client -o yaml")
    }
  }

  @Test func versionsAreInTheOrderOfTheirStability() {
    let sorted = ["v1alpha1", "foo", "v10", "v2beta3", "v2", "v1beta1", "v2beta10"].sorted {
      VersionOrder.isBefore($0, $1)
    }
    #expect(sorted == ["v10", "v2", "v2beta10", "v2beta3", "v1beta1", "v1alpha1", "foo"])
  }

  @Test func aFeedHoldsNoMoreThanItsBoundAndEndsForWhoIsTooSlow() {
    let feed = ByteFeed(bound: 10)
    #expect(feed.offer([UInt8](repeating: 1, count: 6)))
    #expect(!feed.offer([UInt8](repeating: 2, count: 6)))
    #expect(feed.isOver)
    #expect(feed.take()?.count == 6)
    #expect(feed.take() == nil)
    #expect(feed.isDrained)
  }

  @Test func aFeedThatNobodyReadsTakesNothingAndTellsWhoWantsToKnow() {
    let feed = ByteFeed(bound: 10)
    feed.abandon()
    #expect(!feed.offer([1]))
    let told = Mutex(0)
    feed.onAbandon { told.withLock { $0 += 1 } }
    #expect(told.withLock { $0 } == 1)
  }
}
