import JSON

/// Compares what we make of a message with what Kafka makes of it.
enum JSONComparison {
  /// Where two values differ, or nil where they are the same.
  ///
  /// Numbers with a fraction are compared by their value: Java and Swift may write the same one differently.
  static func difference(_ ours: JSONValue, _ theirs: JSONValue, at path: String = "") -> String? {
    switch (ours, theirs) {
    case (.object(let ours), .object(let theirs)):
      for key in ours.keys where theirs[key] == nil { return "\(path).\(key) is not in the vector" }
      for (key, value) in theirs {
        guard let mine = ours[key] else { return "\(path).\(key) is missing" }
        if let found = difference(mine, value, at: "\(path).\(key)") { return found }
      }
      return nil
    case (.array(let ours), .array(let theirs)):
      guard ours.count == theirs.count else { return "\(path) has \(ours.count) elements, not \(theirs.count)" }
      for index in ours.indices {
        if let found = difference(ours[index], theirs[index], at: "\(path)[\(index)]") { return found }
      }
      return nil
    case (.number(let mine), .number(let other)) where mine.text != other.text:
      let isFraction = (mine.text + other.text).contains { ".eE".contains($0) }
      return isFraction && mine.doubleValue == other.doubleValue ? nil : "\(path) is \(mine), not \(other)"
    default:
      return ours == theirs ? nil : "\(path) is \(ours), not \(theirs)"
    }
  }

  /// The vector with the record batches of ours in it. The maker of the vectors had written the batches before it made the
  /// text, and wrote an empty text for what was left of the buffer: there only the bytes say what they were.
  static func withRecords(_ theirs: JSONValue, of ours: JSONValue) -> JSONValue {
    switch (theirs, ours) {
    case (.object(let theirs), .object(let ours)):
      var members = theirs
      for (key, value) in theirs {
        guard let mine = ours[key] else { continue }
        if key == "records", value == .string(""), mine.stringValue != nil {
          members[key] = mine
        } else {
          members[key] = withRecords(value, of: mine)
        }
      }
      return .object(members)
    case (.array(let theirs), .array(let ours)) where theirs.count == ours.count:
      var elements: [JSONValue] = []
      for index in theirs.indices { elements.append(withRecords(theirs[index], of: ours[index])) }
      return .array(elements)
    default:
      return theirs
    }
  }
}
