public import JSON

/// What became of an object that was deleted.
public enum Deletion: Sendable, Hashable {
  /// It is gone.
  case gone
  /// It is there until its finalizers, its pods' grace or its dependants are done: the object as it is.
  case pending(JSONValue)

  init(_ json: JSONValue) { self = json["kind"] == "Status" ? .gone : .pending(json) }
}

extension APITransport {
  /// Makes a request that deletes, and sends it.
  func deletion(
    within: Duration?, _ make: () throws(RequestError) -> APIRequest
  ) async throws(ClientError) -> Deletion {
    Deletion(try await object(within: within, make))
  }
}
