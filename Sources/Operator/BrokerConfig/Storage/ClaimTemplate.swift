import JSON

/// A text of a `pvcSpec`, which may hold templates: `{{ trimPrefix "/" .MountPath }}`.
///
/// Of Go's templates it knows what Koperator's manifests use: the fields `.BrokerId` and `.MountPath`, texts and
/// numbers, functions (`ClaimTemplateFunction`, named and used as sprig's), pipelines, parentheses and `{{-`, `-}}`. It has
/// no conditions, loops or variables; what it does not know is an error that says so.
struct ClaimTemplate {
  /// The values of the fields.
  let fields: [String: ClaimTemplateValue]

  /// - Parameters:
  ///   - brokerID: What `.BrokerId` stands for.
  ///   - mountPath: What `.MountPath` stands for.
  init(brokerID: Int32, mountPath: String) {
    fields = ["BrokerId": .number(Int(brokerID)), "MountPath": .text(mountPath)]
  }

  /// A value with every text in it rendered, member names too.
  func render(_ value: JSONValue) throws(ClaimTemplateError) -> JSONValue {
    switch value {
    case .string(let text): return .string(try render(text))
    case .array(let elements):
      var rendered: [JSONValue] = []
      for element in elements { rendered.append(try render(element)) }
      return .array(rendered)
    case .object(let members): return .object(try render(members))
    case .null, .bool, .number: return value
    }
  }

  /// An object with every text in it rendered.
  func render(_ object: JSONObject) throws(ClaimTemplateError) -> JSONObject {
    var rendered = JSONObject()
    for (name, member) in object { rendered[try render(name)] = try render(member) }
    return rendered
  }

  /// A text without its templates.
  func render(_ text: String) throws(ClaimTemplateError) -> String {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
    var rendered = ""
    var rest = text[...]
    while let open = rest.position(of: "{{") {
      var before = rest[..<open]
      rest = rest[open...].dropFirst(2)
      if rest.hasPrefix("- ") {
        rest = rest.dropFirst()
        before = before.trimmingSpace(.end)
      }
      guard let close = rest.position(of: "}}") else { throw ClaimTemplateError("'{{' without '}}'") }
      var action = rest[..<close]
      rest = rest[close...].dropFirst(2)
      if action.hasSuffix(" -") {
        action = action.dropLast()
        rest = rest.trimmingSpace(.start)
      }
      var parser = ClaimTemplateParser(action, fields: fields)
      rendered += before + (try parser.value().text)
    }
    return rendered + rest
  }
}

/// What a template comes to.
enum ClaimTemplateValue: Sendable, Hashable {
  /// Text.
  case text(String)
  /// A whole number.
  case number(Int)

  /// As it stands in the text.
  var text: String {
    switch self {
    case .text(let text): text
    case .number(let number): String(number)
    }
  }
}

/// Why a template cannot be rendered.
struct ClaimTemplateError: Error {
  let message: String

  init(_ message: String) { self.message = message }
}

/// An end of a text.
enum TextEnd {
  case start, end, both
}

extension StringProtocol where SubSequence == Substring {
  /// Where a part is found first.
  func position(of part: String) -> Index? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(part) { return index }
      index = self.index(after: index)
    }
    return nil
  }

  /// The text without the white space at an end.
  func trimmingSpace(_ side: TextEnd) -> Substring {
    trimming(side) { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
  }

  /// The text without such characters at an end.
  func trimming(_ side: TextEnd, _ isDropped: (Character) -> Bool) -> Substring {
    var text = self[...]
    if side != .end { text = text.drop(while: isDropped) }
    if side != .start { while let last = text.last, isDropped(last) { text.removeLast() } }
    return text
  }
}
