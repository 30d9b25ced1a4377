import JSON
import KubernetesClient
import KubernetesObjects

/// One request of every sort, in an order in which a real API server answers them as it is said here.
///
/// `{uid}`, `{resourceVersion}` and `{continue}` stand for what the answer before had there.
struct PeerRequests {
  private(set) var list: [JSONValue] = []

  private mutating func add(_ name: String, _ status: Int, _ request: APIRequest) throws {
    var headers = JSONObject()
    for header in request.headers { headers[header.name] = .string(header.value) }
    var members: JSONObject = [
      "name": .string(name), "status": .number(JSONNumber(status)), "method": .string(request.method.rawValue),
      "target": .string(request.target), "headers": .object(headers),
    ]
    if let body = request.body { members["body"] = try JSONValue(parsing: body) }
    list.append(.object(members))
  }

  init() throws {
    try reads()
    try writes()
    try patches()
    try lists()
    try deletes()
    try others()
  }

  private static let namespace = "requests"
  private let map = ConfigMap(metadata: ObjectMeta(name: "a", namespace: namespace), data: ["k": "1"])

  private mutating func reads() throws {
    try add("create a namespace", 201, Namespace(metadata: ObjectMeta(name: Self.namespace)).creation())
    try add("get", 200, Namespace.resource.get(Self.namespace))
    try add("get what is not there", 404, ConfigMap.resource.get("none", namespace: Self.namespace))
    try add("get a name with a colon", 200, ClusterRole.resource.get("system:node"))
    try add("get a name that must be escaped", 404, ConfigMap.resource.get("a b?c#d", namespace: Self.namespace))
    for (kind, resource) in Self.resources {
      try add("list \(kind)", 200, resource.list(ListOptions(limit: 1)))
    }
  }

  private static let resources: [(String, APIResource)] = [
    ("Pod", Pod.resource), ("PersistentVolumeClaim", PersistentVolumeClaim.resource),
    ("ConfigMap", ConfigMap.resource), ("Secret", Secret.resource), ("Service", Service.resource),
    ("ServiceAccount", ServiceAccount.resource), ("Namespace", Namespace.resource), ("Node", Node.resource),
    ("Deployment", Deployment.resource), ("DaemonSet", DaemonSet.resource),
    ("PodDisruptionBudget", PodDisruptionBudget.resource), ("StorageClass", StorageClass.resource),
    ("Role", Role.resource), ("RoleBinding", RoleBinding.resource), ("ClusterRole", ClusterRole.resource),
    ("ClusterRoleBinding", ClusterRoleBinding.resource), ("EndpointSlice", EndpointSlice.resource),
    ("Lease", Lease.resource), ("Event", Event.resource),
    ("CustomResourceDefinition", CustomResourceDefinition.resource),
  ]

