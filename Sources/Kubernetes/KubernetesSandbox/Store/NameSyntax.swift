/// The forms of names in metadata, with the words in which the real server tells what is wrong
/// (k8s.io/apimachinery/pkg/util/validation).
enum NameSyntax {
  private static let subdomainWords =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and "
    + "end with an alphanumeric character (e.g. 'example.com', regex used for validation is "
    + #"'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"#
  private static let labelValueWords =
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and "
    + "end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is "
    + "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
  private static let qualifiedNameWords =
    "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
    + "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is "
    + "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"

  /// What is wrong with a subdomain after RFC 1123.
  static func problems(withSubdomain name: String) -> [String] {
    var problems: [String] = []
    if name.utf8.count > 253 { problems.append("must be no more than 253 characters") }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let isValid = parts.allSatisfy { part in
      guard let first = part.utf8.first, let last = part.utf8.last else { return false }
      return isLowercase(first) && isLowercase(last)
        && part.utf8.allSatisfy { isLowercase($0) || $0 == UInt8(ascii: "-") }
    }
    if !isValid { problems.append(subdomainWords) }
    return problems
  }

  /// What is wrong with a name that may be any segment of a path.
  static func problems(withPathSegment name: String) -> [String] {
    if name == "." || name == ".." { return ["may not be '\(name)'"] }
    return ["/", "%"].filter { name.contains($0) }.map { "may not contain '\($0)'" }
  }

  /// What is wrong with the value of a label.
  static func problems(withLabelValue value: String) -> [String] {
    var problems: [String] = []
    if value.utf8.count > 63 { problems.append("must be no more than 63 bytes") }
    if !value.isEmpty, !isName(value[...]) { problems.append(labelValueWords) }
    return problems
  }

  /// What is wrong with a key of labels or annotations, or the name of a finalizer.
  static func problems(withQualifiedName name: String) -> [String] {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    var problems: [String] = []
    guard parts.count <= 2 else {
      return [
        "a qualified name \(qualifiedNameWords) with an optional DNS subdomain prefix and '/' (e.g. "
          + "'example.com/MyName')"
      ]
    }
    if parts.count == 2 {
      if parts[0].isEmpty {
        problems.append("prefix part must be non-empty")
      } else {
        problems += Self.problems(withSubdomain: String(parts[0])).map { "prefix part \($0)" }
      }
    }
    let last = parts[parts.count - 1]
    if last.isEmpty {
      problems.append("name part must be non-empty")
    } else if last.utf8.count > 63 {
      problems.append("name part must be no more than 63 bytes")
    }
    if !isName(last) { problems.append("name part \(qualifiedNameWords)") }
    return problems
  }

  private static func isName(_ name: Substring) -> Bool {
    guard let first = name.utf8.first, let last = name.utf8.last else { return false }
    return isAlphanumeric(first) && isAlphanumeric(last)
      && name.utf8.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
  }

  private static func isLowercase(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLowercase(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}
