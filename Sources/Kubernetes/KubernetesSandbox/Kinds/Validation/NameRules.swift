import JSON

/// The forms of names, in the words of Kubernetes (`k8s.io/apimachinery/pkg/util/validation`). Each function gives what is
/// wrong; nothing where the name is right.
enum NameRules {
  static let labelForm =
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an "
    + "alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
  static let subdomainForm =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end "
    + "with an alphanumeric character (e.g. 'example.com', regex used for validation is "
    + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
  static let label1035Form =
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and "
    + "end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is "
    + "'[a-z]([-a-z0-9]*[a-z0-9])?')"
  static let qualifiedForm =
    "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric "
    + "character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is "
    + "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
  static let labelValueForm =
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end "
    + "with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is "
    + "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
  static let configKeyForm =
    "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or "
    + "'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"

  /// A name of DNS with dots, at most 253 characters.
  static func subdomain(_ name: String) -> [String] {
    var problems: [String] = []
    if name.utf8.count > 253 { problems.append("must be no more than 253 characters") }
    if !isSubdomain(name) { problems.append(subdomainForm) }
    return problems
  }

  /// A name of DNS without dots, at most 63 characters.
  static func label(_ name: String) -> [String] {
    var problems: [String] = []
    if name.utf8.count > 63 { problems.append("must be no more than 63 characters") }
    if name.contains(".") {
      problems.append("must not contain dots")
    } else if !isLabel(name) {
      problems.append(labelForm)
    }
    return problems
  }

  /// A label that begins with a letter.
  static func label1035(_ name: String) -> [String] {
    var problems: [String] = []
    if name.utf8.count > 63 { problems.append("must be no more than 63 characters") }
    if !isLabel(name) || !(name.utf8.first.map(isLower) ?? false) { problems.append(label1035Form) }
    return problems
  }

  /// A name that can be a part of a path.
  static func pathSegment(_ name: String) -> [String] {
    if name == "." || name == ".." { return ["may not be '\(name)'"] }
    var problems: [String] = []
    for character in ["/", "%"] where name.contains(character) { problems.append("may not contain '\(character)'") }
    return problems
  }

  /// A key of labels and annotations: `example.com/name` or `name`.
  static func qualified(_ key: String) -> [String] {
    var problems: [String] = []
    let parts = key.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.count > 2 {
      return [
        "a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
          + "alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is "
          + "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' "
          + "(e.g. 'example.com/MyName')"
      ]
    }
    if parts.count == 2 {
      if parts[0].isEmpty {
        problems.append("prefix part must be non-empty")
      } else {
        problems += subdomain(parts[0]).map { "prefix part " + $0 }
      }
    }
    let name = parts.last ?? ""
    if name.isEmpty {
      problems.append("name part must be non-empty")
    } else if name.utf8.count > 63 {
      problems.append("name part must be no more than 63 bytes")
    }
    if !isLoose(name) { problems.append(qualifiedForm) }
    return problems
  }

  /// The value of a label.
  static func labelValue(_ value: String) -> [String] {
    var problems: [String] = []
    if value.utf8.count > 63 { problems.append("must be no more than 63 bytes") }
    if !value.isEmpty, !isLoose(value) { problems.append(labelValueForm) }
    return problems
  }

  /// A key of a ConfigMap or a Secret.
  static func configKey(_ key: String) -> [String] {
    var problems: [String] = []
    if key.utf8.count > 253 { problems.append("must be no more than 253 characters") }
    if key.isEmpty || !key.utf8.allSatisfy({ isAlphanumeric($0) || isLooseMark($0) }) { problems.append(configKeyForm) }
    if key == "." { problems.append("must not be '.'") }
    if key == ".." {
      problems.append("must not be '..'")
    } else if key.hasPrefix("..") {
      problems.append("must not start with '..'")
    }
    return problems
  }

  /// The name of a port of a container or Service (RFC 6335).
  static func portName(_ name: String) -> [String] {
    var problems: [String] = []
    if name.utf8.count > 15 { problems.append("must be no more than 15 characters") }
    let isAllowed = name.utf8.allSatisfy { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
    if !isAllowed { problems.append("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)") }
    if !name.utf8.contains(where: isLower) { problems.append("must contain at least one letter (a-z)") }
    if name.contains("--") { problems.append("must not contain consecutive hyphens") }
    if name.hasPrefix("-") || name.hasSuffix("-") { problems.append("must not begin or end with a hyphen") }
    return problems
  }

  /// The name of a variable of the environment.
  static func environmentName(_ name: String) -> [String] {
    let isPrintable = !name.isEmpty && name.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "=") }
    if isPrintable { return [] }
    return [
      "a valid environment variable name must consist only of printable ASCII characters other than '='"
    ]
  }

  static func isSubdomain(_ name: String) -> Bool {
    name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isLabel(String($0)) }
  }

  static func isLabel(_ name: String) -> Bool {
    guard let first = name.utf8.first, let last = name.utf8.last else { return false }
    guard isLower(first) || isDigit(first), isLower(last) || isDigit(last) else { return false }
    return name.utf8.allSatisfy { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
  }

  private static func isLoose(_ name: String) -> Bool {
    guard let first = name.utf8.first, let last = name.utf8.last else { return false }
    guard isAlphanumeric(first), isAlphanumeric(last) else { return false }
    return name.utf8.allSatisfy { isAlphanumeric($0) || isLooseMark($0) }
  }

  private static func isLooseMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }

  private static func isLower(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLower(byte) || isDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}