  private mutating func writes() throws {
    try add("create", 201, map.creation(WriteOptions(fieldManager: "m", fieldValidation: .strict)))
    try add("create what is there", 409, map.creation())
    var other = map
    other.metadata.name = "dry"
    try add("create in a dry run", 201, other.creation(WriteOptions(dryRun: true)))
    try add("what a dry run created is not there", 404, ConfigMap.resource.get("dry", namespace: Self.namespace))
    let unknown: JSONValue = ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "x"], "dta": [:]]
    let strict = WriteOptions(fieldValidation: .strict)
    try add("an unknown field, strict", 400, ConfigMap.resource.create(unknown, namespace: Self.namespace, strict))
    let warning = WriteOptions(fieldValidation: .warn, dryRun: true)
    try add("an unknown field, warning", 201, ConfigMap.resource.create(unknown, namespace: Self.namespace, warning))
    try add("get for its resource version", 200, ConfigMap.resource.get("a", namespace: Self.namespace))
    var update = map
    update.metadata.resourceVersion = "{resourceVersion}"
    try add("update what was read", 200, update.replacement())
    update.metadata.resourceVersion = "1"
    try add("update what has changed", 409, update.replacement())
    try add(
      "update the status", 200, Namespace(metadata: ObjectMeta(name: Self.namespace)).replacement(subresource: "status")
    )
  }

  private mutating func patches() throws {
    try add(
      "apply", 201,
      ConfigMap(metadata: ObjectMeta(name: "b", namespace: Self.namespace), data: ["k": "1"]).application(
        fieldManager: "one", fieldValidation: .strict))
    let changed = ConfigMap(metadata: ObjectMeta(name: "b", namespace: Self.namespace), data: ["k": "2"])
    try add("apply what another owns", 409, changed.application(fieldManager: "two"))
    try add("apply by force, in a dry run", 200, changed.application(fieldManager: "two", force: true, dryRun: true))
    try add("apply by force", 200, changed.application(fieldManager: "two", force: true))
    let patch: JSONValue = ["metadata": ["annotations": ["a.b/c": "x"]], "data": ["k": .null]]
    try add("merge patch", 200, ConfigMap.resource.mergePatch(patch, name: "b", namespace: Self.namespace))
    let key = JSONPath().appending("metadata").appending("annotations").appending("a.b/c")
    let operations: [JSONPatchOperation] = [.test(key, "x"), .replace(key, "y"), .remove(key)]
    try add("JSON patch", 200, ConfigMap.resource.jsonPatch(operations, name: "b", namespace: Self.namespace))
    try add(
      "JSON patch that fails its test", 422,
      ConfigMap.resource.jsonPatch([.test(key, "z")], name: "b", namespace: Self.namespace))
    let finalizers = JSONPath().appending("metadata").appending("finalizers")
    let held: [JSONPatchOperation] = [.add(finalizers, []), .append(finalizers, "example.com/x")]
    try add("JSON patch that appends", 200, ConfigMap.resource.jsonPatch(held, name: "b", namespace: Self.namespace))
    try add(
      "JSON patch that removes an element", 200,
      ConfigMap.resource.jsonPatch([.remove(finalizers.appending(0))], name: "b", namespace: Self.namespace))
  }

  private mutating func lists() throws {
    let fields = [
      FieldRequirement("metadata.name", "b"), FieldRequirement("metadata.namespace", "x,=\\", isEqual: false),
    ]
    let options = ListOptions(labels: try Selector("!gone,app notin (x,y)"), fields: fields, timeoutSeconds: 10)
    try add("list with selectors", 200, ConfigMap.resource.list(namespace: Self.namespace, options))
    try add("list a page", 200, ConfigMap.resource.list(namespace: Self.namespace, ListOptions(limit: 1)))
    let rest = ListOptions(limit: 100, continueToken: "{continue}")
    try add("list the rest", 200, ConfigMap.resource.list(namespace: Self.namespace, rest))
    let any = ListOptions(resourceVersion: "0", versionMatch: .notOlderThan)
    try add("list what is at hand", 200, Pod.resource.list(any))
    try add("list for its resource version", 200, ConfigMap.resource.list(namespace: Self.namespace))
    let exact = ListOptions(resourceVersion: "{resourceVersion}", versionMatch: .exact)
    try add("list an exact state", 200, ConfigMap.resource.list(namespace: Self.namespace, exact))
    try add("list metadata", 200, Secret.resource.list(as: .metadata))
    try add("list a table", 200, ConfigMap.resource.list(namespace: Self.namespace, as: .table))
    try add("get metadata", 200, ConfigMap.resource.get("a", namespace: Self.namespace, as: .metadata))
    let initial = WatchOptions(sendInitialEvents: true, timeoutSeconds: 1)
    try add("watch with initial events", 200, ConfigMap.resource.watch(namespace: Self.namespace, initial))
    let watch = WatchOptions(labels: try Selector("a=b"), fields: [fields[0]], resourceVersion: "0", timeoutSeconds: 1)
    try add("watch metadata", 200, ConfigMap.resource.watch(namespace: Self.namespace, watch, as: .metadata))
  }

  private mutating func deletes() throws {
    try add(
      "delete another object of the name", 409,
      ConfigMap.resource.delete(
        "a", namespace: Self.namespace, DeleteOptions(uid: "00000000-0000-0000-0000-000000000000")))
    try add(
      "delete in a dry run", 200,
      ConfigMap.resource.delete("a", namespace: Self.namespace, DeleteOptions(propagation: .orphan, dryRun: true)))
    try add("get for its UID", 200, ConfigMap.resource.get("a", namespace: Self.namespace))
    var read = map
    read.metadata.uid = "{uid}"
    read.metadata.resourceVersion = "{resourceVersion}"
    try add("delete what was read", 200, read.deletion(propagation: .background, gracePeriodSeconds: 0))
  }

  private mutating func others() throws {
    let pods = Self.namespace
    try add(
      "create the service account of pods", 201,
      ServiceAccount(metadata: ObjectMeta(name: "default", namespace: pods)).creation())
    let pod: JSONValue = [
      "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "p"],
      "spec": ["containers": [["name": "c", "image": "i"]]],
    ]
    try add("create a pod", 201, Pod.resource.create(pod, namespace: pods))
    let phase: JSONValue = ["status": ["phase": "Running"]]
    try add(
      "merge patch the status", 200, Pod.resource.mergePatch(phase, name: "p", namespace: pods, subresource: "status"))
    try add("evict in a dry run", 201, Pod.eviction("p", namespace: pods, DeleteOptions(dryRun: true)))
    try add("get the pod for its UID", 200, Pod.resource.get("p", namespace: pods))
    try add("evict", 201, Pod.eviction("p", namespace: pods, DeleteOptions(uid: "{uid}", gracePeriodSeconds: 0)))
    let subject = RequestSubject(verb: "create", resource: "pods", subresource: "eviction", namespace: pods, name: "p")
    try add("ask for access", 201, AccessReview(subject).request)
    for request in Discovery.requests { try add("discover \(request.path)", 200, request) }
    try add("discover the core group", 200, Discovery.request(group: "", version: "v1"))
    try add("discover a group", 200, Discovery.request(group: "apps", version: "v1"))
  }
}
