package import JSON

/// Holds a value against its schema and notes everything that is wrong, so that one check finds all of it.
///
/// `null` means absent, as the Kubernetes API has it. What is wrong is left out of what the check gives back, so that
/// whoever reads that meets only values that are right.
package struct SchemaChecker {
  /// What a check makes of a value.
  private enum Outcome {
    case right
    case wrong
    /// It is right but for parts, and this is it without them.
    case changed(JSONValue)
  }

  private let problems: ProblemList

  package init(_ problems: ProblemList) { self.problems = problems }

  /// Checks the members of an object.
  ///
  /// - Returns: The members without what is wrong: a field is left out, an element of a list becomes null.
  package func check(
    _ members: JSONObject, _ fields: [SchemaField], keepsOthers: Bool = false, at path: JSONPath = []
  ) -> JSONObject {
    var result = members
    _ = check(&result, fields, keepsOthers: keepsOthers, at: path)
    return result
  }

  /// Checks members and leaves out what is wrong.
  ///
  /// - Returns: Whether something was left out.
  private func check(
    _ members: inout JSONObject, _ fields: [SchemaField], keepsOthers: Bool, at path: JSONPath
  ) -> Bool {
    if !keepsOthers {
      let known = Set(fields.map(\.name))
      for key in members.keys where !known.contains(key) {
        problems.warning(
          at: path.appending(key), "the field is not known and has no effect", remedy: "check its name and its place")
      }
    }
    var isChanged = false
    for field in fields {
      let place = path.appending(field.name)
      guard let value = members[field.name], !value.isNull else {
        noteMissing(field, in: members, at: place)
        continue
      }
      if let reason = field.ignored {
        problems.warning(at: place, "it has no effect: \(reason)", remedy: "leave it out")
      }
      switch check(value, field.value, at: place) {
      case .right: continue
      case .wrong: members[field.name] = nil
      case .changed(let changed): members[field.name] = changed
      }
      isChanged = true
    }
    return isChanged
  }

  private func noteMissing(_ field: SchemaField, in members: JSONObject, at place: JSONPath) {
    switch field.requirement {
    case .optional: break
    case .required(let remedy): problems.error(at: place, "the field is missing", remedy: remedy)
    case .requiredUnless(let other, let value, let remedy):
      if members[other]?.stringValue == value { break }
      problems.error(at: place, "the field is missing", remedy: remedy)
    }
  }

  private func check(_ value: JSONValue, _ schema: ValueSchema, at path: JSONPath) -> Outcome {
    switch schema {
    case .flag:
      if value.boolValue != nil { return .right }
      return wrongKind(value, "true or false", at: path)
    case .integer(let range): return check(value, range, at: path)
    case .text(let text): return check(value, text, at: path)
    case .object(let fields, let keepsOthers):
      guard var members = value.objectValue else { return wrongKind(value, "an object", at: path) }
      let isChanged = check(&members, fields, keepsOthers: keepsOthers, at: path)
      return isChanged ? .changed(.object(members)) : .right
    case .list(let list):
      guard let elements = value.arrayValue else { return wrongKind(value, "a list", at: path) }
      return check(elements, list, at: path)
    case .map(let schema, let maximum):
      guard let members = value.objectValue else { return wrongKind(value, "an object", at: path) }
      return check(members, schema, maximum, at: path)
    case .passedOn:
      return value.objectValue == nil ? wrongKind(value, "an object", at: path) : .right
    }
  }

  private func wrongKind(_ value: JSONValue, _ expected: String, at path: JSONPath, remedy: String? = nil) -> Outcome {
    // An element of a list has no name by which it could be left out.
    var suggestion = "write \(expected)"
    if case .index = path.components.last { suggestion += " or leave it out" }
    problems.error(
      at: path, "expected \(expected), found \(value.kindDescription)", remedy: remedy ?? suggestion)
    return .wrong
  }

  private func check(_ value: JSONValue, _ range: ClosedRange<Int>, at path: JSONPath) -> Outcome {
    guard let number = value.intValue else { return wrongKind(value, "an integer", at: path) }
    if range.contains(number) { return .right }
    problems.error(
      at: path, "\(number) is out of range", remedy: "use a value from \(range.lowerBound) to \(range.upperBound)")
    return .wrong
  }

  private func check(_ value: JSONValue, _ schema: TextSchema, at path: JSONPath) -> Outcome {
    guard let text = value.stringValue else {
      let isUnquoted = value.numberValue != nil || value.boolValue != nil
      return wrongKind(value, "a string", at: path, remedy: isUnquoted ? "put the value in quotes" : nil)
    }
    if text.utf8.count > schema.maximumLength, text.unicodeScalars.count > schema.maximumLength {
      problems.error(
        at: path, "it has \(text.unicodeScalars.count) characters, at most \(schema.maximumLength) are allowed",
        remedy: "shorten it")
      return .wrong
    }
    if !schema.choices.isEmpty, !schema.choices.contains(text) {
      problems.error(
        at: path, "'\(text)' is no \(schema.choiceNoun)",
        remedy: "use one of: \(schema.choices.joined(separator: ", "))")
      return .wrong
    }
    guard let finding = schema.form?.finding(text) else { return .right }
    problems.append([ManifestProblem(finding.severity, at: path, finding.message, remedy: finding.remedy)])
    return finding.severity == .error ? .wrong : .right
  }

  // MARK: Lists and maps

  private func check(_ elements: [JSONValue], _ schema: ListSchema, at path: JSONPath) -> Outcome {
    if isTooLong(elements.count, schema.maximumCount, "elements", at: path) { return .wrong }
    var result = elements
    var isChanged = false
    for (index, element) in elements.enumerated() {
      switch check(element, schema.element, at: path.appending(index)) {
      case .right: continue
      case .wrong: result[index] = .null
      case .changed(let changed): result[index] = changed
      }
      isChanged = true
    }
    if let key = schema.key { noteRepeated(key, in: result, at: path) }
    return isChanged ? .changed(.array(result)) : .right
  }

  private func noteRepeated(_ key: ListKey, in elements: [JSONValue], at path: JSONPath) {
    var first: [JSONValue: Int] = [:]
    for (index, element) in elements.enumerated() {
      guard let found = element[key.field], !found.isNull else { continue }
      // 1 and 1.0 are one id.
      let value = found.intValue.map { .number(JSONNumber($0)) } ?? found
      guard let earlier = first[value] else {
        first[value] = index
        continue
      }
      let text = value.stringValue.map { "'\($0)'" } ?? value.text()
      problems.append([
        ManifestProblem(
          key.isUnique ? .error : .warning, at: path.appending(index).appending(key.field),
          "\(key.noun) \(text) is already used by \(path.appending(earlier))", remedy: key.remedy)
      ])
    }
  }

  private func check(
    _ members: JSONObject, _ schema: ValueSchema, _ maximum: Int, at path: JSONPath
  ) -> Outcome {
    if isTooLong(members.count, maximum, "entries", at: path) { return .wrong }
    var result = members
    var isChanged = false
    for (key, value) in members where !value.isNull {
      switch check(value, schema, at: path.appending(key)) {
      case .right: continue
      case .wrong: result[key] = nil
      case .changed(let changed): result[key] = changed
      }
      isChanged = true
    }
    return isChanged ? .changed(.object(result)) : .right
  }

  private func isTooLong(_ count: Int, _ maximum: Int, _ noun: String, at path: JSONPath) -> Bool {
    if count <= maximum { return false }
    problems.error(at: path, "it has \(count) \(noun), at most \(maximum) are allowed", remedy: "leave some out")
    return true
  }
}
