import JSON
import Testing

@testable import KubernetesSandbox

/// What a real API server made of some writes (`Tests/Peer/kubernetes-kinds/record`), and what this one makes of them.
struct KindsRecordedTests {
  @Test func aWriteIsAnsweredAsByARealServer() throws {
    let cases = try #require(try KindsWorld.recorded("cases.json").arrayValue)
    let recorded = try #require(try KindsWorld.recorded("recorded.json").arrayValue)
    #expect(cases.count == recorded.count && cases.count >= 199)
    // Each case begins with a copy of the same cluster.
    let start = try KindsWorld()
    for (entry, outcomes) in zip(cases, recorded) {
      var world = start
      for (step, expected) in zip(entry["steps"]?.arrayValue ?? [], outcomes.arrayValue ?? []) {
        let body = try Self.named(step["body"] ?? [:])
        let text = Self.outcome(of: step, body, in: &world).text()
        let outcome = try JSONValue(parsing: text.replacing("kinds-test", with: "NAMESPACE"))
        #expect(outcome == expected, "\(entry["what"]?.stringValue ?? ""): \(step["verb"]?.stringValue ?? "")")
      }
    }
  }

  /// A body in the namespace of the test.
  private static func named(_ body: JSONValue) throws -> JSONValue {
    try JSONValue(parsing: body.text().replacing("NAMESPACE", with: "kinds-test"))
  }

  private static func outcome(of step: JSONValue, _ body: JSONValue, in world: inout KindsWorld) -> JSONValue {
    let resource = step["resource"]?.stringValue ?? ""
    let isNamespaced = world.state.types[resource]?.isNamespaced ?? true
    var request = WriteRequest(
      resource, namespace: isNamespaced ? "kinds-test" : nil, name: step["name"]?.stringValue,
      subresource: step["subresource"]?.stringValue ?? "", body: body)
    do throws(APIFailure) {
      let result: WriteResult
      switch step["verb"] {
      case "create", "define": result = try world.state.create(request, now: world.now)
      case "update": result = try world.state.update(request, now: world.now)
      default:
        request.patchForm = step["verb"] == "strategic" ? .strategic : .merge
        result = try world.state.patch(request, now: world.now)
      }
      let object = plain(result.object, sent: body)
      return ["code": result.wasCreated ? 201 : 200, "object": object]
    } catch {
      return refusal(error)
    }
  }

  private static func refusal(_ error: APIFailure) -> JSONValue {
    let causes = error.causes.map { cause in
      [cause.reason, cause.field ?? "", firstLine(cause.message)].map { JSONValue.string($0) }
    }
    var outcome: JSONValue = [
      "code": .number(JSONNumber(error.reason.code)), "reason": .string(error.reason.rawValue),
      "causes": .array(causes.sorted { "\($0)" < "\($1)" }.map { .array($0) }),
    ]
    if causes.isEmpty { outcome["message"] = .string(firstLine(error.message)) }
    return outcome
  }

  private static func firstLine(_ text: String) -> String {
    String(text.split(separator: "\n", omittingEmptySubsequences: false).first ?? "")
  }

  /// An object without what is a server's own.
  private static func plain(_ object: JSONValue, sent: JSONValue) -> JSONValue {
    var object = object
    var metadata = object["metadata"] ?? [:]
    for name in ["uid", "resourceVersion", "creationTimestamp", "managedFields", "namespace"] { metadata[name] = nil }
    object["metadata"] = metadata
    switch object["kind"] {
    case "Service": object["spec"] = plain(service: object["spec"] ?? [:], sent: sent.text())
    case "PodDisruptionBudget": object["status"] = nil
    case "CustomResourceDefinition":
      var status = object["status"] ?? [:]
      for name in ["conditions", "acceptedNames"] { status[name] = nil }
      object["status"] = status
    default: break
    }
    return withoutTimes(object)
  }

  private static func plain(service spec: JSONValue, sent: String) -> JSONValue {
    var spec = spec
    if let address = spec["clusterIP"]?.stringValue, address != "None", !sent.contains(address) {
      spec["clusterIP"] = "ADDRESS"
      spec["clusterIPs"] = ["ADDRESS"]
    }
    if let port = spec["healthCheckNodePort"], !sent.contains(port.text()) { spec["healthCheckNodePort"] = "PORT" }
    if let ports = spec["ports"]?.arrayValue {
      spec["ports"] = .array(
        ports.map { port in
          var port = port
          if let number = port["nodePort"], !sent.contains(number.text()) { port["nodePort"] = "PORT" }
          return port
        })
    }
    return spec
  }

  /// The value with its times taken out, as the recorder does.
  private static func withoutTimes(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let elements): return .array(elements.map(withoutTimes))
    case .object(let members):
      var result = JSONObject()
      for (key, member) in members {
        let isTime = ["lastTransitionTime", "lastPhaseTransitionTime"].contains(key)
        result[key] = isTime ? "TIME" : withoutTimes(member)
      }
      return .object(result)
    default: return value
    }
  }
}
