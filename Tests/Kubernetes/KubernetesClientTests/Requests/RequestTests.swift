import JSON
import KubernetesClient
import KubernetesObjects
import Testing

struct RequestTests {
  private static let cluster = APIResource(
    apiVersion: "kafka.banzaicloud.io/v1beta1", plural: "kafkaclusters", kind: "KafkaCluster")

  private func body(_ request: APIRequest) throws -> JSONValue { try JSONValue(parsing: request.body ?? []) }

  private func type(_ request: APIRequest) -> String? {
    request.headers.first { $0.isNamed("content-type") }?.value
  }

  @Test func pathsOfTheCoreGroupAndOfOthers() throws {
    #expect(try Pod.resource.get("a", namespace: "kafka").target == "/api/v1/namespaces/kafka/pods/a")
    #expect(try Deployment.resource.get("a", namespace: "n").target == "/apis/apps/v1/namespaces/n/deployments/a")
    #expect(try Node.resource.get("node").target == "/api/v1/nodes/node")
    #expect(
      try Self.cluster.get("k", namespace: "kafka", subresource: "status").target
        == "/apis/kafka.banzaicloud.io/v1beta1/namespaces/kafka/kafkaclusters/k/status")
    #expect(try Pod.resource.list().target == "/api/v1/pods")
    #expect(try Lease.resource.list(namespace: "n").target == "/apis/coordination.k8s.io/v1/namespaces/n/leases")
  }

  @Test func aNameIsEscapedAndWhatWouldLeadElsewhereIsRefused() throws {
    #expect(try ClusterRole.resource.get("system:node").path.hasSuffix("/clusterroles/system:node"))
    #expect(try Pod.resource.get("a b?#é", namespace: "n").path == "/api/v1/namespaces/n/pods/a%20b%3F%23%C3%A9")
    for name in ["", ".", "..", "a/b", "a%2Fb", "/"] {
      #expect(throws: RequestError.self) { try Pod.resource.get(name, namespace: "n") }
      #expect(throws: RequestError.self) { try Pod.resource.delete(name, namespace: "n") }
      #expect(throws: RequestError.self) { try Pod.resource.list(namespace: name) }
      #expect(throws: RequestError.self) { try Pod.eviction(name, namespace: "n") }
    }
  }

  @Test func aNamespaceIsNamedWhereThereIsOneAndOnlyThere() throws {
    let missing = #expect(throws: RequestError.self) { try Pod.resource.get("a") }
    #expect(missing?.code == .namespace)
    #expect(throws: RequestError.self) { try Pod.resource.create(["kind": "Pod"]) }
    let surplus = #expect(throws: RequestError.self) { try Node.resource.get("a", namespace: "n") }
    #expect(surplus?.description == "nodes: objects of kind Node are in no namespace, not in 'n'")
  }

  @Test func aListAsksForSelectorsPagesAndStates() throws {
    let options = ListOptions(
      labels: try Selector("app=kafka,brokerId in (0,1),!gone"),
      fields: [
        FieldRequirement("spec.nodeName", "a,b=c\\"), FieldRequirement("status.phase", "Failed", isEqual: false),
      ],
      limit: 500, resourceVersion: "7", versionMatch: .notOlderThan, timeoutSeconds: 30)
    let request = try Pod.resource.list(namespace: "n", options)
    #expect(
      request.query == [
        QueryItem("labelSelector", "app=kafka,brokerId in (0,1),!gone"),
        QueryItem("fieldSelector", #"spec.nodeName=a\,b\=c\\,status.phase!=Failed"#), QueryItem("limit", "500"),
        QueryItem("resourceVersion", "7"), QueryItem("resourceVersionMatch", "NotOlderThan"),
        QueryItem("timeoutSeconds", "30"),
      ])
    #expect(request.target.contains("labelSelector=app%3Dkafka%2CbrokerId%20in%20%280%2C1%29%2C%21gone&"))
    #expect(request.headers == [HeaderField("Accept", "application/json")])
    #expect(request.subject == RequestSubject(verb: "list", resource: "pods", namespace: "n"))
  }

  @Test func aListThatGoesOnNamesNoState() throws {
    #expect(
      try Pod.resource.list(ListOptions(limit: 2, continueToken: "a+/=")).target
        == "/api/v1/pods?limit=2&continue=a%2B%2F%3D")
    #expect(throws: RequestError.self) {
      try Pod.resource.list(ListOptions(continueToken: "a", resourceVersion: "7"))
    }
  }

  @Test func exactNeedsAState() {
    #expect(throws: RequestError.self) { try Pod.resource.list(ListOptions(versionMatch: .exact)) }
    #expect(throws: RequestError.self) {
      try Pod.resource.list(ListOptions(resourceVersion: "0", versionMatch: .exact))
    }
  }

  @Test func aSelectorThatMatchesNothingIsNotAskedForEverything() {
    #expect(throws: RequestError.self) { try Pod.resource.list(ListOptions(labels: .nothing)) }
    #expect(throws: RequestError.self) { try Pod.resource.watch(WatchOptions(labels: .nothing)) }
  }

  @Test func aWatchAsksForBookmarksAndATimeout() throws {
    let request = try Secret.resource.watch(
      namespace: "n", WatchOptions(resourceVersion: "42", timeoutSeconds: 300), as: .metadata)
    #expect(
      request.target
        == "/api/v1/namespaces/n/secrets?watch=true&resourceVersion=42&allowWatchBookmarks=true&timeoutSeconds=300")
    #expect(request.headers[0].value == "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1")
    #expect(request.isWatch)
    let initial = try Pod.resource.watch(WatchOptions(sendInitialEvents: true))
    #expect(
      initial.target
        == "/api/v1/pods?watch=true&allowWatchBookmarks=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan")
    #expect(throws: RequestError.self) {
      try Pod.resource.watch(WatchOptions(allowBookmarks: false, sendInitialEvents: true))
    }
  }

  @Test func anApplyNamesItsManagerAndLeavesManagedFieldsOut() throws {
    let map = ConfigMap(
      metadata: ObjectMeta(name: "a", namespace: "n", managedFields: [["manager": "x"]]), data: ["k": "1"])
    let request = try map.application(fieldManager: "koperator", force: true, fieldValidation: .strict, dryRun: true)
    #expect(
      request.target
        == "/api/v1/namespaces/n/configmaps/a?fieldManager=koperator&fieldValidation=Strict&dryRun=All&force=true")
    #expect(request.method == .patch)
    #expect(type(request) == "application/apply-patch+yaml")
    #expect(
      try body(request)
        == [
          "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a", "namespace": "n"], "data": ["k": "1"],
        ])
    #expect(request.isIdempotent)
    #expect(throws: RequestError.self) { try map.application(fieldManager: "") }
    #expect(throws: RequestError.self) {
      try ConfigMap.resource.apply(["metadata": ["name": "a"]], name: "a", namespace: "n", fieldManager: "m")
    }
  }

  @Test func createAndUpdateSendTheWholeObject() throws {
    let map = ConfigMap(metadata: ObjectMeta(name: "a", namespace: "n", resourceVersion: "5"), data: ["k": "1"])
    let creation = try map.creation(WriteOptions(fieldManager: "m", fieldValidation: .warn, dryRun: true))
    #expect(creation.method == .post)
    #expect(creation.target == "/api/v1/namespaces/n/configmaps?fieldManager=m&fieldValidation=Warn&dryRun=All")
    #expect(try body(creation) == map.json)
    #expect(try !map.creation().isIdempotent)
    let update = try map.replacement(subresource: "status")
    #expect(update.method == .put)
    #expect(update.target == "/api/v1/namespaces/n/configmaps/a/status")
    #expect(update.subject.resourceAndSubresource == "configmaps/status")
  }

  @Test func patchesHaveTheirTypes() throws {
    let merge = try Self.cluster.mergePatch(
      ["status": ["state": .null]], name: "k", namespace: "n", subresource: "status")
    #expect(type(merge) == "application/merge-patch+json")
    #expect(merge.body == Array(#"{"status":{"state":null}}"#.utf8))
    let key = JSONPath().appending("metadata").appending("annotations").appending("a.b/c~d")
    let list = JSONPath().appending("metadata").appending("finalizers")
    let patch = try Pod.resource.jsonPatch(
      [.test(key, "x"), .remove(key), .replace(list.appending(0), "y"), .add(key, "z"), .append(list, "w")],
      name: "p", namespace: "n")
    #expect(type(patch) == "application/json-patch+json")
    #expect(
      try body(patch) == [
        ["op": "test", "path": "/metadata/annotations/a.b~1c~0d", "value": "x"],
        ["op": "remove", "path": "/metadata/annotations/a.b~1c~0d"],
        ["op": "replace", "path": "/metadata/finalizers/0", "value": "y"],
        ["op": "add", "path": "/metadata/annotations/a.b~1c~0d", "value": "z"],
        ["op": "add", "path": "/metadata/finalizers/-", "value": "w"],
      ])
    #expect(!patch.isIdempotent)
  }

  @Test func aDeleteCarriesItsPreconditions() throws {
    let pod = Pod(metadata: ObjectMeta(name: "p", namespace: "n", uid: "u", resourceVersion: "9"))
    let request = try pod.deletion(propagation: .foreground, gracePeriodSeconds: 0)
    #expect(request.method == .delete)
    #expect(request.target == "/api/v1/namespaces/n/pods/p")
    #expect(
      try body(request) == [
        "apiVersion": "v1", "kind": "DeleteOptions", "gracePeriodSeconds": 0,
        "preconditions": ["uid": "u", "resourceVersion": "9"], "propagationPolicy": "Foreground",
      ])
    #expect(throws: RequestError.self) { try Pod(metadata: ObjectMeta(name: "p", namespace: "n")).deletion() }
    let dry = try Pod.resource.delete("p", namespace: "n", DeleteOptions(dryRun: true))
    #expect(try body(dry)["dryRun"] == ["All"])
    #expect(try body(dry)["preconditions"] == nil)
  }

  @Test func anEvictionIsCreatedBelowThePod() throws {
    let request = try Pod.eviction("p", namespace: "n", DeleteOptions(uid: "u"))
    #expect(request.target == "/api/v1/namespaces/n/pods/p/eviction")
    #expect(request.subject.resourceAndSubresource == "pods/eviction")
    #expect(try body(request)["apiVersion"] == "policy/v1")
    #expect(try body(request)["deleteOptions"]?["preconditions"] == ["uid": "u"])
  }

  @Test func tablesAndMetadataAreAskedForByType() throws {
    let table = try Pod.resource.list(as: .table)
    #expect(table.target == "/api/v1/pods?includeObject=Metadata")
    #expect(table.headers[0].value == "application/json;as=Table;g=meta.k8s.io;v=v1")
    #expect(
      try Secret.resource.list(as: .metadata).headers[0].value
        == "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1")
  }

  @Test func theBodyOfARequestIsNotPrinted() throws {
    let secret = Secret(metadata: ObjectMeta(name: "s", namespace: "n"), stringData: ["p": SecretText("hunter2")])
    let request = try secret.creation()
    #expect("\(request)" == "POST /api/v1/namespaces/n/secrets")
    var dumped = ""
    dump(request, to: &dumped)
    #expect(!dumped.contains("body"))
  }
}
