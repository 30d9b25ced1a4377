import Foundation
import HTTPClient
import JSON
import KubernetesClient
import KubernetesObjects

private let namespace = "checks"

private func configMap(_ name: String, _ data: [String: String] = ["a": "b"]) throws -> ConfigMap {
  var members: JSONObject = [:]
  for (key, value) in data { members[key] = .string(value) }
  return try ConfigMap(
    json: ["metadata": ["name": .string(name), "namespace": .string(namespace)], "data": .object(members)])
}

/// What is done with objects.
func objectChecks(_ checks: inout Checks, _ setting: Setting, _ admin: APIClient) async {
  await checks.run("an object is created, read, replaced, patched, applied and deleted") {
    let made = try await admin.create(try configMap("one"))
    var read = try await admin.get(ConfigMap.self, "one", namespace: namespace)
    try Checks.require(made == read, "what was created is not what is read")
    read.metadata.labels = ["x": "y"]
    let replaced = try await admin.replace(read)
    let conflict = try await failure { () async throws(ClientError) in try await admin.replace(read) }
    try Checks.require(conflict.code == .conflict, "\(conflict)")
    let patched = try await admin.mergePatch(
      ConfigMap.self, ["data": ["c": "d"]], name: "one", namespace: namespace)
    try Checks.require(patched.metadata.resourceVersion != replaced.metadata.resourceVersion, "nothing was patched")
    let theirs = try configMap("one", ["c": "e"])
    let foreign = try await failure { () async throws(ClientError) in
      try await admin.apply(theirs, fieldManager: "checks")
    }
    try Checks.require(foreign.apiError?.fieldConflicts.isEmpty == false, "\(foreign)")
    let applied = try await admin.apply(try configMap("one", ["c": "e"]), fieldManager: "checks", force: true)
    let stale = try await failure { () async throws(ClientError) in try await admin.delete(read) }
    try Checks.require(stale.code == .conflict, "\(stale)")
    try Checks.require(try await admin.delete(applied) == .gone, "it is not gone")
    try Checks.require(try await admin.find(ConfigMap.self, "one", namespace: namespace) == nil, "it is there")
    return nil
  }
  await checks.run("errors are what they are") {
    let missing = try await failure { () async throws(ClientError) in
      try await admin.get(ConfigMap.self, "none", namespace: namespace)
    }
    try Checks.require(missing.code == .notFound, "\(missing)")
    let wrong = try configMap("UPPER")
    let invalid = try await failure { () async throws(ClientError) in try await admin.create(wrong) }
    try Checks.require(invalid.code == .invalid, "\(invalid)")
    let twice = try await admin.create(try configMap("two"))
    let again = try configMap("two")
    let exists = try await failure { () async throws(ClientError) in try await admin.create(again) }
    try Checks.require(exists.code == .alreadyExists, "\(exists)")
    try await admin.delete(twice)
    let unknown = APIResource(group: "example.org", version: "v1", plural: "things", kind: "Thing")
    let notServed = try await failure { () async throws(ClientError) in
      try await admin.get(unknown, "a", namespace: namespace)
    }
    try Checks.require(notServed.code == .notServed, "\(notServed)")
    return "\(invalid)"
  }
  await checks.run("a dry run keeps nothing") {
    _ = try await admin.create(try configMap("dry"), WriteOptions(dryRun: true))
    try Checks.require(try await admin.find(ConfigMap.self, "dry", namespace: namespace) == nil, "it is there")
    return nil
  }
  await checks.run("a budget forbids an eviction, and without it the pod goes") {
    let error = try await failure { () async throws(ClientError) in
      try await admin.evict("guarded", namespace: namespace)
    }
    try Checks.require(error.apiError?.isDisruptionBudget == true, "\(error)")
    let grace = DeleteOptions(gracePeriodSeconds: 0)
    try await admin.evict("free", namespace: namespace, grace)
    try Checks.require(try await admin.find(Pod.self, "free", namespace: namespace) == nil, "it is there")
    return "\(error)"
  }
  await checks.run("access is reviewed, and what is served is found") {
    let pods = RequestSubject(verb: "delete", resource: "pods", namespace: namespace)
    try Checks.require(try await admin.review(pods).isAllowed, "the administrator may not")
    let one = try setting.client("plugin")
    try Checks.require(try await !one.review(pods).isAllowed, "the service account may")
    await one.stop()
    let served = try await admin.discover()
    let deployment = served.resource(group: "apps", kind: "Deployment")
    try Checks.require(deployment?.resource == Deployment.resource, "Deployments are not served")
    let none = try await admin.discover(group: "example.org", version: "v1")
    try Checks.require(none.resources.isEmpty, "example.org is served")
    return "\(served.resources.count) resources"
  }
  await checks.run("a deprecated resource is warned of once") {
    let statuses = APIResource(
      group: "", version: "v1", plural: "componentstatuses", kind: "ComponentStatus", isNamespaced: false)
    for _ in 0..<3 { _ = try await admin.list(statuses) }
    let lines = setting.lines.all.filter { $0.contains("ComponentStatus is deprecated") }
    try Checks.require(lines.count == 1, "it was logged \(lines.count) times")
    return nil
  }
  await checks.run("a watch tells of what is done, and ends with its reader") {
    let list = try await admin.list(ConfigMap.self, namespace: namespace)
    let request = try ConfigMap.resource.watch(
      namespace: namespace, WatchOptions(resourceVersion: list.resourceVersion, timeoutSeconds: 60))
    let bytes = try await admin.watch(request)
    for index in 0..<3 { _ = try await admin.create(try configMap("watched-\(index)")) }
    var decoder = WatchDecoder<ConfigMap>(of: request.subject, sharing: SharingPool())
    var names: [String] = []
    read: for try await chunk in bytes {
      decoder.append(chunk)
      while let event = try decoder.next() {
        if case .added(let object) = event { names.append(object.metadata.name) }
        if names.count == 3 { break read }
      }
    }
    try Checks.require(names == ["watched-0", "watched-1", "watched-2"], "\(names)")
    return nil
  }
}
