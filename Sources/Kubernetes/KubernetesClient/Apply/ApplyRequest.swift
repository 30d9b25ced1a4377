import JSON

/// An apply that may be sent, with what decides whether it is.
struct ApplyRequest {
  let request: APIRequest
  let subject: ApplyMemory.Subject
  private let desired: JSONValue
  private let options: ApplyOptions

  init(
    _ desired: JSONValue, of resource: APIResource, live: JSONValue?, _ options: ApplyOptions
  ) throws(ClientError) {
    self.desired = desired
    self.options = options
    let name = desired["metadata"]?["name"]?.stringValue ?? ""
    let namespace = resource.isNamespaced ? desired["metadata"]?["namespace"]?.stringValue : nil
    subject = ApplyMemory.Subject(
      resource: resource, key: ObjectKey(namespace: namespace ?? "", name: name), subresource: options.subresource)
    do throws(RequestError) {
      try Self.check(desired, of: resource, live: live)
      request = try resource.apply(
        Self.pinned(desired, to: live), name: name, namespace: namespace, subresource: options.subresource,
        fieldManager: options.fieldManager, force: options.conflicts == .takeOver,
        fieldValidation: options.fieldValidation, dryRun: options.dryRun)
    } catch {
      throw ClientError(.invalid(error))
    }
  }

  func decision(about live: JSONValue?) -> ApplyDecision {
    ApplyDecision(
      applying: desired, to: live, fieldManager: options.fieldManager, subresource: options.subresource)
  }

  private static func check(_ desired: JSONValue, of resource: APIResource, live: JSONValue?) throws(RequestError) {
    if resource.group.isEmpty, resource.plural == "pods" {
      let message =
        "pods are created and deleted, never applied: most of a pod's spec cannot be changed (delete it, then create it)"
      throw RequestError(.object, message, resource: resource)
    }
    guard let live else { return }
    for name in ["name", "namespace"] {
      let (ours, theirs) = (desired["metadata"]?[name], live["metadata"]?[name])
      guard ours == theirs || !resource.isNamespaced && name == "namespace" else {
        throw RequestError(
          .object, "the live object has another \(name) than the one that is applied", resource: resource)
      }
    }
  }

  /// The apply to an object that is being deleted names its UID, so that it makes no new one when that is gone.
  private static func pinned(_ desired: JSONValue, to live: JSONValue?) -> JSONValue {
    guard let metadata = live?["metadata"], metadata["deletionTimestamp"]?.stringValue != nil, let uid = metadata["uid"]
    else { return desired }
    var desired = desired
    var own = desired["metadata"] ?? [:]
    own["uid"] = uid
    desired["metadata"] = own
    return desired
  }
}
