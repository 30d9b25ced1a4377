import Foundation
import HTTPClient
import JSON
import KubernetesClient
import KubernetesObjects

private let namespace = "pages"
private let count = 5000

private func configMap(_ index: Int) throws -> ConfigMap {
  try ConfigMap(
    json: ["metadata": ["name": .string("c-\(index)"), "namespace": .string(namespace)], "data": ["a": "b"]])
}

/// Many requests and many objects.
func loadChecks(_ checks: inout Checks, _ setting: Setting, _ port: Int) async {
  guard let client = try? setting.client("certificate") else { return }
  await checks.run("100 requests at a time share a connection") {
    _ = try await client.get(Namespace.self, namespace)
    let before = Setting.connections(to: port)
    var most = 0
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<100 { group.addTask { _ = try await client.get(Namespace.self, namespace) } }
      while try await group.next() != nil { most = max(most, Setting.connections(to: port)) }
    }
    try Checks.require(most == before, "there were \(most) connections instead of \(before)")
    return nil
  }
  await checks.run("\(count) objects are created, 100 at a time") {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<count {
        if index >= 100 { try await group.next() }
        group.addTask { _ = try await client.create(try configMap(index)) }
      }
      try await group.waitForAll()
    }
    return nil
  }
  await checks.run("\(count) objects are listed page by page") {
    let list = try await client.list(ConfigMap.self, namespace: namespace)
    try Checks.require(Set(list.items.map(\.metadata.name)).count == count, "there are \(list.items.count)")
    let metadata = try await client.listMetadata(of: ConfigMap.resource, namespace: namespace)
    try Checks.require(metadata.items.count == count, "there are \(metadata.items.count)")
    return nil
  }
  await checks.run("a state that the server has forgotten is gone, and a whole list is read all the same") {
    let newest = try await client.mergePatch(
      ConfigMap.self, ["data": ["a": "c"]], name: "c-1", namespace: namespace)
    let etcd = try HTTPClient()
    let compaction: JSONValue = ["revision": .string(newest.metadata.resourceVersion ?? ""), "physical": true]
    let answer = try await etcd.response(
      to: HTTPClientRequest(
        method: "POST", url: "http://127.0.0.1:\(port + 1)/v3/kv/compaction", body: compaction.serialized()))
    try Checks.require(answer.status == 200, "etcd answered \(answer.status)")
    await etcd.stop()
    let options = ListOptions(limit: 10, resourceVersion: "1", versionMatch: .exact)
    let error = try await failure { () async throws(ClientError) in
      try await client.list(ConfigMap.self, namespace: namespace, options)
    }
    try Checks.require(error.requestFailure == .expired, "\(error)")
    let list = try await client.list(ConfigMap.self, namespace: namespace)
    try Checks.require(list.items.count == count, "there are \(list.items.count)")
    return "\(error)"
  }
  await client.stop(grace: .seconds(5))
}
