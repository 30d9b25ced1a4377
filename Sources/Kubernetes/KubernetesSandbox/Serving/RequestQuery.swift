/// The parameters of a request's query, in their order.
struct RequestQuery: Sendable, Hashable {
  private var items: [(name: String, value: String)] = []

  /// No parameters.
  init() {}

  /// Reads what stands behind the `?` of a path.
  init(_ text: Substring) {
    for item in text.split(separator: "&") {
      let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      items.append((PercentEncoding.decode(parts[0]), parts.count > 1 ? PercentEncoding.decode(parts[1]) : ""))
    }
  }

  static func == (left: RequestQuery, right: RequestQuery) -> Bool {
    left.items.count == right.items.count && zip(left.items, right.items).allSatisfy { $0 == $1 }
  }

  func hash(into hasher: inout Hasher) {
    for (name, value) in items {
      hasher.combine(name)
      hasher.combine(value)
    }
  }

  /// The first value of a parameter; nil where it was not sent.
  func value(_ name: String) -> String? { items.first { $0.name == name }?.value }

  /// The first value of a parameter; empty where it was not sent.
  func text(_ name: String) -> String { value(name) ?? "" }

  /// All values of a parameter.
  func values(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

  /// Whether a parameter says yes; nil where it was not sent. All but `false` and `0` is yes, as for the real server.
  func flag(_ name: String) -> Bool? {
    guard let value = value(name) else { return nil }
    return value.lowercased() != "false" && value != "0"
  }

  /// A parameter that is a number; nil where it was not sent or is empty.
  ///
  /// - Throws: `badRequest` where it is none.
  func integer(_ name: String) throws(APIFailure) -> Int? {
    guard let value = value(name), !value.isEmpty else { return nil }
    guard let number = Int(value) else {
      throw APIFailure(.badRequest, "\(name): strconv.ParseInt: parsing \"\(value)\": invalid syntax")
    }
    return number
  }
}
