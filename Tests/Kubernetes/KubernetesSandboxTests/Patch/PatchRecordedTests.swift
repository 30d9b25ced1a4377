import JSON
import Testing

@testable import KubernetesSandbox

/// Strategic merge patches with every directive, held against what a real API server made of them.
@Suite struct PatchRecordedTests {
  /// What the server's own code fills in in a Deployment where it is taken away.
  private static let filledIn: Set<String> = [
    "replicas", "strategy", "type", "rollingUpdate", "maxSurge", "maxUnavailable", "restartPolicy", "securityContext",
    "imagePullPolicy", "terminationMessagePath", "terminationMessagePolicy", "protocol", "resources", "defaultMode",
  ]

  @Test func aPatchedObjectIsThatOfTheRealServer() throws {
    let schema = try #require(BuiltInSchemas.schema(group: "apps", version: "v1", kind: "Deployment"))
    var live: JSONValue = .null
    var count = 0
    for line in RecordedPatches.lines.utf8.split(separator: UInt8(ascii: "\n")) {
      let step = try JSONValue(parsing: Array(line))
      if let object = step["live"] { live = object }
      guard let patch = step["patch"] else { continue }
      count += 1
      do throws(APIFailure) {
        var ours = schema.typed(try StrategicMergePatch.apply(patch, to: live, schema: schema))
        ours["status"] = nil
        guard let answer = step["answer"] else {
          Issue.record("the real server refuses \(patch): \(step["message"] ?? .null)")
          continue
        }
        #expect(difference(ours, answer, "") == nil, "\(patch)")
      } catch {
        #expect(step["message"]?.stringValue == error.message, "\(patch)")
        #expect(step["code"]?.intValue == error.reason.code)
      }
    }
    #expect(count >= 50)
  }

  /// Where the two differ in anything but what is filled in.
  private func difference(_ ours: JSONValue?, _ theirs: JSONValue?, _ path: String) -> String? {
    switch (ours, theirs) {
    case (.object(let left), .object(let right)):
      for name in Set(left.keys).union(right.keys) {
        if left[name] == nil, Self.filledIn.contains(name) { continue }
        if let found = difference(left[name], right[name], "\(path).\(name)") { return found }
      }
      return nil
    case (.array(let left), .array(let right)):
      guard left.count == right.count else { return "\(path): \(left) is not \(right)" }
      for (index, pair) in zip(left, right).enumerated() {
        if let found = difference(pair.0, pair.1, "\(path)[\(index)]") { return found }
      }
      return nil
    default: return ours == theirs ? nil : "\(path): \(ours ?? .null) is not \(theirs ?? .null)"
    }
  }
}
