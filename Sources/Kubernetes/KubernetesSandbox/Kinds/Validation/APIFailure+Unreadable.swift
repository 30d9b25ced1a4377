extension APIFailure {
  /// A value that cannot even be read as the kind's.
  static func unreadable(kind: String, _ problem: String) -> APIFailure {
    APIFailure(.badRequest, "\(kind) in version \"v1\" cannot be handled as a \(kind): \(problem)")
  }
}
