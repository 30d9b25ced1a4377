import JSON

/// Which fields of an object differ from those before, for messages about objects that may not be changed.
enum ChangedFields {
  /// A line for each field; nothing where none differs.
  static func text(from old: JSONValue, to new: JSONValue, at path: String) -> String {
    var lines: [String] = []
    collect(old, new, path, &lines)
    return lines.prefix(10).map { "\n\($0)" }.joined()
  }

  private static func collect(_ old: JSONValue, _ new: JSONValue, _ path: String, _ lines: inout [String]) {
    if old == new { return }
    switch (old, new) {
    case (.object(let before), .object(let after)):
      for key in before.keys + after.keys.filter({ before[$0] == nil }) {
        collect(before[key] ?? .null, after[key] ?? .null, "\(path).\(key)", &lines)
      }
    case (.array(let before), .array(let after)) where before.count == after.count:
      for (index, pair) in zip(before, after).enumerated() { collect(pair.0, pair.1, "\(path)[\(index)]", &lines) }
    default: lines.append("\(path): \(old.text()) -> \(new.text())")
    }
  }
}
