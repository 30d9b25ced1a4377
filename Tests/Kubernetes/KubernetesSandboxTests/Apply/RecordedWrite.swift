import JSON

@testable import KubernetesSandbox

/// A write that a real API server was asked for, and what it made of it.
struct RecordedWrite {
  /// Later than any time in the recording.
  private static let now: Int64 = 4_102_444_800

  let step: JSONValue
  /// The object before, as the real server had it.
  let live: JSONValue?
  /// What the real server made of it; nil where it refused.
  let answer: JSONValue?
  let body: JSONValue

  private init(_ step: JSONValue, live: JSONValue?) {
    self.step = step
    self.live = live
    let version = Self.apiVersion(of: step["kind"]?.stringValue ?? "")
    answer = step["answer"].map { Self.withWholeRecord($0, version) }
    body = Self.withWholeRecord(step["body"] ?? .null, version)
  }

  var kind: String { step["kind"]?.stringValue ?? "" }
  var verb: String { step["verb"]?.stringValue ?? "" }
  var subresource: String { step["subresource"]?.stringValue ?? "" }
  var isCustom: Bool { kind == "Gadget" }
  private var manager: String { step["manager"]?.stringValue ?? "" }
  private var apiVersion: String { Self.apiVersion(of: kind) }

  private static func apiVersion(of kind: String) -> String {
    switch kind {
    case "Gadget": "applies.example.com/v1"
    case "Deployment": "apps/v1"
    default: "v1"
    }
  }

  /// The recording has a short form of the managers.
  private static func withWholeRecord(_ object: JSONValue, _ version: String) -> JSONValue {
    guard let entries = object.managedFields?.arrayValue else { return object }
    var object = object
    object.managedFields = .array(
      entries.map { entry in
        guard entry[0] != nil else { return [:] }
        var whole: JSONValue = [
          "apiVersion": .string(version), "fieldsType": "FieldsV1", "time": "2026-01-01T00:00:00Z",
        ]
        for (index, name) in ["manager", "operation", "fieldsV1", "subresource"].enumerated() {
          whole[name] = entry[index]
        }
        return whole
      })
    return object
  }

  /// The writes of a recording.
  static func all(_ lines: String) throws -> [RecordedWrite] {
    var writes: [RecordedWrite] = []
    var live: JSONValue?
    for line in lines.utf8.split(separator: UInt8(ascii: "\n")) {
      let step = try JSONValue(parsing: Array(line))
      if step["first"] != nil { live = nil }
      let write = RecordedWrite(step, live: live)
      writes.append(write)
      if let answer = write.answer { live = answer }
    }
    return writes
  }

  /// What our code makes of it.
  func replayed(_ schema: SchemaNode) throws(APIFailure) -> JSONValue {
    if verb == "apply" {
      return try ServerSideApply.apply(
        body, to: live, manager: manager, force: step["force"] != nil, apiVersion: apiVersion,
        subresource: subresource, schema: schema, now: Self.now)
    }
    var new = try written(schema)
    if kind == "Deployment", let answer {
      // What the server's own code fills in is no part of what is tested: it is taken from its answer.
      let record = new.managedFields
      new = answer
      new.managedFields = record
    }
    return ManagedFields.afterUpdate(
      old: live, new: schema.defaulted(schema.pruned(new).value), manager: manager, apiVersion: apiVersion,
      subresource: subresource, schema: schema, now: Self.now)
  }

  /// The object that the request makes, before anything is filled in.
  func written(_ schema: SchemaNode) throws(APIFailure) -> JSONValue {
    switch verb {
    case "merge": MergePatch.apply(body, to: live ?? .null)
    case "strategic": try StrategicMergePatch.apply(body, to: live ?? .null, schema: schema)
    default: body
    }
  }
}

extension JSONValue {
  /// The managers and their fields, in an order that does not depend on time.
  var managersWithoutTimes: [String] {
    (managedFields?.arrayValue ?? []).map { entry in
      var entry = entry
      entry["time"] = nil
      return entry.text(sortedKeys: true)
    }.sorted()
  }

  /// Without the record of managers, and what counters and clocks set.
  var content: JSONValue {
    var object = self
    for name in ["managedFields", "uid", "resourceVersion", "creationTimestamp", "generation", "namespace"] {
      object.setMetadata(name, nil)
    }
    return object
  }

  /// Whether all that is here is there, too; lists are of the same length.
  func isPart(of other: JSONValue) -> Bool {
    switch (self, other) {
    case (.object(let left), .object(let right)):
      for (name, value) in left {
        guard let other = right[name], value.isPart(of: other) else { return false }
      }
      return true
    case (.array(let left), .array(let right)):
      guard left.count == right.count else { return false }
      for (one, other) in zip(left, right) where !one.isPart(of: other) { return false }
      return true
    default: return isSame(as: other)
    }
  }
}
