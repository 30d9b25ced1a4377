import KubernetesClient

/// An answer of a real API server.
struct RecordedAnswer: Sendable {
  let status: Int
  let headers: [HeaderField]
  let text: String

  var body: [UInt8] { Array(text.utf8) }

  /// The error that the answer tells of.
  func error(_ subject: RequestSubject = RequestSubject(verb: "get", resource: "configmaps")) -> APIError {
    APIError(httpStatus: status, headers: headers, body: body, subject: subject)
  }
}
