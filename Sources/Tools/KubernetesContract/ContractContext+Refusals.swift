import KubernetesClient

extension ContractContext {
  /// What the server says where it must refuse: with that code and reason, in a text that holds those parts.
  @discardableResult func refused(
    _ status: Int, _ reason: String, saying parts: String..., file: String = #fileID, line: Int = #line,
    _ request: () async throws -> some Sendable
  ) async throws -> APIError {
    let error: APIError
    do {
      _ = try await request()
      throw ContractFailure("expected \(status) \(reason), but the server did it", file, line)
    } catch let failure as ClientError {
      guard let refusal = failure.apiError else { throw failure }
      error = refusal
    }
    guard error.httpStatus == status, error.status?.reason ?? "" == reason else {
      throw ContractFailure(
        "expected \(status) \(reason), got \(error.httpStatus) \(error.status?.reason ?? "without a Status"): "
          + error.message, file, line)
    }
    for part in parts where !error.message.contains(part) {
      throw ContractFailure("the refusal must say '\(part)', but it says '\(error.message)'", file, line)
    }
    return error
  }

  /// Waits until an object is gone.
  func untilGone(_ resource: APIResource, _ name: String, in namespace: String? = nil) async throws {
    _ = try await until("\(resource) \(name) is gone") { () -> Bool? in
      try await find(resource, name, in: namespace) == nil ? true : nil
    }
  }
}

/// Fails unless the refusal names a field with a reason and a text.
func expectCause(
  _ error: APIError, field: String, reason: String, saying part: String = "", _ file: String = #fileID,
  _ line: Int = #line
) throws(ContractFailure) {
  for cause in error.causes where cause.field == field && cause.reason == reason {
    if part.isEmpty || cause.message.contains(part) { return }
  }
  throw ContractFailure("expected a cause \(reason) at '\(field)' with '\(part)', got \(shown(error))", file, line)
}

private func shown(_ error: APIError) -> String {
  error.causes.map { "\($0.reason) at '\($0.field)': \($0.message)" }.joined(separator: "; ")
}
