package import JSON

/// Reads the members of one object of a manifest. A wrong value is noted with its path and read as if it were absent,
/// so that one reading finds every wrong value. `null` means absent, as the Kubernetes API has it.
package struct ManifestObject {
  package let members: JSONObject
  package let path: JSONPath
  package let problems: ProblemList

  package init(members: JSONObject, path: JSONPath, problems: ProblemList) {
    self.members = members
    self.path = path
    self.problems = problems
  }

  package func value(_ key: String) -> JSONValue? {
    guard let value = members[key], !value.isNull else { return nil }
    return value
  }

  private func wrongKind(_ key: String, _ value: JSONValue, expected: String) {
    problems.error(
      at: path.appending(key), "expected \(expected), found \(value.kindDescription)", remedy: "write \(expected)")
  }

  package func missing(_ key: String, remedy: String) {
    problems.error(at: path.appending(key), "the field is missing", remedy: remedy)
  }

  package func string(_ key: String) -> String? {
    guard let value = value(key) else { return nil }
    if let text = value.stringValue { return text }
    let quoted = value.numberValue != nil || value.boolValue != nil
    problems.error(
      at: path.appending(key), "expected a string, found \(value.kindDescription)",
      remedy: quoted ? "put the value in quotes" : "write a string")
    return nil
  }

  /// A string that says something; an empty one means absent.
  package func nonEmptyString(_ key: String) -> String? {
    let text = string(key)
    return text == "" ? nil : text
  }

  package func bool(_ key: String) -> Bool? {
    guard let value = value(key) else { return nil }
    if let flag = value.boolValue { return flag }
    wrongKind(key, value, expected: "true or false")
    return nil
  }

  package func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let value = value(key) else { return nil }
    guard let number = value.intValue else {
      wrongKind(key, value, expected: "an integer")
      return nil
    }
    if range.contains(number) { return number }
    problems.error(
      at: path.appending(key), "\(number) is out of range",
      remedy: "use a value from \(range.lowerBound) to \(range.upperBound)")
    return nil
  }

  package func port(_ key: String, from lowest: Int = 1) -> UInt16? {
    guard let number = integer(key, in: lowest...65535) else { return nil }
    return UInt16(exactly: number)
  }

  package func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _: Choice.Type) -> Choice?
  where Choice.RawValue == String {
    guard let text = string(key) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let allowed = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    problems.error(at: path.appending(key), "'\(text)' is no value of this field", remedy: "use one of: \(allowed)")
    return nil
  }

  package func object(_ key: String) -> ManifestObject? {
    guard let value = value(key) else { return nil }
    if let members = value.objectValue {
      return ManifestObject(members: members, path: path.appending(key), problems: problems)
    }
    wrongKind(key, value, expected: "an object")
    return nil
  }

  /// The elements that are objects; others are noted as wrong.
  package func objects(_ key: String) -> [ManifestObject]? {
    guard let elements = list(key) else { return nil }
    var objects: [ManifestObject] = []
    for (index, element) in elements.enumerated() {
      let place = path.appending(key).appending(index)
      if let members = element.objectValue {
        objects.append(ManifestObject(members: members, path: place, problems: problems))
      } else {
        problems.error(
          at: place, "expected an object, found \(element.kindDescription)", remedy: "write an object or leave it out")
      }
    }
    return objects
  }

  package func strings(_ key: String) -> [String]? {
    guard let elements = list(key) else { return nil }
    var texts: [String] = []
    for (index, element) in elements.enumerated() {
      if let text = element.stringValue {
        texts.append(text)
      } else {
        problems.error(
          at: path.appending(key).appending(index), "expected a string, found \(element.kindDescription)",
          remedy: "write a string or leave it out")
      }
    }
    return texts
  }

  package func list(_ key: String) -> [JSONValue]? {
    guard let value = value(key) else { return nil }
    if let elements = value.arrayValue { return elements }
    wrongKind(key, value, expected: "a list")
    return nil
  }

  /// Notes members that the resource does not have: most often a typing error.
  package func warnAboutFields(notIn known: Set<String>) {
    for key in members.keys where !known.contains(key) {
      problems.warning(
        at: path.appending(key), "the field is not known and has no effect", remedy: "check its name and its place")
    }
  }
}
