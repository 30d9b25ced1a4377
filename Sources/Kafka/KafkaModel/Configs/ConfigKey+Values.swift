extension ConfigKey {
  /// What is wrong with a value, and what to write instead; nil where nothing is wrong. Kafka reads a value without the
  /// white space around it.
  public func problem(with value: String) -> (message: String, remedy: String)? {
    let text = Self.trimmed(value)
    switch type {
    case .boolean:
      let isBoolean = ["true", "false"].contains(text.lowercased())
      return isBoolean ? nil : ("'\(text)' is neither true nor false", "write true or false")
    case .int: return problem(with: text, number: Int32(text).map { Double($0) }, "an integer of 32 bits")
    case .short: return problem(with: text, number: Int16(text).map { Double($0) }, "an integer of 16 bits")
    case .long: return problem(with: text, number: Int64(text).map { Double($0) }, "an integer of 64 bits")
    case .double: return problem(with: text, number: Double(text), "a number")
    case .list:
      let elements = text.isEmpty ? [] : text.split(separator: ",", omittingEmptySubsequences: false)
      if elements.isEmpty { return valid == .nonEmpty ? ("the list is empty", valid.remedy) : nil }
      for element in elements {
        if let message = valid.problem(with: Self.trimmed(element)) { return (message, valid.remedy) }
      }
      return nil
    case .class: return text.isEmpty ? ("the value is empty", "write the name of a class") : nil
    case .string, .password: return valid.problem(with: text).map { ($0, valid.remedy) }
    }
  }

  private func problem(with text: String, number: Double?, _ kind: String) -> (message: String, remedy: String)? {
    guard let number else { return ("'\(text)' is not \(kind)", "write \(kind)") }
    return valid.problem(with: number, text: text).map { ($0, valid.remedy) }
  }

  /// Without the characters at both ends that Java takes for white space.
  private static func trimmed(_ text: some StringProtocol) -> String {
    let bytes = Array(text.utf8).drop { $0 <= 0x20 }
    let trailing = bytes.reversed().prefix { $0 <= 0x20 }.count
    return String(decoding: bytes.dropLast(trailing), as: UTF8.self)
  }
}
