public import JSON

extension StreamStatus {
  /// The status as JSON; times are seconds.
  public var jsonValue: JSONValue {
    var object: JSONObject = [
      "stream": .number(JSONNumber(stream.rawValue)), "node": .string(node), "cluster": .string(cluster),
      "group": group.map { .string($0.rawValue) } ?? .null,
      "variant": .string(variant == .delta ? "delta" : "state-of-the-world"),
      "age": .number(JSONNumber(age / .seconds(1))),
    ]
    switch service {
    case .aggregated: object["service"] = "aggregated"
    case .single(let type): object["service"] = .string(type.rawValue)
    }
    object["types"] = .array(types.map(\.jsonValue))
    return .object(object)
  }
}

extension StreamStatus.TypeStatus {
  /// The status as JSON; times are seconds.
  public var jsonValue: JSONValue {
    var object: JSONObject = [
      "type": .string(type.rawValue), "wildcard": .bool(isWildcard), "names": .number(JSONNumber(names)),
      "sentVersion": .string(sentVersion), "nonce": .string(nonce), "answer": .string(answer.rawValue),
      "acknowledgedVersion": .string(acknowledgedVersion),
      "acknowledgedGeneration": .number(JSONNumber(acknowledgedGeneration)),
    ]
    if let age { object["age"] = .number(JSONNumber(age / .seconds(1))) }
    if let failure {
      var error: JSONObject = ["code": .number(JSONNumber(Int(failure.code))), "message": .string(failure.message)]
      if let failureAge { error["age"] = .number(JSONNumber(failureAge / .seconds(1))) }
      if let retryIn { error["retryIn"] = .number(JSONNumber(retryIn / .seconds(1))) }
      object["error"] = .object(error)
    }
    return .object(object)
  }
}
