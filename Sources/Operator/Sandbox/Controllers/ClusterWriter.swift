import JSON
import KubernetesClient
import KubernetesObjects

/// Sends the writes that controllers ask for.
///
/// Another write that came between, an object that is there or gone already: what the cache shows next is decided by anew,
/// so that is no failure.
struct ClusterWriter: Sendable {
  let transport: any APITransport

  /// How long one write may take, with all its attempts.
  private static let time = Duration.seconds(15)

  /// Sends one.
  ///
  /// - Returns: the version that it made; nil where nothing was written, or where no version is known.
  /// - Throws: `ClientError` where the server does not take it.
  func carryOut(_ write: ClusterWrite) async throws(ClientError) -> ResourceVersion? {
    do throws(ClientError) { return try await send(write) } catch {
      switch error.code {
      case .conflict, .notFound, .alreadyExists: return nil
      default: throw error
      }
    }
  }

  private func send(_ write: ClusterWrite) async throws(ClientError) -> ResourceVersion? {
    let key = write.key
    let namespace = key.namespace.isEmpty ? nil : key.namespace
    let written: JSONValue
    switch write {
    case .create(let resource, let object):
      written = try await transport.create(resource, object, namespace: namespace, within: Self.time)
    case .replace(let resource, let object, let subresource):
      written = try await transport.replace(
        resource, object, name: key.name, namespace: namespace, subresource: subresource, within: Self.time)
    case .patch(let resource, _, let patch, let subresource):
      written = try await transport.mergePatch(
        resource, patch, name: key.name, namespace: namespace, subresource: subresource, within: Self.time)
    case .bind(_, let uid, let node):
      _ = try await transport.send(Self.binding(of: key, uid: uid, to: node), within: Self.time)
      return nil
    case .delete(let resource, _, let uid, let grace):
      let deletion = try await transport.delete(
        resource, key.name, namespace: namespace, DeleteOptions(uid: uid, gracePeriodSeconds: grace),
        within: Self.time)
      guard case .pending(let object) = deletion else { return nil }
      written = object
    }
    return written["metadata"]?["resourceVersion"]?.stringValue.map { ResourceVersion($0) }
  }

  /// The request that gives a Pod its node. Names of Pods and namespaces are safe in a path as they are.
  private static func binding(of pod: ObjectKey, uid: String, to node: String) -> APIRequest {
    let body: JSONValue = [
      "apiVersion": "v1", "kind": "Binding",
      "metadata": ["name": .string(pod.name), "namespace": .string(pod.namespace), "uid": .string(uid)],
      "target": ["apiVersion": "v1", "kind": "Node", "name": .string(node)],
    ]
    return APIRequest(
      method: .post, path: "/api/v1/namespaces/\(pod.namespace)/pods/\(pod.name)/binding",
      headers: [HeaderField("Accept", MediaType.json), HeaderField("Content-Type", MediaType.json)],
      body: body.serialized(),
      subject: RequestSubject(
        verb: "create", resource: "pods", subresource: "binding", namespace: pod.namespace, name: pod.name))
  }
}
