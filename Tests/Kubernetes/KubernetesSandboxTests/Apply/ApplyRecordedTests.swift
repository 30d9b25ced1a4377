import JSON
import Testing

@testable import KubernetesSandbox

/// Random writes by several managers, held against what a real API server made of them.
@Suite struct ApplyRecordedTests {
  private let schemas: [String: SchemaNode]
  private let writes: [RecordedWrite]

  init() throws {
    schemas = [
      "Gadget": try StructuralSchema.read(try JSONValue(parsing: Array(RecordedWrites.schema.utf8))),
      "ConfigMap": try #require(BuiltInSchemas.schema(group: "", version: "v1", kind: "ConfigMap")),
      "Deployment": try #require(BuiltInSchemas.schema(group: "apps", version: "v1", kind: "Deployment")),
    ]
    writes = try RecordedWrite.all(RecordedWrites.lines)
  }

  @Test func managersAndTheirFieldsAreThoseOfTheRealServer() throws {
    for (index, write) in writes.enumerated() {
      guard let answer = write.answer else { continue }
      let ours = try write.replayed(try #require(schemas[write.kind]))
      #expect(ours.managersWithoutTimes == answer.managersWithoutTimes, "step \(index): \(write.step)")
      if write.step["unchanged"] != nil { #expect(ours == write.live, "step \(index): \(write.step)") }
    }
  }

  @Test func theObjectIsThatOfTheRealServer() throws {
    for (index, write) in writes.enumerated() {
      guard let answer = write.answer?.content else { continue }
      let schema = try #require(schemas[write.kind])
      var ours = try write.replayed(schema).content
      guard write.kind != "Deployment" else {
        // Here the server fills in what no schema says.
        if write.verb != "apply" { ours = schema.typed(try write.written(schema)).content }
        #expect(ours.isPart(of: answer), "step \(index): \(write.step)")
        continue
      }
      // What the other part of the object is, is for the store to keep.
      for part in write.subresource == "status" ? ["spec", "metadata"] : ["status"] { ours[part] = answer[part] }
      #expect(ours == answer, "step \(index): \(write.step)")
    }
  }

  @Test func refusalsAreThoseOfTheRealServer() throws {
    var conflicts = 0
    for (index, write) in writes.enumerated() where write.answer == nil {
      let schema = try #require(schemas[write.kind])
      let wanted = write.step["causes"]?.arrayValue ?? []
      do throws(APIFailure) {
        let ours = try write.replayed(schema)
        guard write.isCustom else { continue }
        let fields = schema.problems(in: ours).map { [$0.reason, $0.field ?? ""] }
        #expect(
          Set(fields) == Set(wanted.map { [$0["reason"]?.stringValue ?? "", $0["field"]?.stringValue ?? ""] }),
          "step \(index): \(write.step)")
      } catch {
        conflicts += 1
        #expect(error.reason.rawValue == write.step["reason"]?.stringValue, "step \(index): \(write.step)")
        #expect(error.message == write.step["message"]?.stringValue, "step \(index): \(write.step)")
        #expect(
          Set(error.causes.map { [$0.message, $0.field ?? ""] })
            == Set(wanted.map { [$0["message"]?.stringValue ?? "", $0["field"]?.stringValue ?? ""] }))
      }
    }
    #expect(conflicts > 10)
  }
}
