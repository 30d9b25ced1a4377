import JSON
import Testing

@testable import KubernetesSandbox

/// Values and schemas, held against what a real API server says of them.
@Suite struct SchemaRecordedTests {
  private func checks() throws -> [JSONValue] {
    try RecordedChecks.lines.utf8.split(separator: UInt8(ascii: "\n")).map { try JSONValue(parsing: Array($0)) }
  }

  private func causes(_ check: JSONValue) -> Set<[String]> {
    Set((check["causes"]?.arrayValue ?? []).map { ($0.arrayValue ?? []).compactMap(\.stringValue) })
  }

  private func texts(_ causes: [APIFailure.Cause]) -> Set<[String]> {
    Set(causes.map { [$0.reason, $0.message, $0.field ?? ""] })
  }

  @Test func problemsOfValuesAreThoseOfTheRealServer() throws {
    var count = 0
    for check in try checks() {
      guard let field = check["schema"], let value = check["value"], let name = check["name"]?.stringValue else {
        continue
      }
      let spec: JSONValue = ["type": "object", "properties": .object([name: field])]
      let schema = try StructuralSchema.read(["type": "object", "properties": ["spec": spec]])
      let object = schema.defaulted(["spec": .object([name: value])])
      #expect(texts(schema.problems(in: object)) == causes(check), "\(field): \(value)")
      count += 1
    }
    #expect(count > 100)
  }

  @Test func whatCannotBeReadIsRefusedAsByTheRealServer() throws {
    let schema = try #require(BuiltInSchemas.schema(group: "apps", version: "v1", kind: "Deployment"))
    let prefix = "Deployment in version \"v1\" cannot be handled as a Deployment: "
    var count = 0
    for check in try checks() {
      guard let body = check["deployment"] else { continue }
      let found = schema.problems(in: body).first.map { prefix + $0.message }
      #expect(found == check["message"]?.stringValue, "\(body)")
      count += 1
    }
    #expect(count > 50)
  }

  @Test func schemasAreRefusedAsByTheRealServer() throws {
    var count = 0
    for check in try checks() {
      guard let definition = check["definition"] else { continue }
      var found: [APIFailure.Cause] = []
      do throws(APIFailure) { _ = try StructuralSchema.read(definition) } catch { found = error.causes }
      #expect(texts(found) == causes(check), "\(definition)")
      count += 1
    }
    #expect(count > 30)
  }
}
