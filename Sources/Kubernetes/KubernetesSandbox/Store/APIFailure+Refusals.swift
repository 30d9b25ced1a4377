/// The refusals of the store, in the words of the real server.
extension APIFailure {
  /// The resource itself is not served.
  static let notServed = APIFailure(.notFound, "the server could not find the requested resource")

  /// There is no object of that name.
  static func notFound(_ type: ResourceType, _ name: String) -> APIFailure {
    APIFailure(
      .notFound, "\(type.qualifiedName) \"\(name)\" not found", group: type.group, kind: type.plural, name: name)
  }

  /// The name is taken.
  static func alreadyExists(_ type: ResourceType, _ name: String) -> APIFailure {
    APIFailure(
      .alreadyExists, "\(type.qualifiedName) \"\(name)\" already exists", group: type.group, kind: type.plural,
      name: name)
  }

  /// The object is not as the request has it.
  static func conflict(_ type: ResourceType, _ name: String, _ reason: String) -> APIFailure {
    conflict(group: type.group, kind: type.plural, name, reason)
  }

  /// The object is not as the request has it.
  static func conflict(group: String, kind: String, _ name: String, _ reason: String) -> APIFailure {
    let qualified = group.isEmpty ? kind : "\(kind).\(group)"
    return APIFailure(
      .conflict, "Operation cannot be fulfilled on \(qualified) \"\(name)\": \(reason)", group: group, kind: kind,
      name: name)
  }

  /// The request names another version than the object has.
  static func modified(_ type: ResourceType, _ name: String) -> APIFailure {
    conflict(
      type, name,
      "the object has been modified; please apply your changes to the latest version and try again")
  }

  /// It may not be done.
  static func forbidden(_ type: ResourceType, _ name: String, _ reason: String, _ causes: [Cause] = []) -> APIFailure {
    APIFailure(
      .forbidden, "\(type.qualifiedName) \"\(name)\" is forbidden: \(reason)", group: type.group, kind: type.plural,
      name: name, causes: causes)
  }

  /// The object is not valid.
  static func invalid(_ type: ResourceType, _ name: String, _ causes: [Cause]) -> APIFailure {
    invalid(group: type.group, kind: type.kind, name, causes)
  }

  /// An object, or the options of a request, are not valid.
  static func invalid(group: String, kind: String, _ name: String, _ causes: [Cause]) -> APIFailure {
    var told: [String] = []
    for cause in causes {
      let text = cause.field.map { "\($0): \(cause.message)" } ?? cause.message
      if !told.contains(text) { told.append(text) }
    }
    let whole = told.count == 1 ? told[0] : "[\(told.joined(separator: ", "))]"
    let qualified = group.isEmpty ? kind : "\(kind).\(group)"
    return APIFailure(
      .invalid, "\(qualified) \"\(name)\" is invalid: \(whole)", group: group, kind: kind, name: name, causes: causes)
  }

  /// The options of a list or a watch are not valid.
  static func invalidListOptions(_ cause: Cause) -> APIFailure {
    invalid(group: "meta.k8s.io", kind: "ListOptions", "", [cause])
  }

  /// The version has not been reached.
  static func tooLarge(_ version: Int, current: Int) -> APIFailure {
    APIFailure(
      .timeout, "Timeout: Too large resource version: \(version), current: \(current)",
      causes: [Cause("ResourceVersionTooLarge", "Too large resource version")], retryAfterSeconds: 1)
  }

  /// The version is forgotten.
  static func tooOld(_ version: Int, floor: Int) -> APIFailure {
    APIFailure(.expired, "too old resource version: \(version) (\(floor))")
  }
}

extension APIFailure.Cause {
  /// A value that is not valid; `value` as Go writes it.
  static func invalid(_ field: String, _ value: String, _ detail: String) -> APIFailure.Cause {
    APIFailure.Cause("FieldValueInvalid", "Invalid value: \(value): \(detail)", field: field)
  }

  /// A value that may not be there.
  static func forbidden(_ field: String, _ detail: String) -> APIFailure.Cause {
    APIFailure.Cause("FieldValueForbidden", "Forbidden: \(detail)", field: field)
  }

  /// A value that is missing.
  static func required(_ field: String, _ detail: String) -> APIFailure.Cause {
    APIFailure.Cause("FieldValueRequired", "Required value: \(detail)", field: field)
  }

  /// A value that is none of those that are known.
  static func notSupported(_ field: String, _ value: String, _ known: [String]) -> APIFailure.Cause {
    let list = known.map { "\"\($0)\"" }.joined(separator: ", ")
    return APIFailure.Cause(
      "FieldValueNotSupported", "Unsupported value: \"\(value)\": supported values: \(list)", field: field)
  }
}
