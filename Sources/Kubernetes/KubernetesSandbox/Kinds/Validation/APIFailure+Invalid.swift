extension APIFailure {
  /// An object that breaks rules: what is wrong stands in the causes, and once more in the message.
  static func invalid(group: String, kind: String, name: String, causes: [Cause]) -> APIFailure {
    let lines = causes.map { cause in cause.field.map { "\($0): \(cause.message)" } ?? cause.message }
    let qualified = group.isEmpty ? kind : "\(kind).\(group)"
    let list = lines.count == 1 ? lines[0] : "[\(lines.joined(separator: ", "))]"
    return APIFailure(
      .invalid, "\(qualified) \"\(name)\" is invalid: \(list)", group: group, kind: kind, name: name, causes: causes)
  }

  /// A value that cannot even be read as the kind's.
  static func unreadable(kind: String, _ problem: String) -> APIFailure {
    APIFailure(.badRequest, "\(kind) in version \"v1\" cannot be handled as a \(kind): \(problem)")
  }
}
